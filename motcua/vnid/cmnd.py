"""CMND: the nine-digit identity number printed on papers issued before the citizen card.

The first two (later three) digits tell the issuing provincial police; the rest is a serial. It says neither sex nor
date of birth and carries no check digit, so a typing slip is a different, perhaps valid, person. It is not a key:
the number changed with a move to another province (Decree 05/1999/ND-CP), so one person had several; and a block of
50,000 beginning with 271 was issued by two provinces [seen]. All CMND are invalid since 1/1/2025 (Law 26/2023/QH15
Art. 46).

>>> parse("912 345 678")
'912345678'
>>> parse("91234567")
Traceback (most recent call last):
    ...
motcua.vnid.errors.WrongLength: a CMND has 9 digits, this one has 8
>>> plausible_issuers("912345678")
('24', '27')
>>> mask("912345678")
'91****678'
>>> compose("27", 345_678)
'912345678'

The twelve-digit CMND (pilot of 2012) bears the personal number: see ``cccd``.
"""

from functools import cache

from motcua.vnid import digits, places
from motcua.vnid.errors import WrongComponent
from motcua.vnid.synthetic import FIRST_DIGIT

SERIALS = 1_000_000
"""Serials under one two-digit prefix."""

FIRST_SPARE, LAST_SPARE = 39, 99
"""Two-digit prefixes of no police: synthetic numbers go there when a province's own prefix is full."""


def parse(text: str) -> str:
    """The nine digits, separators taken out.

    Raises:
        WrongFormat: something other than digits ("cmnd.wrong-format").
        WrongLength: not nine ("cmnd.wrong-length"); ``legacy.recognise`` knows what such numbers may be.
    """
    return digits.read(text, "cmnd", "Số CMND", "a CMND", 9)


def plausible_issuers(number: str) -> tuple[str, ...]:
    """The 63-province codes whose police may have issued a parsed number, the likelier first; () where none is known.

    A three-digit prefix is more telling than the two-digit one, but less certain, so both are given. A synthetic number
    (first digit 9) shows its issuer by the two digits after the 9.
    """
    known = places.cmnd_prefixes()
    if number[0] == FIRST_DIGIT:
        return _sharing(number[1:3])
    return tuple(dict.fromkeys((*known.get(number[:3], ()), *known.get(number[:2], ()))))


@cache
def _sharing(two: str) -> tuple[str, ...]:
    """Every province with a prefix that begins with these two digits."""
    known = places.cmnd_prefixes()
    return tuple(sorted({code for prefix, codes in known.items() if prefix[:2] == two for code in codes}))


@cache
def prefix_of(province: str) -> str:
    """The two digits under which synthetic numbers of a province (63-province code) are made.

    Raises:
        WrongComponent: no such province ("cmnd.issuer-unknown").

    >>> prefix_of("06")
    '09'
    """
    for prefix, codes in places.cmnd_prefixes().items():
        if province in codes:
            return prefix[:2]
    raise WrongComponent("cmnd.issuer-unknown", "Không có mã tỉnh này", "there is no such province code")


def mask(number: str) -> str:
    """The first two and the last three digits, stars between."""
    return digits.hide(number, 2, 3)


def compose(issuer: str, serial: int) -> str:
    """A synthetic number: 9, the issuer's two digits, the serial (0 to 999,999).

    ``issuer`` is a 63-province code, or "" for the spare prefixes 39-99, where the serial runs to 60,999,999.

    Raises:
        WrongComponent: no such province, or the serial is out of range ("cmnd.wrong-serial").
    """
    prefix, rest = (int(prefix_of(issuer)), serial) if issuer else (FIRST_SPARE + serial // SERIALS, serial % SERIALS)
    if not 0 <= rest < SERIALS or not (issuer or FIRST_SPARE <= prefix <= LAST_SPARE):
        raise WrongComponent("cmnd.wrong-serial", "Số thứ tự ngoài khoảng cho phép", "the serial is out of range")
    return f"{FIRST_DIGIT}{prefix:02}{rest:06}"
