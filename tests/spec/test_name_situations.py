"""Which pairs of written names are one name, told as situations and put to Python, to SQLite and to the batch.

``name_situations.csv`` is meant to be run by every engine; ``\\u0303`` in it stands for the character of that code.
"""

import csv
import re
import sqlite3
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest

from motcua.vnid import names
from tests.spec.engines import InSql

HERE = Path(__file__).parent


def written(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), cell)


SITUATIONS = list(csv.DictReader((HERE / "name_situations.csv").read_text(encoding="utf-8").splitlines()))
PAIRS = [pytest.param(row, id=f"{row['a']}|{row['b']}".replace("\\", "")) for row in SITUATIONS]


def in_python(a: str, b: str) -> str:
    return names.compare(a, b).kind.value


def in_python_by_keys(a: str, b: str) -> str:
    return names.compare(names.keys(a), names.keys(b)).kind.value


def in_sqlite(a: str, b: str) -> str:
    columns = ", ".join(names.COLUMNS)
    with sqlite3.connect(":memory:") as database:
        for table, text in (("a", a), ("b", b)):
            database.execute(f"CREATE TABLE {table} ({columns})")
            values = astuple(names.keys(text))[: len(names.COLUMNS)]
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
        (kind,) = database.execute(f"SELECT {names.compare_sql('a.', 'b.')} FROM a, b").fetchone()  # noqa: S608
    database.close()
    return str(kind)


def in_batch(a: str, b: str) -> str:
    return str(InSql().name(a, b))


@pytest.mark.parametrize(
    "decide", [in_python, in_python_by_keys, in_sqlite, in_batch], ids=["python", "keys", "sqlite", "batch"]
)
@pytest.mark.parametrize("row", PAIRS)
def test_two_written_names(row: dict[str, str], decide: Callable[[str, str], str]) -> None:
    a, b = written(row["a"]), written(row["b"])
    assert decide(a, b) == row["kind"], row["because"]
    assert decide(b, a) == row["kind"], "the order of the two must not matter"


@pytest.mark.parametrize("row", PAIRS)
def test_the_reasons_are_named(row: dict[str, str]) -> None:
    a, b = written(row["a"]), written(row["b"])
    assert set(names.compare(a, b).reasons) == set(row["reasons"].split())
    assert names.compare(a, b).reasons == names.compare(b, a).reasons


def test_every_class_and_every_reason_is_told_in_some_situation() -> None:
    assert {row["kind"] for row in SITUATIONS} == set(names.NameMatch)
    assert {code for row in SITUATIONS for code in row["reasons"].split()} == set(names.NAME_REASONS)
