"""Queries about accounts from before the electronic identity, and who claimed them."""

from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.rules.old_accounts import Old
from services.portal.tables.accounts import CLAIMS, OLD_ACCOUNTS


class Claim(NamedTuple):
    """A row of claims."""

    username: str
    account_id: str
    proved_by: str
    case_id: str
    claimed_at: str
    merged_at: str


_OLD = select(*(OLD_ACCOUNTS.c[name] for name in Old._fields))
_FREE = OLD_ACCOUNTS.c.username.not_in(select(CLAIMS.c.username))
KNOWN_AS = Statement(
    _OLD.where(
        or_(OLD_ACCOUNTS.c.username == bindparam("known_as"), OLD_ACCOUNTS.c.cmnd == bindparam("known_as"))
    ).order_by(OLD_ACCOUNTS.c.username),
    Old,
)
BEARING = Statement(
    _OLD.where(
        _FREE, or_(OLD_ACCOUNTS.c.cccd == bindparam("number"), OLD_ACCOUNTS.c.cmnd == bindparam("number"))
    ).order_by(OLD_ACCOUNTS.c.username),
    Old,
)
HOLDING = {
    contact: Statement(_OLD.where(_FREE, OLD_ACCOUNTS.c[contact] == bindparam("value")), Old)
    for contact in ("phone", "email")
}
_CLAIM = select(*(CLAIMS.c[name] for name in Claim._fields))
CLAIM_ON = Statement(_CLAIM.where(CLAIMS.c.username == bindparam("username")), Claim)
CLAIMED_BY = Statement(
    select(*(OLD_ACCOUNTS.c[name] for name in Old._fields), *(CLAIMS.c[name] for name in Claim._fields))
    .join(CLAIMS, CLAIMS.c.username == OLD_ACCOUNTS.c.username)
    .where(CLAIMS.c.account_id == bindparam("account_id"))
    .order_by(CLAIMS.c.claimed_at, CLAIMS.c.username),
    lambda *cells: (Old(*cells[: len(Old._fields)]), Claim(*cells[len(Old._fields) :])),
)
ADD = Statement(CLAIMS.insert(), nothing)
MERGE = Statement(
    CLAIMS.update()
    .where(CLAIMS.c.account_id == bindparam("account"), CLAIMS.c.merged_at == "")
    .values(merged_at=bindparam("now")),
    nothing,
)


def known_as(work: Work, name: str) -> list[Old]:
    """Accounts with this user name or CMND, claimed or not."""
    return work.fresh_all(KNOWN_AS, known_as=name)


def bearing(work: Work, number: str) -> list[Old]:
    """Unclaimed accounts with this number."""
    return work.all(BEARING, number=number)


def holding(work: Work, contact: str, value: str) -> list[Old]:
    """Unclaimed accounts with this phone or e-mail."""
    return work.fresh_all(HOLDING[contact], value=value) if value else []


def claim_on(work: Work, username: str) -> Claim | None:
    """Who claimed this account, if anybody did."""
    return work.fresh(CLAIM_ON, username=username)


def claimed_by(work: Work, account_id: str) -> list[tuple[Old, Claim]]:
    """What this person claimed, in that order."""
    return work.fresh_all(CLAIMED_BY, account_id=account_id)


def claim(work: Work, claimed: Claim) -> None:
    """Keep a claim."""
    work.run(ADD, **claimed._asdict())


def merge(work: Work, account_id: str, now: str) -> int:
    """Fold everything claimed into the account; returns how many were not before."""
    return work.run(MERGE, account=account_id, now=now)
