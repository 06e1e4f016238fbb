"""The one table of dirt: what is wrong in the registers, how often, where, and who attests that it happens.

A rate is a share of the records to which the class can happen (``of``). Classes of facts.md 1.3 keep their codes;
kinds of name and number errors (9.4) are written ``NAME_VARIANT.telex``. The answer key lists the codes of each tax
record. Rates are this project's choice: nobody outside the authorities knows the real ones [assumed]; ``mark`` says
who attests the class.

>>> CLASSES["NAME_VARIANT.telex"].register
'tax_db'
>>> round(sum(each.rate for each in of_kind("name")), 3) < 0.4
True
"""

from typing import Literal, NamedTuple

Kind = Literal["person", "account", "name", "born", "number", "sex", "record"]


class Dirt(NamedTuple):
    """One class: its code, its share of ``of``, where it shows, what happens, and the source."""

    code: str
    rate: float
    of: str
    register: str
    kind: Kind
    does: str
    mark: str


_NAMES = "unlinked tax records of people"
_CMND = "unlinked tax records keyed by CMND"
_CCCD = "unlinked tax records keyed by a personal number"

# fmt: off
TABLE: tuple[Dirt, ...] = (
    # what the population register itself holds
    Dirt("YEAR_ONLY_DOB", 0.060, "people born before 1966", "population_db", "person",
         "the register knows the year alone; tax has 1 January or the year", "seen: NPDB and BHXH schemas"),
    Dirt("MONTH_YEAR_DOB", 0.010, "people born before 1966", "population_db", "person",
         "the register knows month and year; tax has the first of the month", "seen: BHXH loaiNgaySinh"),
    Dirt("SEX_DIGIT", 0.002, "people", "population_db", "person",
         "sex in the record is not the parity of the fourth digit", "seen: xahoitoday 738"),
    Dirt("ID_REISSUED", 0.004, "grown-up people with a card", "population_db", "person",
         "a 12-digit number with a wrong structure was cancelled and a new one given", "seen: zingnews post1423917"),
    Dirt("FOREIGN_BORN", 0.005, "people", "population_db", "person",
         "birth registered abroad: place code 101 or higher", "seen: TT 07/2016 annex"),
    Dirt("OLD_PLACE", 0.120, "people born in a province that was renamed or divided later", "population_db", "person",
         "birth place and home town in the province name of that time", "knowledge, high"),
    Dirt("NPDB_NO_CMND", 0.030, "holders of a CMND", "population_db", "person",
         "the old number is neither in the QR code nor in the register", "seen: TT 59/2021 Art. 12"),
    Dirt("DUP_CMND", 0.006, "holders of a CMND", "population_db", "person",
         "the same nine digits were issued to somebody else too", "seen: plo 576272, vilado w148"),
    Dirt("DISPUTED", 0.003, "people", "population_db", "person",
         "the citizen disputes a field; the register marks it", "derived"),
    # what the eID register holds instead
    Dirt("EID_OLD_NAME", 0.006, "people with an eID account", "eid_auth", "account",
         "the account still has the name from before a correction: without the middle word", "derived"),
    Dirt("EID_OLD_BIRTH", 0.004, "people with an eID account", "eid_auth", "account",
         "the account still has 1 January, from before the register learnt the day", "derived"),
    # what the tax register holds instead
    Dirt("MULTI_CMND", 0.600, "unlinked tax records keyed by CMND of people with several", "tax_db", "number",
         "tax still has an older CMND", "seen: plo 144150"),
    Dirt("PAD_000", 0.030, _CMND, "tax_db", "number",
         "three zeros before the nine digits", "seen: doctailieu 2019"),
    Dirt("PLACEHOLDER", 0.008, _CMND, "tax_db", "number",
         "000000001 and the like", "seen: TD sync service"),
    Dirt("OCR.letter", 0.004, _CMND, "tax_db", "number",
         "0 read as O, 1 as I", "knowledge, high"),
    Dirt("OCR.digit", 0.004, _CMND, "tax_db", "number",
         "5 read as 6 or 6 as 5", "knowledge, high"),
    Dirt("ID_TYPO", 0.005, _CMND, "tax_db", "number",
         "two neighbouring digits exchanged", "knowledge, high"),
    Dirt("LOST_ZERO", 0.060, _CCCD, "tax_db", "number",
         "a spreadsheet ate the one leading zero (places 001-009, which lose two, are spared)", "knowledge, high"),
    Dirt("NAME_VARIANT.nfd", 0.006, _NAMES, "tax_db", "name",
         "decomposed Unicode", "knowledge, high"),
    Dirt("NAME_VARIANT.eth", 0.012, _NAMES, "tax_db", "name",
         "Ð (U+00D0) for Đ (U+0110)", "tested: vn-fullname-generator"),
    Dirt("NAME_VARIANT.tone", 0.012, _NAMES, "tax_db", "name",
         "hoà for hòa, thuý for thúy", "knowledge, high"),
    Dirt("NAME_VARIANT.hoi_nga", 0.010, _NAMES, "tax_db", "name",
         "hỏi and ngã confused", "knowledge, high"),
    Dirt("NAME_VARIANT.y_i", 0.008, _NAMES, "tax_db", "name",
         "Lí for Lý, Mĩ for Mỹ", "knowledge, high"),
    Dirt("NAME_VARIANT.case", 0.030, _NAMES, "tax_db", "name",
         "lower case or jumping capitals", "knowledge, high"),
    Dirt("NAME_VARIANT.spaces", 0.015, _NAMES, "tax_db", "name",
         "double and non-breaking spaces", "knowledge, high"),
    Dirt("NAME_VARIANT.telex", 0.005, _NAMES, "tax_db", "name",
         "Nguyeenx: keys instead of letters", "seen: vnaddress"),
    Dirt("NAME_VARIANT.vni_digits", 0.003, _NAMES, "tax_db", "name",
         "Nguye6n4: VNI keys", "knowledge, high"),
    Dirt("NAME_VARIANT.tcvn3", 0.005, _NAMES, "tax_db", "name",
         "TCVN3 bytes shown as Latin-1", "knowledge, high"),
    Dirt("NAME_VARIANT.vni", 0.003, _NAMES, "tax_db", "name",
         "VNI font bytes shown as Latin-1", "knowledge, high"),
    Dirt("NAME_VARIANT.unaccented", 0.050, _NAMES, "tax_db", "name",
         "no diacritics at all", "knowledge, high"),
    Dirt("NAME_VARIANT.thi_van", 0.025, _NAMES, "tax_db", "name",
         "Thị or Văn left out", "knowledge, high"),
    Dirt("NAME_VARIANT.order", 0.006, _NAMES, "tax_db", "name",
         "given name first", "knowledge, high"),
    Dirt("NAME_VARIANT.regional", 0.008, _NAMES, "tax_db", "name",
         "Hoàng/Huỳnh, Vũ/Võ exchanged", "knowledge, high"),
    Dirt("NAME_VARIANT.cut", 0.0002, _NAMES, "tax_db", "name",
         "cut after 30 characters", "seen: field limits"),
    Dirt("NAME_VARIANT.initials", 0.004, _NAMES, "tax_db", "name",
         "N.T. Hoa", "derived"),
    Dirt("NAME_OTHER", 0.010, _NAMES, "tax_db", "name",
         "another middle word: another name", "derived"),
    Dirt("DOB_01_01", 0.030, _NAMES, "tax_db", "born",
         "1 January instead of an unknown day", "seen: TT 04/2020 Art. 32"),
    Dirt("DOB_SWAPPED", 0.012, _NAMES, "tax_db", "born",
         "day and month exchanged", "knowledge, high"),
    Dirt("DOB_CENTURY", 0.003, _NAMES, "tax_db", "born",
         "a two-digit year read in the wrong century", "knowledge, high"),
    Dirt("DOB_DIFF", 0.010, _NAMES, "tax_db", "born",
         "one day off", "seen: luatsu247.net"),
    Dirt("DOB_YEAR", 0.004, _NAMES, "tax_db", "born",
         "another year", "knowledge, high"),
    Dirt("TAX_YEAR_ONLY", 0.020, _NAMES, "tax_db", "born",
         "tax typed the year alone", "derived"),
    Dirt("SEX_CONFLICT", 0.003, _NAMES, "tax_db", "sex",
         "the other sex in the tax record", "derived"),
    Dirt("STALE", 0.250, "tax records of people", "tax_db", "record",
         "an address from before the last move", "derived"),
    Dirt("SEVERAL_MST", 0.012, "taxpayers", "tax_db", "record",
         "a second tax code under another number", "seen: vietnamnet 2480507"),
    Dirt("DECEASED", 0.400, "tax records of the dead", "tax_db", "record",
         "the code is still active", "seen: status list"),
    Dirt("MISSING", 0.700, "tax records of the missing", "tax_db", "record",
         "the code is still active", "seen: status list"),
)
# fmt: on

CLASSES: dict[str, Dirt] = {each.code: each for each in TABLE}


def of_kind(kind: Kind) -> tuple[Dirt, ...]:
    """All classes of one kind, in the order of the table."""
    return tuple(each for each in TABLE if each.kind == kind)


def rate(code: str) -> float:
    """The stated rate of a class."""
    return CLASSES[code].rate
