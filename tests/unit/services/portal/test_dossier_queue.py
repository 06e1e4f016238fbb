"""The queue: whose, filtered, coloured as the rules colour it, page by page; on both engines."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.chassis.db import Work
from motcua.wire.dossiers import Due, Status
from services.portal.rules.deadlines import Clockwork, colour
from services.portal.store import dossier_queue as queue
from services.portal.store import dossiers as store
from services.portal.tables.dossiers import DOSSIERS
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.counter import FIRST_TAX
from tests.unit.services.portal.dossiers import LEASE, PROCESSOR, PROVINCE, RECEIVER, Filer
from tests.unit.services.portal.papers import Papers

TAX = "dang-ky-thue-ca-nhan"


@pytest.fixture
def kim(portal: Register, played: Played) -> Filer:
    portal.clock("2026-01-05T03:00:00Z")
    return Filer(portal, played, "kim-moved-to-the-city")


def found(filer: Filer, behalf: str = RECEIVER, **query: str | int) -> list[str]:
    """Codes of a page of the queue."""
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    page = filer.told(f"dossiers?{asked}", method="GET", behalf=behalf)
    assert page["total"] >= len(page["dossiers"])
    return [one["code"] for one in page["dossiers"]]


def test_filters(kim: Filer, portal: Register, played: Played) -> None:
    first, second = kim.file()["code"], kim.file()["code"]
    tax = kim.file(TAX, phone="0900009919", **FIRST_TAX)["code"]
    lam = Filer(portal, played, "lam-disputed-hometown")
    third = lam.file()["code"]
    kim.step(first, "receive")
    portal.clock("2026-01-13T02:59:00Z")
    kim.step(second, "receive")
    assert found(kim) == [third, tax, second, first]
    assert found(kim, kim.me) == [tax, second, first]
    assert found(lam, lam.me, account=kim.account) == []
    assert found(kim, account=lam.account) == [third]
    assert found(kim, status="2") == [second, first]
    assert found(kim, procedure=TAX) == [tax]
    assert found(kim, agency="H99.5") == [tax]
    assert found(kim, PROVINCE) == []
    for due, codes in (("near", [first]), ("far", [second]), ("none", [third, tax]), ("overdue", []), ("done", [])):
        assert found(kim, due=due) == codes
    portal.clock("2026-01-13T03:01:00Z")
    assert found(kim, due="overdue") == [first]
    # What waits for its citizen stands still, late or not.
    kim.step(second, "ask_supplement", PROCESSOR, note="Thiếu.", components=[LEASE])
    portal.clock("2026-03-13T03:01:00Z")
    assert found(kim, due="far") == [second]


def test_page_by_page(kim: Filer) -> None:
    codes = [kim.file()["code"] for _ in range(5)][::-1]
    seen: list[str] = []
    query = "page_size=2"
    while True:
        page = kim.told(f"dossiers?{query}", method="GET", behalf=RECEIVER)
        assert page["total"] == 5
        seen += [one["code"] for one in page["dossiers"]]
        if page["next_cursor"] is None:
            break
        query = f"page_size=2&cursor={page['next_cursor']}"
    assert seen == codes


moments = st.sampled_from([f"2026-01-{day:02}T03:00:00.000000+00:00" for day in range(1, 9)])
clockworks = st.builds(
    Clockwork,
    status=st.sampled_from(Status),
    due_at=moments | st.just(""),
    near_at=moments,
    promised_at=moments,
    waiting_since=moments,
    finished_at=moments,
    twice=st.booleans(),
    apologised=st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(clockworks, min_size=8, max_size=24), moments)
def test_the_database_colours_as_the_rules_do(portal: Register, cases: list[Clockwork], now: str) -> None:
    def tried(work: Work) -> dict[str, Due]:
        for seq, case in enumerate(cases, 1):
            store.add(work, row(seq, case))
        coloured = dict(work.all(queue.COLOURS, now=now))
        raise Undone(coloured)

    assert undone(portal, tried) == {f"c{seq}": colour(case, now) for seq, case in enumerate(cases, 1)}


class Undone(Exception):
    """Rolls back what was tried, and tells what was seen."""

    def __init__(self, seen: dict[str, Due]) -> None:
        super().__init__()
        self.seen = seen


def undone(portal: Register, tried: Callable[[Work], dict[str, Due]]) -> dict[str, Due]:
    try:
        Papers(portal).transact(tried)
    except Undone as done:
        return done.seen
    raise AssertionError("it was kept")


def row(seq: int, case: Clockwork) -> store.Dossier:
    """A dossier of which only the times matter."""
    plain: dict[str, Any] = {column.name: 0 if column.type.python_type is int else "" for column in DOSSIERS.columns}
    plain |= case._asdict() | {"supplements": 2 if case.twice else 1, "apologies": int(case.apologised)}
    plain |= {"seq": seq, "code": f"c{seq}", "form_id": f"f{seq}"}
    return store.Dossier(**{name: plain[name] for name in store.Dossier._fields})
