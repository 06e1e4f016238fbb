"""Where births are registered: the three-digit place codes of the personal number, and the police prefixes of the CMND.

The place code is the 63-province code with a leading zero, or a country code 101-295 for births registered abroad
(Circular 07/2016/TT-BCA Art. 7 and annexes [seen]). It follows neither a move nor the merger of 1/7/2025. Of the 195
country codes this table holds the 40 that are known here [incomplete]; the others are valid and have no name.

>>> of("046").vi, of("155").en, of("003").kind
('Thừa Thiên Huế', 'Germany', 'unknown')
>>> of("200").kind, of("200").vi
('country', '')
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from motcua.vnid import data

FIRST_COUNTRY, LAST_COUNTRY = 101, 295


class Place(NamedTuple):
    """A place of birth registration. ``vi`` and ``en`` are "" where the name of a code is not known here."""

    code: str
    kind: Literal["province", "country", "unknown"]
    vi: str
    en: str


@cache
def all_places() -> Mapping[str, Place]:
    """Every place with a name, by its three-digit code: 63 provinces and the countries known here."""
    found: dict[str, Place] = {}
    for row in data.rows("provinces"):
        code = "0" + row["code"]
        if row["successor"] and code not in found:  # the 63-province list, in its first naming
            vi = row["vi"].removeprefix("Thành phố ").removeprefix("Tỉnh ")
            en = row["en"].removesuffix(" City").removesuffix(" Province")
            found[code] = Place(code, "province", vi, en)
    for row in data.rows("countries"):
        found[row["code"]] = Place(row["code"], "country", row["vi"], row["en"])
    return MappingProxyType(found)


def of(code: str) -> Place:
    """The place with this three-digit code; kind "unknown" where there is none."""
    known = all_places().get(code)
    if known:
        return known
    abroad = code.isdigit() and FIRST_COUNTRY <= int(code) <= LAST_COUNTRY
    return Place(code, "country" if abroad else "unknown", "", "")


@cache
def cmnd_prefixes() -> Mapping[str, tuple[str, ...]]:
    """Two- and three-digit CMND prefix to the 63-province codes of the police that issued under it.

    Two-digit rows are mostly [seen], three-digit rows mostly [knowledge, medium]: plausible, never a proof. Old
    provinces stand under their successor of the 63 list (11, once Hà Tây, under 01).

    >>> cmnd_prefixes()["27"]
    ('75', '77')
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in data.rows("cmnd_prefixes"):
        found[row["prefix"]] = (*found.get(row["prefix"], ()), row["province"])
    return MappingProxyType(found)
