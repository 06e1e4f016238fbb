"""Registers down, slow or lying while a form is opened, over real HTTP; and how often a form asks them."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from motcua.stack import Sandbox
from tests.journeys.filing import Filing

SERVICE = "dang-ky-thuong-tru"
# A second beside the two that nobody waits longer: the machine has other things to do.
WAITED = 3.0


@pytest.fixture
def hoa(sandbox: Sandbox) -> Iterator[Filing]:
    with Filing.of(sandbox, "hoa-renewed-card", 2) as filing:
        yield filing


def arm(sandbox: Sandbox, system: str, **fault: Any) -> None:
    httpx.post(f"{sandbox.urls[system]}/_sandbox/faults", json=fault, trust_env=False).raise_for_status()


def asked(sandbox: Sandbox, system: str) -> list[str]:
    """Paths below /v1 that a system was asked, since its journal was forgotten."""
    told = httpx.get(f"{sandbox.urls[system]}/_sandbox/journal", params={"limit": 1000}, trust_env=False).json()
    return [one["path"] for one in told["requests"] if one["path"].startswith("/v1/")]


def opened(filing: Filing) -> dict[str, Any]:
    return filing.api.post("/v1/forms", 201, procedure=SERVICE, account=filing.account)


def test_one_form_is_one_question_to_each_register(sandbox: Sandbox, hoa: Filing) -> None:
    for system in ("population_db", "tax_db"):
        httpx.delete(f"{sandbox.urls[system]}/_sandbox/journal", trust_env=False).raise_for_status()
    opened(hoa)
    assert asked(sandbox, "population_db") == ["/v1/citizens/share"]
    assert asked(sandbox, "tax_db") == ["/v1/taxpayers/lookup"]


@pytest.mark.parametrize(
    ("fault", "outcomes"),
    [
        ({"kind": "refuse", "code": "service.unavailable"}, {"broken"}),
        ({"kind": "rate_limit"}, {"broken"}),
        ({"kind": "garble"}, {"broken"}),
        ({"kind": "truncate"}, {"down", "broken"}),
        ({"kind": "drop"}, {"down"}),
        ({"kind": "slow", "seconds": 30}, {"timeout"}),
    ],
)
def test_the_form_opens_in_time_and_says_what_is_to_be_declared(
    sandbox: Sandbox, hoa: Filing, fault: dict[str, Any], outcomes: set[str]
) -> None:
    arm(sandbox, "population_db", **fault, path="/v1/citizens/share")
    began = time.monotonic()
    form = opened(hoa)
    assert time.monotonic() - began < WAITED
    said = {one["source"]: one["outcome"] for one in form["sources"]}
    assert said["npdb"] in outcomes
    assert said["tax"] == "answered"
    fields = {one["id"]: one for one in form["fields"]}
    address = fields["permanent_address"]
    assert (address["value"], address["editable"], address["notes"]) == (None, True, ["source_failed"])
    assert fields["full_name"]["source"] == "eid.full_name"


def test_both_registers_slow_are_waited_for_at_the_same_time(sandbox: Sandbox, hoa: Filing) -> None:
    for system, path in (("population_db", "/v1/citizens/share"), ("tax_db", "/v1/taxpayers/lookup")):
        arm(sandbox, system, kind="slow", seconds=30, path=path)
    began = time.monotonic()
    form = opened(hoa)
    assert time.monotonic() - began < WAITED
    said = {one["source"]: one["outcome"] for one in form["sources"]}
    assert (said["npdb"], said["tax"]) == ("timeout", "timeout")


def test_a_register_that_comes_back_is_heard_before_anything_is_filed(sandbox: Sandbox, hoa: Filing) -> None:
    arm(sandbox, "population_db", kind="drop", path="/v1/citizens/share", next=1)
    form = opened(hoa)
    httpx.post(f"{sandbox.urls['portal']}/_sandbox/clock", json={"advance": 1801}, trust_env=False).raise_for_status()
    path = f"/v1/forms/{form['id']}"
    refused = hoa.api.post(f"{path}/check", 409, values={})
    assert refused["code"] == "form.outdated"
    fields = {one["id"]: one for one in hoa.api.get(path)["fields"]}
    assert fields["permanent_address"]["source"] == "npdb.permanent_address"
