"""Households: who lives together, when each was born, when couples married. Ages first, everything else follows.

A household has nine places: husband (or single man), wife (or single woman), up to five children, and a father and a
mother of the middle generation. Drawn per household in columns; persons are the places that are taken, in that order.
Every rule a civil registrar would check holds by construction: marriage at 20 and 18 or later, children born after the
marriage to mothers of 18 to 44, fathers older than mothers' minimum, elders 18 to 40 years older than their child.
"""

from dataclasses import dataclass

import numpy as np

from motcua.world.chance import Chance, Flags, Ints, ladder, ladders

PLACES = 9
HUSBAND, WIFE, CHILD, GRANDFATHER, GRANDMOTHER = 0, 1, 2, 7, 8
CHILDREN = 5
YEAR = 365.2425
MAN, WOMAN = 1, 2
MAN_MARRIES, WOMAN_MARRIES = 7_306, 6_576  # days of 20 and 18 years, rounded up: Marriage and Family Law 2014 Art. 8
LAST_BIRTH = 16_400  # a mother is under 45
NEVER = -100_000

# Shares of householders' ages, five-year bands from 20; calibrated so that the pyramid of all people resembles the
# 2024 mid-term census (under 15: 23 %, 65 and over: 9 %) [assumed: only the broad bands are known here].
AGES = (34, 96, 138, 142, 128, 108, 94, 84, 70, 48, 28, 16, 10, 6)
COUPLED = (40, 62, 80, 85, 86, 86, 85, 84, 80, 74, 62, 52, 40, 25)  # per cent, by the same bands
GAPS = (3, 5, 8, 12, 14, 14, 12, 9, 7, 5, 4, 3, 2, 1, 1)  # husband older by -2..12 years
WAIT = (14, 14, 13, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1, 1)  # years between the earliest day and the wedding
BIRTHS = (  # children born, 0..5, by the mother's cohort (before 1955, 1965, 1975, 1990, later)
    (2, 4, 14, 24, 26, 30),
    (3, 9, 30, 30, 17, 11),
    (3, 11, 44, 28, 9, 5),
    (3, 11, 50, 28, 6, 2),
    (8, 22, 52, 15, 3, 0),
)
AT_HOME = (98, 80, 48, 22, 7)  # per cent still at home, aged under 18, 25, 30, 40, and older


@dataclass(slots=True)
class Homes:
    """Households in columns; ``born`` has a column per place, ``NEVER`` where nobody stands."""

    born: Ints  # (households, PLACES), days since 1970
    married: Ints  # day of the wedding, NEVER where there is no couple (or the woman is a single mother)
    last_child: Ints  # day of birth of the youngest child in the household, NEVER if none
    elders_of_wife: Flags
    ever_married: Flags  # of a single householder: divorced or widowed


def build(chance: Chance, today: int, people: int) -> Homes:
    """Households enough for this many people, on this day (days since 1970)."""
    count = people * 2 // 5 + 60
    band = chance("householder age band").pick(ladder(AGES), count).astype(np.int32)
    age = 20 * 365 + 5 + ((band * 5 + chance("householder age").below(5, count)) * YEAR).astype(np.int32)
    first = today - age - chance("householder birthday").below(365, count)
    grown = today - first > 22 * 366
    couple = chance("coupled").pick(ladders([(100 - p, p) for p in COUPLED]), count, band).astype(bool) & grown
    gap = ((chance("age gap").pick(ladder(GAPS), count).astype(np.int32) - 2) * YEAR).astype(np.int32)
    alone = chance("single woman").happens(0.62, count)
    born = np.full((count, PLACES), NEVER, dtype=np.int32)
    born[:, HUSBAND] = np.where(couple | ~alone, first, NEVER)
    younger = np.minimum(first + gap + chance("wife birthday").below(365, count) - 182, today - 19 * 366)
    born[:, WIFE] = np.where(couple, younger, np.where(alone, first, NEVER))
    married = _weddings(chance, born, couple, today)
    has_mother = couple | (alone & chance("single mother").happens(0.42, count) & grown)
    _children(chance, born, married, has_mother, today)
    kids = born[:, CHILD : CHILD + CHILDREN]
    last_child = kids.max(axis=1)
    elders_of_wife = _elders(chance, born, couple, today)
    ever = chance("divorced or widowed").happens(0.72, count) & (today - first > 26 * 366)
    return Homes(born, married, last_child, elders_of_wife, ever & ~couple)


def _weddings(chance: Chance, born: Ints, couple: Flags, today: int) -> Ints:
    count = len(born)
    earliest = np.maximum(born[:, HUSBAND] + MAN_MARRIES, born[:, WIFE] + WOMAN_MARRIES)
    years = chance("years before the wedding").pick(ladder(WAIT), count).astype(np.int32)
    day = earliest + (years * YEAR).astype(np.int32) + chance("wedding day").below(365, count)
    room = np.maximum(today - earliest, 1)
    late = earliest + chance("late wedding").below(room, count)
    return np.where(couple, np.where(day < today, day, late), NEVER).astype(np.int32)


def _children(chance: Chance, born: Ints, married: Ints, has_mother: Flags, today: int) -> None:
    count = len(born)
    mother = born[:, WIFE]
    edges = np.array([-5479, -1827, 1826, 7305], dtype=np.int32)  # 1955, 1965, 1975, 1990 as days
    wanted = chance("births").pick(ladders(BIRTHS), count, np.searchsorted(edges, mother).astype(np.int32))
    start = np.where(married > NEVER, married, mother + WOMAN_MARRIES + chance("single birth").below(3_600, count))
    at = start + 240 + chance("first birth").below(800, count)
    home = ladders([(100 - p, p) for p in AT_HOME])
    steps = np.array([18, 25, 30, 40], dtype=np.int32) * 365
    for number in range(CHILDREN):
        there = has_mother & (number < wanted) & (at <= today) & (at - mother < LAST_BIRTH)
        stays = chance(f"child {number} at home").pick(home, count, np.searchsorted(steps, today - at).astype(np.int32))
        born[:, CHILD + number] = np.where(there & (stays == 1), at, NEVER)
        at = at + 400 + chance(f"birth gap {number}").below(1_900, count)


def _elders(chance: Chance, born: Ints, couple: Flags, today: int) -> Flags:
    count = len(born)
    of_wife = np.where(couple, chance("elders of the wife").happens(0.22, count), born[:, WIFE] > NEVER)
    child = np.where(of_wife, born[:, WIFE], born[:, HUSBAND])
    young = today - child < 58 * 366
    kind = chance("elders").pick(ladder((82, 7, 9, 2)), count)  # none, both, mother, father
    mother = child - 6_800 - chance("age at birth").below(8_000, count)
    father = np.minimum(mother - chance("father older").below(3_000, count) + 700, child - 7_400)
    oldest = today - 101 * 365
    with_mother = young & ((kind == 1) | (kind == 2)) & (mother > oldest)
    with_father = young & ((kind == 1) | (kind == 3)) & (father > oldest)
    born[:, GRANDMOTHER] = np.where(with_mother, mother, NEVER)
    born[:, GRANDFATHER] = np.where(with_father, father, NEVER)
    return np.asarray(of_wife & (with_mother | with_father), dtype=bool)
