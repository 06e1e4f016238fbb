"""The command line against a running sandbox: look, steer, undo; every command says what it did, also to machines."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from motcua.stack import Sandbox
from tests.journeys.programs import motcua, said

OFFICER = {"X-Purpose-Procedure": "1.004222", "X-On-Behalf-Of": "officer:CB001", "X-Request-Id": "req-commands-1"}
HOA = {"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}
ALL = ["portal", "population_db", "eid_auth", "tax_db"]
Run = Callable[..., Any]


@pytest.fixture
def run(sandbox: Sandbox, ready_file: Path, tmp_path: Path) -> Run:
    """Run a command against the running sandbox; its answer, read where it is JSON."""

    def one(*words: str, code: int = 0) -> Any:
        done = motcua(*words, "--ready-file", ready_file, cwd=tmp_path)
        text = said(done)
        assert done.returncode == code, text
        return json.loads(done.stdout) if "--json" in words else text

    return one


def ask(sandbox: Sandbox, service: str = "portal", path: str = "/v1/reconciliations") -> httpx.Response:
    url = sandbox.urls[service] + path
    auth = ("tinh-demo", "tinh-demo-secret")
    return httpx.post(url, json=HOA, auth=auth, headers=OFFICER, trust_env=False, timeout=30)


def test_status_names_every_service_with_its_clock(run: Run, sandbox: Sandbox) -> None:
    found = run("status", "--json")
    assert found["services"].keys() == sandbox.urls.keys()
    assert {one["status"] for one in found["services"].values()} == {"ok"}
    assert found["world"] == sandbox.ready["world"]
    assert all(url in run("status") for url in sandbox.urls.values())


def test_status_fails_where_a_service_does_not_answer(sandbox: Sandbox, tmp_path: Path) -> None:
    dead = {**sandbox.ready, "services": {**sandbox.urls, "tax_db": "http://127.0.0.1:9"}}
    (tmp_path / "r.json").write_text(json.dumps(dead), encoding="utf-8")
    done = motcua("status", "--ready-file", "r.json", cwd=tmp_path)
    assert done.returncode == 1
    said(done, ["tax_db at http://127.0.0.1:9 does not answer"])


def test_the_journal_shows_one_request_id_through_all_systems_with_numbers_masked(run: Run, sandbox: Sandbox) -> None:
    assert ask(sandbox).is_success
    asked = run("journal", "--json")
    assert {one["service"] for one in asked} >= {"portal", "population_db", "tax_db"}
    assert {one["request_id"] for one in asked} == {"req-commands-1"}
    assert HOA["cmnd"] not in json.dumps(asked)
    assert "POST" in run("journal", "--service", "tax_db", "--client", "portal")
    run("journal", "--clear")
    assert run("journal", "--json") == []


def test_the_audit_tells_who_looked_at_hoa_and_that_the_chain_holds(run: Run, sandbox: Sandbox) -> None:
    assert ask(sandbox).is_success
    page = run("audit", "--json", "--about", "001171999001", "--service", "population_db")["population_db"]
    assert page["intact"]
    assert {line["request_id"] for line in page["lines"]} == {"req-commands-1"}
    assert "chain intact" in run("audit")


def test_reset_forgets_cases_faults_and_time(run: Run, sandbox: Sandbox) -> None:
    case = ask(sandbox).json()["id"]
    run("fault", "add", "slow", "--seconds", "0.01")
    run("clock", "set", "2026-07-01")
    done = run("reset", "--json")
    assert done["reset"] == ALL
    assert run("fault", "list", "--json") == {name: [] for name in ALL}
    assert all(abs(clock["shift_seconds"]) < 1 for clock in run("clock", "show", "--json").values())
    url = f"{sandbox.urls['portal']}/v1/reconciliations/{case}"
    again = httpx.get(url, auth=("tinh-demo", "tinh-demo-secret"), headers=OFFICER, trust_env=False)
    assert again.status_code == 404


def test_the_clock_moves_in_all_services_at_once(run: Run) -> None:
    for clock in run("clock", "set", "2026-07-01T08:00", "--json").values():
        assert clock["now"].startswith("2026-07-01T01:00:0")
        assert clock["today"] == "2026-07-01"
    frozen = run("clock", "freeze", "--json")
    assert len({clock["now"] for clock in frozen.values()}) == 1
    advanced = run("clock", "advance", "3d", "--json")
    assert {clock["today"] for clock in advanced.values()} == {"2026-07-04"}
    back = run("clock", "advance", "-1d", "--json")
    assert {clock["today"] for clock in back.values()} == {"2026-07-03"}
    assert all(not clock["frozen"] for clock in run("clock", "thaw", "--json").values())
    assert "2026-07-03" in run("clock")
    assert all(abs(clock["shift_seconds"]) < 1 for clock in run("clock", "reset", "--json").values())
    run("clock", "set", "tomorrow", code=1)


def test_a_fault_at_one_service_for_one_call(run: Run, sandbox: Sandbox) -> None:
    armed = run(
        "fault", "add", "refuse", "--code", "service.unavailable", "--next", "1", "--service", "tax_db", "--json"
    )
    assert list(armed) == ["tax_db"]
    assert ask(sandbox).status_code in {502, 503}
    assert ask(sandbox).is_success
    run("fault", "add", "slow", "--seconds", "0.01", "--service", "portal")
    assert re.search(r"portal +f\d+ +slow", run("fault", "list"))
    run("fault", "clear", "--service", "portal")
    run("fault", "add", "earthquake", code=1)
    run("fault", "add", "slow", "--service", "nowhere", code=1)


def test_a_snapshot_brings_back_what_was_there(run: Run, sandbox: Sandbox) -> None:
    case = ask(sandbox).json()["id"]
    run("snapshot", "save", "with_case")
    run("reset")
    assert "with_case" in run("snapshot", "list")
    run("snapshot", "restore", "with_case")
    url = f"{sandbox.urls['portal']}/v1/reconciliations/{case}"
    again = httpx.get(url, auth=("tinh-demo", "tinh-demo-secret"), headers=OFFICER, trust_env=False)
    assert again.json()["id"] == case
    run("snapshot", "restore", "never_made", code=1)


def test_without_a_running_sandbox_each_says_how_to_start_one(tmp_path: Path) -> None:
    for command in ("status", "reset", "journal", "audit", "clock"):
        done = motcua(command, "--data", "none-here", cwd=tmp_path)
        assert done.returncode == 1
        said(done, ["motcua up", "Không có hộp cát"])


def test_clients_are_registered_listed_and_forgotten(run: Run) -> None:
    made = run("client", "add", "--redirect", "http://127.0.0.1:9555/cb", "--id", "ci", "--secret", "s3", "--json")
    assert (made["client_id"], made["client_secret"]) == ("ci", "s3")
    listed = {one["client_id"]: one for one in run("client", "list", "--json")}
    assert {"portal", "ci"} <= set(listed)
    assert listed["ci"]["client_secret"] is None
    assert "http://127.0.0.1:9555/cb" in run("client", "list")
    assert "1 clients forgotten" in run("client", "remove", "ci")
    assert "http is for loopback" in run("client", "add", "--redirect", "http://example.com/cb", code=1)


def test_keys_are_rotated_step_by_step(run: Run) -> None:
    states = [one["state"] for one in run("key", "turn", "publish", "--json") if one["alg"] == "RS256"]
    assert states == ["active", "published"]
    run("key", "turn", "use")
    assert run("key", "list").count("RS256") == 2
    assert run("key", "turn", "retire").count("RS256") == 1


def test_misbehaviour_waits_and_is_taken_back(run: Run) -> None:
    assert "nonce-wrong waits" in run("misbehave", "add", "nonce-wrong", "--persona", "hoa-renewed-card", "--next", "3")
    (one,) = run("misbehave", "list", "--json")
    assert (one["name"], one["next"], one["applied"]) == ("nonce-wrong", 3, 0)
    assert "3 left" in run("misbehave", "list")
    assert "1 taken back" in run("misbehave", "clear")
    assert "There is no: lie" in run("misbehave", "add", "lie", code=1)
    assert run("inbox", "--json") == []
