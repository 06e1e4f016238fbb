"""Worlds of several seeds, days and sizes, and what stands in their tables."""

from collections.abc import Callable
from datetime import date

import pytest

from motcua.wire.slices import SLICES, Table
from motcua.world.creation import World
from tests.unit.world.drawn import Rows, rows_of, world_of

WORLDS = ((1, date(2026, 1, 1), 3_000), (2, date(2026, 1, 1), 2_000), (5, date(2022, 6, 15), 3_000))


@pytest.fixture(scope="session", params=WORLDS, ids=lambda each: f"seed{each[0]}-{each[1]}-{each[2]}")
def world(request: pytest.FixtureRequest) -> World:
    return world_of(*request.param)


@pytest.fixture(scope="session")
def tables(world: World) -> Callable[[Table], Rows]:
    """The drawn rows of a table (the personas are checked where they are written)."""
    known = {table.path: rows_of(world, table) for tables in SLICES.values() for table in tables}

    def drawn(table: Table) -> Rows:
        rows = known.get(table.path) or rows_of(world, table)
        return rows[len(world.frame(table.path).persons) :]

    return drawn
