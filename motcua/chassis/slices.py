"""Reading the world: the tables of a register's slice, row by row."""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from motcua.chassis.db import Statement, Work, nothing
from motcua.wire.slices import SLICES, Table


def fill(work: Work, folder: Path, register: str, tables: Mapping[str, sa.Table]) -> None:
    """Insert every row of the slice of ``register`` below ``folder`` into the table of the same name."""
    for table in SLICES[register]:
        work.many(Statement(tables[table.name].insert(), nothing), rows(folder, table))


def rows(folder: Path, table: Table) -> Iterator[dict[str, str]]:
    """The rows of ``table``; raises ValueError where the file has other columns."""
    with gzip.open(folder / table.path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = tuple(next(reader))
        if header != table.columns:
            raise ValueError(f"{folder / table.path}: columns {header} instead of {table.columns}")
        for cells in reader:
            yield dict(zip(header, cells, strict=True))


def manifest(folder: Path) -> dict[str, Any]:
    """What the world says of itself: seed, as_of, people, digest, tables."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found
