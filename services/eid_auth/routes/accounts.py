"""Routes of eid_auth: parse, one action, answer."""

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.accounts import AccountFound, LookupAccount
from services.eid_auth.actions import accounts as actions

router = APIRouter(prefix="/v1/accounts", tags=["accounts"], route_class=LeanRoute)


@router.post("/lookup", summary="Tra cứu tài khoản định danh điện tử · look up an account")
async def lookup(ask: LookupAccount, request: Request) -> AccountFound:
    """Has this person an electronic identity account, at which level, in which state?

    Level is the identification level (1 or 2, Decree 69/2024/NĐ-CP), not the authentication level of a login (1–4, Art.
    20). An account not activated within seven days of the notice is `expired` (Art. 14), by the sandbox clock; the
    owner, the terms, a revoked card, the end of a foreigner's residence, an authority or death lock it. `has_guardian`
    says that a guardian acts for a child, not who. Telephone and e-mail are never told.
    """
    return await call_of(request).run(actions.lookup, ask)
