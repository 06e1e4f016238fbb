"""Routes of organisations' accounts: parse, one action, answer."""

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.accounts_organisations import (
    AskOrganisation,
    LockOrganisation,
    LookupOrganisation,
    OrganisationFound,
    OrganisationStep,
    RegisterOrganisation,
    ReplaceRepresentative,
)
from services.eid_auth.actions import organisations as actions

router = APIRouter(prefix="/v1/organisations", tags=["organisations"], route_class=LeanRoute)


@router.post("/lookup", summary="Tra cứu tài khoản tổ chức · look up an organisation's account")
async def lookup_organisation(ask: LookupOrganisation, request: Request) -> OrganisationFound:
    """Has this organisation an account, in which state? Organisations have no level (Decree 69/2024/NĐ-CP)."""
    return await call_of(request).run(actions.lookup_organisation, ask)


@router.post("/register", summary="Đăng ký tài khoản tổ chức · register an organisation")
async def register_organisation(ask: RegisterOrganisation, request: Request) -> OrganisationStep:
    """An account for an organisation, asked for by its legal representative, who needs an active account of level 2.

    `due_on`: three working days where a state register has what is to be checked, else fifteen days (Art. 13). That the
    person represents the organisation is declared, not checked.
    """
    return await call_of(request).run(actions.register_organisation, ask)


@router.post("/notify", summary="Thông báo đã cấp tài khoản tổ chức · give the notice to an organisation")
async def notify_organisation(ask: AskOrganisation, request: Request) -> OrganisationStep:
    """Tell the representative that the account is made: seven days to activate begin (Art. 14)."""
    return await call_of(request).run(actions.notify_organisation, ask)


@router.post("/activate", summary="Kích hoạt tài khoản tổ chức · activate an organisation's account")
async def activate_organisation(ask: AskOrganisation, request: Request) -> OrganisationStep:
    """The representative activates the account within seven days of the notice (Art. 14)."""
    return await call_of(request).run(actions.activate_organisation, ask)


@router.post("/hotline", summary="Kích hoạt tài khoản tổ chức qua tổng đài · activate it through the hotline")
async def reactivate_organisation(ask: AskOrganisation, request: Request) -> OrganisationStep:
    """The only way to activate an organisation's account once the seven days are over (Art. 14)."""
    return await call_of(request).run(actions.reactivate_organisation, ask)


@router.post("/lock", summary="Khoá tài khoản tổ chức · lock an organisation's account")
async def lock_organisation(ask: LockOrganisation, request: Request) -> OrganisationStep:
    """Lock on a ground: `owner` (its representative), `terms`, `authority`, `dissolved`."""
    return await call_of(request).run(actions.lock_organisation, ask)


@router.post("/unlock", summary="Mở khoá tài khoản tổ chức · unlock an organisation's account")
async def unlock_organisation(ask: LockOrganisation, request: Request) -> OrganisationStep:
    """End a ground; the account is open again once none is left."""
    return await call_of(request).run(actions.unlock_organisation, ask)


@router.post("/cancel", summary="Huỷ tài khoản tổ chức · cancel an organisation's account")
async def cancel_organisation(ask: AskOrganisation, request: Request) -> OrganisationStep:
    """The end of an organisation's account; it may be registered again [assumed]."""
    return await call_of(request).run(actions.cancel_organisation, ask)


@router.post("/representative", summary="Đổi người đại diện · replace the representative")
async def replace_representative(ask: ReplaceRepresentative, request: Request) -> OrganisationStep:
    """Another legal representative with an active account of level 2: asked by the present one, a desk or an authority.

    From then on only the new one acts for the organisation.
    """
    return await call_of(request).run(actions.replace_representative, ask)
