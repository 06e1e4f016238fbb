"""The population register's slice: citizens and households. Its table of numbers is in ``history``."""

from dataclasses import dataclass

import numpy as np

from motcua.wire.slices import CITIZENS, HOUSEHOLDS
from motcua.world import dwellings
from motcua.world.cards import years
from motcua.world.chance import Chance, Flags, Ints, ladder
from motcua.world.columns import Coded, Column, Days, Digits, Frame, Patched, Same
from motcua.world.dirt import rate
from motcua.world.draft import Draft
from motcua.world.dwellings import Dwellings
from motcua.world.lives import LIVING, ROLES
from motcua.world.papers import day
from motcua.world.people import People
from motcua.world.places import WARD_BITS

WORKS_FROM, WORKS_UNTIL, ELSEWHERE = 6_600, 18_000, 0.16
"""Ages in days between which people live away from their household, and what share of them does [assumed]."""
FIRST_YEAR, LAST_YEAR = 1900, 1965
PARTIAL = (
    *(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)),
    *(f"{year}-{month:02}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)),
)
"""Dates of which only the year, or month and year, are known; the years stand first."""
BIG_BANG = day(2021, 7, 1)
"""The population register opened on this day; nothing in it was touched before."""
DISPUTES = ("", "born_on", "hometown", "ethnicity", "marital_status", "permanent_address", "hometown ethnicity")
RELIGIONS = tuple(f"{code:02}" for code in range(15))
RELIGION_SHARES = (8600, 480, 610, 100, 60, 100, 10, 1, 15, 8, 5, 8, 1, 1, 1)  # 2019 census, roughly [knowledge]
BLOOD_SHARES = (70, 6, 9, 2, 13)


@dataclass(slots=True)
class Register:
    """The register's own view: its citizens, and what the other registers take from them."""

    citizens: Frame
    partial: Ints  # per person: code into PARTIAL, -1 where the full date is known
    old_place: Flags
    disputed: Flags
    homes: Dwellings


def build(draft: Draft) -> Register:
    """The citizens' table."""
    chance, people, count = draft.chance, draft.people, len(draft.people)
    partial = _partial(chance, people)
    homes = dwellings.build(chance, "home", people.ward, draft.gazetteer)
    old_place, birth_place, hometown = _birth_places(draft)
    disputed = chance("disputed").happens(rate("DISPUTED"), count)
    which = 1 + chance("which field is disputed").below(len(DISPUTES) - 1, count)
    columns = {
        **_person(draft),
        **_family(draft),
        **_whereabouts(draft, homes),
        "born_on": Patched(Days(people.born), partial, PARTIAL),
        "birth_place": birth_place,
        "hometown": hometown,
        "disputed": Coded(np.where(disputed, which, 0).astype(np.int32), DISPUTES),
    }
    frame = Frame(CITIZENS, count, {name: columns[name] for name in CITIZENS.columns})
    return Register(frame, partial, old_place, disputed, homes)


def households(draft: Draft, homes: Dwellings) -> Frame:
    """Households with their heads and addresses."""
    every = np.arange(len(homes.ward), dtype=np.int32)
    columns: dict[str, Column] = {
        "household_id": Digits(every, 8, "HK"),
        "head_cccd": Digits(draft.papers.cccd[draft.lives.head], 12),
        "address": homes.address(every, new=draft.new),
        "ward": homes.wards(every, new=draft.new),
        "province": homes.provinces(every, new=draft.new),
    }
    return Frame(HOUSEHOLDS, len(every), columns)


def _partial(chance: Chance, people: People) -> Ints:
    count, year = len(people), years(people.born)
    old = (year <= LAST_YEAR) & (year >= FIRST_YEAR)
    at = year - FIRST_YEAR
    month = (people.born.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12).astype(np.int32)
    year_only = chance("year only").happens(rate("YEAR_ONLY_DOB"), count) & old
    month_year = chance("month and year").happens(rate("MONTH_YEAR_DOB"), count) & old & ~year_only
    span = LAST_YEAR - FIRST_YEAR + 1
    return np.where(year_only, at, np.where(month_year, span + at * 12 + month, -1)).astype(np.int32)


def _birth_places(draft: Draft) -> tuple[Flags, Column, Column]:
    people, papers, gazetteer = draft.people, draft.papers, draft.gazetteer
    ward, count = people.birth_ward, len(people)
    abroad = tuple(f"Đại sứ quán Việt Nam tại {name}" for name in papers.countries)
    table = (*gazetteer.labels, *gazetteer.old_labels, *abroad)
    renamed = (years(people.born) <= gazetteer.old_until[ward]) & (papers.country < 0)
    old_place = renamed & draft.chance("old place name").happens(rate("OLD_PLACE"), count)
    birth = np.where(papers.country >= 0, 2 * len(gazetteer.labels) + papers.country, ward)
    home = np.where(people.father >= 0, people.birth_ward[people.father], ward)  # home town: where the father was born
    shift = np.where(old_place, len(gazetteer.labels), 0)
    return old_place, Coded((birth + shift).astype(np.int32), table), Coded((home + shift).astype(np.int32), table)


def _person(draft: Draft) -> dict[str, Column]:
    chance, people, lives, papers = draft.chance, draft.people, draft.lives, draft.papers
    count = len(people)
    seen = np.maximum(BIG_BANG + chance("last touched").below(max(people.today - BIG_BANG, 1), count), people.born)
    seen = np.minimum(np.maximum(np.maximum(seen, papers.carded), lives.died), people.today)
    return {
        "cccd": Digits(papers.cccd, 12),
        "full_name": draft.names.column(draft.names.own),
        "sex": Coded(people.sex, ("0", "1", "2")),
        "ethnicity": Coded(draft.names.ethnicity, tuple(f"{code:02}" for code in range(56))),
        "religion": Coded(chance("religion").pick(ladder(RELIGION_SHARES), count), RELIGIONS),
        "nationality": Same("VN"),
        "marital_status": Coded(lives.marital, ("0", "1", "2", "3")),
        "blood_type": Coded(chance("blood").pick(ladder(BLOOD_SHARES), count), ("00", "01", "02", "03", "04")),
        "birth_province": Digits(papers.birth_place, 3),
        "living_status": Coded(lives.living, ("0", "1", "2", "3")),
        "died_on": Days(lives.died),
        "as_of": Days(seen),
    }


def _family(draft: Draft) -> dict[str, Column]:
    people, lives, names, cccd = draft.people, draft.lives, draft.names, draft.papers.cccd
    family, middle, second, given = (np.where(lives.spouse >= 0, code[lives.spouse], -1) for code in names.own)

    def numbers(rows: Ints) -> Column:
        return Digits(np.where(rows >= 0, cccd[rows], -1), 12)

    return {
        "household_id": Digits(np.where(lives.role >= 0, people.home, -1).astype(np.int32), 8, "HK"),
        "household_role": Coded(lives.role, ROLES),
        "father_cccd": numbers(people.father),
        "father_name": names.column(names.fathers),
        "mother_cccd": numbers(people.mother),
        "mother_name": names.column(names.mothers),
        "spouse_cccd": numbers(lives.spouse),
        "spouse_name": names.column((family, middle, second, given)),
    }


def _whereabouts(draft: Draft, homes: Dwellings) -> dict[str, Column]:
    """Home for all; some grown-up people live and work elsewhere."""
    chance, people, new, count = draft.chance, draft.people, draft.new, len(draft.people)
    grown = (draft.lives.living == LIVING) & (people.age_days > WORKS_FROM) & (people.age_days < WORKS_UNTIL)
    away = grown & chance("lives elsewhere").happens(ELSEWHERE, count)
    towards = chance("province of work").pick(draft.gazetteer.province_ladder, count).astype(np.int32)
    ward = chance("ward of work").pick(draft.gazetteer.ward_ladders, count, towards, WARD_BITS).astype(np.int32)
    rented = dwellings.build(chance, "rented", ward, draft.gazetteer)
    line = np.where(away, rented.line, homes.line[people.home])
    current = Dwellings(line, np.where(away, ward, homes.ward[people.home]), draft.gazetteer)
    every = np.arange(count, dtype=np.int32)
    return {
        "permanent_address": homes.address(people.home, new=new),
        "permanent_ward": homes.wards(people.home, new=new),
        "permanent_province": homes.provinces(people.home, new=new),
        "current_address": current.address(every, new=new),
        "current_ward": current.wards(every, new=new),
        "current_province": current.provinces(every, new=new),
    }
