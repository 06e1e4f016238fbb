"""Columns before they are text: codes into small tables, numbers, days; and the SQL and the digest of each.

A world of a million people has 60 million cells. As codes they are a few hundred megabytes of small integers that
NumPy draws in no time; they become text in DuckDB only on the way to a file. The digest is taken over codes and
tables, which together *are* the content: it needs no text, and depends on neither file format, threads nor the version
of DuckDB.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from motcua.wire.slices import Table

Array = npt.NDArray[Any]


class Plan:
    """What a frame needs to become text: its arrays, its look-up tables, the joins between them.

    ``closed`` names the tables whose words are a type of their own in SQL (ENUM): a column that is nothing but words of
    one table is then written four times as fast (measured), as a ready-made dictionary.
    """

    def __init__(self) -> None:
        self.arrays: dict[str, Array] = {}
        self.lookups: dict[tuple[str, ...], str] = {}
        self.closed: dict[str, tuple[str, ...]] = {}
        self.joins: dict[tuple[str, str], str] = {}
        self._names: dict[int, tuple[Array, str]] = {}

    def array(self, values: Array) -> str:
        """The name of this array as an SQL column; the same array is fed in once."""
        known = self._names.get(id(values))
        if known:
            return known[1]
        name = f"a{len(self.arrays)}"
        self.arrays[name] = np.ascontiguousarray(values)
        self._names[id(values)] = (values, name)
        return name

    def word(self, values: Array, table: tuple[str, ...]) -> str:
        """The SQL of "the word with this code"; NULL for code -1."""
        lookup = self.lookups.setdefault(table, f"l{len(self.lookups)}")
        return self._join(values, lookup)

    def closed_word(self, values: Array, table: tuple[str, ...], more: Iterable[str]) -> tuple[str, str]:
        """The same as a value of a closed type, and the type's name; ``more`` words are of the type as well."""
        words = tuple(dict.fromkeys(("", *table, *more)))
        name = next((known for known, has in self.closed.items() if has == words), f"e{len(self.closed)}")
        self.closed[name] = words
        lookup = self.lookups.setdefault((name, *table), f"{name}_{len(self.lookups)}")
        return f"coalesce({self._join(values, lookup)}, ''::{name})", name

    def _join(self, values: Array, lookup: str) -> str:
        alias = self.joins.setdefault((self.array(values), lookup), f"j{len(self.joins)}")
        return f"{alias}.s"


class Column(Protocol):
    """One column of a frame."""

    def sql(self, plan: Plan) -> str:
        """The expression that gives its text; never NULL."""
        ...

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """Arrays and tables that determine it, for the digest."""
        ...


@dataclass(frozen=True, slots=True)
class Coded:
    """Words from a table; code -1 is the empty text."""

    codes: Array
    table: tuple[str, ...]

    def sql(self, plan: Plan) -> str:
        """Its text in SQL."""
        return f"coalesce({plan.word(self.codes, self.table)}, '')"

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """What determines it."""
        return (self.codes, self.table)


@dataclass(frozen=True, slots=True)
class Same:
    """The same text in every row."""

    text: str

    def sql(self, plan: Plan) -> str:
        """Its text in SQL."""
        return "'" + self.text.replace("'", "''") + "'"

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """What determines it."""
        return ((self.text,),)


@dataclass(frozen=True, slots=True)
class Digits:
    """Numbers with leading zeros, after a fixed prefix; -1 is the empty text."""

    values: Array
    width: int
    prefix: str = ""

    def sql(self, plan: Plan) -> str:
        """Its text in SQL."""
        name = plan.array(self.values)
        digits = f"substr(({10**self.width} + {name})::VARCHAR, 2)"
        return f"CASE WHEN {name} < 0 THEN '' ELSE '{self.prefix}' || {digits} END"

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """What determines it."""
        return (self.values, (self.prefix, str(self.width)))


@dataclass(frozen=True, slots=True)
class Days:
    """Dates as days since 1970-01-01; anything below ``NO_DAY`` + 1 is the empty text."""

    values: Array

    def sql(self, plan: Plan) -> str:
        """Its text in SQL."""
        name = plan.array(self.values)
        return f"CASE WHEN {name} <= {NO_DAY} THEN '' ELSE (DATE '1970-01-01' + {name})::VARCHAR END"

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """What determines it."""
        return (self.values, ("day",))


NO_DAY = -100_000
"""The day that is no day (in 1696, long before anybody in the world)."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Several columns one after another."""

    columns: tuple[Column, ...]

    def sql(self, plan: Plan) -> str:
        """Its text in SQL."""
        return "(" + " || ".join(column.sql(plan) for column in self.columns) + ")"

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """What determines it."""
        return [part for column in self.columns for part in column.parts()]


@dataclass(frozen=True, slots=True)
class Where:
    """One column where a flag (0 or 1) is set, another where it is not."""

    flag: Array
    then: Column
    otherwise: Column

    def sql(self, plan: Plan) -> str:
        """Its text in SQL."""
        test = f"{plan.array(self.flag)} <> 0"
        return f"CASE WHEN {test} THEN {self.then.sql(plan)} ELSE {self.otherwise.sql(plan)} END"

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """What determines it."""
        return (self.flag, *self.then.parts(), *self.otherwise.parts())


@dataclass(frozen=True, slots=True)
class Patched:
    """A column with some cells replaced by words of a table: code -1 leaves the cell as it is."""

    column: Column
    codes: Array
    table: tuple[str, ...]

    def sql(self, plan: Plan) -> str:
        """Its text in SQL."""
        return f"coalesce({plan.word(self.codes, self.table)}, {self.column.sql(plan)})"

    def parts(self) -> Sequence[Array | tuple[str, ...]]:
        """What determines it."""
        return (*self.column.parts(), self.codes, self.table)


def words_of(column: Column) -> tuple[Array, tuple[str, ...]] | None:
    """Codes and table of a column that is nothing but words of one table (dates are words, too); None of others."""
    match column:
        case Coded(codes, table):
            return codes, table
        case Days(values):
            known = values > NO_DAY
            first, last = (int(values[known].min()), int(values[known].max())) if known.any() else (0, -1)
            days = np.arange(first, last + 1).astype("datetime64[D]").astype(str)
            return np.where(known, values - first, -1).astype(np.int32), tuple(days.tolist())
        case Patched(base, codes, table):
            inner = words_of(base)
            if inner:
                return np.where(codes >= 0, codes + len(inner[1]), inner[0]).astype(np.int32), (*inner[1], *table)
    return None


@dataclass(frozen=True)
class Frame:
    """One table of the world: columns in the order of its contract, and the personas' rows, which stand first."""

    table: Table
    rows: int
    columns: dict[str, Column]
    persons: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if tuple(self.columns) != self.table.columns:
            raise ValueError(f"{self.table.path}: {tuple(self.columns)} is not {self.table.columns}")

    @property
    def total(self) -> int:
        """Rows of the finished table."""
        return self.rows + len(self.persons)

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of the content: personas' rows, then each column's codes and tables."""
        total = sha256(self.table.path.encode())
        for row in self.persons:
            total.update("\x1f".join(row.get(name, "") for name in self.columns).encode() + b"\x1e")
        seen: dict[int, tuple[object, bytes]] = {}  # the part is kept: an id is only good while its object lives
        for name, column in self.columns.items():
            total.update(f"{name}:{type(column).__name__}".encode())
            for part in column.parts():
                if id(part) not in seen:
                    seen[id(part)] = (part, _fingerprint(part))
                total.update(seen[id(part)][1])
        return total.digest()


def _fingerprint(part: Array | tuple[str, ...]) -> bytes:
    if isinstance(part, tuple):
        return sha256("\x1f".join(part).encode()).digest()
    small = np.ascontiguousarray(part).astype("<i8" if part.dtype.itemsize > 4 else "<i4", copy=False)
    return sha256(small.data).digest()


def taken(column: Column, rows: Array) -> Column:  # noqa: PLR0911  # one return per kind of column
    """The same column for other rows: row numbers into the first."""
    match column:
        case Coded(codes, table):
            return Coded(codes[rows], table)
        case Digits(values, width, prefix):
            return Digits(values[rows], width, prefix)
        case Days(values):
            return Days(values[rows])
        case Joined(columns):
            return Joined(tuple(taken(each, rows) for each in columns))
        case Patched(base, codes, table):
            return Patched(taken(base, rows), codes[rows], table)
        case Where(flag, then, otherwise):
            return Where(flag[rows], taken(then, rows), taken(otherwise, rows))
        case _:
            return column
