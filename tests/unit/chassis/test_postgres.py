"""What only PostgreSQL brings: several processes over one database."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg_pool import ConnectionPool

from motcua.chassis import audit
from motcua.chassis.clock import Clock
from motcua.chassis.db import Work
from motcua.chassis.postgres import PostgreSQL, WorldInUse
from tests.unit.chassis.conftest import NOTES
from tests.unit.chassis.test_db import names, note

Opener = Callable[[str], PostgreSQL]


def nothing(_work: Work) -> None:
    """An empty world."""


@pytest.fixture
def opener(postgres_url: str, tmp_path: Path) -> Iterator[Opener]:
    """``opener(world)``: another process, as it were, over the same database."""
    opened: list[PostgreSQL] = []

    def another(world: str) -> PostgreSQL:
        opened.append(PostgreSQL(postgres_url, "shared", (NOTES, audit.TABLE), Clock(), f"{tmp_path} {world}"))
        opened[-1].open(nothing)
        return opened[-1]

    yield another
    for one in opened:
        one.close()


def test_replicas_of_one_world_share_it(opener: Opener) -> None:
    first, second = opener("one"), opener("one")
    with first.begin() as work:
        note("from the first")(work)
    assert names(second) == ["from the first"]


def test_another_world_is_refused_while_one_is_served_and_welcome_afterwards(opener: Opener) -> None:
    first = opener("one")
    with first.begin() as work:
        note("mine")(work)
    with pytest.raises(WorldInUse, match="another world"):
        opener("two")
    assert names(first) == ["mine"]
    first.close()
    assert names(opener("two")) == []


def test_many_at_once_share_one_pool(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    made, make = [], ConnectionPool

    def counted(*arguments: Any, **options: Any) -> Any:
        made.append(make(*arguments, **options))
        return made[-1]

    monkeypatch.setattr("motcua.chassis.postgres.ConnectionPool", counted)
    one = opener("one")

    async def all_at_once() -> None:
        await asyncio.gather(*(one.run(note(f"n{number}")) for number in range(40)))

    asyncio.run(all_at_once())
    assert len(names(one)) == 40
    assert len(made) == 1
