"""What a typed text means for each kind of field: its canonical form, or the slip that it is."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from motcua.vnid import cccd, cmnd, dates, mst, names
from motcua.vnid.errors import NumberError
from motcua.wire.procedures import FieldType

LONGEST: Mapping[FieldType, int] = {
    FieldType.NAME: 100, FieldType.TEXT: 300, FieldType.ADDRESS: 300, FieldType.LONG_TEXT: 4000, FieldType.EMAIL: 120,
}  # fmt: skip
SHORT = 120
DAY = 10
_NAME = re.compile(r"[^\W\d_]+(?:[ .'’ʼ-]{1,2}[^\W\d_]+)*\.?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_PHONE = re.compile(r"0[0-9]{9}")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,60}@[A-Za-z0-9-]{1,60}(\.[A-Za-z0-9-]{1,30}){1,4}")
_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,4})?")
_MONEY = re.compile(r"[0-9]{1,15}")
TRUE, FALSE = "true", "false"


class Read(NamedTuple):
    """The canonical text, or the code of a slip and what it mentions."""

    text: str
    slip: str = ""
    given: object = ""


def read(kind: FieldType, typed: str) -> Read:
    """Read a text of one kind; empty stays empty.

    >>> read(FieldType.CCCD, "001 171 999 001").text, read(FieldType.DATE, "2026-02-30").slip
    ('001171999001', 'date')
    """
    text = typed.strip()
    if not text:
        return Read("")
    longest = LONGEST.get(kind, SHORT)
    if len(text) > longest:
        return Read(text, "too_long", longest)
    if kind is not FieldType.LONG_TEXT and len(text.splitlines()) > 1:
        return Read(text, "one_line")
    reading = READERS.get(kind)
    return reading(text) if reading else Read(text)


def _fits(pattern: re.Pattern[str], slip: str) -> Callable[[str], Read]:
    return lambda text: Read(text) if pattern.fullmatch(text) else Read(text, slip)


def _parsed(parse: Callable[[str], str], slip: str) -> Callable[[str], Read]:
    def parsed(text: str) -> Read:
        try:
            return Read(parse(text))
        except (NumberError, ValueError):
            return Read(text, slip)

    return parsed


def _name(text: str) -> Read:
    clean = names.clean(text)
    return Read(clean) if _NAME.fullmatch(clean) else Read(text, "name")


def _date(text: str) -> str:
    day = dates.read(text)
    if len(day) != DAY:
        raise ValueError(text)
    return day


def _phone(text: str) -> Read:
    digits = re.sub(r"[ .-]", "", text)
    digits = f"0{digits[3:]}" if digits.startswith("+84") else digits
    return Read(digits) if _PHONE.fullmatch(digits) else Read(text, "phone")


def _money(text: str) -> Read:
    digits = re.sub(r"[ .,]", "", text)
    return Read(str(int(digits))) if _MONEY.fullmatch(digits) else Read(text, "money")


def _number(text: str) -> Read:
    return Read(text.replace(",", ".")) if _NUMBER.fullmatch(text) else Read(text, "number")


READERS: Mapping[FieldType, Callable[[str], Read]] = {
    FieldType.NAME: _name,
    FieldType.CCCD: _parsed(cccd.parse, "cccd"),
    FieldType.CMND: _parsed(cmnd.parse, "cmnd"),
    FieldType.MST: _parsed(mst.parse, "mst"),
    FieldType.DATE: _parsed(_date, "date"),
    FieldType.PARTIAL_DATE: _parsed(dates.read, "partial_date"),
    FieldType.TIME: _fits(_TIME, "time"),
    FieldType.PHONE: _phone,
    FieldType.EMAIL: _fits(_EMAIL, "email"),
    FieldType.FLAG: lambda text: Read(text) if text in {TRUE, FALSE} else Read(text, "flag"),
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
}
