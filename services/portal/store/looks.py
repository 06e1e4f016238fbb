"""The portal's own audit lines about a person: who looked at what the portal keeps of them."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from motcua.chassis.audit import TABLE as AUDIT
from motcua.chassis.db import Statement, Work, row


class Look(NamedTuple):
    """One line; ``fields`` names what was handed out, separated by spaces."""

    seq: int
    at: str
    client: str
    on_behalf_of: str
    procedure: str
    dossier: str
    action: str
    outcome: str
    fields: str


_OF_PERSON = AUDIT.c.about == bindparam("cccd")
PAGE = Statement(
    select(*(AUDIT.c[name] for name in Look._fields))
    .where(_OF_PERSON, AUDIT.c.seq < bindparam("before"))
    .order_by(AUDIT.c.seq.desc())
    .limit(bindparam("limit")),
    Look,
)
TOTAL = Statement(select(func.count()).select_from(AUDIT).where(_OF_PERSON), row)


def page(work: Work, cccd: str, *, before: int, limit: int) -> list[Look]:
    """Lines below ``before``, newest first. Never stale: a person sees every look that was answered."""
    return work.fresh_all(PAGE, cccd=cccd, before=before, limit=limit)


def total(work: Work, cccd: str) -> int:
    """How many lines there are about the person."""
    found = work.fresh(TOTAL, cccd=cccd)
    return int(found[0]) if found else 0
