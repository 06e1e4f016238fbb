"""The world as a function of seed, day and size."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from motcua.wire.slices import CITIZENS
from motcua.world import (
    eid,
    flat,
    history,
    lives,
    naming,
    organisations,
    papers,
    people,
    personas,
    places,
    population,
    portal,
    tax,
    writing,
)
from motcua.world.chance import Chance
from motcua.world.columns import Frame
from motcua.world.draft import Draft

VERSION = "2"
"""Raised when the same seed gives another world: digests of other versions are not comparable."""

EPOCH, OPENING = date(1970, 1, 1), date(2021, 7, 1)
SPARE = 10
"""So many people at least stand beside the personas."""


@dataclass(slots=True)
class World:
    """A synthetic population and what each register holds of it; the columns behind it are kept for tests."""

    seed: int
    as_of: date
    people: int
    frames: list[Frame]
    draft: Draft
    register: population.Register
    tax: tax.Tax

    @property
    def digest(self) -> str:
        """SHA-256 of the content: independent of file format, threads and the version of any library."""
        return writing.combined(self.frames, VERSION)

    def frame(self, path: str) -> Frame:
        """The frame of a table, by ``Table.path``."""
        return next(frame for frame in self.frames if frame.table.path == path)

    def write(
        self,
        folder: Path,
        format: str = "slices",  # noqa: A002  # the word of the interface
        progress: writing.Progress | None = None,
    ) -> dict[str, int]:
        """Write all tables and the manifest below a folder; rows by file.

        ``slices``: ``<register>/<table>.csv.gz``, as services read them. ``parquet``: ``<register>/<table>.parquet``,
        and besides ``inputs/tax.csv`` (tax records not yet linked, as ``motcua reconcile`` wants them) and
        ``register/citizens.parquet`` (the population register, one row per person and CMND). Both: ``manifest.json``.

        Raises:
            ValueError: another format.
        """
        with writing.Writer(folder, format, progress) as writer:
            for frame in self.frames:
                writer.add(frame)
            if format == "parquet":
                writer.add(flat.register(self.frames, self.draft.papers))
        self.describe(writer)
        return dict(sorted(writer.rows.items()))

    def describe(self, writer: writing.Writer) -> None:
        """Write the manifest."""
        writer.manifest(seed=self.seed, as_of=self.as_of, people=self.people, digest=self.digest, version=VERSION)


def build(seed: int, as_of: date, count: int, ready: Callable[[Frame], None] | None = None) -> World:
    """A world of so many people, personas among them; ``ready`` gets each frame as soon as it is drawn.

    Raises:
        ValueError: fewer people than the personas and ten more, or a day before 2021-07-01, when there was no register.
    """
    named = personas.load()
    drawn = count - len(named[CITIZENS.path])
    if drawn < SPARE:
        raise ValueError(f"a world has at least {count - drawn + SPARE} people: the personas and {SPARE} more")
    if as_of < OPENING:
        raise ValueError("the population register opened on 2021-07-01; there is no world before that")
    frames: list[Frame] = []

    def add(frame: Frame) -> None:
        frames.append(replace(frame, persons=named[frame.table.path]))
        if ready:
            ready(frames[-1])

    chance, today, new = Chance(seed), (as_of - EPOCH).days, as_of >= places.MERGER
    gazetteer = places.load(as_of)
    crowd = people.build(chance, today, drawn, gazetteer)
    fates = lives.build(chance, crowd)
    names = naming.build(chance, crowd, gazetteer)
    draft = Draft(chance, gazetteer, crowd, fates, names, papers.build(chance, crowd, fates, gazetteer), new)
    register = population.build(draft)
    add(register.citizens)
    add(history.build(draft))
    add(population.households(draft, register.homes))
    if ready:
        ready(flat.register(frames, draft.papers))
    accounts = eid.build(draft, register.partial)
    add(accounts.frame)
    taxes = tax.build(draft, register, accounts)
    add(taxes.taxpayers)
    add(taxes.answers)
    add(organisations.build(draft, accounts.accounts, taxes.spare))
    add(portal.build())
    return World(seed, as_of, count, frames, draft, register, taxes)


def build_and_write(seed: int, as_of: date, count: int, writer: writing.Writer) -> World:
    """A table is written while the next one is drawn."""
    with writer:
        world = build(seed, as_of, count, writer.add if writer.format == "parquet" else None)
        for frame in world.frames if writer.format != "parquet" else []:
            writer.add(frame)
    world.describe(writer)
    return world
