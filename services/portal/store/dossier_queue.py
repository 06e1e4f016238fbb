"""The queue of the desk and a citizen's own list: filters, how near each deadline is, pages; newest first."""

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, case, func, literal, or_, select

from motcua.chassis.db import Statement, Work
from motcua.wire.dossiers import Due, Status
from services.portal.rules.calendar import at
from services.portal.rules.deadlines import DONE, ENDED, WAITING, stamp
from services.portal.store.dossier_contents import Count
from services.portal.store.dossiers import Dossier
from services.portal.tables.dossiers import DOSSIERS, PARTS

LAST = 2**31 - 1  # an INTEGER of PostgreSQL
AGENCIES = 4
"""So many beginnings of agency codes an officer may serve."""
_D = DOSSIERS.c


def _within(statuses: frozenset[Status]) -> ColumnElement[bool]:
    # Not IN: a Statement is compiled once, and SQLAlchemy writes the list of an IN at each execution.
    return or_(*(_D.status == status.value for status in sorted(statuses)))


# The same decisions as rules.deadlines.colour, where the database filters by them (tested against each other).
_MOMENT = case(
    (_within(WAITING), _D.waiting_since), (_within(DONE), _D.finished_at), else_=bindparam("now", type_=String)
)
_TWICE = _D.supplements > 1
_LATE = or_(and_(_TWICE, _D.apologies == 0), _D.due_at < _MOMENT)
_BROKEN = or_(_TWICE, _D.promised_at < _MOMENT)
COLOUR = case(
    (or_(_D.due_at == "", _within(ENDED)), literal(Due.NONE.value)),
    (and_(_within(DONE), _BROKEN), literal(Due.DONE_LATE.value)),
    (_within(DONE), literal(Due.DONE.value)),
    (_LATE, literal(Due.OVERDUE.value)),
    (_D.near_at <= _MOMENT, literal(Due.NEAR.value)),
    else_=literal(Due.FAR.value),
)


def _any_or(name: str, column: ColumnElement[Any]) -> ColumnElement[bool]:
    asked = bindparam(name, type_=String)
    return or_(asked == "", column == asked)


def _served(agency: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether one of the beginnings fits; an empty one fits nothing."""
    names = [bindparam(f"serves_{n}", type_=String) for n in range(AGENCIES)]
    return or_(
        *(and_(name != "", or_(agency == name, func.substr(agency, 1, func.length(name) + 1) == name + "."))
          for name in names)
    )  # fmt: skip


_PART_SERVED = select(PARTS.c.part).where(PARTS.c.code == _D.code, _served(PARTS.c.agency)).exists()
_MINE = and_(bindparam("own", type_=String) != "", _D.account_id == bindparam("own", type_=String))
_VISIBLE = or_(_MINE, _served(_D.agency), _PART_SERVED)
_FITTING = and_(
    _VISIBLE,
    _any_or("account", _D.account_id),
    _any_or("status", _D.status),
    _any_or("procedure", _D.procedure),
    _any_or("procedure_code", _D.procedure_code),
    _any_or("agency", _D.agency),
    _any_or("due", COLOUR),
)
PAGE = Statement(
    select(DOSSIERS).where(_FITTING, _D.seq < bindparam("before")).order_by(_D.seq.desc()).limit(bindparam("limit")),
    Dossier,
)
RECEIVED = Statement(
    select(DOSSIERS)
    .where(
        _D.agency == bindparam("of_agency"),
        _D.received_at >= bindparam("since"),
        _D.received_at < bindparam("until"),
        _any_or("of_procedure", _D.procedure_code),
    )
    .order_by(_D.received_at, _D.seq),
    Dossier,
)
COUNT = Statement(select(func.count()).select_from(DOSSIERS).where(_FITTING), Count)
COLOURS = Statement(select(_D.code, COLOUR), lambda code, colour: (str(code), Due(colour)))


def page(work: Work, *, before: int, limit: int, **asked: str) -> list[Dossier]:
    """Dossiers below ``before``, newest first, that fit; "" for any."""
    return work.all(PAGE, before=before, limit=limit, **asked)


def count(work: Work, **asked: str) -> int:
    """How many fit."""
    found = work.one(COUNT, **asked)
    return found.rows if found else 0


def received_on(work: Work, agency: str, day: date, procedure_code: str) -> list[Dossier]:
    """What an agency received on a day of Viet Nam, oldest first; ``procedure_code`` "" for any."""
    since, until = (stamp(at(one, time())) for one in (day, day + timedelta(days=1)))
    return work.all(RECEIVED, of_agency=agency, since=since, until=until, of_procedure=procedure_code)


def serving(agencies: tuple[str, ...]) -> dict[str, str]:
    """What an officer's agencies are in a query; raises ValueError where there are more than it has room for."""
    if len(agencies) > AGENCIES:
        raise ValueError(f"an officer serves at most {AGENCIES} agencies")
    return {f"serves_{n}": agencies[n] if n < len(agencies) else "" for n in range(AGENCIES)}
