"""The log that a person may read: complete, theirs alone, page by page."""

import pytest

from tests.unit.services.conftest import Register, Start

LOG = "/v1/citizens/access-log"
HOA, QUANG, QUANG_BEFORE = "001171999001", "031078999032", "031079999132"
HUNG_VT, HUNG_BH, SHARED = "077065999008", "075065999009", "927999008"


@pytest.fixture(params=["sqlite", "postgresql"])
def population_db(request: pytest.FixtureRequest, start: Start) -> Register:
    """population_db on both engines: the log is its most demanding query."""
    return start("population_db", request.param)


def actions(register: Register, cccd: str) -> list[tuple[str, str]]:
    return [(one["action"], one["outcome"]) for one in register.answer(LOG, cccd=cccd)["accesses"]]


def test_every_kind_of_look_is_in_it(population_db: Register) -> None:
    name = {"full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}
    population_db.answer("/v1/identity/resolve-cmnd", cmnd="901999001", **name)
    population_db.answer("/v1/identity/verify", cccd=HOA, **name)
    population_db.answer("/v1/citizens/lookup", cccd=HOA)
    population_db.answer("/v1/citizens/share", cccd=HOA, fields=["sex"])
    population_db.answer("/v1/citizens/household", cccd=HOA)
    population_db.answer("/v1/citizens/relatives", cccd=HOA)
    population_db.answer("/v1/citizens/numbers", cccd=HOA)
    want = ["numbers", "relatives", "household", "share", "lookup", "verify", "resolve-cmnd"]
    assert [action for action, _ in actions(population_db, HOA)] == want
    assert [action for action, _ in actions(population_db, HOA)] == ["access-log", *want]


def test_attempts_that_failed_or_were_refused_are_in_it(population_db: Register) -> None:
    population_db.answer("/v1/identity/resolve-cmnd", cmnd="901999001", full_name="Lê Thị Khác", born_on="1990")
    population_db.ask("/v1/citizens/household", by="tinh-demo", procedure="1.004222", cccd=HOA)
    assert actions(population_db, HOA) == [
        ("household", "refused:licence.operation-not-allowed"),
        ("resolve-cmnd", "mismatch"),
    ]


def test_a_refusal_about_a_cancelled_number_is_in_it(population_db: Register) -> None:
    population_db.ask("/v1/citizens/household", by="tinh-demo", procedure="1.004222", cccd=QUANG_BEFORE)
    assert actions(population_db, QUANG) == [("household", "refused:licence.operation-not-allowed")]


def test_what_was_asked_about_a_shared_cmnd_is_shown_to_neither_holder(population_db: Register) -> None:
    population_db.answer("/v1/identity/resolve-cmnd", cmnd=SHARED, full_name="Le Van Hung", born_on="1965")
    assert actions(population_db, HUNG_VT) == []
    assert actions(population_db, HUNG_BH) == []
    population_db.answer("/v1/identity/resolve-cmnd", cmnd=SHARED, full_name="Lê Văn Hùng", born_on="1965-04-12")
    assert ("resolve-cmnd", "match") in actions(population_db, HUNG_VT)
    assert ("resolve-cmnd", "match") not in actions(population_db, HUNG_BH)


def test_says_who_asked_why_and_for_which_fields(population_db: Register) -> None:
    population_db.clock("2026-07-01T09:00:00+07:00")
    population_db.ask(
        "/v1/citizens/share", by="tinh-demo", procedure="1.004222", cccd=HOA, fields=["full_name", "born_on"]
    )
    (access,) = population_db.answer(LOG, cccd=HOA)["accesses"]
    assert access.pop("at").startswith("2026-07-01T02:00:00.")
    assert access == {
        "client": "tinh-demo",
        "on_behalf_of": "officer:CB001",
        "procedure": "1.004222",
        "dossier": None,
        "action": "share",
        "outcome": "found",
        "fields": ["full_name", "born_on"],
    }


def test_pages_follow_one_another(population_db: Register) -> None:
    for _ in range(5):
        population_db.answer("/v1/citizens/lookup", cccd=HOA)
    first = population_db.answer(LOG, cccd=HOA, page_size=3)
    assert (len(first["accesses"]), first["total"]) == (3, 5)
    second = population_db.answer(LOG, cccd=HOA, page_size=3, cursor=first["next_cursor"])
    assert (len(second["accesses"]), second["next_cursor"]) == (2, None)
    assert second["total"] == 6  # reading the first page was a look as well


def test_a_stale_fault_never_hides_a_look(population_db: Register) -> None:
    population_db.answer("/v1/citizens/lookup", cccd=HOA)
    population_db.ask("/_sandbox/faults", kind="stale")
    assert actions(population_db, HOA) == [("lookup", "found")]
