"""When a dossier is due, how waiting extends that, and how near it is.

Rules of a real one-stop system (facts.md 5.5 [seen]): eight hours are a working day; what comes after the cut-off hour
counts from the next working day; ``ngày làm việc`` skip free days, ``ngày`` are days of the calendar whose last is
moved off free days; online filing has a limit of its own; after a supplement or a payment the due time moves by the
waiting time. *Assumed*: the cut-off hour itself is in time, ``same_day`` and ``at_once`` end with the working day.

>>> from services.portal.rules.calendar import calendar
>>> friday = datetime(2026, 2, 13, 16, 0, tzinfo=VIETNAM)  # the last afternoon before Tết
>>> due(Limit(TimeUnit.WORKING_DAYS, 1), friday, calendar()).isoformat(timespec="minutes")
'2026-02-23T16:00+07:00'
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from motcua.chassis.clock import VIETNAM
from motcua.wire.dossiers import Channel, Due, Status
from motcua.wire.procedures import TimeLimit, TimeUnit
from services.portal.rules.calendar import CLOSES, DAY, OPENS, Calendar, at

WAITING = frozenset({Status.SUPPLEMENT, Status.PAYMENT})
"""The citizen's turn: the agency's time stands still."""
OF_THE_DAY = frozenset({TimeUnit.SAME_DAY, TimeUnit.AT_ONCE})
NEAR = DAY
"""Less than one working day left is near."""


class Limit(NamedTuple):
    """How long an agency has, over one channel."""

    unit: TimeUnit
    amount: int
    cut_off: time = CLOSES


def limit_on(limits: Sequence[TimeLimit], day: date, channel: Channel) -> Limit:
    """The limit in force on ``day``, else the last one listed; online filing has its own."""
    told = ([one for one in limits if one.holds(day)] or list(limits))[-1]
    amount = told.online if channel is Channel.ONLINE else told.counter
    return Limit(told.unit, amount, time.fromisoformat(told.cut_off))


def counted_from(received: datetime, cut_off: time, days: Calendar) -> datetime:
    """From when the time counts: at once, when offices open, or from the next working day after the cut-off hour."""
    if days.works(received.date()) and received.time() > cut_off:
        return at(days.next_day(received.date()), OPENS)
    return days.open_at(received)


def due(limit: Limit, received: datetime, days: Calendar) -> datetime:
    """When the result is due for what was received at ``received`` (aware, Viet Nam time)."""
    begins = counted_from(received, limit.cut_off, days)
    if limit.unit in OF_THE_DAY:
        return at(begins.date(), CLOSES)
    if limit.unit is TimeUnit.HOURS:
        return days.add(begins, timedelta(hours=limit.amount))
    if limit.unit is TimeUnit.WORKING_DAYS:
        return days.add(begins, limit.amount * DAY)
    return moved_off(begins + timedelta(days=limit.amount), days)


def moved_off(moment: datetime, days: Calendar) -> datetime:
    """The same hour of the next working day, if ``moment`` lies on a free one."""
    if days.works(moment.date()):
        return moment
    return at(days.next_day(moment.date()), moment.time())


def waited(unit: TimeUnit, since: datetime, until: datetime, days: Calendar) -> timedelta:
    """How long the agency waited, as its limit counts: working time, or time of the clock for days of the calendar."""
    return max(until - since, timedelta()) if unit is TimeUnit.DAYS else days.between(since, until)


def extended(unit: TimeUnit, due_at: datetime, waiting: timedelta, days: Calendar) -> datetime:
    """The due time after ``waiting``, counted as ``waited`` counts it."""
    if not waiting:
        return due_at
    return moved_off(due_at + waiting, days) if unit is TimeUnit.DAYS else days.add(due_at, waiting)


def near_from(due_at: datetime, days: Calendar) -> datetime:
    """From when a due time is near."""
    return days.before(due_at, NEAR)


class Clockwork(NamedTuple):
    """What of a dossier tells how near its deadline is; ISO 8601 in UTC, so that text order is time order."""

    status: Status
    due_at: str
    near_at: str
    promised_at: str
    waiting_since: str
    finished_at: str
    twice: bool
    """Whether a supplement was asked a second time, against the rule: that is late by itself (QĐ 766)."""
    apologised: bool


ENDED = frozenset({Status.NOT_RECEIVED, Status.WITHDRAWN, Status.STOPPED})
DONE = frozenset({Status.FINISHED, Status.RETURNED})


def colour(clockwork: Clockwork, now: str) -> Due:
    """How near the deadline is. What waits for the citizen stands where it stood."""
    if not clockwork.due_at or clockwork.status in ENDED:
        return Due.NONE
    if clockwork.status in DONE:
        return Due.DONE_LATE if overdue(clockwork, now) else Due.DONE
    if unexcused(clockwork, now):
        return Due.OVERDUE
    return Due.NEAR if moment(clockwork, now) >= clockwork.near_at else Due.FAR


def overdue(clockwork: Clockwork, now: str) -> bool:
    """Whether the first promise was broken; an apology does not undo that."""
    if not clockwork.due_at or clockwork.status in ENDED:
        return False
    return clockwork.twice or moment(clockwork, now) > clockwork.promised_at


def unexcused(clockwork: Clockwork, now: str) -> bool:
    """Whether it is later than last promised, so that an apology is due."""
    if not clockwork.due_at or clockwork.status in ENDED:
        return False
    return (clockwork.twice and not clockwork.apologised) or moment(clockwork, now) > clockwork.due_at


def moment(clockwork: Clockwork, now: str) -> str:
    """When the agency's clock stopped, or now."""
    if clockwork.status in WAITING:
        return clockwork.waiting_since
    return clockwork.finished_at if clockwork.status in DONE else now


def local(stamp: str) -> datetime:
    """A kept time in Viet Nam time."""
    return datetime.fromisoformat(stamp).astimezone(VIETNAM)


def stamp(moment: datetime) -> str:
    """A time as it is kept."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
