"""Administrative units by date: 63 provinces with districts until 30/6/2025, 34 provinces without from 1/7/2025.

Seven codes changed their meaning on that day (15, 24, 44, 52, 80, 82, 91): a merged province took the code of another
old one. So a code without a date is ambiguous, and every look-up takes the day on which it is meant.

>>> province("52", date(2025, 6, 30)).name, province("52", date(2025, 7, 1)).name
('Tỉnh Bình Định', 'Tỉnh Gia Lai')
>>> len(provinces(date(2022, 6, 15))), len(provinces(date(2026, 1, 1)))
(63, 34)
>>> successor("64"), predecessors("52")
('52', ('52', '64'))
>>> wards("52", date(2026, 1, 1))[0]
Ward(code='21553', name='Phường Quy Nhơn Bắc', province='52', district='', became='')

The tables begin with the merger of Hà Tây into Hà Nội (1/8/2008). Provinces carry every change since; districts and
communes are one vintage each [simplified]: their state at the end of June 2025 for all of the years before, and that of
1/7/2025 for all since. Sources: Resolution 202/2025/QH15, Decision 19/2025/QD-TTg; see ``scripts/derive_units.py``.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from motcua.vnid import data
from motcua.vnid.errors import WrongComponent

FIRST_DAY = date(2008, 8, 1)
"""The tables say nothing of days before."""

MERGER = date(2025, 7, 1)
"""First day of 34 provinces and of no districts."""

_KINDS = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã")


class Province(NamedTuple):
    """A province or centrally-run city. ``valid_to`` is the last day, None while in force."""

    code: str  # two digits
    name: str  # with its kind: Tỉnh Bình Định
    en: str
    valid_from: date
    valid_to: date | None


class District(NamedTuple):
    """A district, town or provincial city of the time until 30/6/2025."""

    code: str  # three digits
    name: str
    province: str


class Ward(NamedTuple):
    """A commune-level unit (xã, phường, thị trấn, đặc khu)."""

    code: str  # five digits
    name: str
    province: str
    district: str  # "" since 1/7/2025
    became: str  # of an old one: code since 1/7/2025; of a divided one, the heir that the source calls the usual one


def short(name: str) -> str:
    """A unit's name without its kind; a bare number keeps it.

    >>> short("Thành phố Hồ Chí Minh"), short("Quận 1")
    ('Hồ Chí Minh', 'Quận 1')
    """
    kind = next((kind for kind in _KINDS if name.startswith(kind + " ")), "")
    rest = name.removeprefix(kind).strip()
    return name if rest.isdigit() else rest


def province(code: str, on: date) -> Province:
    """The province that bore this two-digit code on that day.

    Raises:
        WrongComponent: none did ("unit.unknown-province"), or the day lies before the tables ("unit.too-early").
    """
    for one in provinces(on):
        if one.code == code:
            return one
    raise WrongComponent(
        "unit.unknown-province", "Không có tỉnh nào mang mã này vào ngày đó", "no province bore this code on that day"
    )


def provinces(on: date) -> tuple[Province, ...]:
    """All provinces of that day, by code."""
    if on < FIRST_DAY:
        raise WrongComponent("unit.too-early", "Bảng đơn vị bắt đầu từ 1/8/2008", "the tables begin on 1/8/2008")
    for first, last, found in _periods():
        if first <= on <= last:
            return found
    raise LookupError(on)  # the periods cover every day from FIRST_DAY on


def successor(code: str) -> str:
    """Code since 1/7/2025 of the province with this code before (for its land and people, not its name).

    Raises:
        WrongComponent: no province bore that code before ("unit.unknown-province").
    """
    found = _successors().get(code)
    if found is None:
        raise WrongComponent("unit.unknown-province", "Không có mã tỉnh cũ này", "no old province bore this code")
    return found


def predecessors(code: str) -> tuple[str, ...]:
    """Old codes of the provinces that make up the one with this code since 1/7/2025; () for a code unknown."""
    return tuple(old for old, new in _successors().items() if new == code)


def districts(province_code: str, on: date) -> tuple[District, ...]:
    """The districts of a province on that day: none since 1/7/2025."""
    province(province_code, on)
    return _districts()[province_code] if on < MERGER else ()


def wards(province_code: str, on: date) -> tuple[Ward, ...]:
    """The communes of a province on that day, by district and code."""
    province(province_code, on)
    return _wards(on < MERGER)[province_code]


def ward(code: str, on: date) -> Ward:
    """The commune that bore this five-digit code on that day.

    Raises:
        WrongComponent: none did ("unit.unknown-ward").

    >>> ward("21583", date(2026, 1, 1)).name
    'Phường Quy Nhơn'
    """
    found = _wards_by_code(on < MERGER).get(code)
    if found is None:
        raise WrongComponent(
            "unit.unknown-ward", "Không có xã nào mang mã này", "no commune bore this code on that day"
        )
    return found


@cache
def _all() -> tuple[tuple[Province, str], ...]:
    """Every row of the table with its successor ("" since 2025)."""
    return tuple(
        (
            Province(
                row["code"],
                row["vi"],
                row["en"],
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            ),
            row["successor"],
        )
        for row in data.rows("provinces")
    )


@cache
def _periods() -> tuple[tuple[date, date, tuple[Province, ...]], ...]:
    """First day, last day and provinces of each stretch of time in which nothing changed."""
    known = [one for one, _ in _all()]
    starts = sorted({one.valid_from for one in known})
    ends = [date.fromordinal(start.toordinal() - 1) for start in starts[1:]] + [date.max]
    return tuple(
        (
            start,
            end,
            tuple(one for one in known if one.valid_from <= start and (one.valid_to is None or one.valid_to >= end)),
        )
        for start, end in zip(starts, ends, strict=True)
    )


@cache
def _successors() -> Mapping[str, str]:
    return MappingProxyType({one.code: heir for one, heir in _all() if heir})


@cache
def _districts() -> Mapping[str, tuple[District, ...]]:
    found: defaultdict[str, list[District]] = defaultdict(list)
    for row in data.rows("districts"):
        found[row["province"]].append(District(row["code"], row["name"], row["province"]))
    return MappingProxyType({code: tuple(some) for code, some in found.items()})


@cache
def _wards(old: bool) -> Mapping[str, tuple[Ward, ...]]:
    found: defaultdict[str, list[Ward]] = defaultdict(list)
    if old:
        home = {one.code: one.province for some in _districts().values() for one in some}
        for row in data.rows("wards_63"):
            where = home[row["district"]]
            found[where].append(Ward(row["code"], row["name"], where, row["district"], row["became"]))
    else:
        for row in data.rows("wards_34"):
            found[row["province"]].append(Ward(row["code"], row["name"], row["province"], "", ""))
    return MappingProxyType({code: tuple(some) for code, some in found.items()})


@cache
def _wards_by_code(old: bool) -> Mapping[str, Ward]:
    return MappingProxyType({one.code: one for some in _wards(old).values() for one in some})
