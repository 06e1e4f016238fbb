"""DuckDB, started only when there is work: ``import motcua.reconcile`` needs neither DuckDB nor NumPy."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from motcua.reconcile.errors import MissingExtra

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection
else:
    Connection = Any

__all__ = ["BATCH", "Connection", "batches", "connect", "count", "literal", "parquet", "pour"]

BATCH = 50_000
"""Rows that stand in Python at one time."""

Thing = TypeVar("Thing")


def connect(work: Path) -> Connection:
    """An engine of its own in memory, which spills into the folder ``work`` when memory is short.

    Raises:
        MissingExtra: DuckDB or NumPy is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra, see above
        import numpy  # noqa: F401, PLC0415 - an extra, see above
    except ImportError:
        raise MissingExtra from None
    con = duckdb.connect(":memory:", config={"temp_directory": str(work)})
    con.execute("SET python_enable_replacements = false")  # a table is never a Python variable of the same name
    return con


def pour(con: Connection, table: str, columns: Mapping[str, Sequence[object]]) -> None:
    """Append columns of Python values, as NumPy arrays of objects: eight times as fast as lists."""
    import numpy as np  # noqa: PLC0415 - an extra, see above

    if not any(len(values) for values in columns.values()):
        return
    con.register("poured", {name: np.array(values, dtype=_kind(values)) for name, values in columns.items()})
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM poured")  # noqa: S608 - our own names
    con.unregister("poured")


def _kind(values: Sequence[object]) -> type:
    return object if isinstance(values[0], str) else type(values[0])


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """The things in lists of at most ``size``.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def count(con: Connection, sql: str) -> int:
    """The one number that a query gives."""
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0


def literal(text: str) -> str:
    """A text as SQL.

    >>> literal("H'Nhăn")
    "'H''Nhăn'"
    """
    return "'" + text.replace("'", "''") + "'"


def parquet(path: Path, options: str = "") -> str:
    """The SQL that reads one Parquet file, whatever signs its name holds.

    >>> print(parquet(Path("thuế[1].parquet")))
    read_parquet('thuế[[]1].parquet')
    """
    name = re.sub(r"([\[*?])", r"[\1]", str(path))  # no pattern of names
    return f"read_parquet({literal(name)}{options})"
