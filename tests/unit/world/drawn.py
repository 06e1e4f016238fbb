"""Worlds drawn once for all tests, and their tables as rows of text."""

from datetime import date
from functools import cache

import pytest

from motcua.wire.slices import Table
from motcua.world import build

pytest.importorskip("numpy")
pytest.importorskip("duckdb")

from motcua.world.creation import World
from motcua.world.writing import connect, query

Rows = list[dict[str, str]]


@cache
def world_of(seed: int, as_of: date, people: int) -> World:
    """A world, drawn at most once in a test run."""
    return build(seed, as_of, people)


def rows_of(world: World, table: Table) -> Rows:
    """All rows of a table, the personas first."""
    with connect() as db:
        result = db.execute(query(db, world.frame(table.path)))
        return [dict(zip(table.columns, row, strict=True)) for row in result.fetchall()]
