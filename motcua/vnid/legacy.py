"""What old files really hold in the box for the identity number.

Files kept by people and spreadsheets hold, beside good numbers: a CMND padded with 000 to fill twelve boxes (forms of
2019 told people to [seen]), placeholders such as ``000000001`` (a province's one-stop system sends it [seen]), numbers
whose leading zero a spreadsheet dropped, numbers turned into ``912345678.0``, and letters that a scanner took for
digits.

>>> recognise("000912345678")
IdNumber(kind=<IdKind.PADDED_CMND: 'padded_cmnd'>, number='912345678', remarks=('number.padded',))
>>> recognise("1171900123.0").kind, recognise("1171900123").kind
(<IdKind.UNKNOWN: 'unknown'>, <IdKind.UNKNOWN: 'unknown'>)
>>> recognise("01171900123.0").number
'001171900123'
>>> recognise("000000001").kind, recognise("9100000031").kind
(<IdKind.PLACEHOLDER: 'placeholder'>, <IdKind.MST: 'mst'>)

Nothing is refused and nothing is invented: where no reading stands out, the kind is ``unknown``. The remarks are reason
codes of ``motcua.vnid.reasons``.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from motcua.vnid import digits, mst, places
from motcua.vnid.errors import NumberError


class IdKind(StrEnum):
    """What a text in an identity-number box turned out to be."""

    CMND = "cmnd"  # nine digits
    CCCD = "cccd"  # twelve digits, also the CMND of twelve
    PADDED_CMND = "padded_cmnd"  # a CMND with 000 before it
    PLACEHOLDER = "placeholder"  # something written to fill the box
    LOST_ZERO = "lost_zero"  # eleven or eight digits: a leading zero is gone
    MST = "mst"  # a ten-digit tax code, with or without branch
    UNKNOWN = "unknown"  # empty, or none of these


class IdNumber(NamedTuple):
    """A recognised number. ``number`` is canonical and repaired; "" for placeholder and unknown."""

    kind: IdKind
    number: str
    remarks: tuple[str, ...] = ()


_FLOAT = re.compile(r"(\d{8,13})\.0{1,2}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d\d?", re.ASCII | re.IGNORECASE)
_SCANNED = str.maketrans("OoIl|", "00111")
_LEAST_DIGITS = 6  # fewer digits among the letters, and it is a word rather than a scanned number
_UP, _DOWN = "01234567890123456789", "98765432109876543210"


def recognise(text: str) -> IdNumber:
    """What this text is; never raises. An empty text is ``unknown`` without a remark."""
    text = text.strip().lstrip("'")
    remarks: list[str] = []
    if whole := _FLOAT.fullmatch(text):
        text = whole[1]
        remarks.append("number.spreadsheet")
    elif _SCIENTIFIC.fullmatch(text):
        return IdNumber(IdKind.UNKNOWN, "", ("number.rounded",))
    number = digits.compact(text)
    if not number:
        return IdNumber(IdKind.UNKNOWN, "")
    if not (number.isascii() and number.isdigit()):
        number = number.translate(_SCANNED)
        if not (number.isascii() and number.isdigit()) or sum(map(str.isdigit, text)) < _LEAST_DIGITS:
            return IdNumber(IdKind.UNKNOWN, "", ("number.unreadable",))
        remarks.append("number.scanned")
    kind, number, remark = _classify(number)
    return IdNumber(kind, number, (*remarks, remark) if remark else tuple(remarks))


def _classify(number: str) -> tuple[IdKind, str, str]:
    """Kind, canonical number and remark ("" for none) of a text of digits."""
    unpadded = number[3:] if len(number) == 12 and number.startswith("000") else number
    if _is_placeholder(unpadded):
        return IdKind.PLACEHOLDER, "", "number.placeholder"
    if unpadded != number:
        return IdKind.PADDED_CMND, unpadded, "number.padded"
    if len(number) in {9, 12}:
        return IdKind.CMND if len(number) == 9 else IdKind.CCCD, number, ""
    # of eleven digits only a number of a province can have lost a zero: country codes begin with 1 or 2
    if len(number) == 8 or (len(number) == 11 and places.of("0" + number[:2]).kind == "province"):
        return IdKind.LOST_ZERO, "0" + number, "number.lost_zero"
    try:
        return IdKind.MST, mst.parse(number), ""
    except NumberError:
        return IdKind.UNKNOWN, "", "number.unreadable"


def _is_placeholder(number: str) -> bool:
    """Zeros and at most two other digits behind them, one digit over and over, or the digits in order."""
    if not number.strip("0"):
        return True
    return len(number) >= 8 and (
        len(number.lstrip("0")) <= 2 or len(set(number)) == 1 or number in _UP or number in _DOWN
    )
