"""Every query of tax_db."""

from sqlalchemy import BindParameter, and_, bindparam, case, func, or_, select

from motcua.chassis.db import Statement, Work, nothing, row
from motcua.wire.taxpayers import LinkEvent
from services.tax_db.rules import Event, Record
from services.tax_db.tables import EVENTS, LINKED, STILL_LEGACY, TAXPAYERS
from services.tax_db.tables import FOLDED as ARE_FOLDED

COLUMNS = [TAXPAYERS.c[name] for name in Record._fields]
_number: BindParameter[str] = bindparam("number")
# Since 1/7/2025 the personal number is the tax code: a linked record answers to both.
_linked = and_(LINKED, TAXPAYERS.c.linked_cccd == _number)
_bears_code = or_(TAXPAYERS.c.mst == _number, and_(_linked, TAXPAYERS.c.folded_into == ""))
_bears_number = or_(TAXPAYERS.c.mst == _number, _linked, TAXPAYERS.c.id_number == _number)

BY_CODE = Statement(
    select(*COLUMNS).where(_bears_code).order_by(case((TAXPAYERS.c.mst == _number, 0), else_=1), TAXPAYERS.c.mst),
    Record,
)
BY_NUMBER = Statement(select(*COLUMNS).where(_bears_number).order_by(TAXPAYERS.c.mst), Record)
FOLDED = Statement(
    select(TAXPAYERS.c.mst).where(ARE_FOLDED, TAXPAYERS.c.folded_into == bindparam("cccd")).order_by(TAXPAYERS.c.mst),
    str,
)
LEGACY_PAGE = Statement(
    select(*COLUMNS)
    .where(STILL_LEGACY, TAXPAYERS.c.mst > bindparam("after"))
    .order_by(TAXPAYERS.c.mst)
    .limit(bindparam("limit")),
    Record,
)
LEGACY_TOTAL = Statement(select(func.count()).select_from(TAXPAYERS).where(STILL_LEGACY), row)
CHANGED = ("status", "reason", "status_since", "linked_cccd", "linked_on", "folded_into")
SET = Statement(
    TAXPAYERS.update()
    .where(TAXPAYERS.c.mst == bindparam("which"))
    .values({name: bindparam(f"new_{name}") for name in CHANGED}),
    nothing,
)
LAST_SEQ = Statement(select(func.coalesce(func.max(EVENTS.c.seq), 0)), row)
WRITE_EVENT = Statement(EVENTS.insert(), nothing)
EVENTS_OF = Statement(
    select(EVENTS.c.at, EVENTS.c.mst, EVENTS.c.event, EVENTS.c.cccd, EVENTS.c.detail)
    .where(EVENTS.c.mst == bindparam("mst"))
    .order_by(EVENTS.c.seq),
    lambda at, mst, event, cccd, detail: LinkEvent(at=at, mst=mst, event=event, cccd=cccd or None, detail=detail),
)
STATUS_BEFORE = Statement(
    select(EVENTS.c.was)
    .where(EVENTS.c.mst == bindparam("mst"), EVENTS.c.was != "")
    .order_by(EVENTS.c.seq.desc())
    .limit(1),
    str,
)


def by_code(work: Work, mst: str, *, fresh: bool = False) -> list[Record]:
    """The record with this tax code; for a personal number that is no code itself, the codes in use linked to it."""
    records = (work.fresh_all if fresh else work.all)(BY_CODE, number=mst)
    return records[:1] if records and records[0].mst == mst else records


def by_number(work: Work, number: str) -> list[Record]:
    """Every record that bears the number: as typed, as confirmed, or as tax code."""
    return work.all(BY_NUMBER, number=number)


def fresh_by_number(work: Work, number: str) -> list[Record]:
    """The same as it is now, for a write that depends on it."""
    return work.fresh_all(BY_NUMBER, number=number)


def status_before(work: Work, mst: str) -> str:
    """The status and reason ("00.02") that the record had before its last change of status, or an empty text."""
    return work.fresh(STATUS_BEFORE, mst=mst) or ""


def change(work: Work, before: Record, after: Record, event: Event, detail: str) -> Record:
    """Write what is new about a record, and a line of its history; the caller holds ``work.alone()``."""
    moved = (before.status, before.reason) != (after.status, after.reason)
    today = work.clock.today().isoformat()
    if moved:
        after = after._replace(status_since=today)
    if after.linked_cccd != before.linked_cccd:
        after = after._replace(linked_on=today)
    if after != before:
        new = after._asdict()
        work.run(SET, which=after.mst, **{f"new_{name}": new[name] for name in CHANGED})
    (last,) = work.fresh(LAST_SEQ) or (0,)
    work.run(
        WRITE_EVENT,
        seq=last + 1,
        at=work.clock.stamp(),
        mst=after.mst,
        event=event,
        cccd=after.linked_cccd,
        detail=detail,
        was=f"{before.status}.{before.reason}" if moved else "",
    )
    return after
