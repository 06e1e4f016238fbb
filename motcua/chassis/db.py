"""The database of one service: SQLite by default, PostgreSQL by URL.

Queries are SQLAlchemy Core expressions, built once as ``Statement`` and run on the driver itself: the expression costs
only its first compilation, and a call costs what the driver costs (docs/performance.md). Columns are text and integers
only, so a row is the same on both databases.

One place decides how an action reaches its database: ``Database.run``. On SQLite work takes microseconds and runs
inline on the event loop, on PostgreSQL it would block and runs in a thread. Actions do not know.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from motcua.chassis.clock import Clock

T = TypeVar("T")
R = TypeVar("R")


@cache
def _dialect(name: str) -> Any:
    """How a database wants its SQL; PostgreSQL's drivers take 40 ms to import, so only where it is asked for."""
    if name == "sqlite":
        return sqlite.dialect(paramstyle="named")
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]  # SQLAlchemy's dialects are untyped


def compiled_on(dialect: str, clause: Any) -> tuple[str, dict[str, Any]]:
    """SQL text for one database, and the values that the expression itself carries."""
    compiled = clause.compile(dialect=_dialect(dialect))
    return str(compiled), {name: value for name, value in (compiled.params or {}).items() if value is not None}


class Statement(Generic[T]):
    """A query or command, compiled once per database; each row becomes ``into(*columns)``."""

    __slots__ = ("_clause", "_compiled", "into")

    def __init__(self, clause: Executable, into: Callable[..., T]) -> None:
        self._clause = clause
        self.into = into
        self._compiled: dict[str, tuple[str, dict[str, Any]]] = {}

    def on(self, dialect: str) -> tuple[str, dict[str, Any]]:
        """SQL text and the values that the expression itself carries."""
        known = self._compiled.get(dialect)
        if known is None:
            known = self._compiled[dialect] = compiled_on(dialect, self._clause)
        return known


class Cursor(Protocol):
    """What both drivers offer after an execute."""

    @property
    def rowcount(self) -> int:
        """Rows written."""
        ...

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All remaining rows."""
        ...


class Driver(Protocol):
    """What both driver connections offer."""

    def execute(self, sql: str, values: Any = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Any, /) -> Any:
        """Run one statement for each row."""
        ...


def row(*columns: Any) -> tuple[Any, ...]:
    """A row as it comes: the plainest ``into``."""
    return columns


def nothing(*_columns: Any) -> None:
    """The ``into`` of a command that returns no rows."""


class Work:
    """One transaction, handed to an action; it ends before the answer leaves."""

    __slots__ = ("_reads", "_writes", "clock", "dialect")

    def __init__(self, driver: Driver, dialect: str, clock: Clock, *, reads: Driver | None = None) -> None:
        self._writes, self._reads = driver, reads or driver
        self.dialect, self.clock = dialect, clock

    def _execute(self, driver: Driver, statement: Statement[Any], values: dict[str, Any]) -> Cursor:
        sql, fixed = statement.on(self.dialect)
        return driver.execute(sql, {**fixed, **values} if fixed else values)

    def one(self, statement: Statement[T], **values: Any) -> T | None:
        """The first row, or None."""
        found = self._execute(self._reads, statement, values).fetchone()
        return None if found is None else statement.into(*found)

    def all(self, statement: Statement[T], **values: Any) -> list[T]:
        """Every row."""
        into = statement.into
        return [into(*found) for found in self._execute(self._reads, statement, values).fetchall()]

    def fresh(self, statement: Statement[T], **values: Any) -> T | None:
        """The first row as it is now, also while reads are served stale on demand."""
        found = self._execute(self._writes, statement, values).fetchone()
        return None if found is None else statement.into(*found)

    def fresh_all(self, statement: Statement[T], **values: Any) -> list[T]:
        """Every row as it is now: what a write depends on is never read stale."""
        into = statement.into
        return [into(*found) for found in self._execute(self._writes, statement, values).fetchall()]

    def run(self, statement: Statement[Any], **values: Any) -> int:
        """Write; returns the rows touched."""
        return self._execute(self._writes, statement, values).rowcount

    def many(self, statement: Statement[Any], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write one row after another with the same command."""
        sql, fixed = statement.on(self.dialect)
        self._writes.executemany(sql, ({**fixed, **values} for values in rows))

    def alone(self) -> None:
        """Wait until no other transaction of this service is past this point; SQLite writes are alone anyway."""
        if self.dialect == "postgresql":
            self._writes.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema()))")


def _commands(tables: Sequence[Table], dialect: str) -> Iterator[str]:
    for table in tables:
        for ddl in (CreateTable(table), *map(CreateIndex, sorted(table.indexes, key=str))):
            yield compiled_on(dialect, ddl)[0]


def shape(tables: Sequence[Table]) -> str:
    """Eight characters that change with any table, column or index, so that old files are never opened as new ones."""
    return hashlib.sha256("".join(_commands(tables, "sqlite")).encode()).hexdigest()[:8]


class Database(ABC):
    """One service's database with its pristine copy and its named snapshots."""

    dialect: str
    tables: Sequence[Table]
    clock: Clock

    def create(self, driver: Driver) -> None:
        """Make the tables and their indexes."""
        for sql in _commands(self.tables, self.dialect):
            driver.execute(sql)

    @abstractmethod
    async def run(self, action: Callable[[Work], R], *, stale: bool = False) -> R:
        """Run ``action`` in one transaction: committed before this returns, rolled back if it raises."""

    @abstractmethod
    def begin(self, *, stale: bool = False) -> AbstractContextManager[Work]:
        """A transaction, for code that is not on the event loop."""

    @abstractmethod
    def open(self, fill: Callable[[Work], None]) -> None:
        """Open, creating the pristine copy with ``fill`` where there is none yet."""

    @abstractmethod
    def save(self, name: str) -> None:
        """Keep the present state under ``name``."""

    @abstractmethod
    def restore(self, name: str) -> None:
        """Return to the state kept under ``name``; raises KeyError where there is none."""

    @abstractmethod
    def names(self) -> list[str]:
        """Names of the kept states."""

    @abstractmethod
    def close(self) -> None:
        """Let go of every connection."""


PRISTINE = "pristine"


@contextmanager
def transaction(driver: Driver, begin: str) -> Iterator[None]:
    """BEGIN … COMMIT, or ROLLBACK on any exception."""
    driver.execute(begin)
    try:
        yield
    except BaseException:
        driver.execute("ROLLBACK")
        raise
    driver.execute("COMMIT")
