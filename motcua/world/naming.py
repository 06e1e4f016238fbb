"""Names of everybody, in codes: family names run in the father's line, the rest follows people, sex, region and cohort.

Who has no father in the world draws a family name of the region of birth; ethnic groups run in the same line, and a
wife without kin mostly shares her husband's. Parents who are not in the world get names too: the register knows those.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from motcua.world import words
from motcua.world.chance import Chance, Codes, Ints, ladder
from motcua.world.columns import Coded, Column, Joined
from motcua.world.people import People
from motcua.world.places import Gazetteer
from motcua.world.words import COHORTS, PLACES, REGIONS, Pools

FAMILY, MIDDLE, SECOND, GIVEN = range(4)
MOTHERS_NAME = 0.03
"""Share of those born since 1990, and with two given names, who carry the mother's family name too [assumed]."""


@dataclass(frozen=True, slots=True)
class Table:
    """One place of the name: all its words, and a ladder for each group (style, sex, region, cohort)."""

    words: tuple[str, ...]
    ladders: Codes


@dataclass
class Names:
    """Four codes per person, into ``tables``; and the same for the parents that are not in the world."""

    tables: tuple[Table, ...]
    own: tuple[Ints, ...]
    fathers: tuple[Ints, ...]
    mothers: tuple[Ints, ...]
    ethnicity: Ints  # 1..55

    @cached_property
    def _pairs(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Family and middle word as one, second and given as one: half the look-ups."""
        families, middles, seconds = ([words.spaced(w).upper() for w in each.words] for each in self.tables[:GIVEN])
        givens = [word.upper() for word in self.tables[GIVEN].words]
        front = tuple([family + middle for family in families for middle in middles])
        back = tuple([second + given for second in seconds for given in givens])
        return front, back

    def column(self, codes: tuple[Ints, ...]) -> Column:
        """The names with these codes (-1 for none) as the population register writes them, in capitals."""
        family, middle, second, given = codes
        front, back = self._pairs
        ahead = np.where(family < 0, -1, family * len(self.tables[MIDDLE].words) + middle).astype(np.int32)
        behind = np.where(family < 0, -1, second * len(self.tables[GIVEN].words) + given).astype(np.int32)
        return Joined((Coded(ahead, front), Coded(behind, back)))


def _tables(pools: Pools) -> tuple[Table, ...]:
    tables = []
    for place in PLACES:
        groups = [
            pools.pool(style, place, sex=sex, region=region, cohort=cohort)
            for style in pools.styles
            for sex in (1, 2)
            for region in REGIONS
            for cohort in range(len(COHORTS))
        ]
        index = {word: at for at, word in enumerate(dict.fromkeys(word for pool in groups for word, weight in pool))}
        made: dict[tuple[tuple[str, float], ...], Codes] = {}
        for pool in groups:
            key = tuple(pool)
            if key not in made:
                codes = np.array([index[word] for word, weight in pool], dtype=np.uint16)
                made[key] = codes[ladder([weight for word, weight in pool])]
        tables.append(Table(tuple(index), np.concatenate([made[tuple(pool)] for pool in groups])))
    return tuple(tables)


def _group(style: Ints, sex: Ints | int, region: Ints, cohort: Ints) -> Ints:
    return (((style * 2 + (sex - 1)) * len(REGIONS) + region) * len(COHORTS) + cohort).astype(np.int32)


def cohorts(born: Ints) -> Ints:
    """The cohort of each day of birth."""
    edges = [(np.datetime64(f"{year}-01-01") - np.datetime64("1970-01-01")).astype(int) for year in COHORTS[1:]]
    return np.searchsorted(np.array(edges, dtype=np.int32), born, side="right").astype(np.int32)


def lineage(people: People) -> Ints:
    """The first known man (or orphan) of each person's line of fathers."""
    root = np.where(people.father >= 0, people.father, np.arange(len(people), dtype=np.int32))
    while True:
        further = root[root]
        if np.array_equal(further, root):
            return root
        root = further


def build(chance: Chance, people: People, gazetteer: Gazetteer) -> Names:
    """Names and ethnic groups of all."""
    pools, count = words.load(), len(people)
    tables = _tables(pools)
    region = gazetteer.region[gazetteer.province_of[people.birth_ward]]
    cohort = cohorts(people.born)
    root = lineage(people)
    ethnicity = _ethnicities(chance, people, gazetteer, root)
    styles = [pools.styles.index(pools.style_of(f"{code:02}")) for code in range(56)]
    style = np.array(styles, dtype=np.int32)[ethnicity]

    def draw(who: str, sex: Ints | int, born_in: Ints) -> list[Ints]:
        group = _group(style, sex, region, born_in)
        return [
            chance(f"{who} {place}").pick(table.ladders, count, group).astype(np.int32)
            for place, table in zip(PLACES, tables, strict=True)
        ]

    own = draw("own", people.sex, cohort)
    by_line = np.array(
        [
            pools.pool(s, "family", sex=1, region="N", cohort=0) == pools.pool(s, "family", sex=2, region="N", cohort=0)
            for s in pools.styles
        ]
    )
    inherits = by_line[style]
    own[FAMILY] = np.where(inherits, own[FAMILY][root], own[FAMILY])
    before = np.maximum(cohort - 1, 0)
    fathers, mothers = draw("father", 1, before), draw("mother", 2, before)
    fathers[FAMILY] = np.where(inherits, own[FAMILY], fathers[FAMILY])
    again = chance("own given again").pick(tables[GIVEN].ladders, count, _group(style, people.sex, region, cohort))
    named_after = inherits & (people.father >= 0) & (own[GIVEN] == own[GIVEN][people.father])
    own[GIVEN] = np.where(named_after, again, own[GIVEN]).astype(np.int32)  # no child is named after its father
    again = chance("father given again").pick(tables[GIVEN].ladders, count, _group(style, 1, region, before))
    fathers[GIVEN] = np.where(inherits & (own[GIVEN] == fathers[GIVEN]), again, fathers[GIVEN]).astype(np.int32)
    tables = _mothers_names(chance, tables, people, own, mothers)
    for codes in (own, fathers, mothers):
        _no_echo(tables, codes)
    known = (people.father >= 0, people.mother >= 0)
    for codes, has, parent in ((fathers, known[0], people.father), (mothers, known[1], people.mother)):
        for place in range(4):
            codes[place] = np.where(has, own[place][parent], codes[place])
    return Names(tables, tuple(own), tuple(fathers), tuple(mothers), ethnicity)


def _ethnicities(chance: Chance, people: People, gazetteer: Gazetteer, root: Ints) -> Ints:
    shares = {row["province"]: row["ethnicities"] for row in words.rows("provinces")}
    groups = []
    for code in gazetteer.codes:
        weights = [0.0] * 56
        for entry in shares[code].split():
            group, _, weight = entry.partition(":")
            weights[int(group)] = float(weight)
        groups.append(weights)
    ladders_ = np.concatenate([ladder(weights) for weights in groups])
    province = gazetteer.province_of[people.birth_ward].astype(np.int32)
    drawn = chance("ethnicity").pick(ladders_, len(people), province).astype(np.int32)
    wife = (people.spouse >= 0) & (people.sex == 2) & chance("married within").happens(0.85, len(people))
    anchor = np.where(wife, people.spouse, np.arange(len(people), dtype=np.int32))
    first = root[anchor[root]]
    return drawn[root[anchor[first]]]


def _mothers_names(
    chance: Chance, tables: tuple[Table, ...], people: People, own: list[Ints], mothers: list[Ints]
) -> tuple[Table, ...]:
    """Nguyễn Trần Khánh Ngọc: the mother's family name as middle word; the middle table grows by the family names."""
    middle, family = tables[MIDDLE], tables[FAMILY]
    both = people.born > 7_305
    both &= np.array([bool(word) for word in tables[SECOND].words])[own[SECOND]]
    both &= chance("mother's family name").happens(MOTHERS_NAME, len(people))
    mother = np.where(people.mother >= 0, own[FAMILY][people.mother], mothers[FAMILY])
    both &= mother != own[FAMILY]
    own[MIDDLE] = np.where(both, mother + len(middle.words), own[MIDDLE])
    return (family, Table(middle.words + family.words, middle.ladders), *tables[SECOND:])


def _no_echo(tables: tuple[Table, ...], codes: list[Ints]) -> None:
    """No word twice in a row: of "Ngọc Ngọc Anh" the second word goes, then the middle one if it still echoes."""
    ids: dict[str, int] = {}

    def numbers(place: int, end: int) -> Ints:
        """The first (0) or last (-1) word of each entry, numbered alike in all tables."""
        ends = ((word.split() or [""])[end] for word in tables[place].words)
        return np.array([ids.setdefault(word, len(ids)) for word in ends], dtype=np.int32)[codes[place]]

    middle, given = numbers(MIDDLE, -1), numbers(GIVEN, 0)
    echoes = (numbers(SECOND, -1) == given) | ((numbers(SECOND, 0) == middle) & (middle != ids[""]))
    codes[SECOND][echoes] = tables[SECOND].words.index("")
    codes[MIDDLE][(codes[SECOND] == tables[SECOND].words.index("")) & (middle == given)] = tables[MIDDLE].words.index(
        ""
    )
