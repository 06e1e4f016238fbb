"""Routes of eid_auth: parse, one action, answer."""

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.wire.accounts import AccountFound, LookupAccount
from services.eid_auth import actions

router = APIRouter(prefix="/v1/accounts", tags=["accounts"])


@router.post("/lookup", summary="Tra cứu tài khoản định danh điện tử · look up an account")
async def lookup(ask: LookupAccount, request: Request) -> AccountFound:
    """Account."""
    return await call_of(request).run(actions.lookup, ask)
