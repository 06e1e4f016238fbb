"""Accounts of people: parse, ask the registers, one action, answer. Numbers travel in bodies."""

from typing import Any

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.portal_accounts import (
    Claim,
    ClaimOldAccount,
    LookupPortalAccount,
    MergeOldAccounts,
    PortalAccount,
    PortalAccountFound,
    Recheck,
    SetContacts,
)
from services.portal import actions

router = APIRouter(prefix="/v1/portal-accounts", tags=["portal accounts"], route_class=LeanRoute)
Refused = dict[int | str, dict[str, Any]]
UNKNOWN: Refused = {404: {}}
TAKEN: Refused = {404: {}, 409: {}}
ASKS_OTHERS: Refused = {404: {}, 409: {}, 502: {}, 503: {}, 504: {}}


@router.post("/lookup", summary="Tra tài khoản của một người · look up a person's account")
async def lookup_account(ask: LookupPortalAccount, request: Request) -> PortalAccountFound:
    """Has this person an account, and is the identity behind it verified? Contacts are told to the person alone."""
    return await call_of(request).run(actions.lookup_account, ask)


@router.post("/recheck", responses=UNKNOWN, summary="Kiểm tra lại danh tính · check an identity again")
async def recheck(ask: Recheck, request: Request) -> PortalAccount:
    """Ask the population register again. A register that fails is a state of the account (`unverified`), no refusal."""
    call = call_of(request)
    call.enter("recheck", None)
    return await call.run(actions.recheck, await actions.ask_again(call, ask))


@router.post("/claim-old", responses=ASKS_OTHERS, summary="Nhận lại tài khoản cũ · claim an old account")
async def claim_old(ask: ClaimOldAccount, request: Request) -> Claim:
    """Prove that an account from before the electronic identity is this person's.

    Only on behalf of `citizen:<account>`. An account with a personal number is theirs if the number is; one with a CMND
    is reconciled, and is theirs if that leads to their own personal number. Every other outcome is a verdict that tells
    nothing about anybody.
    """
    call = call_of(request)
    return await call.run(actions.claim_old, await actions.prove(call, ask))


@router.post("/merge-old", responses=TAKEN, summary="Gộp tài khoản cũ · merge old accounts")
async def merge_old(ask: MergeOldAccounts, request: Request) -> PortalAccount:
    """Fold every claimed old account into the new one, and choose whose phone and e-mail stay. Only by the person."""
    return await call_of(request).run(actions.merge_old, ask)


@router.post("/contacts", responses=TAKEN, summary="Đổi số điện thoại, thư điện tử · change contacts")
async def set_contacts(ask: SetContacts, request: Request) -> PortalAccount:
    """Change phone and e-mail. One that another account holds is refused with a way out. Only by the person."""
    return await call_of(request).run(actions.set_contacts, ask)
