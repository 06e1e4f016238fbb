"""A register that is down, slow or lying: the form opens within the deadline and says what is to be declared."""

import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from motcua.wire.client import Client
from services.portal.actions.sources import interface
from services.portal.store import forms as store
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser
from tests.unit.services.portal.forms import RIGHT, UPLOADED, Applicant, misbehave, serving


@pytest.fixture
def hoa(portal: Register, browser: Browser, tmp_path: Path) -> Any:
    with serving(portal, tmp_path):
        yield Applicant(portal, browser, "hoa-renewed-card")


@pytest.mark.parametrize("fault", ["refuse", "rate_limit", "garble"])
def test_fields_of_a_register_that_answers_nonsense_are_declared(
    hoa: Applicant, population: Register, fault: str
) -> None:
    misbehave(population, "/v1/citizens/share", kind=fault)
    form = hoa.opened()
    assert form.outcome("npdb") == "broken"
    assert form.outcome("tax") == "answered"
    address = form["permanent_address"]
    assert (address["value"], address["editable"], address["notes"]) == (None, True, ["source_failed"])


def test_what_means_the_very_same_steps_in_for_a_register_that_fails_and_nothing_else(
    hoa: Applicant, population: Register
) -> None:
    misbehave(population, "/v1/citizens/share", kind="refuse")
    form = hoa.opened(consent=["sector"])
    name, contact = form["full_name"], form["contact_address"]
    assert (name["value"], name["source"]) == ("TRẦN THỊ HOA", "eid.full_name")
    assert name["notes"] == ["source_failed", "fallback"]
    assert (contact["value"], contact["notes"]) == (None, ["source_failed"])
    papers = {paper["component"]: paper["by_data"] for paper in form.form["papers"]}
    assert papers["000.00.00.G99-KQ000026"] is None


def test_a_slow_register_is_not_waited_for(
    hoa: Applicant, population: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interface, "DEADLINE", 0.3)
    misbehave(population, "/v1/citizens/share", kind="slow", seconds=5)
    began = time.monotonic()
    form = hoa.opened()
    assert time.monotonic() - began < 2
    assert form.outcome("npdb") == "timeout"
    assert form["permanent_address"]["notes"] == ["source_failed"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"found": True, "cccd": "001171999002", "values": {}}, "broken"),
        ({"found": True, "cccd": "001171999001", "values": {"full_name": {"value": 5}}}, "broken"),
        ({"found": False}, "silent"),
        ({"found": True, "cccd": "001171999001", "values": {}}, "answered"),
    ],
)
def test_an_answer_about_somebody_else_or_about_nothing_fills_nothing(
    hoa: Applicant, portal: Register, answer: dict[str, Any], outcome: str
) -> None:
    replace(portal, "population_db", lambda _: httpx.Response(200, json=answer))
    form = hoa.opened()
    assert form.outcome("npdb") == outcome
    assert form["permanent_address"]["value"] is None
    assert form["permanent_address"]["editable"]


def test_values_that_nobody_asked_for_are_not_kept(hoa: Applicant, portal: Register) -> None:
    told = {"value": "08", "as_of": "2026-01-01", "quality": "full"}
    answer = {"found": True, "cccd": "001171999001", "values": {"religion": told, "hometown": told}}
    replace(portal, "population_db", lambda _: httpx.Response(200, json=answer))
    form = hoa.opened()
    assert form["hometown"]["value"] == "08"
    with portal.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        kept = store.by_id(work, form.id)
    assert kept is not None
    assert "religion" not in kept.snapshot


def test_both_registers_down_and_the_form_is_filled_by_hand(hoa: Applicant, portal: Register) -> None:
    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there", request=request)

    replace(portal, "population_db", cut)
    replace(portal, "tax_db", cut)
    form = hoa.opened()
    assert (form.outcome("npdb"), form.outcome("tax")) == ("down", "down")
    addresses = {
        "permanent_address": "Số 1, Phường Bạch Mai, Hà Nội",
        "contact_address": "Số 1, Phường Bạch Mai, Hà Nội",
    }
    origin = {"sex": "2", "hometown": "Nam Định", "hometown_shown": "Nam Định", "whole_birth_date": "02/03/1971"}
    replaced = {"component": "000.00.00.G99-KQ000026", "attachment": "upload-2"}
    values = {**RIGHT, **origin, **addresses}
    assert form.refused("check", values=values, papers=UPLOADED)[2] == {
        f"papers.{replaced['component']}": "paper_missing"
    }
    found = hoa.send(f"forms/{form.id}/check", values=values, papers=[*UPLOADED, replaced]).json()
    assert found["values"]["permanent_address"] == addresses["permanent_address"]
    assert found["values"]["whole_birth_date"] == "1971-03-02"
    assert "permanent_address" not in found["provenance"]
    assert found["provenance"]["cccd"] == "eid.cccd"


def replace(portal: Register, system: str, answer: Any) -> None:
    """Let another system answer the portal as a test wants."""
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url=f"http://{system}")
    portal.http.app.motcua.upstreams[system] = Client(system, http)  # type: ignore[attr-defined]  # a SandboxApp
