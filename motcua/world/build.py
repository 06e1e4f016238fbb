"""The world as a function of seed, day and size."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from motcua.wire.slices import CITIZENS
from motcua.world import eid, lives, naming, papers, people, personas, places, population, tax, writing
from motcua.world.chance import Chance
from motcua.world.columns import Frame

VERSION = "1"
"""Raised when the same seed gives another world: digests of other versions are not comparable."""

EPOCH = date(1970, 1, 1)


@dataclass(slots=True)
class World:
    """A synthetic population and what each register holds of it; ``frames`` in the order in which they are written."""

    seed: int
    as_of: date
    count: int
    frames: list[Frame]
    people: people.People
    lives: lives.Lives
    papers: papers.Papers
    register: population.Register
    tax: tax.Tax
    version: str = VERSION

    @property
    def digest(self) -> str:
        """SHA-256 of the content: independent of file format, threads and the version of any library."""
        total = sha256(f"motcua world {VERSION}".encode())
        for frame in self.frames:
            total.update(frame.digest())
        return total.hexdigest()

    def frame(self, path: str) -> Frame:
        """The frame of a table, by ``Table.path``."""
        return next(frame for frame in self.frames if frame.table.path == path)

    def write(
        self,
        folder: Path,
        format: str = "slices",
        progress: Callable[[str, int, int], None] | None = None,  # noqa: A002
    ) -> dict[str, int]:
        """Write all tables and the manifest; rows by file. See ``motcua.world.writing``."""
        return writing.write(self, folder, format, progress)


def build(seed: int, as_of: date, count: int) -> World:
    """A world of so many people, personas among them.

    Raises:
        ValueError: fewer people than the personas and ten more, or a day before 2021-07-01, when there was no register.
    """
    named = personas.load()
    drawn = count - len(named[CITIZENS.path])
    if drawn < 10:
        raise ValueError(f"a world has at least {count - drawn + 10} people: the personas and ten more")
    if as_of < date(2021, 7, 1):
        raise ValueError("the population register opened on 2021-07-01; there is no world before that")
    chance, today, new = Chance(seed), (as_of - EPOCH).days, as_of >= places.MERGER
    gazetteer = places.load(as_of)
    crowd = people.build(chance, today, drawn, gazetteer)
    fates = lives.build(chance, crowd)
    names = naming.build(chance, crowd, gazetteer)
    cards = papers.build(chance, crowd, fates, gazetteer)
    register = population.build(chance, crowd, fates, names, cards, gazetteer, new=new)
    accounts, phones = eid.build(chance, crowd, fates, cards)
    taxes = tax.build(chance, crowd, fates, names, cards, register, phones, gazetteer, new=new)
    frames = [register.citizens, register.numbers, register.households, taxes.taxpayers, accounts, taxes.answers]
    frames = [replace(frame, persons=named[frame.table.path]) for frame in frames]
    return World(seed, as_of, count, frames, crowd, fates, cards, register, taxes)
