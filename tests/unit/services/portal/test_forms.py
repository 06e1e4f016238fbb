"""Forms over the real registers: what is filled and from where, by persona; what is declared, and why."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser
from tests.unit.services.portal.forms import FILE, PAPER, SERVICE, Applicant, serving
from tests.unit.services.portal.test_accounts import PEOPLE


@pytest.fixture
def service(portal: Register, tmp_path: Path) -> Any:
    with serving(portal, tmp_path) as folder:
        yield folder


@pytest.fixture
def hoa(portal: Register, browser: Browser, service: Path) -> Applicant:
    return Applicant(portal, browser, "hoa-renewed-card")


def test_what_the_registers_know_is_filled_with_its_source_and_cannot_be_changed(hoa: Applicant) -> None:
    form = hoa.opened()
    assert form["full_name"] | {"label": 0} == {
        "id": "full_name", "section": "applicant", "value": "TRẦN THỊ HOA", "source": "npdb.full_name",
        "as_of": "2025-07-01", "quality": "full", "verified": True, "editable": False, "notes": [], "conflicts": [],
        "label": 0,
    }  # fmt: skip
    assert (form["phone"]["source"], form["phone"]["editable"], form["phone"]["verified"]) == ("eid.phone", True, False)
    assert form["purpose"]["source"] is None
    assert form["purpose"]["editable"]


def test_counts_and_papers_say_what_declare_once_saved(hoa: Applicant) -> None:
    form = hoa.opened(consent=["sector"])
    fields, counts = form.form["fields"], form.form["counts"]
    assert counts["fields"] == len(fields) == counts["prefilled"] + counts["declared"]
    assert counts["locked"] == sum(not field["editable"] for field in fields)
    papers = {paper["component"]: paper for paper in form.form["papers"]}
    assert papers["000.00.00.G99-KQ000026"]["by_data"] == "npdb.permanent_address"
    assert papers[PAPER]["by_data"] is papers[PAPER]["document"] is None
    assert (counts["papers"], counts["papers_replaced"]) == (4, 1)


def test_each_register_is_asked_once_and_for_this_procedure_only(
    hoa: Applicant, population: Register, tax: Register
) -> None:
    before = {register: len(journal(register)) for register in (population, tax)}
    hoa.opened()
    for register, path in ((population, "/v1/citizens/share"), (tax, "/v1/taxpayers/lookup")):
        asked = journal(register)[before[register] :]
        assert [entry["path"] for entry in asked] == [path]
        assert {line["procedure"] for line in register.audit()[:1]} == {"9.990026"}
        assert register.audit()[0]["on_behalf_of"] == f"citizen:{hoa.id}"
    shared = population.audit(about=hoa.claims["cccd"])[0]["fields"].split()
    assert "religion" not in shared
    assert "blood_type" not in shared


def journal(register: Register) -> list[dict[str, Any]]:
    """Requests of the API that a register remembers, oldest first."""
    asked: list[dict[str, Any]] = register.http.get("/_sandbox/journal", params={"limit": 1000}).json()["requests"]
    return [one for one in asked[::-1] if one["path"].startswith("/v1/")]


def test_the_code_in_force_on_the_day_is_the_purpose(hoa: Applicant, portal: Register, population: Register) -> None:
    portal.clock("2031-03-01T02:00:00Z")
    assert hoa.opened().form["code"] == "9.990126"
    assert population.audit()[0]["procedure"] == "9.990126"


def test_a_disputed_value_is_declared_or_shown_as_the_procedure_says(
    portal: Register, browser: Browser, service: Path
) -> None:
    form = Applicant(portal, browser, "lam-disputed-hometown").opened()
    declared, shown = form["hometown"], form["hometown_shown"]
    assert (declared["value"], declared["editable"], declared["notes"]) == (None, True, ["disputed"])
    assert declared["conflicts"][0]["source"] == "npdb.hometown"
    assert (shown["value"], shown["verified"], shown["notes"]) == (shown["value"], False, ["disputed"])
    assert shown["quality"] == "disputed"


def test_a_year_of_birth_is_kept_or_the_day_is_declared_within_it(
    portal: Register, browser: Browser, service: Path
) -> None:
    claims = {"sub": "sub-bay", "cccd": "080148999013", "name": "NGUYỄN THỊ BẢY", "birthdate": "1948"}
    form = Applicant(portal, browser, "hoa-renewed-card", **claims, phone_number="", email="").opened()
    assert (form["born_on"]["value"], form["born_on"]["quality"], form["born_on"]["notes"]) == (
        "1948", "year_only", ["partial"],
    )  # fmt: skip
    whole = form["whole_birth_date"]
    assert (whole["value"], whole["editable"], whole["notes"]) == (None, True, ["partial", "conflict"])
    refused = form.refused("check", values={"whole_birth_date": "1949-02-03"})
    assert refused[2]["whole_birth_date"] == "differs_from_register"
    assert "whole_birth_date" not in form.refused("check", values={"whole_birth_date": "1948-02-03"})[2]


def test_what_a_register_does_not_know_is_declared_or_left_empty(hoa: Applicant) -> None:
    form = hoa.opened()
    assert form["father_number"]["notes"] == ["silent"]
    widow = form["spouse"]
    assert widow["value"] or widow["notes"] == []


def test_a_contradiction_between_registers_is_shown(portal: Register, browser: Browser, service: Path) -> None:
    form = Applicant(portal, browser, "kim-moved-to-the-city").opened()
    address = form["tax_address"]
    assert address["source"] == "tax.address"
    assert address["notes"] == ["conflict"]
    assert [one["source"] for one in address["conflicts"]] == ["npdb.permanent_address"]
    assert form["contact_address"]["source"] == "npdb.permanent_address"
    assert form["current_address"]["value"].startswith("Số 9, hẻm 45")


def test_several_tax_codes_are_all_shown_and_none_is_taken(portal: Register, browser: Browser, service: Path) -> None:
    form = Applicant(portal, browser, "long-several-tax-codes").opened()
    code = form["tax_code"]
    assert (code["value"], code["editable"]) == (None, True)
    assert "disputed" in code["notes"]
    assert len(code["conflicts"]) > 1


def test_a_tax_record_under_an_old_number_is_found_and_a_strangers_is_not_shown(
    portal: Register, browser: Browser, service: Path
) -> None:
    hung = Applicant(portal, browser, "hung-vung-tau-shared-number")
    code = hung.opened()["tax_code"]
    own = {record["mst"] for record in _tax_records("hung-vung-tau-shared-number")}
    others = {record["mst"] for record in _tax_records("hung-bien-hoa-shared-number")}
    seen = {code["value"], *(one["value"] for one in code["conflicts"])} - {None}
    assert seen <= own
    assert not seen & others


def _tax_records(slug: str) -> list[dict[str, str]]:
    records: list[dict[str, str]] = PEOPLE[slug]["tax_db"]
    return records


def test_a_foreigner_is_filled_like_anybody(portal: Register, browser: Browser, service: Path) -> None:
    form = Applicant(portal, browser, "jun-ho-foreigner").opened()
    assert form["full_name"]["value"] == "KIM JUN HO"
    assert form.outcome("tax") == "silent"


def test_sector_registers_are_asked_with_consent_only_and_say_that_they_are_a_stand_in(hoa: Applicant) -> None:
    without, with_consent = hoa.opened(), hoa.opened(consent=["sector"])
    assert without.form["consent_needed"] == ["sector"]
    assert without.outcome("sector") == "consent_needed"
    assert without["card"]["notes"] == ["consent_needed"]
    assert with_consent.form["consent_needed"] == []
    assert with_consent["card"]["source"] == "sector.insurance.health_card"
    reports = {report["source"]: report["sandbox_data"] for report in with_consent.form["sources"]}
    assert reports == {"npdb": False, "tax": False, "eid": False, "sector": True}


def test_the_household_comes_as_rows(portal: Register, browser: Browser, service: Path, population: Register) -> None:
    bao = Applicant(portal, browser, "bao-father-of-three")
    rows = bao.opened()["household"]["value"]
    assert {"full_name": "NGUYỄN THỊ MAI", "cccd": "040193999003", "role": "CH01"} in rows
    assert population.audit(about="040193999003")[0]["outcome"] == "named"


def test_a_service_added_while_the_portal_runs_is_found_shown_and_opened(
    portal: Register, hoa: Applicant, service: Path
) -> None:
    found = portal.get("/v1/procedures", q="moi tinh huong").json()["procedures"]
    assert [one["slug"] for one in found] == [SERVICE]
    (service / "27-mot-nua.yaml").write_text(
        FILE.replace("number: 26", "number: 27").replace(SERVICE, "mot-nua").replace("9.9900", "9.9920"),
        encoding="utf-8",
    )
    assert portal.get("/v1/procedures/mot-nua").json()["number"] == 27
    assert hoa.opened("mot-nua").form["procedure"] == "mot-nua"
    assert portal.get("/v1/procedures/9.992026").json()["slug"] == "mot-nua"
    assert portal.get("/v1/procedures/khong-co").json()["code"] == "procedure.unknown"


@pytest.mark.parametrize("broken", ["number: [", "number: 28", "- a list", "\x00", "sections: [{use: nothing}]"])
def test_a_file_that_does_not_fit_leaves_the_other_services_alone(
    hoa: Applicant, portal: Register, service: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    (service / "28-hong.yaml").write_text(broken, encoding="utf-8")
    assert len(portal.get("/v1/procedures").json()["procedures"]) > 1
    assert "procedure file does not fit" in caplog.text
    caplog.clear()
    hoa.opened()
    assert caplog.text == ""  # said once, not at every request
    file = service / "26-thu-moi-tinh-huong.yaml"
    file.write_text(broken, encoding="utf-8")
    assert hoa.opened().form["procedure"] == SERVICE  # as it was read last
    file.unlink()
    assert portal.get(f"/v1/procedures/{SERVICE}").status_code == 404


def test_a_change_of_the_shared_sections_is_noticed(hoa: Applicant, service: Path) -> None:
    hoa.opened()
    blocks = (
        "residence: {id: residence, title: {vi: Cư trú, en: Residence}, "
        "fields: [{id: elsewhere, label: {vi: Khác, en: Elsewhere}}]}"
    )
    (service / "_blocks.yaml").write_text(blocks, encoding="utf-8")
    assert hoa.opened()["elsewhere"]["section"] == "residence"
