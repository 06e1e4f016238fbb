"""The population register's slice: citizens, every number they were given, households."""

from dataclasses import dataclass

import numpy as np

from motcua.wire.slices import CITIZENS, HOUSEHOLDS, NUMBERS
from motcua.world.cards import years
from motcua.world.chance import Chance, Flags, Ints, ladder
from motcua.world.columns import NO_DAY, Coded, Column, Days, Digits, Frame, Joined, Patched, Same, Where
from motcua.world.dirt import rate
from motcua.world.lives import LIVING, ROLES, Lives
from motcua.world.naming import Names
from motcua.world.papers import CMND_LAPSES, Papers, day
from motcua.world.people import People
from motcua.world.places import DOORS, LANES, ROADS, WARD_BITS, Gazetteer

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
PLACES_OF_HAMLETS = ((0, 28), (0, 14), (28, 42))  # in HAMLETS: Thôn and Xóm north, Thôn centre, Ấp south


@dataclass(slots=True)
class Dwellings:
    """One address per household: door and road codes, and the ward in the old list."""

    door: Ints
    road: Ints
    ward: Ints

    def column(self, rows: Ints, gazetteer: Gazetteer, new: bool) -> Column:
        """The whole line, with the names of one vintage."""
        ward = self.ward[rows]
        place = Coded(gazetteer.became[ward], gazetteer.new_labels) if new else Coded(ward, gazetteer.labels)
        return Joined((Coded(self.door[rows], DOORS), Coded(self.road[rows], ROADS), place))


def dwellings(chance: Chance, concern: str, ward: Ints, gazetteer: Gazetteer) -> Dwellings:
    """Doors and roads for these wards: streets in towns, hamlets in the country."""
    count = len(ward)
    urban = gazetteer.urban[ward] == 1
    span = np.array(PLACES_OF_HAMLETS, dtype=np.int32)[gazetteer.region[gazetteer.province_of[ward]]]
    hamlet = len(LANES) + span[:, 0] + chance(f"hamlet {concern}").below(span[:, 1] - span[:, 0], count)
    road = np.where(urban, chance(f"street {concern}").below(len(LANES), count), hamlet)
    door = 1 + chance(f"door {concern}").below(len(DOORS) - 1, count)
    no_door = ~urban & chance(f"no door {concern}").happens(0.7, count)
    return Dwellings(np.where(no_door, 0, door).astype(np.int32), road.astype(np.int32), ward)


@dataclass(slots=True)
class Register:
    """The register's own view: what it knows, and what the other registers take from it."""

    citizens: Frame
    numbers: Frame
    households: Frame
    partial: Ints  # per person: code into PARTIAL, -1 where the full date is known
    old_place: Flags
    disputed: Flags
    homes: Dwellings


def build(
    chance: Chance, people: People, lives: Lives, names: Names, papers: Papers, gazetteer: Gazetteer, *, new: bool
) -> Register:
    """The three frames. ``new``: addresses in the 34-province list."""
    count = len(people)
    partial = _partial(chance, people)
    homes = dwellings(chance, "home", people.ward, gazetteer)
    old_place, birth_place, hometown = _birth_places(chance, people, papers, gazetteer)
    disputed = chance("disputed").happens(rate("DISPUTED"), count)
    which = 1 + chance("which field is disputed").below(len(DISPUTES) - 1, count)
    citizens = _citizens(chance, people, lives, names, papers, gazetteer, homes, new=new)
    citizens |= {
        "born_on": Patched(Days(people.born), partial, PARTIAL),
        "birth_place": birth_place,
        "hometown": hometown,
        "disputed": Coded(np.where(disputed, which, 0).astype(np.int32), DISPUTES),
    }
    frame = Frame(CITIZENS, count, {name: citizens[name] for name in CITIZENS.columns})
    every = np.arange(len(people.ward), dtype=np.int32)
    ward = homes.ward
    households: dict[str, Column] = {
        "household_id": Digits(every, 8, "HK"),
        "head_cccd": Digits(papers.cccd[lives.head], 12),
        "address": homes.column(every, gazetteer, new),
        "ward": ward_code(ward, gazetteer, new),
        "province": province_code(gazetteer.province_of[ward], ward, gazetteer, new),
    }
    numbers = _numbers(people, papers, gazetteer)
    return Register(frame, numbers, Frame(HOUSEHOLDS, len(every), households), partial, old_place, disputed, homes)


def ward_code(ward: Ints, gazetteer: Gazetteer, new: bool) -> Column:
    """Codes of wards, old or new."""
    return Coded(gazetteer.became[ward], gazetteer.new_ward_codes) if new else Coded(ward, gazetteer.ward_codes)


def province_code(province: Ints, ward: Ints, gazetteer: Gazetteer, new: bool) -> Column:
    """Codes of the provinces of wards, old or new."""
    if new:
        return Coded(gazetteer.new_province_of[gazetteer.became[ward]], gazetteer.new_codes)
    return Coded(province, gazetteer.codes)


def _partial(chance: Chance, people: People) -> Ints:
    count, year = len(people), years(people.born)
    old = (year <= LAST_YEAR) & (year >= FIRST_YEAR)
    at = year - FIRST_YEAR
    month = (people.born.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12).astype(np.int32)
    year_only = chance("year only").happens(rate("YEAR_ONLY_DOB"), count) & old
    month_year = chance("month and year").happens(rate("MONTH_YEAR_DOB"), count) & old & ~year_only
    span = LAST_YEAR - FIRST_YEAR + 1
    return np.where(year_only, at, np.where(month_year, span + at * 12 + month, -1)).astype(np.int32)


def _birth_places(chance: Chance, people: People, papers: Papers, gazetteer: Gazetteer) -> tuple[Flags, Column, Column]:
    ward, count = people.birth_ward, len(people)
    table = (
        *gazetteer.labels,
        *gazetteer.old_labels,
        *(f"Đại sứ quán Việt Nam tại {name}" for name in papers.countries),
    )
    renamed = (years(people.born) <= gazetteer.old_until[ward]) & (papers.country < 0)
    old_place = renamed & chance("old place name").happens(rate("OLD_PLACE"), count)
    birth = np.where(papers.country >= 0, 2 * len(gazetteer.labels) + papers.country, ward)
    home = np.where(people.father >= 0, people.birth_ward[people.father], ward)  # home town: where the father was born
    shift = np.where(old_place, len(gazetteer.labels), 0)
    return old_place, Coded((birth + shift).astype(np.int32), table), Coded((home + shift).astype(np.int32), table)


def _citizens(
    chance: Chance, people: People, lives: Lives, names: Names, papers: Papers, gazetteer: Gazetteer,
    homes: Dwellings, *, new: bool,
) -> dict[str, Column]:  # fmt: skip
    count, cccd = len(people), papers.cccd
    alive = lives.living == LIVING
    ward = homes.ward[people.home]
    away = (
        alive & (people.age_days > 6_600) & (people.age_days < 18_000) & chance("lives elsewhere").happens(0.16, count)
    )
    towards = chance("province of work").pick(gazetteer.province_ladder, count).astype(np.int32)
    other = chance("ward of work").pick(gazetteer.ward_ladders, count, towards, WARD_BITS).astype(np.int32)
    rented = dwellings(chance, "rented", other, gazetteer)
    current = np.where(away, other, ward)
    province, current_province = gazetteer.province_of[ward], gazetteer.province_of[current]
    permanent = homes.column(people.home, gazetteer, new)
    every = np.arange(count, dtype=np.int32)
    seen = np.maximum(BIG_BANG + chance("last touched").below(max(people.today - BIG_BANG, 1), count), people.born)
    seen = np.minimum(np.maximum(np.maximum(seen, papers.carded), lives.died), people.today)
    spouse = tuple(np.where(lives.spouse >= 0, code[lives.spouse], -1) for code in names.own)
    place_code = Digits(papers.birth_place, 3)
    return {
        "cccd": Digits(cccd, 12),
        "full_name": names.column(names.own),
        "sex": Coded(people.sex, ("0", "1", "2")),
        "ethnicity": Coded(names.ethnicity, tuple(f"{code:02}" for code in range(56))),
        "religion": Coded(chance("religion").pick(ladder(RELIGION_SHARES), count), RELIGIONS),
        "nationality": Same("VN"),
        "marital_status": Coded(lives.marital, ("0", "1", "2", "3")),
        "blood_type": Coded(chance("blood").pick(ladder(BLOOD_SHARES), count), ("00", "01", "02", "03", "04")),
        "birth_province": place_code,
        "permanent_address": permanent,
        "permanent_ward": ward_code(ward, gazetteer, new),
        "permanent_province": province_code(province, ward, gazetteer, new),
        "current_address": Where(away.view(np.uint8), rented.column(every, gazetteer, new), permanent),
        "current_ward": ward_code(current, gazetteer, new),
        "current_province": province_code(current_province, current, gazetteer, new),
        "living_status": Coded(lives.living, ("0", "1", "2", "3")),
        "died_on": Days(lives.died),
        "household_id": Digits(np.where(lives.role >= 0, people.home, -1).astype(np.int32), 8, "HK"),
        "household_role": Coded(lives.role, ROLES),
        "father_cccd": Digits(_of(cccd, people.father), 12),
        "father_name": names.column(names.fathers),
        "mother_cccd": Digits(_of(cccd, people.mother), 12),
        "mother_name": names.column(names.mothers),
        "spouse_cccd": Digits(_of(cccd, lives.spouse), 12),
        "spouse_name": names.column((spouse[0], spouse[1], spouse[2], spouse[3])),
        "as_of": Days(seen),
    }


def _of(numbers: np.ndarray[tuple[int], np.dtype[np.int64]], rows: Ints) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.where(rows >= 0, numbers[rows], -1)


KINDS = ("cmnd", "cmnd12", "cccd")
REASONS = ("", "moved", "renewed", "reissued", "cancelled")
IN_FORCE, MOVED, RENEWED, REISSUED, CANCELLED = range(5)


def _numbers(people: People, papers: Papers, gazetteer: Gazetteer) -> Frame:
    """Rows person by person: CMND in order of issue, the twelve-digit CMND, cancelled and present personal number."""
    count, today = len(people), people.today
    lapsed = today > CMND_LAPSES
    registered = ~papers.unregistered
    end = np.where(papers.has_card, papers.carded, CMND_LAPSES if lapsed else NO_DAY).astype(np.int32)
    why = np.where(papers.has_card, RENEWED, CANCELLED if lapsed else IN_FORCE).astype(np.int32)
    pilot, again = papers.cmnd12 > NO_DAY, papers.reissued > NO_DAY
    none = np.full(count, NO_DAY, dtype=np.int32)
    one = np.ones(count, dtype=np.int32)
    blocks = []
    for at in range(3):
        there = (papers.cmnd[at] >= 0) & registered
        follows = papers.cmnd[at + 1] >= 0 if at < 2 else np.zeros(count, dtype=bool)
        ended = np.where(follows, papers.issued[min(at + 1, 2)], np.where(pilot, papers.cmnd12, end))
        reason = np.where(follows, MOVED, np.where(pilot, RENEWED, why))
        blocks.append((there, 0, papers.cmnd[at], papers.issued[at], papers.issuer[at], ended, reason, one * (at + 1)))
    issuer = np.full(count, -1, dtype=np.int32)
    blocks += [
        (pilot, 1, papers.cccd, papers.cmnd12, gazetteer.province_of[people.ward[people.home]], end, why, one),
        (again, 2, papers.old_cccd, papers.carded, issuer, papers.reissued, one * REISSUED, one),
        (one > 0, 2, papers.cccd, np.where(again, papers.reissued, papers.carded), issuer, none, one * 0, 1 + again),
    ]  # fmt: skip
    wide = np.stack([block[0] for block in blocks], axis=1)
    place = np.flatnonzero(wide.ravel())
    person = (place // len(blocks)).astype(np.int32)

    def gather(part: int) -> Ints:
        return np.stack([np.broadcast_to(block[part], count) for block in blocks], axis=1).ravel()[place]

    number, kind = gather(2), gather(1)
    columns: dict[str, Column] = {
        "cccd": Digits(papers.cccd[person], 12),
        "kind": Coded(kind.astype(np.int32), KINDS),
        "number": Joined((Digits(np.where(kind == 0, number, -1), 9), Digits(np.where(kind == 0, -1, number), 12))),
        "issued_on": Days(gather(3)),
        "issuer": Coded(gather(4).astype(np.int32), gazetteer.codes),
        "ended_on": Days(gather(5)),
        "end_reason": Coded(gather(6).astype(np.int32), REASONS),
        "ordinal": Coded(gather(7).astype(np.int32), ("0", "1", "2", "3")),
    }
    return Frame(NUMBERS, len(place), columns)
