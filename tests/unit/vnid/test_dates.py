from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import dates
from motcua.vnid.dates import BornMatch
from motcua.vnid.errors import NumberError, WrongComponent, WrongFormat

days = st.dates(date(1800, 1, 1), date(2399, 12, 31))
near = days.flatmap(lambda day: st.sampled_from([-2, -1, 0, 1, 2]).map(lambda n: (day, n)))
partial = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))
few = st.builds(  # small enough to meet often
    lambda y, m, d, length: f"{y}-{m:02}-{d:02}"[:length],
    st.sampled_from([1970, 1971]),
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from([0, 4, 7, 10]),
)


@given(partial)
def test_what_is_canonical_is_parsed_and_read_unchanged(text: str) -> None:
    assert dates.parse(text) == text
    assert dates.read(text) == text


@given(days)
def test_every_written_form_of_a_day_reads_alike(day: date) -> None:
    d, m, y = day.day, day.month, day.year
    forms = [f"{d:02}/{m:02}/{y}", f"{d}-{m}-{y}", f"{d}.{m:02}.{y}", f"{y:04}{m:02}{d:02}", f"{d:02}{m:02}{y:04}"]
    forms += [f"{y}/{m}/{d}", f" {d} / {m} / {y} ", f"ngày {d} tháng {m} năm {y}", f"{day} 00:00:00", f"{day}T00:00:00"]
    assert {dates.read(form) for form in forms} == {day.isoformat()}


@given(few, few)
def test_comparing_is_symmetric(a: str, b: str) -> None:
    assert dates.compare(a, b) is dates.compare(b, a)


@given(partial)
def test_a_date_agrees_with_itself_as_far_as_it_says(text: str) -> None:
    says = {"day": BornMatch.SAME, "month": BornMatch.MONTH_YEAR, "year": BornMatch.YEAR_ONLY}
    assert dates.compare(text, text) is says[dates.precision(text)]


@given(days)
def test_one_day_off_is_never_forgiven_as_same(day: date) -> None:
    if day == date(2399, 12, 31):
        return
    got = dates.compare(day.isoformat(), (day + timedelta(days=1)).isoformat())
    assert got in {BornMatch.ADJACENT_DAY, BornMatch.DEFAULT_DAY}


@pytest.mark.parametrize(
    "text", ["", "71", "1971-3-2", "02/03/1971", "1971-03-", "19710302", "1971-W01-1", "１９７１", "1971-03-02\n"]
)
def test_parse_takes_the_canonical_form_only(text: str) -> None:
    with pytest.raises(WrongFormat) as caught:
        dates.parse(text)
    assert caught.value.code == "date.wrong-format"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1971-02-29", "date.no-such-day"),
        ("1971-13", "date.no-such-day"),
        ("1971-00-01", "date.no-such-day"),
        ("0001-01-01", "date.wrong-year"),
        ("2400", "date.wrong-year"),
    ],
)
def test_parse_refuses_days_that_cannot_be(text: str, code: str) -> None:
    with pytest.raises(WrongComponent) as caught:
        dates.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", ""),
        ("  ", ""),
        ("00/00/1971", "1971"),
        ("00/03/1971", "1971-03"),
        ("19710000", "1971"),
        ("3/1971", "1971-03"),
        ("1971.0", "1971"),
        ("19710302.0", "1971-03-02"),
        ("03/25/1971", "1971-03-25"),  # American: 25 is no month
        ("tháng 3 năm 1971", "1971-03"),
        ("sinh năm 1971", "1971"),
    ],
)
def test_read_takes_what_people_type(text: str, canonical: str) -> None:
    assert dates.read(text) == canonical


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("02/03/71", "date.two-digit-year"),
        ("31/02/1971", "date.no-such-day"),
        ("02/00/1971", "date.no-such-day"),
        ("1/2/3/1971", "date.wrong-format"),
        ("26359", "date.wrong-format"),
        ("197103", "date.wrong-format"),
        ("002/03/1971", "date.wrong-format"),
        ("không rõ", "date.wrong-format"),
    ],
)
def test_read_does_not_guess(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        dates.read(text)
    assert caught.value.code == code


@given(st.text(max_size=20))
def test_read_gives_a_canonical_date_or_refuses(text: str) -> None:
    try:
        got = dates.read(text)
    except NumberError:
        return
    assert got == "" or dates.parse(got) == got
