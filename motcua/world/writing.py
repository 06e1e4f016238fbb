"""Writing a world: codes become text in DuckDB, one table after another, and leave as CSV or Parquet.

Every table has a connection of its own with one thread, because only then rows keep their order and two runs give the
same bytes (measured: two threads over NumPy columns do not). Two tables are written at a time, while the next are
still being drawn, so two cores are busy.
"""

import gzip
import json
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import duckdb

from motcua.wire.slices import TAXPAYERS
from motcua.world.columns import Frame, Plan, words_of

Progress = Callable[[str, int, int], None]
"""Called with a file just finished, how many are, and how many there will be."""

PARQUET = "FORMAT parquet, WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT 5000"
CSV = "FORMAT csv, HEADER, QUOTE '\"', DELIMITER ',', NEW_LINE '\\n'"
FORMATS = ("slices", "parquet")
INPUT = "inputs/tax.csv"
FILES = {"slices": 8, "parquet": 10}
"""How many files each format has, the manifest apart."""


class Writer:
    """Writes frames below a folder as they come; closing it waits for the last one."""

    def __init__(self, folder: Path, format: str, progress: Progress | None = None) -> None:  # noqa: A002
        if format not in FORMATS:
            raise ValueError(f"format is one of {', '.join(FORMATS)}, not {format}")
        self.folder, self.format, self.progress = folder, format, progress
        self.rows: dict[str, int] = {}
        self._tasks: list[Future[None]] = []
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=error is not None)
        for task in self._tasks if error is None else []:
            task.result()

    def add(self, frame: Frame) -> None:
        """Begin to write a frame."""
        self._tasks.append(self._pool.submit(self._write, frame))

    def _write(self, frame: Frame) -> None:
        name = frame.table.path if self.format == "slices" else frame.table.path.replace(".csv.gz", ".parquet")
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.digest  # noqa: B018  # computed here, on the second core, and remembered
        with connect() as db:
            select = query(db, frame)
            if self.format == "slices":
                _to_csv_gz(db, select, path)
                self._done(name, frame.total)
                return
            db.execute(f"COPY ({select}) TO '{_quoted(path)}' ({PARQUET})")
            self._done(name, frame.total)
            if frame.table is TAXPAYERS:
                self._done(INPUT, _reconcile_input(db, path, self.folder / INPUT))

    def _done(self, name: str, rows: int) -> None:
        with self._lock:  # two writers report here
            self.rows[name] = rows
            if self.progress:
                self.progress(name, len(self.rows), FILES[self.format])

    def manifest(self, *, seed: int, as_of: date, people: int, digest: str, version: str) -> None:
        """Write ``manifest.json``: what this world is, and the rows of each file."""
        content = {
            "seed": seed,
            "as_of": as_of.isoformat(),
            "people": people,
            "digest": digest,
            "version": version,
            "format": self.format,
            "tables": dict(sorted(self.rows.items())),
        }
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        (self.folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def combined(frames: list[Frame], version: str) -> str:
    """The digest of a world: of its frames, in their order."""
    total = sha256(f"motcua world {version}".encode())
    for frame in frames:
        total.update(frame.digest)
    return total.hexdigest()


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory that keeps rows in order.

    The two optimisers would read a small world into the hash table and stream the larger look-up table past it
    (measured: below some 50,000 people), which is quicker and loses the order of rows.
    """
    db = duckdb.connect(":memory:")
    db.execute("SET threads = 1; SET preserve_insertion_order = true")
    db.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    return db


def query(db: duckdb.DuckDBPyConnection, frame: Frame) -> str:
    """Feed a frame's arrays and tables to a database; the SELECT that gives its rows, the personas' first."""
    plan = Plan()
    columns, types = {}, dict[str, str]()
    for name, column in frame.columns.items():
        closed = words_of(column)
        if closed:
            more = (person.get(name, "") for person in frame.persons)
            columns[name], types[name] = plan.closed_word(*closed, more)
        else:
            columns[name] = column.sql(plan)
    for kind, words in plan.closed.items():
        db.execute(
            "CREATE OR REPLACE TABLE words AS SELECT unnest(string_split($1, chr(31))) AS s", ["\x1f".join(words)]
        )
        db.execute(f"CREATE TYPE {kind} AS ENUM (SELECT s FROM words)")  # noqa: S608
    for words, name in plan.lookups.items():
        kind, _, numbered = name.partition("_")
        listed = words[1:] if numbered else words  # one text to take apart: a list of 40,000 is slow to hand over
        cells = f"unnest(string_split($1, chr(31)))::{kind if numbered else 'VARCHAR'} AS s"
        db.execute(
            f"CREATE TABLE {name} AS SELECT unnest(range({len(listed)}))::INTEGER AS i, {cells}", ["\x1f".join(listed)]
        )
    db.register("codes", plan.arrays)
    joins = [f"LEFT JOIN {table} {alias} ON {alias}.i = codes.{array}" for (array, table), alias in plan.joins.items()]
    cells = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    drawn = f"SELECT {cells} FROM codes {' '.join(joins)}"  # noqa: S608  # names and numbers of our own making
    if not frame.persons:
        return drawn
    declared = ", ".join(f"{name} {types.get(name, 'VARCHAR')}" for name in columns)
    db.execute(f"CREATE TABLE personas ({declared})")
    cells = ", ".join(f"unnest(${at + 1})" for at in range(len(columns)))
    named = [[person.get(name, "") for person in frame.persons] for name in columns]
    db.execute(f"INSERT INTO personas SELECT {cells}", named)
    return f"SELECT * FROM personas UNION ALL {drawn}"  # noqa: S608


def _reconcile_input(db: duckdb.DuckDBPyConnection, taxpayers: Path, target: Path) -> int:
    """All tax records not yet linked, in the columns that ``motcua reconcile`` reads; their count."""
    target.parent.mkdir(parents=True, exist_ok=True)
    select = f"""
        SELECT row_number() OVER () AS row_id, id_number AS cmnd, full_name, born_on, sex, province, mst AS tax_code
        FROM read_parquet('{_quoted(taxpayers)}') WHERE linked_cccd = '' AND length(mst) = 10
    """  # noqa: S608  # the path is ours
    bare = f"SELECT NULLIF(COLUMNS(*)::VARCHAR, '') FROM ({select})"  # noqa: S608
    db.execute(f"COPY ({bare}) TO '{_quoted(target)}' ({CSV})")
    found = db.execute(f"SELECT count(*) FROM ({select})").fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def _to_csv_gz(db: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    """CSV with a header line, then gzip without name and time, so that the same rows give the same bytes."""
    plain = path.with_suffix(".tmp")
    bare = f"SELECT NULLIF(COLUMNS(*)::VARCHAR, '') FROM ({select})"  # noqa: S608  # NULL is written as nothing, '' as ""
    db.execute(f"COPY ({bare}) TO '{_quoted(plain)}' ({CSV})")
    with plain.open("rb") as source, path.open("wb") as target, gzip.GzipFile("", "wb", 9, target, mtime=0) as packed:
        shutil.copyfileobj(source, packed, 1 << 20)
    plain.unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
