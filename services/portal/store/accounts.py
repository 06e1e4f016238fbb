"""Queries about accounts of people and the checks of their identity."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select

from motcua.chassis.db import Statement, Work, nothing, row
from services.portal.tables.accounts import ACCOUNTS, IDENTITY_CHECKS


class Account(NamedTuple):
    """A row of accounts."""

    id: str
    cccd: str
    sub: str
    full_name: str
    born_on: str
    phone: str
    email: str
    contacts_taken: str
    level: int
    auth_level: int
    created_at: str
    signed_in_at: str
    status: str
    cause: str = ""
    matched: str = ""
    rule_version: str = ""
    request_id: str = ""
    checked_at: str = ""
    verified_at: str = ""
    numbers: str = ""
    organisations: str = ""


class Check(NamedTuple):
    """A row of identity_checks."""

    account_id: str
    ordinal: int
    at: str
    why: str
    status: str
    cause: str
    matched: str
    rule_version: str
    request_id: str


_ROW = select(*(ACCOUNTS.c[name] for name in Account._fields))
BY_ID = Statement(_ROW.where(ACCOUNTS.c.id == bindparam("account_id")), Account)
BY_CCCD = Statement(_ROW.where(ACCOUNTS.c.cccd == bindparam("cccd")), Account)
ADD = Statement(ACCOUNTS.insert(), nothing)
CHANGING = tuple(name for name in Account._fields if name not in {"id", "cccd", "sub", "created_at"})
UPDATE = Statement(
    ACCOUNTS.update()
    .where(ACCOUNTS.c.id == bindparam("account_id"))
    .values({name: bindparam(f"new_{name}") for name in CHANGING}),
    nothing,
)
_OTHER = ACCOUNTS.c.id != bindparam("account_id")
HOLDERS = {
    contact: Statement(select(ACCOUNTS.c.id).where(_OTHER, ACCOUNTS.c[contact] == bindparam("value")), row)
    for contact in ("phone", "email")
}
_OF = IDENTITY_CHECKS.c.account_id == bindparam("account_id")
NEXT_CHECK = Statement(select(func.coalesce(func.max(IDENTITY_CHECKS.c.ordinal), 0) + 1).where(_OF), row)
ADD_CHECK = Statement(IDENTITY_CHECKS.insert(), nothing)
CHECKS = Statement(
    select(*(IDENTITY_CHECKS.c[name] for name in Check._fields))
    .where(_OF)
    .order_by(IDENTITY_CHECKS.c.ordinal.desc())
    .limit(bindparam("limit")),
    Check,
)
EITHER = Statement(_ROW.where(or_(ACCOUNTS.c.cccd == bindparam("cccd"), ACCOUNTS.c.sub == bindparam("sub"))), Account)


def by_id(work: Work, account_id: str) -> Account | None:
    """The account with this id."""
    return work.one(BY_ID, account_id=account_id)


def by_cccd(work: Work, cccd: str) -> Account | None:
    """The account of this personal number."""
    return work.one(BY_CCCD, cccd=cccd)


def of_either(work: Work, cccd: str, sub: str) -> list[Account]:
    """Accounts with this number or of this subject; one and the same, unless something is badly wrong."""
    return work.fresh_all(EITHER, cccd=cccd, sub=sub)


def add(work: Work, account: Account) -> None:
    """Keep a new account."""
    work.run(ADD, **account._asdict())


def update(work: Work, account: Account) -> None:
    """Write everything about an account that may change."""
    work.run(UPDATE, account_id=account.id, **{f"new_{name}": getattr(account, name) for name in CHANGING})


def held_by_another(work: Work, contact: str, value: str, account_id: str) -> bool:
    """Whether another account has this phone or e-mail."""
    return bool(value) and work.fresh(HOLDERS[contact], account_id=account_id, value=value) is not None


def add_check(work: Work, check: Check) -> None:
    """Keep one check of an identity; ``ordinal`` is the next one."""
    found = work.fresh(NEXT_CHECK, account_id=check.account_id)
    work.run(ADD_CHECK, **check._replace(ordinal=int(found[0]) if found else 1)._asdict())


def checks(work: Work, account_id: str, limit: int = 10) -> list[Check]:
    """The latest checks, newest first."""
    return work.all(CHECKS, account_id=account_id, limit=limit)
