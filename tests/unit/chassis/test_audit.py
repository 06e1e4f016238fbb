"""The audit: a chain that shows tampering, in a table that refuses it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.chassis import audit
from motcua.chassis.db import Database
from tests.unit.chassis.conftest import BY

text = st.text(max_size=20)


def three_lines(database: Database) -> None:
    with database.begin() as work:
        for outcome in ("match", "mismatch", "not_found"):
            audit.record(work, BY, "resolve-cmnd", about="901999001", outcome=outcome, fields=("cccd", "as_of"))


def test_lines_follow_one_another(database: Database) -> None:
    three_lines(database)
    with database.begin() as work:
        assert audit.verify(work) == (3, True, None)
        lines = work.all(audit.ABOUT, about="901999001", limit=10)
    assert [line.outcome for line in lines] == ["not_found", "mismatch", "match"]
    assert lines[-1].prev == audit.GENESIS.hash


@pytest.mark.parametrize("verb", ["UPDATE audit SET outcome = 'match'", "DELETE FROM audit WHERE seq = 2"])
def test_the_table_refuses_changes(database: Database, verb: str) -> None:
    three_lines(database)
    with pytest.raises(Exception, match="append-only"), database.begin() as work:
        work._writes.execute(verb)
    with database.begin() as work:
        assert audit.verify(work).intact


@pytest.mark.parametrize(
    ("tamper", "broken"),
    [
        ("UPDATE audit SET outcome = 'match' WHERE seq = 2", 2),
        ("UPDATE audit SET client = 'nobody' WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 1", 2),
        ("UPDATE audit SET seq = 9 WHERE seq = 3", 9),
    ],
)
def test_whoever_gets_past_the_guard_breaks_the_chain(database: Database, tamper: str, broken: int) -> None:
    three_lines(database)
    with database.begin() as work:
        if database.dialect == "sqlite":
            work._writes.execute("DROP TRIGGER audit_no_update")
            work._writes.execute("DROP TRIGGER audit_no_delete")
        else:
            work._writes.execute("DROP TRIGGER audit_guard ON audit")
        work._writes.execute(tamper)
        assert audit.verify(work)[1:] == (False, broken)


@given(st.lists(text, min_size=10, max_size=10), st.lists(text, min_size=10, max_size=10))
def test_different_lines_have_different_hashes(one: list[str], other: list[str]) -> None:
    assert (audit._hash("0", 1, one) == audit._hash("0", 1, other)) == (one == other)
