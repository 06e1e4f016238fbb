"""Working days and working hours: Monday to Friday, 07:00–11:30 and 13:30–17:00, but for the table of holidays.

The hours are those of a real one-stop system (facts.md 5.5 [seen]). Holidays stand in a table by day
(``contracts/codelists/holidays.csv``), because Tết and Giỗ Tổ follow the moon and days are swapped by decree each year;
its ``kind`` says whether the day is free or, a Saturday, is worked instead. Outside of the years of the table only
weekends are free. All moments are aware and in Viet Nam time.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from motcua.chassis.clock import VIETNAM
from motcua.wire.contracts import root

SESSIONS = ((time(7), time(11, 30)), (time(13, 30), time(17)))
OPENS, CLOSES = SESSIONS[0][0], SESSIONS[-1][1]
DAY = timedelta(hours=8)
"""Eight hours of work are one working day."""
WORKED = "working"
_ONE = timedelta(days=1)


class Calendar(NamedTuple):
    """Which days are free although they are weekdays, and which are worked although they are not."""

    free: frozenset[date]
    worked: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether offices work on ``day``."""
        return day in self.worked or (day.weekday() < 5 and day not in self.free)

    def next_day(self, day: date) -> date:
        """The first working day after ``day``."""
        day += _ONE
        while not self.works(day):
            day += _ONE
        return day

    def open_at(self, moment: datetime) -> datetime:
        """``moment`` itself if offices work then, else when they open next."""
        return next(self._sessions(moment))[0]

    def add(self, moment: datetime, work: timedelta) -> datetime:
        """When ``work`` is done that begins at ``moment``; nothing to do is done as soon as offices are open."""
        for begins, ends in self._sessions(moment):
            if work <= ends - begins:
                return begins + work
            work -= ends - begins
        raise AssertionError("the days never end")

    def between(self, since: datetime, until: datetime) -> timedelta:
        """The working time from ``since`` to ``until``; none if that lies before."""
        total = timedelta()
        for begins, ends in self._sessions(since):
            if begins >= until:
                return total
            total += min(ends, until) - begins
        raise AssertionError("the days never end")

    def before(self, moment: datetime, work: timedelta) -> datetime:
        """The latest moment from which ``work`` can be done until ``moment``."""
        day = moment.date()
        while True:
            for begins, ends in reversed(sessions(day) if self.works(day) else ()):
                span = min(ends, moment) - begins
                if span >= work:
                    return begins + span - work
                work -= max(span, timedelta())
            day -= _ONE

    def _sessions(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of the working time from ``moment`` on, session by session."""
        day = moment.date()
        if not self.works(day):
            day = self.next_day(day)
        while True:
            yield from ((max(begins, moment), ends) for begins, ends in sessions(day) if ends > moment)
            day = self.next_day(day)


def sessions(day: date) -> tuple[tuple[datetime, datetime], ...]:
    """Morning and afternoon of a working day."""
    return tuple((at(day, begins), at(day, ends)) for begins, ends in SESSIONS)


def at(day: date, hour: time) -> datetime:
    """An hour of a day in Viet Nam."""
    return datetime.combine(day, hour, VIETNAM)


@cache
def calendar(file: Path | None = None) -> Calendar:
    """The calendar of the published table; read once."""
    with (file or root() / "codelists" / "holidays.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(date.fromisoformat(row["code"]), row["kind"]) for row in csv.DictReader(lines)]
    return Calendar(
        frozenset(day for day, kind in rows if kind != WORKED), frozenset(day for day, kind in rows if kind == WORKED)
    )
