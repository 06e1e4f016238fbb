"""People out of households: one row per person, with relatives as row numbers; then kin across households.

Rows stand household by household, so that relatives are neighbours. -1 means that a relative is not in the world (dead
long ago, abroad, or simply another family's record); names of such parents are still known to the register.
"""

from dataclasses import dataclass

import numpy as np

from motcua.world import households
from motcua.world.chance import Chance, Flags, Ints
from motcua.world.households import (
    CHILD,
    GRANDFATHER,
    GRANDMOTHER,
    HUSBAND,
    MAN_MARRIES,
    NEVER,
    PLACES,
    WIFE,
    WOMAN_MARRIES,
    Homes,
)
from motcua.world.places import WARD_BITS, Gazetteer

ADULT = 6_576  # days of 18 years
NOT_SIBLINGS = 270  # days between two births of one mother, twins apart


@dataclass(slots=True)
class People:
    """Persons in columns. Days count from 1970-01-01, sexes are 1 and 2, relatives are row numbers or -1."""

    today: int
    home: Ints
    place: Ints  # in the household, see ``households``
    sex: Ints
    born: Ints
    father: Ints
    mother: Ints
    spouse: Ints
    married: Ints  # day of the wedding or NEVER
    ward: Ints  # of each household: index of the old ward
    birth_ward: Ints  # old ward where the birth was registered
    elders_of_wife: Flags  # per household
    ever_married: Flags  # per household
    last_event: Ints  # per household: wedding or youngest child, whichever is later

    def __len__(self) -> int:
        return len(self.born)

    @property
    def age_days(self) -> Ints:
        """Age today."""
        return self.today - self.born


def build(chance: Chance, today: int, count: int, gazetteer: Gazetteer) -> People:
    """So many people in households, placed in communes."""
    homes = households.build(chance, today, count)
    taken = np.flatnonzero(homes.born.ravel() > NEVER)[:count]
    home, place = (taken // PLACES).astype(np.int32), (taken % PLACES).astype(np.int32)
    total = int(home[-1]) + 1
    rows = np.full(total * PLACES, -1, dtype=np.int32)
    rows[taken] = np.arange(count, dtype=np.int32)
    at = rows.reshape(total, PLACES)
    sex = np.where((place == HUSBAND) | (place == GRANDFATHER), 1, 2).astype(np.int32)
    child = (place >= CHILD) & (place < GRANDFATHER)
    sex[child] = 2 - chance("sex of a child").happens(0.524, int(child.sum())).astype(np.int32)
    father, mother, spouse = _relatives(homes, at, home, place)
    province = chance("province").pick(gazetteer.province_ladder, total).astype(np.int32)
    ward = _ward(chance, "ward", province, gazetteer)
    people = People(
        today=today,
        home=home,
        place=place,
        sex=sex,
        born=homes.born.ravel()[taken],
        father=father,
        mother=mother,
        spouse=spouse,
        married=_weddings(chance, homes, home, place, spouse),
        ward=ward,
        birth_ward=_birth_wards(chance, ward[home], child, gazetteer),
        elders_of_wife=homes.elders_of_wife[:total],
        ever_married=homes.ever_married[:total],
        last_event=np.maximum(homes.married, homes.last_child)[:total],
    )
    _kin(chance, people, homes, at, gazetteer)
    return people


def _relatives(homes: Homes, at: Ints, home: Ints, place: Ints) -> tuple[Ints, Ints, Ints]:
    child = (place >= CHILD) & (place < GRANDFATHER)
    of_elders = place == np.where(homes.elders_of_wife[home], WIFE, HUSBAND)
    rows = at[home]
    father = np.where(child, rows[:, HUSBAND], np.where(of_elders, rows[:, GRANDFATHER], -1))
    mother = np.where(child, rows[:, WIFE], np.where(of_elders, rows[:, GRANDMOTHER], -1))
    other = np.array([WIFE, HUSBAND, 0, 0, 0, 0, 0, GRANDMOTHER, GRANDFATHER], dtype=np.int32)[place]
    spouse = np.where(child, -1, np.take_along_axis(rows, other[:, None], axis=1)[:, 0])
    return father.astype(np.int32), mother.astype(np.int32), spouse.astype(np.int32)


def _weddings(chance: Chance, homes: Homes, home: Ints, place: Ints, spouse: Ints) -> Ints:
    """The day on which each married couple wedded; the elders before their child was born."""
    count = len(homes.born)
    father, mother = homes.born[:, GRANDFATHER], homes.born[:, GRANDMOTHER]
    child = np.where(homes.elders_of_wife, homes.born[:, WIFE], homes.born[:, HUSBAND])
    earliest = np.maximum(father + MAN_MARRIES, mother + WOMAN_MARRIES)
    before = earliest + chance("wedding of the elders").below(np.maximum(child - earliest, 1), count)
    day = np.where(place >= GRANDFATHER, before[home], homes.married[home])
    return np.where(spouse >= 0, day, NEVER).astype(np.int32)


def _ward(chance: Chance, concern: str, province: Ints, gazetteer: Gazetteer) -> Ints:
    return chance(concern).pick(gazetteer.ward_ladders, len(province), province, WARD_BITS).astype(np.int32)


def _birth_wards(chance: Chance, lives_in: Ints, child: Flags, gazetteer: Gazetteer) -> Ints:
    """Most people were born in the province where they live, a third of those in the very commune; children at home."""
    count = len(lives_in)
    province = gazetteer.province_of[lives_in]
    away = chance("born elsewhere").happens(0.18, count)
    other = chance("province of birth").pick(gazetteer.province_ladder, count)
    elsewhere = _ward(chance, "ward of birth", np.where(away, other, province).astype(np.int32), gazetteer)
    stayed = child | (~away & chance("born in the same commune").happens(0.35, count))
    return np.where(stayed, lives_in, elsewhere).astype(np.int32)


def _kin(chance: Chance, people: People, homes: Homes, at: Ints, gazetteer: Gazetteer) -> None:
    """Give grown-up people without parents in their household parents in another one of their province of birth."""
    couple = np.flatnonzero((at[:, HUSBAND] >= 0) & (at[:, WIFE] >= 0))
    if not len(couple):
        return
    province = gazetteer.province_of[people.ward[couple]]
    key = province * (1 << 18) + homes.born[couple, WIFE] + 100_000
    order = np.argsort(key, kind="stable")
    couple, key = couple[order], key[order]
    grown = (people.place <= WIFE) & (people.father < 0) & (people.mother < 0) & (people.age_days < 24_000)
    who = np.flatnonzero(grown & chance("parents in the world").happens(0.45, len(people)))
    base = gazetteer.province_of[people.birth_ward[who]] * (1 << 18) + people.born[who] + 100_000
    low, high = np.searchsorted(key, base - 14_600), np.searchsorted(key, base - 6_800)
    pick = low + chance("which parents").below(np.maximum(high - low, 1), len(who))
    parents = couple[np.minimum(pick, len(couple) - 1)]
    fits = (
        (high > low)
        & (parents != people.home[who])
        & (homes.married[parents] + 240 <= people.born[who])
        & (homes.born[parents, HUSBAND] + 7_400 <= people.born[who])
    )
    who, parents = who[fits], parents[fits]
    people.father[who], people.mother[who] = at[parents, HUSBAND], at[parents, WIFE]
    _untangle(people, who)


def _untangle(people: People, linked: Ints | np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
    """Take links back that a registrar would doubt: births too close together, spouses with one mother."""
    added = np.zeros(len(people), dtype=bool)
    added[linked] = True
    children = np.flatnonzero(people.mother >= 0)
    key = people.mother[children].astype(np.int64) * (1 << 18) + people.born[children] + 100_000
    order = np.argsort(key, kind="stable")
    children, key = children[order], key[order]
    close = np.flatnonzero(np.diff(key) < NOT_SIBLINGS)
    doubtful = np.union1d(children[close], children[close + 1])
    married = np.flatnonzero((people.spouse >= 0) & (people.mother >= 0))
    siblings = married[people.mother[married] == people.mother[people.spouse[married]]]
    undo = np.union1d(doubtful, siblings)
    undo = undo[added[undo]]
    people.father[undo] = people.mother[undo] = -1
