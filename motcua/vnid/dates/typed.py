"""Dates as people and programs typed them into files, read into canonical partial dates.

>>> read("02/03/1971"), read("3-1971"), read("19710302"), read("năm 1971")
('1971-03-02', '1971-03', '1971-03-02', '1971')
>>> read("00/00/1971")
'1971'

Two readings are never guessed between: a year of two digits is refused, because its century is unknown. Eight digits
need no guess: ``yyyyMMdd`` (NPDB) read as ``ddMMyyyy`` (QR code of the card) would need a month above 12, and back.
"""

import re

from motcua.vnid.dates.partial import check
from motcua.vnid.errors import NumberError, WrongComponent, WrongFormat

_WORDS = re.compile(r"ngày|tháng|năm|sinh|ngay|thang|nam", re.IGNORECASE)
_TIME = re.compile(r"[T ]\d{1,2}:\d\d.*$")
_FLOAT = re.compile(r"(\d{4}|\d{8})\.0+")
_PARTS = re.compile(r"[\s/.\-,]+")
_MOST_PARTS = 3


def read(text: str) -> str:
    """The canonical partial date in a text that somebody typed; "" (unknown) for an empty text.

    Takes day-month-year and year-month-day with any of ``/ . -`` or spaces, month-year, a year, eight digits, a time of
    day behind it (spreadsheets), the Vietnamese words, and zeros for what is unknown. Month before day (American
    spreadsheets) is taken only where the second number cannot be a month.

    Raises:
        WrongFormat: not a date ("date.wrong-format") or a year of two digits ("date.two-digit-year").
        WrongComponent: no such day, or a year that cannot be.
    """
    text = _TIME.sub("", _WORDS.sub(" ", text).strip())
    if found := _FLOAT.fullmatch(text):  # a spreadsheet made a number of it
        text = found[1]
    parts = [part for part in _PARTS.split(text) if part]
    if not parts:
        return ""
    if len(parts) > _MOST_PARTS or not all(part.isascii() and part.isdigit() for part in parts):
        raise _unreadable()
    if len(parts) == 1 and len(parts[0]) == 8:
        return _eight(parts[0])
    if len(parts[0]) == 4:
        return _canonical(parts[0], *parts[1:])
    if len(parts[-1]) == 4:
        return _canonical(*reversed(parts), american=True)
    if len(parts) > 1 and len(parts[-1]) == 2:
        raise WrongFormat(
            "date.two-digit-year", "Năm phải viết đủ bốn chữ số", "the year must be written with four digits"
        )
    raise _unreadable()


def _eight(text: str) -> str:
    try:
        return _canonical(text[:4], text[4:6], text[6:])
    except NumberError:
        return _canonical(text[4:], text[2:4], text[:2])


def _canonical(year: str, month: str = "0", day: str = "0", *, american: bool = False) -> str:
    """Year, month and day as digits, zero for unknown, as a canonical string."""
    if len(month) > 2 or len(day) > 2:
        raise _unreadable()
    y, m, d = int(year), int(month), int(day)
    if not m and d:
        raise WrongComponent("date.no-such-day", "Không có tháng 0", "there is no month 0")
    if american and m > 12 >= d > 0:
        m, d = d, m
    check(y, m or 1, d or 1)
    return f"{y:04}" + (f"-{m:02}" if m else "") + (f"-{d:02}" if d else "")


def _unreadable() -> WrongFormat:
    return WrongFormat("date.wrong-format", "Không đọc được ngày này", "this is not a date that can be read")
