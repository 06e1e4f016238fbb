"""Every query of eid_auth."""

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work
from services.eid_auth.rules.accounts import Held
from services.eid_auth.tables.accounts import ACCOUNTS

BY_CCCD = Statement(
    select(*(ACCOUNTS.c[name] for name in Held._fields)).where(ACCOUNTS.c.cccd == bindparam("cccd")), Held
)


def account_of(work: Work, cccd: str) -> Held | None:
    """The account of this personal number."""
    return work.one(BY_CCCD, cccd=cccd)
