"""The canonical partial date: strict reading, and how much it says.

>>> parse("1971-02-30")
Traceback (most recent call last):
    ...
motcua.vnid.errors.WrongComponent: there is no such day in the calendar
"""

import re
from datetime import date
from typing import Literal

from motcua.vnid.errors import WrongComponent, WrongFormat

FIRST_YEAR, LAST_YEAR = 1800, 2399
"""Years taken for real [assumed]: no living record is older, and the personal number codes births up to 2399."""

Precision = Literal["", "year", "month", "day"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_PRECISION: dict[int, Precision] = {0: "", 4: "year", 7: "month", 10: "day"}


def parse(text: str) -> str:
    """A canonical partial date, unchanged.

    Raises:
        WrongFormat: not ``yyyy``, ``yyyy-mm`` or ``yyyy-mm-dd`` ("date.wrong-format").
        WrongComponent: no such day ("date.no-such-day"), or a year that cannot be ("date.wrong-year").
    """
    found = _ISO.fullmatch(text)
    if found is None:
        raise WrongFormat(
            "date.wrong-format",
            "Ngày viết theo dạng 1971-03-02, 1971-03 hoặc 1971",
            "a date is written 1971-03-02, 1971-03 or 1971",
        )
    year, month, day = found.groups()
    check(int(year), int(month or 1), int(day or 1))
    return text


def check(year: int, month: int, day: int) -> None:
    """Raise ``WrongComponent`` unless this is a day of the calendar in a year that can be."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongComponent(
            "date.wrong-year",
            f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}",
            f"the year must be {FIRST_YEAR} to {LAST_YEAR}",
        )
    try:
        date(year, month, day)
    except ValueError:
        raise WrongComponent(
            "date.no-such-day", "Không có ngày này trong lịch", "there is no such day in the calendar"
        ) from None


def precision(text: str) -> Precision:
    """How much a canonical partial date says; "" for the empty text (unknown).

    >>> precision("1971-03")
    'month'
    """
    return _PRECISION[len(text)]
