"""The personal number (số định danh cá nhân), printed on the citizen card CCCD: twelve digits ``PPP G YY RRRRRR``.

- PPP: the place where the birth was registered, province of the 63 list or country; see ``places``
- G: century and sex; 0/1 male/female born 19xx, 2/3 born 20xx, up to 8/9 born 23xx
- YY: the last two digits of the year of birth
- RRRRRR: a serial; there is no check digit anywhere

(Decree 137/2015/ND-CP Art. 13; Circular 07/2016/TT-BCA Art. 7; Circular 59/2021/TT-BCA, lapsed on 1/7/2024.) Since then
the law promises twelve digits, unique, and nothing about their structure (Law 26/2023/QH15 Art. 12), and numbers
that contradict a person's sex or year of birth do exist. So a contradiction is a ``warning`` here, never "this person
does not exist".

>>> parse("001 171 900 123")
'001171900123'
>>> parts("001171900123")
Parts(place='001', place_vi='Hà Nội', place_en='Ha Noi', century=20, sex='2', birth_year=1971, serial='900123')
>>> [warning.code for warning in warnings("001171900123", sex="1", born_on="1972-03-02")]
['cccd.sex-differs', 'cccd.year-differs']
>>> mask("001171900123")
'001******123'
>>> compose("001", "2", 1971, 900_123)
'001171900123'
>>> parse("00117190012")
Traceback (most recent call last):
    ...
motcua.vnid.errors.WrongLength: a personal number has 12 digits, this one has 11
"""

from typing import NamedTuple

from motcua.vnid import digits, places
from motcua.vnid.errors import Remark, WrongComponent
from motcua.vnid.synthetic import FIRST_SERIAL

FIRST_YEAR, LAST_YEAR = 1900, 2399
"""Years of birth that the fourth digit can express."""

MALE, FEMALE = "1", "2"
"""Codes of sex in the NPDB (QCVN 109:2017/BTTTT); "0" or "" is unknown."""

_PLACE_UNKNOWN = Remark(
    "cccd.place-unknown",
    "Ba số đầu không phải mã tỉnh hoặc mã nước",
    "the first three digits are no code of a province or a country",
)
_NOT_YET = Remark(
    "cccd.century-not-reached",
    "Số thứ tư chỉ thế kỷ chưa tới",
    "the fourth digit names a century that has not begun",
)
_SEX_DIFFERS = Remark(
    "cccd.sex-differs", "Số thứ tư không khớp giới tính", "the fourth digit does not agree with the sex"
)
_YEAR_DIFFERS = Remark(
    "cccd.year-differs",
    "Số thứ tư đến thứ sáu không khớp năm sinh",
    "the fourth to sixth digits do not agree with the year of birth",
)


class Parts(NamedTuple):
    """What a personal number says, by the structure that applied until 1/7/2024."""

    place: str
    place_vi: str  # "" where the code has no name here
    place_en: str
    century: int  # 20 for births 1900-1999
    sex: str  # "1" male, "2" female
    birth_year: int
    serial: str


def parse(text: str) -> str:
    """The twelve digits, separators taken out.

    Raises:
        WrongFormat: something other than digits ("cccd.wrong-format").
        WrongLength: not twelve ("cccd.wrong-length"); ``legacy.recognise`` knows what such numbers may be.
    """
    return digits.read(text, "cccd", "Số định danh cá nhân", "a personal number", 12)


def parts(number: str) -> Parts:
    """What a parsed number says. An unknown place has no name; nothing is refused."""
    place = places.of(number[:3])
    century, sex = divmod(int(number[3]), 2)
    year = FIRST_YEAR + 100 * century + int(number[4:6])
    return Parts(place.code, place.vi, place.en, 20 + century, FEMALE if sex else MALE, year, number[6:])


def warnings(number: str, *, sex: str = "", born_on: str = "") -> tuple[Remark, ...]:
    """Where a parsed number contradicts its own scheme, or the sex or (partial) date of birth on record.

    Codes: "cccd.place-unknown", "cccd.century-not-reached", "cccd.sex-differs", "cccd.year-differs".
    """
    found = []
    said = parts(number)
    if places.of(said.place).kind == "unknown":
        found.append(_PLACE_UNKNOWN)
    if number[3] > "3":
        found.append(_NOT_YET)
    if sex in {MALE, FEMALE} and sex != said.sex:
        found.append(_SEX_DIFFERS)
    if born_on and born_on[:4] != str(said.birth_year):
        found.append(_YEAR_DIFFERS)
    return tuple(found)


def mask(number: str) -> str:
    """The first three and the last three digits, stars between."""
    return digits.hide(number, 3, 3)


def compose(place: str, sex: str, birth_year: int, serial: int) -> str:
    """A synthetic number: its serial must lie in the reserved block, 900,000 to 999,999.

    Raises:
        WrongComponent: unknown place, sex or year ("cccd.place-unknown", "cccd.wrong-sex", "cccd.wrong-year"), or a
            serial that a real person could hold ("cccd.serial-not-reserved").
    """
    if len(place) != 3 or places.of(place).kind == "unknown":
        raise WrongComponent(*_PLACE_UNKNOWN)
    if sex not in {MALE, FEMALE}:
        raise WrongComponent("cccd.wrong-sex", "Giới tính phải là 1 (nam) hoặc 2 (nữ)", "sex must be 1 or 2")
    if not FIRST_YEAR <= birth_year <= LAST_YEAR:
        raise WrongComponent(
            "cccd.wrong-year", "Năm sinh phải từ 1900 đến 2399", "the year of birth must be 1900 to 2399"
        )
    if not FIRST_SERIAL <= serial <= 999_999:
        raise WrongComponent(
            "cccd.serial-not-reserved",
            "Sáu số cuối phải thuộc khối dành riêng cho dữ liệu giả",
            "the last six digits must lie in the block reserved for synthetic numbers",
        )
    century, year = divmod(birth_year - FIRST_YEAR, 100)
    return f"{place}{2 * century + (sex == FEMALE)}{year:02}{serial}"
