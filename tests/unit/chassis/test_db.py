"""The database: one transaction an action, all or nothing, on both engines."""

import asyncio
import sqlite3
from collections.abc import Awaitable
from typing import Any

import pytest
from sqlalchemy import select

from motcua.chassis.db import PRISTINE, Database, Statement, Work, nothing, row
from motcua.chassis.sqlite import SQLite
from tests.unit.chassis.conftest import NOTES

INSERT = Statement(NOTES.insert(), nothing)
NAMES = Statement(select(NOTES.c.name).order_by(NOTES.c.name), row)


def note(name: str) -> Any:
    return lambda work: work.run(INSERT, name=name, text="")


def names(database: Database) -> list[str]:
    with database.begin() as work:
        return [name for (name,) in work.all(NAMES)]


async def together(*runs: Awaitable[Any]) -> list[Any]:
    return await asyncio.gather(*runs, return_exceptions=True)


def test_what_an_action_wrote_is_there_when_run_returns(database: Database) -> None:
    asyncio.run(database.run(note("a")))
    assert names(database) == ["a"]


def test_an_action_that_fails_leaves_nothing_and_spares_its_neighbours(database: Database) -> None:
    def fails(work: Work) -> None:
        note("lost")(work)
        raise LookupError("refused")

    async def all_three() -> list[Any]:
        return await together(database.run(note("a")), database.run(fails), database.run(note("b")))

    first, second, third = asyncio.run(all_three())
    assert isinstance(second, LookupError)
    assert not isinstance(first, BaseException)
    assert not isinstance(third, BaseException)
    assert names(database) == ["a", "b"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # only SQLite shares a commit
def test_a_commit_that_fails_fails_every_answer_of_its_turn(database: SQLite) -> None:
    with database.begin() as work:
        work._writes.execute("CREATE TABLE child (name TEXT REFERENCES notes (name) DEFERRABLE INITIALLY DEFERRED)")
    opened = database._opened()
    opened.execute("PRAGMA foreign_keys=ON")

    def orphan(work: Work) -> None:
        work._writes.execute("INSERT INTO child VALUES ('nobody')")

    async def both() -> list[Any]:
        return await together(database.run(note("a")), database.run(orphan))

    failures = asyncio.run(both())
    assert [type(failure) for failure in failures] == [sqlite3.IntegrityError] * 2
    assert names(database) == []


def test_reset_and_snapshots(database: Database) -> None:
    asyncio.run(database.run(note("a")))
    database.save("with_a")
    asyncio.run(database.run(note("b")))
    database.restore("with_a")
    assert names(database) == ["a"]
    assert database.names() == ["with_a"]
    database.restore(PRISTINE)
    assert names(database) == []
    with pytest.raises(KeyError):
        database.restore("never_kept")
    assert names(database) == []


def test_stale_reads_see_the_pristine_world_and_writes_go_to_the_live_one(database: Database) -> None:
    asyncio.run(database.run(note("a")))

    def look_and_write(work: Work) -> list[Any]:
        note("b")(work)
        return work.all(NAMES)

    assert asyncio.run(database.run(look_and_write, stale=True)) == []
    assert names(database) == ["a", "b"]


def test_a_second_opening_keeps_what_was_written(database: Database) -> None:
    asyncio.run(database.run(note("a")))
    database.close()
    database.open(note("pristine only where there is none yet"))
    assert names(database) == ["a"]
