"""Dossier numbers: ``<agency>-<yyMMdd>-<sequence>``, what a citizen reads on the receipt.

The sequence runs per agency and begins anew each day, padded to four digits (``H26.12.3-210201-0001`` [seen]). A
ministry form of 2026 writes the year in full and seven digits (``G09.20-20260609-0092637`` [seen]). Both are read; the
first is made.

>>> parts(parse("h26.12.3-210201-0001"))
Parts(agency='H26.12.3', received_on=datetime.date(2021, 2, 1), sequence=1)
>>> compose("H26.12.3", date(2026, 6, 9), 12)
'H26.12.3-260609-0012'
>>> parse("H26.12.3-211301-0001")
Traceback (most recent call last):
    ...
motcua.vnid.errors.WrongComponent: the dossier number names a day that does not exist
"""

import re
from datetime import date
from typing import NamedTuple

from motcua.vnid import agency
from motcua.vnid.errors import WrongComponent, WrongFormat

_FORM = re.compile(r"([^-]+)-((?:20)?\d{6})-(\d{4,7})", re.ASCII)


class Parts(NamedTuple):
    """What a dossier number says."""

    agency: str
    received_on: date
    sequence: int


def parse(text: str) -> str:
    """The number in capitals.

    Raises:
        WrongFormat: another form ("dossier.wrong-format"), or no agency code before it ("agency.wrong-format").
        WrongComponent: no such day, or sequence zero ("dossier.wrong-day", "dossier.wrong-sequence").
    """
    code = text.strip().upper()
    parts(code)
    return code


def parts(code: str) -> Parts:
    """Agency, day of receipt and sequence; raises as ``parse`` does."""
    found = _FORM.fullmatch(code)
    if found is None:
        raise WrongFormat(
            "dossier.wrong-format",
            "Mã hồ sơ viết như H26.12.3-210201-0001",
            "a dossier number looks like H26.12.3-210201-0001",
        )
    day = found[2] if len(found[2]) == 8 else "20" + found[2]
    try:
        received = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        raise WrongComponent(
            "dossier.wrong-day",
            "Mã hồ sơ chứa ngày không có trong lịch",
            "the dossier number names a day that does not exist",
        ) from None
    if not int(found[3]):
        raise WrongComponent("dossier.wrong-sequence", "Số thứ tự bắt đầu từ 1", "sequences begin with 1")
    return Parts(agency.parse(found[1]), received, int(found[3]))


def compose(agency_code: str, received_on: date, sequence: int) -> str:
    """The number of the dossier that an agency received as its ``sequence``-th of the day."""
    return parse(f"{agency_code}-{received_on:%y%m%d}-{sequence:04}")
