"""Who is still living, who heads a household, who is married today: what time has made of the households."""

from dataclasses import dataclass

import numpy as np

from motcua.world.chance import Chance, Flags, Ints
from motcua.world.columns import NO_DAY
from motcua.world.households import CHILD, GRANDFATHER, WIFE
from motcua.world.people import ADULT, People

LIVING, DEAD, MISSING = 1, 2, 3
UNKNOWN, SINGLE, MARRIED, ALONE_AGAIN = 0, 1, 2, 3
RECENT = 2_900  # days: the register was filled in 2021, whoever died long before is not in it

# Per 100,000: share of each age band's records that are of dead people, and the first year of age of the band.
MORTALITY = ((0, 60), (15, 200), (40, 800), (60, 3_000), (70, 9_000), (80, 28_000), (90, 55_000))
MISSING_SHARE = 0.0012
"""Share of grown-up people whom a court declared missing [assumed; the class is facts.md 1.3 MISSING]."""

HEAD, SPOUSE, OWN_CHILD, PARENT, CHILD_IN_LAW, GRANDCHILD, PARENT_IN_LAW, SIBLING, GRANDPARENT = range(9)
ROLES = (
    "CH00",
    "CH01",
    "CH02",
    "CH03",
    "CH08",
    "CH12",
    "CH09",
    "CH14",
    "CH10",
)  # contracts/codelists/household-roles.csv
# Role of [husband, wife, child, elder] by who is the head (same four), where the elders are the husband's / the wife's.
_BY_HEAD = (
    (
        (HEAD, SPOUSE, OWN_CHILD, PARENT),
        (SPOUSE, HEAD, OWN_CHILD, PARENT_IN_LAW),
        (PARENT, PARENT, SIBLING, GRANDPARENT),
        (OWN_CHILD, CHILD_IN_LAW, GRANDCHILD, SPOUSE),
    ),
    (
        (HEAD, SPOUSE, OWN_CHILD, PARENT_IN_LAW),
        (SPOUSE, HEAD, OWN_CHILD, PARENT),
        (PARENT, PARENT, SIBLING, GRANDPARENT),
        (CHILD_IN_LAW, OWN_CHILD, GRANDCHILD, SPOUSE),
    ),
)
_KIND = np.array([0, 1, 2, 2, 2, 2, 2, 3, 3], dtype=np.int32)


@dataclass(slots=True)
class Lives:
    """What is true of each person today."""

    living: Ints
    died: Ints  # day or NO_DAY
    head: Ints  # per household: row of the head
    role: Ints  # index into ROLES, -1 for the dead and missing
    marital: Ints
    spouse: Ints  # as the register shows it: none once one of the two has died


def build(chance: Chance, people: People) -> Lives:
    """Deaths first, then heads and roles, then marital status."""
    living, died = _deaths(chance, people)
    alive = living == LIVING
    head = _heads(chance, people, alive)
    kinds = np.array(_BY_HEAD, dtype=np.int32)
    role = kinds[
        people.elders_of_wife[people.home].astype(int), _KIND[people.place[head[people.home]]], _KIND[people.place]
    ]
    role[head] = HEAD
    role = np.where(alive, role, -1).astype(np.int32)
    marital, spouse = _marriages(chance, people, living)
    return Lives(living, died, head, role, marital, spouse)


def _deaths(chance: Chance, people: People) -> tuple[Ints, Ints]:
    count, age = len(people), people.age_days
    steps = np.array([first for first, share in MORTALITY[1:]], dtype=np.int32) * 365
    share = np.array([share for first, share in MORTALITY], dtype=np.int32)[np.searchsorted(steps, age)]
    since = np.maximum(people.born, people.today - RECENT)
    parent = people.place <= WIFE
    since = np.where(parent, np.maximum(since, people.last_event[people.home]), since) + 1
    room = people.today - since
    dead = (chance("death").below(100_000, count) < share) & (room > 1)
    missing = chance("missing").happens(MISSING_SHARE, count) & (age > ADULT + 700) & ~dead
    gone = dead | missing
    left = np.bincount(people.home[~gone & (age >= ADULT)], minlength=len(people.ward))
    spared = (left[people.home] == 0) & parent  # somebody grown-up has to be left to head the household
    dead, missing = dead & ~spared, missing & ~spared
    day = since + chance("day of death").below(np.maximum(room, 1), count)
    living = np.where(dead, DEAD, np.where(missing, MISSING, LIVING)).astype(np.int32)
    return living, np.where(dead, day, NO_DAY).astype(np.int32)


def _heads(chance: Chance, people: People, alive: Flags) -> Ints:
    """The first living grown-up in the order of places; sometimes the wife or the grandfather instead."""
    head = np.full(len(people.ward), -1, dtype=np.int32)
    could = np.flatnonzero(alive & (people.age_days >= ADULT)).astype(np.int32)
    head[people.home[could[::-1]]] = could[::-1]  # the last assignment wins: the first person of the household
    for place, share, concern in ((WIFE, 0.22, "wife heads"), (GRANDFATHER, 0.35, "grandfather heads")):
        instead = could[people.place[could] == place]
        instead = instead[chance(concern).happens(share, len(instead))]
        head[people.home[instead]] = instead
    return head


def _marriages(chance: Chance, people: People, living: Ints) -> tuple[Ints, Ints]:
    count = len(people)
    paired = people.spouse >= 0
    other = np.where(paired, people.spouse, 0)
    alone = paired & (living[other] == DEAD)
    child = (people.place >= CHILD) & (people.place < GRANDFATHER)
    apart = child & (people.age_days > 28 * 366) & chance("divorced child").happens(0.07, count)
    was = ~child & ~paired & ((people.place > WIFE) | people.ever_married[people.home])
    marital: Ints = np.where(paired & ~alone, MARRIED, np.where(alone | apart | was, ALONE_AGAIN, SINGLE)).astype(
        np.int32
    )
    silent = chance("marital status unknown").happens(0.01, count) & ~paired & (people.age_days > ADULT)
    marital[silent] = UNKNOWN
    return marital, np.where(paired & ~alone, people.spouse, -1).astype(np.int32)
