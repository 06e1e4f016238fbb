"""Passwords that accounts set themselves."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.eid_auth.tables.lifecycle import PASSWORDS


class Kept(NamedTuple):
    """Salt and scrypt hash, in hex."""

    salt: str
    hash: str


OF = Statement(select(PASSWORDS.c.salt, PASSWORDS.c.hash).where(PASSWORDS.c.cccd == bindparam("cccd")), Kept)
INSERT = Statement(PASSWORDS.insert(), nothing)
DELETE = Statement(PASSWORDS.delete().where(PASSWORDS.c.cccd == bindparam("cccd")), nothing)


def of(work: Work, cccd: str) -> Kept | None:
    """The account's own password, or None where it never set one."""
    return work.fresh(OF, cccd=cccd)


def put(work: Work, cccd: str, kept: Kept) -> None:
    """Replace the account's password; the caller holds ``work.alone()``."""
    forget(work, cccd)
    work.run(INSERT, cccd=cccd, **kept._asdict())


def forget(work: Work, cccd: str) -> None:
    """Back to the default."""
    work.run(DELETE, cccd=cccd)
