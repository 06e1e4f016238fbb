"""Working hours, holidays, cut-off hours, waiting: examples around Tết 2026, and what holds for every moment."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.chassis.clock import VIETNAM
from motcua.wire.dossiers import Channel, Due, Status
from motcua.wire.procedures import Mark, TimeLimit, TimeUnit
from services.portal.rules import deadlines
from services.portal.rules.calendar import CLOSES, DAY, OPENS, Calendar, at, calendar, sessions
from services.portal.rules.deadlines import Clockwork, Limit

DAYS = calendar()
WORKING, DAYS_OF_CALENDAR = TimeUnit.WORKING_DAYS, TimeUnit.DAYS


def moment(text: str) -> datetime:
    """A time of Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def due(unit: TimeUnit, amount: int, received: str, cut_off: str = "17:00") -> str:
    found = deadlines.due(Limit(unit, amount, time.fromisoformat(cut_off)), moment(received), DAYS)
    return found.replace(tzinfo=None).isoformat(" ", "minutes")


# Tết Bính Ngọ: Monday 16 to Friday 20 February 2026 are free.
@pytest.mark.parametrize(
    ("unit", "amount", "received", "expected"),
    [
        (WORKING, 1, "2026-02-12 10:00", "2026-02-13 10:00"),
        (WORKING, 2, "2026-02-12 10:00", "2026-02-23 10:00"),  # over Tết
        (WORKING, 7, "2026-02-12 10:00", "2026-03-02 10:00"),
        (WORKING, 1, "2026-02-13 17:00", "2026-02-23 17:00"),  # in time, but nothing of the day is left
        (WORKING, 1, "2026-02-13 17:01", "2026-02-23 17:00"),  # after the cut-off of the last day before Tết
        (WORKING, 1, "2026-02-17 09:00", "2026-02-23 17:00"),  # received online on the first day of the year
        (WORKING, 1, "2026-02-14 09:00", "2026-02-23 17:00"),  # on a Saturday
        (WORKING, 1, "2026-01-05 06:00", "2026-01-05 17:00"),  # before offices open
        (WORKING, 1, "2026-01-05 12:00", "2026-01-06 11:30"),  # at noon: counted from 13:30
        (WORKING, 3, "2026-01-08 15:00", "2026-01-12 15:00"),  # Saturday 10 January is worked for Friday the 2nd
        (WORKING, 1, "2026-01-01 10:00", "2026-01-05 17:00"),  # New Year, and the Friday that was swapped
        (TimeUnit.HOURS, 4, "2026-01-05 09:00", "2026-01-05 15:00"),
        (TimeUnit.HOURS, 4, "2026-01-05 15:00", "2026-01-06 09:00"),
        (DAYS_OF_CALENDAR, 5, "2026-02-09 10:00", "2026-02-23 10:00"),  # the 14th, a Saturday before Tết: moved off
        (DAYS_OF_CALENDAR, 5, "2026-02-04 10:00", "2026-02-09 10:00"),
        (DAYS_OF_CALENDAR, 10, "2026-04-16 10:00", "2026-04-28 10:00"),  # Giỗ Tổ, a Sunday, and the Monday instead
        (DAYS_OF_CALENDAR, 10, "2026-04-20 18:00", "2026-05-04 07:00"),  # counted from the 21st; 1 May, and a weekend
        (TimeUnit.SAME_DAY, 0, "2026-01-05 09:00", "2026-01-05 17:00"),
        (TimeUnit.SAME_DAY, 0, "2026-01-09 17:30", "2026-01-10 17:00"),  # the Saturday is worked
        (TimeUnit.AT_ONCE, 0, "2026-02-17 09:00", "2026-02-23 17:00"),
    ],
)
def test_due(unit: TimeUnit, amount: int, received: str, expected: str) -> None:
    assert due(unit, amount, received) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-01-05 14:59", "2026-01-05 17:00"),
        ("2026-01-05 15:00", "2026-01-05 17:00"),  # the cut-off hour itself is in time
        ("2026-01-05 15:01", "2026-01-06 17:00"),
        ("2026-02-13 15:01", "2026-02-23 17:00"),
    ],
)
def test_civil_status_is_cut_off_at_three(received: str, expected: str) -> None:
    assert due(TimeUnit.SAME_DAY, 0, received, "15:00") == expected


def test_online_filing_has_a_limit_of_its_own() -> None:
    old = TimeLimit(unit=WORKING, counter=9, online=9, valid_to=date(2025, 12, 31), mark=Mark.ASSUMED)
    new = TimeLimit(unit=WORKING, counter=7, online=5, valid_from=date(2026, 1, 1), mark=Mark.ASSUMED)
    for day, channel, amount in (
        (date(2025, 6, 1), Channel.ONLINE, 9),
        (date(2026, 6, 1), Channel.ONLINE, 5),
        (date(2026, 6, 1), Channel.COUNTER, 7),
        (date(2026, 6, 1), Channel.POST, 7),
    ):
        assert deadlines.limit_on([old, new], day, channel).amount == amount


def test_waiting_over_tet_counts_working_time_only() -> None:
    since, until = moment("2026-02-13 16:00"), moment("2026-02-23 08:00")
    waiting = deadlines.waited(WORKING, since, until, DAYS)
    assert waiting == timedelta(hours=2)
    assert deadlines.extended(WORKING, moment("2026-02-23 10:00"), waiting, DAYS) == moment("2026-02-23 14:00")
    days = deadlines.waited(DAYS_OF_CALENDAR, since, until, DAYS)
    assert days == until - since
    assert deadlines.extended(DAYS_OF_CALENDAR, moment("2026-02-25 09:00"), days, DAYS) == moment("2026-03-09 01:00")


def test_days_of_every_year_of_the_table() -> None:
    for text in (
        "2022-02-01", "2023-01-23", "2024-02-12", "2025-01-29", "2026-02-17", "2027-02-08", "2028-01-26",
        "2022-04-11", "2024-04-18", "2025-04-07", "2026-04-27", "2027-04-16", "2028-04-04", "2024-04-29", "2026-08-31",
        "2026-11-24",
    ):  # fmt: skip
        assert not DAYS.works(date.fromisoformat(text)), text
    for text in ("2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22", "2025-11-24", "2026-02-23", "2029-02-13"):
        assert DAYS.works(date.fromisoformat(text)), text


def test_where_the_first_of_the_moon_lies_the_table_has_tet() -> None:
    """Each year: the day of the first moon and the tenth of the third are free; published dates, not computed here."""
    firsts = ("2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26")
    thirds = ("2022-04-10", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26", "2027-04-16", "2028-04-04")
    for text in firsts + thirds:
        assert not DAYS.works(date.fromisoformat(text)), text


FIRST, LAST = datetime(2021, 12, 1, tzinfo=VIETNAM), datetime(2029, 2, 1, tzinfo=VIETNAM)
moments = st.timedeltas(timedelta(), LAST - FIRST).map(lambda since: FIRST + since)
spans = st.integers(0, 12_000).map(lambda minutes: timedelta(minutes=minutes))
units = st.sampled_from(TimeUnit)


@settings(max_examples=300)
@given(moments, spans)
def test_work_added_is_work_between(start: datetime, work: timedelta) -> None:
    end = DAYS.add(start, work)
    assert DAYS.between(start, end) == work
    assert any(begins <= end <= ends for begins, ends in sessions(end.date()))
    assert DAYS.works(end.date())


@settings(max_examples=300)
@given(moments, spans)
def test_the_latest_moment_before(end: datetime, work: timedelta) -> None:
    start = DAYS.before(end, work)
    assert start <= end
    assert DAYS.between(start, end) == work


@settings(max_examples=300)
@given(moments, moments, moments)
def test_working_time_adds_up(one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    assert DAYS.between(first, middle) + DAYS.between(middle, last) == DAYS.between(first, last)
    assert DAYS.between(last, first) == timedelta()


@settings(max_examples=300)
@given(moments, units, st.integers(0, 60), st.sampled_from([time(15), time(16, 30), CLOSES]))
def test_a_due_time_lies_on_a_working_day_and_not_before_the_receipt(
    received: datetime, unit: TimeUnit, amount: int, cut_off: time
) -> None:
    found = deadlines.due(Limit(unit, amount, cut_off), received, DAYS)
    assert DAYS.works(found.date())
    assert found >= received or (received.time() >= cut_off and found.date() == received.date())
    if unit is WORKING:
        begins = deadlines.counted_from(received, cut_off, DAYS)
        assert DAYS.between(begins, found) == amount * DAY


@settings(max_examples=200)
@given(moments, moments, units)
def test_waiting_never_makes_it_sooner(received: datetime, other: datetime, unit: TimeUnit) -> None:
    since, until = sorted((received, other))
    found = deadlines.due(Limit(unit, 3), received, DAYS)
    waiting = deadlines.waited(unit, since, until, DAYS)
    later = deadlines.extended(unit, found, waiting, DAYS)
    assert later >= found
    assert DAYS.works(later.date())


def test_without_a_table_only_weekends_are_free() -> None:
    bare = Calendar(frozenset(), frozenset())
    assert bare.next_day(date(2026, 2, 13)) == date(2026, 2, 16)
    assert bare.open_at(moment("2026-02-14 10:00")) == at(date(2026, 2, 16), OPENS)


RUNNING = Clockwork(
    Status.PROCESSING, "2026-01-08T03:00", "2026-01-07T03:00", "2026-01-08T03:00", "", "", twice=False, apologised=False
)


@pytest.mark.parametrize(
    ("change", "now", "colour", "overdue"),
    [
        ({"due_at": ""}, "2026-01-09", Due.NONE, False),
        ({}, "2026-01-06", Due.FAR, False),
        ({}, "2026-01-07T03:00", Due.NEAR, False),
        ({}, "2026-01-08T03:00", Due.NEAR, False),
        ({}, "2026-01-08T03:01", Due.OVERDUE, True),
        ({"status": Status.SUPPLEMENT, "waiting_since": "2026-01-06"}, "2026-03-01", Due.FAR, False),
        ({"status": Status.PAYMENT, "waiting_since": "2026-01-09"}, "2026-03-01", Due.OVERDUE, True),
        ({"status": Status.FINISHED, "finished_at": "2026-01-07"}, "2026-03-01", Due.DONE, False),
        ({"status": Status.RETURNED, "finished_at": "2026-01-09"}, "2026-03-01", Due.DONE_LATE, True),
        ({"status": Status.STOPPED, "finished_at": "2026-01-09"}, "2026-03-01", Due.NONE, False),
        ({"twice": True}, "2026-01-05", Due.OVERDUE, True),  # a second supplement is late by itself
        ({"twice": True, "apologised": True}, "2026-01-05", Due.FAR, True),
        # An apology promises anew; the first promise stays broken.
        ({"due_at": "2026-01-20", "near_at": "2026-01-19", "apologised": True}, "2026-01-12", Due.FAR, True),
    ],
)
def test_colours(change: dict[str, Any], now: str, colour: Due, overdue: bool) -> None:
    clockwork = RUNNING._replace(**change)
    assert deadlines.colour(clockwork, now) is colour
    assert deadlines.overdue(clockwork, now) is overdue
