"""The papers of each person through life: up to three CMND, perhaps a twelve-digit CMND, the card, a re-issued number.

The CMND number changed with a move to another province (Decree 05/1999), which is how one person comes to several; the
card came from 2016 on, with the great campaign of 2021-2022; every CMND lapsed at the end of 2024 (Law 26/2023 Art.
46). Shares and delays are assumed.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from motcua.vnid import data
from motcua.world import cards
from motcua.world.chance import Chance, Flags, Ints, Longs, ladder
from motcua.world.columns import NO_DAY
from motcua.world.dirt import rate
from motcua.world.lives import LIVING, Lives
from motcua.world.people import ADULT, People
from motcua.world.places import Gazetteer

NOBODY = -1


def day(year: int, month: int = 1, day_of_month: int = 1) -> int:
    """Days since 1970-01-01."""
    return date(year, month, day_of_month).toordinal() - 719_163


CMND_BEGINS, CMND_ENDS, CMND_LAPSES = day(1978), day(2020, 12, 31), day(2024, 12, 31)
PILOT = ("01", "22", "31", "33", "34", "35", "36", "37", "38", "46", "48", "51", "77", "79", "92")
"""Provinces that gave out twelve-digit CMND between 2012 and 2015 [assumed, but for Hà Nội]."""
ABROAD = {
    "155": 16,
    "252": 16,
    "231": 15,
    "118": 10,
    "174": 10,
    "175": 9,
    "193": 8,
    "139": 8,
    "232": 6,
    "240": 4,
    "284": 3,
}
WAVES = ((day(2016), day(2021)), (day(2021, 3), day(2023)), (day(2023), day(2025)), (day(2025), day(2027)))


@dataclass(slots=True)
class Papers:
    """Numbers and days in columns, one row per person; -1 and ``NO_DAY`` where there is none."""

    birth_place: Ints  # three-digit place code, as a number
    country: Ints  # index into ``countries``, -1 for those born in Viet Nam
    countries: tuple[str, ...]
    cccd: Longs
    carded: Ints  # day of the card, or of the number where there is no card yet
    has_card: Flags
    old_cccd: Longs  # the cancelled number of those re-issued
    reissued: Ints
    cmnd: tuple[Longs, Longs, Longs]  # in the order of issue
    issued: tuple[Ints, Ints, Ints]
    issuer: tuple[Ints, Ints, Ints]  # 63-province index
    cmnd12: Ints  # day of issue
    sex_digit: Flags
    unregistered: Flags  # no CMND in the population register
    shared: Flags  # the first CMND is somebody else's too

    @property
    def last_cmnd(self) -> Longs:
        """The CMND that was valid last."""
        first, second, third = self.cmnd
        return np.where(third >= 0, third, np.where(second >= 0, second, first))


def build(chance: Chance, people: People, lives: Lives, gazetteer: Gazetteer) -> Papers:
    """Numbers for all, and when each was given."""
    count, today = len(people), people.today
    carded, has_card = _cards(chance, people, lives)
    place, country, names = _birth_places(chance, people, gazetteer)
    until = np.where(lives.died > NO_DAY, lives.died, today)
    offset = int(chance("number offset").below(90_000, 1)[0])
    reissue = np.flatnonzero(has_card & (people.age_days > ADULT + 2_000) & (carded < today - 400))
    reissue = reissue[chance("reissued").happens(rate("ID_REISSUED"), len(reissue))]
    sex_digit = chance("sex digit").happens(rate("SEX_DIGIT"), count)
    sex_digit[reissue] = False
    year = cards.years(people.born)
    sex = np.where(sex_digit, 3 - people.sex, people.sex)
    wrong = chance("what was wrong").below(10, len(reissue))  # sex, year or place
    numbers = cards.personal(
        np.r_[place, np.where(wrong > 6, 1 + (place[reissue] == 1) * 78, place[reissue])].astype(np.int32),
        np.r_[sex, np.where(wrong < 4, 3 - sex[reissue], sex[reissue])].astype(np.int32),
        np.r_[year, np.where((wrong >= 4) & (wrong <= 6), year[reissue] + 1, year[reissue])].astype(np.int32),
        offset,
    )
    old_cccd, reissued = np.full(count, NOBODY, dtype=np.int64), np.full(count, NO_DAY, dtype=np.int32)
    old_cccd[reissue] = numbers[count:]
    room = np.maximum(today - carded[reissue] - 60, 1)
    reissued[reissue] = carded[reissue] + 30 + chance("day of reissue").below(room, len(reissue))
    end = np.minimum(np.where(has_card, carded, until), CMND_ENDS).astype(np.int32)
    cmnd, issued, issuer, shared = _old_cards(chance, people, country, end, gazetteer)
    holds = cmnd[0] >= 0
    home = gazetteer.province_of[people.ward[people.home]]
    pilot = np.array([code in PILOT for code in gazetteer.codes])[home] & holds
    at = day(2012, 7) + chance("day of the 12-digit CMND").below(1_260, count)
    pilot &= (
        chance("12-digit CMND").happens(0.12, count) & (at > issued[0] + 700) & (issued[1] <= NO_DAY) & (at < carded)
    )
    return Papers(
        birth_place=place, country=country, countries=names, cccd=numbers[:count], carded=carded, has_card=has_card,
        old_cccd=old_cccd, reissued=reissued, cmnd=cmnd, issued=issued, issuer=issuer,
        cmnd12=np.where(pilot, at, NO_DAY).astype(np.int32), sex_digit=sex_digit,
        unregistered=holds & chance("CMND not in the register").happens(rate("NPDB_NO_CMND"), count), shared=shared,
    )  # fmt: skip


def _cards(chance: Chance, people: People, lives: Lives) -> tuple[Ints, Flags]:
    """Day of the card; where there is none yet, day on which the personal number was given."""
    count, today = len(people), people.today
    wave = chance("card wave").pick(ladder((12, 70, 16, 2)), count).astype(np.int32)
    bounds = np.array(WAVES, dtype=np.int32)
    at = bounds[wave, 0] + chance("card day").below(bounds[wave, 1] - bounds[wave, 0], count)
    at = np.maximum(at, people.born + 14 * 366 + chance("card at fourteen").below(400, count))
    has_card = at < np.where(lives.living == LIVING, today, np.minimum(lives.died, today))
    collected = day(2016) + chance("entered in the register").below(1_800, count)
    given = np.maximum(people.born + 3 + chance("number given").below(40, count), collected)
    number_on = np.minimum(np.maximum(given, people.born), today)
    return np.where(has_card, at, number_on).astype(np.int32), has_card


def _birth_places(chance: Chance, people: People, gazetteer: Gazetteer) -> tuple[Ints, Ints, tuple[str, ...]]:
    count = len(people)
    names = {row["code"]: row["vi"] for row in data.rows("countries")}
    abroad = chance("born abroad").happens(rate("FOREIGN_BORN"), count)
    which = chance("country of birth").pick(ladder(list(ABROAD.values())), count).astype(np.int32)
    country = np.where(abroad, which, NOBODY).astype(np.int32)
    provinces = np.array([int(code) for code in gazetteer.codes], dtype=np.int32)
    foreign = np.array([int(code) for code in ABROAD], dtype=np.int32)
    place = np.where(abroad, foreign[which], provinces[gazetteer.province_of[people.birth_ward]])
    return place.astype(np.int32), country, tuple(names[code] for code in ABROAD)


def _old_cards(
    chance: Chance, people: People, country: Ints, end: Ints, gazetteer: Gazetteer
) -> tuple[tuple[Longs, Longs, Longs], tuple[Ints, Ints, Ints], tuple[Ints, Ints, Ints], Flags]:
    count = len(people)
    home = gazetteer.province_of[people.ward[people.home]]
    born_in = gazetteer.province_of[people.birth_ward]
    first_by = np.where(country >= 0, home, born_in)
    first_on = np.maximum(people.born + 14 * 366, CMND_BEGINS) + chance("first CMND").below(1_000, count)
    holds = (first_on < end - 30) & chance("holds a CMND").happens(0.97, count)
    room = np.maximum(np.minimum(end, day(2016)) - first_on - 400, 1)
    second_on = first_on + 300 + chance("second CMND").below(room, count)
    moved = holds & (first_by != home) & (second_on < end - 60) & chance("moved the residence").happens(0.6, count)
    between = moved & chance("lived in between").happens(0.08, count)
    halfway = (first_on + (second_on - first_on) // 2).astype(np.int32)
    station = chance("province in between").pick(gazetteer.province_ladder, count).astype(np.int32)
    issuer = (first_by, np.where(between, station, home), home)
    issued = (
        np.where(holds, first_on, NO_DAY), np.where(between, halfway, np.where(moved, second_on, NO_DAY)),
        np.where(between, second_on, NO_DAY),
    )  # fmt: skip
    rows = [np.flatnonzero(each > NO_DAY) for each in issued]
    flat = np.concatenate([by[row] for by, row in zip(issuer, rows, strict=True)]).astype(np.int32)
    numbers = cards.old_cards(flat, gazetteer.codes, int(chance("CMND offset").below(900_000, 1)[0]))
    found: list[Longs] = []
    for row in rows:
        column = np.full(count, NOBODY, dtype=np.int64)
        column[row], numbers = numbers[: len(row)], numbers[len(row) :]
        found.append(column)
    shared = _share(chance, found[0], rows[0])
    days = tuple(each.astype(np.int32) for each in issued)
    by = tuple(each.astype(np.int32) for each in issuer)
    return (found[0], found[1], found[2]), (days[0], days[1], days[2]), (by[0], by[1], by[2]), shared


def _share(chance: Chance, numbers: Longs, holders: Longs | np.ndarray[tuple[int], np.dtype[np.intp]]) -> Flags:
    """Give some holders the number of another one of the same police, in pairs."""
    shared = np.zeros(len(numbers), dtype=bool)
    pairs = round(len(holders) * rate("DUP_CMND") / 2)
    mixed = holders[chance("who shares a CMND").order(len(holders))][: 16 * pairs + 400]
    mixed = mixed[np.argsort(numbers[mixed] // 1_000_000, kind="stable")]
    one, other = mixed[0:-1:2], mixed[1::2]
    same = np.flatnonzero(numbers[one] // 1_000_000 == numbers[other] // 1_000_000)
    same = same[chance("which pairs").order(len(same))][:pairs]
    numbers[other[same]] = numbers[one[same]]
    shared[one[same]] = shared[other[same]] = True
    return shared
