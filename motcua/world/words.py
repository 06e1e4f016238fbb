"""Words that names are made of, with their shares by people, sex, region and year of birth: standard library only.

The figures in ``data/*.csv`` follow facts.md 9.1 and 9.2: family names are the shares of 2022 (Nguyễn 31.5 %, not the
38 % of old books) bent towards what is seen north and south [seen: hoten.org]; "Thị" and "Văn" fade with the years
[seen for those born after 2007, derived before]; the rest is knowledge of the language, resolved to per mille
[assumed].

A name has four places: family, middle, second and given; second and middle may be empty. Peoples who put the family
last (Ê-đê) fill the places with what stands there: ``Y Moan Êban`` is prefix, -, own name, clan.

>>> pools = load()
>>> pools.style_of("01"), pools.style_of("12")
('kinh', 'ede')
>>> max(pools.pool("kinh", "family", sex=1, region="N", cohort=2), key=lambda pair: pair[1])
('Nguyễn', 320.0)
>>> [word for word, weight in pools.pool("ede", "family", sex=1, region="C", cohort=2)]
['Y']
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REGIONS = ("N", "C", "S")
COHORTS = (1900, 1955, 1975, 1990, 2005)
"""First years of birth of the five cohorts."""
PLACES = ("family", "middle", "second", "given")
KINH = "kinh"

Pool = list[tuple[str, float]]
_ENTRY = re.compile(r"([^:]*):(\d+)(?: |$)")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table of ``motcua/world/data``."""
    text = (files("motcua.world") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def cohort_of(year: int) -> int:
    """The index of the cohort that a year of birth falls into.

    >>> cohort_of(1971), cohort_of(2010), cohort_of(1890)
    (1, 4, 0)
    """
    return max(0, sum(first <= year for first in COHORTS) - 1)


@dataclass(frozen=True, slots=True)
class Pools:
    """All words, by style of naming (``styles``), place in the name, sex, region and cohort."""

    styles: tuple[str, ...]
    ethnicities: dict[str, str]
    _pools: dict[tuple[str, str, int, str, int], Pool]

    def style_of(self, ethnicity: str) -> str:
        """The style of naming of an ethnic group (code 01..55); Kinh where the group has no list of its own."""
        return self.ethnicities.get(ethnicity, KINH)

    def pool(self, style: str, place: str, *, sex: int, region: str, cohort: int) -> Pool:
        """Words and weights for one place of a name."""
        if style != KINH:
            found = self._pools.get((style, place, sex, "", 0))
            if found or place == "second":
                return found or [("", 1.0)]
        key = (KINH, place, sex, region if place == "family" else "", 0 if place == "family" else cohort)
        return self._pools[key]


def _entries(text: str) -> Pool:
    if ":" in text:
        return [(word, float(weight)) for word, weight in _ENTRY.findall(text)]
    return [(word, 1.0) for word in text.split()]


@cache
def load() -> Pools:
    """Read the tables once."""
    pools: dict[tuple[str, str, int, str, int], Pool] = {}
    for region, column in zip(REGIONS, ("north", "central", "south"), strict=True):
        for sex in (1, 2):
            words = [(row["word"], float(row[column])) for row in rows("families")]
            pools[KINH, "family", sex, region, 0] = [pair for pair in words if pair[1]]
    for place in ("middle", "second", "given"):
        table = rows(f"{place}s")
        for at, first in enumerate(COHORTS):
            for sex in (1, 2):
                column = f"b{first}"
                words = [(row["word"], float(row[column])) for row in table if row["sex"] == str(sex)]
                pools[KINH, place, sex, "", at] = words
    styles = [KINH]
    ethnicities: dict[str, str] = {}
    for row in rows("peoples"):
        if row["style"] not in styles:
            styles.append(row["style"])
        for sex in (1, 2) if not row["sex"] else (int(row["sex"]),):
            pools[row["style"], row["part"], sex, "", 0] = _entries(row["words"])
        if row["part"] == "family":
            ethnicities |= dict.fromkeys(row["ethnicities"].split(), row["style"])
    return Pools(tuple(styles), ethnicities, pools)


def joined(family: str, middle: str, second: str, given: str) -> str:
    """The four places as one text; a prefix that ends in an apostrophe sticks to the next word.

    >>> joined("H'", "", "Hen", "Niê"), joined("Trần", "Thị", "", "Hoa")
    ("H'Hen Niê", 'Trần Thị Hoa')
    """
    return "".join(spaced(word) for word in (family, middle, second)) + given


def spaced(word: str) -> str:
    """A word with the space that follows it, if it is followed by one."""
    return word if not word or word.endswith("'") else word + " "
