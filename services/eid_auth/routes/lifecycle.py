"""Routes of an account's life: parse, one action, answer."""

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.accounts_life import (
    AccountHistory,
    AccountStep,
    ActivateAccount,
    AskAccount,
    CallHotline,
    ChangePhone,
    LockAccount,
    UnlockAccount,
)
from services.eid_auth.actions import lifecycle as actions

router = APIRouter(prefix="/v1/accounts", tags=["accounts"], route_class=LeanRoute)


@router.post("/notify", summary="Thông báo đã cấp tài khoản · give the notice")
async def notify(ask: AskAccount, request: Request) -> AccountStep:
    """Tell the owner that the account is made. From this day on it can be activated for seven days (Art. 14)."""
    return await call_of(request).run(actions.notify, ask)


@router.post("/activate", summary="Kích hoạt tài khoản · activate an account")
async def activate(ask: ActivateAccount, request: Request) -> AccountStep:
    """The owner, or a child's guardian, activates on a device within seven days of the notice (Art. 14).

    An own password has eight characters or more with capital and small letters and digits; without one the account
    keeps the password of every sandbox account, `hop-cat-2026`. Later than seven days the verdict is `account.expired`.
    """
    return await call_of(request).run(actions.activate, ask)


@router.post("/hotline", summary="Kích hoạt qua tổng đài · activate through the hotline")
async def hotline(ask: CallHotline, request: Request) -> AccountStep:
    """The only way to activate once the seven days are over (Decree 69/2024/NĐ-CP Art. 14).

    The number that calls must be the account's, or the guardian's of a child.
    """
    return await call_of(request).run(actions.hotline, ask)


@router.post("/lock", summary="Khoá tài khoản · lock an account")
async def lock(ask: LockAccount, request: Request) -> AccountStep:
    """Lock on a ground: `owner`, `terms`, `card_revoked`, `residence_expired` (foreigners), `authority`, `death`.

    Who may lock on which ground: docs/accounts.md. A locked account may be locked on a further ground; the heaviest one
    shows, and it opens once none is left. Death is never ended.
    """
    return await call_of(request).run(actions.lock, ask)


@router.post("/unlock", summary="Mở khoá tài khoản · unlock an account")
async def unlock(ask: UnlockAccount, request: Request) -> AccountStep:
    """End a ground. The account goes back to where it stood; while another ground holds it stays locked (`done`).

    For `residence_expired` the new end of the residence is given. A locked account whose owner died stays locked.
    """
    return await call_of(request).run(actions.unlock, ask)


@router.post("/cancel", summary="Huỷ tài khoản · cancel an account")
async def cancel(ask: AskAccount, request: Request) -> AccountStep:
    """The end of an account: telephone and password are let go, the SIM may open another account.

    The person may register again [assumed]. A locked account is cancelled by an authority only.
    """
    return await call_of(request).run(actions.cancel, ask)


@router.post("/phone", summary="Đổi số điện thoại · change the SIM")
async def phone(ask: ChangePhone, request: Request) -> AccountStep:
    """Another telephone number, unless it opens another account: one number, one account."""
    return await call_of(request).run(actions.phone, ask)


@router.post("/history", summary="Lịch sử tài khoản · history of an account")
async def history(ask: AskAccount, request: Request) -> AccountHistory:
    """What happened to the account since the sandbox began, oldest first, and the visits at desks. Only ever added to.

    What the clock did is written down with the next step of the account; `lookup` tells it at once.
    """
    return await call_of(request).run(actions.history, ask)
