"""Writing a world: codes become text in DuckDB, one table after another, and leave as CSV or Parquet.

Every table has a connection of its own with one thread, because only then rows keep their order and two runs give the
same bytes (measured: two threads over NumPy columns do not). Two tables are written at a time, so two cores are busy.
"""

import gzip
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from motcua.wire.slices import ACCOUNTS, ANSWERS, CITIZENS, HOUSEHOLDS, NUMBERS, TAXPAYERS
from motcua.world.columns import Frame, Plan

if TYPE_CHECKING:
    from motcua.world.build import World

Progress = Callable[[str, int, int], None]
"""Called with the file just finished, and how many of how many files are done."""

FORMATS = ("slices", "parquet")
INPUT, REGISTER = "inputs/tax.csv", "register/citizens.parquet"
LOAD = {CITIZENS.path: 0, TAXPAYERS.path: 1, NUMBERS.path: 2, ACCOUNTS.path: 3, HOUSEHOLDS.path: 4, ANSWERS.path: 5}
"""Heaviest first, so that the two writers end together."""


def write(world: "World", folder: Path, format: str = "slices", progress: Progress | None = None) -> dict[str, int]:  # noqa: A002
    """Write a world below a folder; rows by file.

    ``slices``: ``<register>/<table>.csv.gz``, as services read them. ``parquet``: ``<register>/<table>.parquet``, and
    besides ``inputs/tax.csv`` (tax records not yet linked, as ``motcua reconcile`` wants them) and
    ``register/citizens.parquet`` (the population register, one row per person and CMND). Both: ``manifest.json``.

    Raises:
        ValueError: another format.
    """
    if format not in FORMATS:
        raise ValueError(f"format is one of {', '.join(FORMATS)}, not {format}")
    jobs: list[tuple[str, int, Callable[[Path], None]]] = []
    for frame in sorted(world.frames, key=lambda each: LOAD[each.table.path]):
        name = frame.table.path if format == "slices" else frame.table.path.replace(".csv.gz", ".parquet")
        jobs.append((name, frame.total, _job(frame, format)))
    done: dict[str, int] = {}
    with ThreadPoolExecutor(2) as writers:
        tasks = {}
        for name, total, job in jobs:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            tasks[name] = (total, writers.submit(job, path))
        for name, (total, task) in tasks.items():
            task.result()
            done[name] = total
            if progress:
                progress(name, len(done), len(tasks))
    _manifest(world, folder, done, format)
    return done


def _manifest(world: "World", folder: Path, done: dict[str, int], format: str) -> None:  # noqa: A002
    content = {
        "seed": world.seed,
        "as_of": world.as_of.isoformat(),
        "people": world.count,
        "digest": world.digest,
        "version": world.version,
        "format": format,
        "tables": dict(sorted(done.items())),
    }
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def _job(frame: Frame, format: str) -> Callable[[Path], None]:  # noqa: A002
    def run(path: Path) -> None:
        with connect() as db:
            select = query(db, frame)
            if format == "slices":
                _to_csv_gz(db, select, path)
            else:
                db.execute(
                    f"COPY ({select}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
                )

    return run


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that keeps rows in order."""
    db = duckdb.connect(":memory:")
    db.execute("SET threads = 1; SET preserve_insertion_order = true")
    return db


def query(db: duckdb.DuckDBPyConnection, frame: Frame) -> str:
    """Feed a frame's arrays and tables to a database; the SELECT that gives its rows, the personas' first."""
    plan = Plan()
    columns = {name: column.sql(plan) for name, column in frame.columns.items()}
    for table, name in plan.lookups.items():
        db.execute(
            f"CREATE TABLE {name} AS SELECT unnest(range({len(table)}))::INTEGER AS i, unnest($1) AS s", [list(table)]
        )
    db.register("codes", plan.arrays)
    joins = [f"LEFT JOIN {table} {alias} ON {alias}.i = codes.{array}" for (array, table), alias in plan.joins.items()]
    drawn = f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in columns.items())} FROM codes {' '.join(joins)}"
    if not frame.persons:
        return drawn
    named = {name: [person.get(name, "") for person in frame.persons] for name in columns}
    db.execute(f"CREATE TABLE personas ({', '.join(f'{name} VARCHAR' for name in columns)})")
    marks = ", ".join("unnest($%d)" % (at + 1) for at in range(len(named)))
    db.execute(f"INSERT INTO personas SELECT {marks}", list(named.values()))
    return f"SELECT * FROM personas UNION ALL {drawn}"


def _to_csv_gz(db: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    """CSV with a header line, then gzip without name and time, so that the same rows give the same bytes."""
    plain = path.with_suffix(".tmp")
    bare = f"SELECT NULLIF(COLUMNS(*), '') FROM ({select})"  # NULL is written as nothing, '' as a pair of quotes
    db.execute(f"COPY ({bare}) TO '{_quoted(plain)}' (FORMAT csv, HEADER, QUOTE '\"', DELIMITER ',', NEW_LINE '\\n')")
    with plain.open("rb") as source, path.open("wb") as target, gzip.GzipFile("", "wb", 9, target, mtime=0) as packed:
        shutil.copyfileobj(source, packed, 1 << 20)
    plain.unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
