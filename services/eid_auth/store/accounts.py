"""The accounts of people: by number, by what they sign in with, and written back."""

from sqlalchemy import bindparam, func, select

from motcua.chassis.db import Statement, Work, nothing, row
from motcua.wire.accounts import AccountState
from services.eid_auth.rules.accounts import Held
from services.eid_auth.tables.accounts import ACCOUNTS
from services.eid_auth.tables.lifecycle import RESIDENCES

_STORED = Held._fields[:-1]
_held = select(*(ACCOUNTS.c[name] for name in _STORED), func.coalesce(RESIDENCES.c.residence_until, "")).select_from(
    ACCOUNTS.outerjoin(RESIDENCES, RESIDENCES.c.cccd == ACCOUNTS.c.cccd)
)
_in_use = ACCOUNTS.c.state != AccountState.CANCELLED.value

BY_CCCD = Statement(_held.where(ACCOUNTS.c.cccd == bindparam("cccd")), Held)
BY_PHONE = Statement(_held.where(ACCOUNTS.c.phone == bindparam("login"), _in_use).limit(2), Held)
BY_EMAIL = Statement(_held.where(func.lower(ACCOUNTS.c.email) == bindparam("login"), _in_use).limit(2), Held)
TIED = Statement(
    select(ACCOUNTS.c.cccd).where(
        ACCOUNTS.c.phone == bindparam("phone"), ACCOUNTS.c.cccd != bindparam("cccd"), _in_use
    ),
    row,
)
INSERT = Statement(ACCOUNTS.insert(), nothing)
_CHANGED = _STORED[1:]
UPDATE = Statement(
    ACCOUNTS.update()
    .where(ACCOUNTS.c.cccd == bindparam("which"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED}),
    nothing,
)


def account_of(work: Work, cccd: str, *, fresh: bool = False) -> Held | None:
    """The account of this personal number; ``fresh`` for a write that depends on it."""
    return (work.fresh if fresh else work.one)(BY_CCCD, cccd=cccd)


def account_by_login(work: Work, text: str) -> Held | None:
    """The account that somebody signs in to by personal number, telephone or e-mail; None where no single one is."""
    login = text.strip().lower()
    if len(login) == 12 and login.isascii() and login.isdigit():
        return account_of(work, login)
    found = work.all(BY_EMAIL if "@" in login else BY_PHONE, login=login) if login else []
    return found[0] if len(found) == 1 else None


def tied_to_another(work: Work, phone: str, cccd: str) -> bool:
    """Whether the telephone number opens another account already: one number, one account."""
    return work.fresh(TIED, phone=phone, cccd=cccd) is not None


def put(work: Work, held: Held, *, new: bool) -> None:
    """Write an account; the caller holds ``work.alone()``."""
    values = {name: str(getattr(held, name)) for name in _STORED}
    if new:
        work.run(INSERT, **values)
    else:
        work.run(UPDATE, which=held.cccd, **{f"new_{name}": values[name] for name in _CHANGED})
