"""Finding people by situation: "a dead woman in Nghệ An whose tax code is still active". Standard library only.

Reads the slices of a world and its answer key, so what it finds is the truth and no register's view: for testers, never
for a service.

>>> from motcua.world import default_slices
>>> found = search(default_slices(), dirt="DECEASED", sex="2", limit=1)[0]
>>> found.living, "DECEASED" in found.dirt
('2', True)
>>> [person.slug for person in search(default_slices(), has=("persona",), dirt="OK", limit=2)]
['bao-father-of-three', 'hoa-renewed-card']
"""

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from motcua.wire import contracts
from motcua.wire.slices import ACCOUNTS, ANSWERS, CITIZENS, NUMBERS, Table

HAS = ("account", "child", "cmnd", "disputed", "parents", "persona", "several_cmnd", "several_mst", "spouse", "tax")
"""What a person may have, for ``search(has=…)``; ``no-account`` and so on ask for the contrary."""


@dataclass(frozen=True, slots=True)
class Found:
    """One person, with the numbers that a tester needs to ask for them."""

    cccd: str
    full_name: str
    born_on: str
    sex: str
    province: str  # of permanent residence, in the world's list
    living: str  # 1 living, 2 dead, 3 missing
    age: int  # in full years on the world's day (at death for the dead); by the year alone if that is all that is known
    cmnd: tuple[str, ...]
    mst: tuple[str, ...]
    dirt: tuple[str, ...]  # classes of motcua.world.dirt, over all tax records; ("OK",) where nothing is wrong
    account: str  # state of the eID account, "" for none
    slug: str  # of the persona, "" for anybody else
    has: frozenset[str]


def rows(slices: Path, table: Table) -> Iterator[dict[str, str]]:
    """The rows of one table of a slice folder."""
    with gzip.open(slices / table.path) as packed, io.TextIOWrapper(packed, encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def search(
    slices: Path,
    *,
    dirt: str = "",
    age_from: int = 0,
    age_to: int = 200,
    sex: str = "",
    province: str = "",
    living: str = "",
    has: Collection[str] = (),
    limit: int = 20,
) -> list[Found]:
    """People who fit everything asked, the personas first.

    Args:
        slices: folder of a world in the format ``slices``.
        dirt: a class of the answer key; ``NAME_VARIANT`` stands for all its kinds.
        age_from: youngest age in full years.
        age_to: oldest age, itself included.
        sex: 1 or 2.
        province: code of permanent residence, in the list of the world's day.
        living: 1, 2 or 3.
        has: words of ``HAS``, or the same after ``no-``.
        limit: so many at most; 0 for all.

    Raises:
        ValueError: a word in ``has`` that means nothing.
    """
    unknown = {word.removeprefix("no-") for word in has} - set(HAS)
    if unknown:
        raise ValueError(f"has: {', '.join(sorted(unknown))} is none of {', '.join(HAS)}")
    wanted = {word for word in has if not word.startswith("no-")}
    unwanted = {word.removeprefix("no-") for word in has if word.startswith("no-")}
    found = (
        person
        for person in everybody(slices)
        if age_from <= person.age <= age_to
        and sex in {"", person.sex}
        and province in {"", person.province}
        and living in {"", person.living}
        and (not dirt or any(code == dirt or code.startswith(f"{dirt}.") for code in person.dirt))
        and wanted <= person.has
        and not unwanted & person.has
    )
    return [person for person, _ in zip(found, range(limit or 10**12), strict=False)]


def facets(people: Sequence[Found]) -> dict[str, dict[str, int]]:
    """How many of these people there are of each kind: dirt, sex, living, province, account, has, age by decade."""
    decades = Counter(f"{person.age // 10 * 10:03}-{person.age // 10 * 10 + 9:03}" for person in people)
    counted = {
        "dirt": Counter(code for person in people for code in person.dirt),
        "sex": Counter(person.sex for person in people),
        "living": Counter(person.living for person in people),
        "province": Counter(person.province for person in people),
        "account": Counter(person.account for person in people if person.account),
        "has": Counter(word for person in people for word in person.has),
        "age": decades,
    }
    return {name: dict(sorted(counter.items())) for name, counter in counted.items()}


@cache
def everybody(slices: Path) -> tuple[Found, ...]:
    """All people of a world, the personas first (read once per folder)."""
    as_of = date.fromisoformat(json.loads((slices / "manifest.json").read_text(encoding="utf-8"))["as_of"])
    slugs = _slugs()
    cmnd: dict[str, list[str]] = {}
    for paper in rows(slices, NUMBERS):
        if paper["kind"] == "cmnd":
            cmnd.setdefault(paper["cccd"], []).append(paper["number"])
    mst: dict[str, list[str]] = {}
    dirt: dict[str, dict[str, None]] = {}
    for answer in rows(slices, ANSWERS):
        mst.setdefault(answer["cccd"], []).append(answer["mst"])
        dirt.setdefault(answer["cccd"], {}).update(dict.fromkeys(answer["dirt"].split()))
    accounts = {account["cccd"]: account["state"] for account in rows(slices, ACCOUNTS)}
    citizens = list(rows(slices, CITIZENS))
    parents = {row[key] for row in citizens for key in ("father_cccd", "mother_cccd")} - {""}
    found = []
    for row in citizens:
        number = row["cccd"]
        codes = tuple(code for code in dirt.get(number, {}) if code != "OK" or len(dirt[number]) == 1)
        slug, held, taxed = slugs.get(number, ""), tuple(cmnd.get(number, ())), tuple(mst.get(number, ()))
        facts = {
            "account": number in accounts,
            "child": number in parents,
            "cmnd": bool(held),
            "disputed": bool(row["disputed"]),
            "parents": bool(row["father_cccd"] or row["mother_cccd"]),
            "persona": bool(slug),
            "several_cmnd": len(held) > 1,
            "several_mst": len(taxed) > 1,
            "spouse": bool(row["spouse_cccd"]),
            "tax": bool(taxed),
        }
        found.append(
            Found(
                cccd=number,
                full_name=row["full_name"],
                born_on=row["born_on"],
                sex=row["sex"],
                province=row["permanent_province"],
                living=row["living_status"],
                age=_age(row["born_on"], row["died_on"], as_of),
                cmnd=held,
                mst=taxed,
                dirt=codes,
                account=accounts.get(number, ""),
                slug=slug,
                has=frozenset(word for word, true in facts.items() if true),
            )
        )
    return tuple(sorted(found, key=lambda person: (not person.slug, person.slug)))


def _age(born: str, died: str, as_of: date) -> int:
    end = died or as_of.isoformat()
    years = int(end[:4]) - int(born[:4] or end[:4])
    return years - (len(born) == len("2026-01-01") and end[5:] < born[5:])


@cache
def _slugs() -> dict[str, str]:
    """Slugs of the personas by personal number."""
    return {persona["numbers"]["cccd"]: persona["slug"] for persona in contracts.personas()}
