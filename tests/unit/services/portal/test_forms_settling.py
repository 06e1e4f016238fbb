"""Filing a form: whose it is, what a browser may not change, what has grown old, what is wrong or missing."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam

from motcua.chassis.db import Statement, nothing
from services.population_db.tables import CITIZENS
from services.portal.actions import forms as actions
from services.portal.errors.forms import FormFiled
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser, Played
from tests.unit.services.portal.forms import PAPER, RIGHT, UPLOADED, Applicant, misbehave, serving

OTHER_PAPER = "000.00.00.G99-KQ000226"


@pytest.fixture
def service(portal: Register, tmp_path: Path) -> Any:
    with serving(portal, tmp_path) as folder:
        yield folder


@pytest.fixture
def hoa(portal: Register, browser: Browser, service: Path) -> Applicant:
    return Applicant(portal, browser, "hoa-renewed-card")


def test_what_would_be_filed_has_the_registers_values_whatever_is_left_out(hoa: Applicant) -> None:
    found = hoa.opened().checked(note="  xin chào ", phone="0900 000 111")
    values, provenance = found["values"], found["provenance"]
    assert values["full_name"] == "TRẦN THỊ HOA"
    assert provenance["full_name"] == "npdb.full_name"
    assert (values["note"], values["phone"]) == ("xin chào", "0900000111")
    assert "phone" not in provenance
    assert "purpose" not in provenance
    papers = {one["component"]: one for one in found["papers"]}
    assert papers[PAPER]["attachment"] == "upload-1"
    assert papers["000.00.00.G99-KQ000026"]["by_data"] == "npdb.permanent_address"


def test_a_locked_field_that_was_changed_is_refused_by_name_and_nothing_is_written(
    hoa: Applicant, portal: Register
) -> None:
    form = hoa.opened()
    status, code, fields = form.refused("check", values={**RIGHT, "full_name": "NGUYỄN VĂN GIẢ"}, papers=UPLOADED)
    assert (status, code, set(fields)) == (409, "form.locked-field-changed", {"full_name"})
    line = portal.audit()[0]
    assert (line["action"], line["outcome"], line["fields"]) == (
        "check-form", "refused:form.locked-field-changed", "full_name",
    )  # fmt: skip
    assert line["about"] == hoa.claims["cccd"]
    assert form.checked()["values"]["full_name"] == "TRẦN THỊ HOA"


def test_a_locked_field_sent_back_as_it_was_is_no_change(hoa: Applicant) -> None:
    form = hoa.opened()
    sent = {field["id"]: field["value"] for field in form.form["fields"] if field["value"]}
    assert form.checked(**sent)["values"]["full_name"] == "TRẦN THỊ HOA"


def test_every_wrong_field_and_missing_paper_is_named_at_once(hoa: Applicant) -> None:
    status, code, fields = hoa.opened().refused(
        "check",
        values={
            "purpose": "abroad",
            "leaves_on": "2020-01-01",
            "note": "dài hơn hai mươi ký tự",
            "phone": "12",
            "x": "y",
        },
        papers=[{"component": "000.00.00.G99-KQ000326", "attachment": "a"}, {"component": "KQ1", "attachment": "a"}],
    )
    assert (status, code) == (422, "form.incomplete")
    assert fields == {
        "country": "required",
        "declared_true": "required",
        "leaves_on": "too_early",
        "note": "too_long",
        "phone": "phone",
        "x": "unknown_field",
        f"papers.{PAPER}": "paper_missing",
        f"papers.{OTHER_PAPER}": "paper_missing",
        "papers.000.00.00.G99-KQ000326": "paper_on_site",
        "papers.KQ1": "paper_unknown",
    }


def test_what_the_form_does_not_show_is_not_filed(hoa: Applicant) -> None:
    assert "country" not in hoa.opened().checked(purpose="home", country="Lào")["values"]


def test_a_draft_stands_in_for_what_is_not_sent(hoa: Applicant, portal: Register) -> None:
    form = hoa.opened()
    saved = hoa.send(f"forms/{form.id}/draft", values={**RIGHT, "note": "nháp", "nothing": "here"})
    assert saved.json()["draft"] == {**RIGHT, "note": "nháp"}
    shown = hoa.send(f"forms/{form.id}", method="GET").json()
    assert shown["draft"]["note"] == "nháp"
    found = hoa.send(f"forms/{form.id}/check", values={"note": ""}, papers=UPLOADED).json()
    assert found["values"]["purpose"] == "home"
    assert "note" not in found["values"]


def test_a_locked_field_that_was_changed_is_refused_in_a_draft_too(hoa: Applicant, portal: Register) -> None:
    form = hoa.opened()
    status, code, fields = form.refused("draft", values={"note": "nháp", "cccd": "001171999002"})
    assert (status, code, set(fields)) == (409, "form.locked-field-changed", {"cccd"})
    assert (portal.audit()[0]["action"], portal.audit()[0]["fields"]) == ("save-draft", "cccd")
    assert hoa.send(f"forms/{form.id}", method="GET").json()["draft"] == {}
    saved = hoa.send(f"forms/{form.id}/draft", values={"note": "nháp", "cccd": "001171999001"}).json()
    assert saved["draft"] == {"note": "nháp"}


def test_a_draft_survives_a_field_that_becomes_locked(hoa: Applicant, portal: Register, population: Register) -> None:
    portal.clock("2031-03-01T02:00:00Z")
    misbehave(population, "/v1/citizens/share", kind="refuse", next=1)
    form = hoa.opened()
    typed = {**RIGHT, "permanent_address": "Số 9, phố Khác, Hà Nội"}
    assert hoa.send(f"forms/{form.id}/draft", values=typed).status_code == 200
    portal.clock("2031-03-01T02:31:00Z")
    status, code, fields = form.refused("check", values={}, papers=UPLOADED)
    assert (status, code) == (409, "form.outdated")
    assert "permanent_address" in fields
    found = hoa.send(f"forms/{form.id}/check", values={}, papers=UPLOADED).json()
    assert found["values"]["permanent_address"] != typed["permanent_address"]
    assert found["provenance"]["permanent_address"] == "npdb.permanent_address"


@pytest.mark.parametrize("path", ["", "/draft", "/people", "/check"])
def test_another_citizens_form_is_unknown(hoa: Applicant, portal: Register, played: Played, path: str) -> None:
    form = hoa.opened()
    mai = Applicant(portal, Browser(portal, played), "mai-young-mother")
    body: dict[str, Any] = {"/draft": {"values": {}}, "/check": {"values": {}}}.get(
        path, {"role": "child", "full_name": "A B", "born_on": "2001", "cccd": "001171999001"}
    )
    method, sent = ("GET", {}) if not path else ("POST", body)
    response = mai.send(f"forms/{form.id}{path}", method=method, **sent)
    assert (response.status_code, response.json()["code"]) == (404, "form.unknown")
    absent = mai.send(f"forms/{form.id[:-1]}{'0' if form.id[-1] != '0' else '1'}{path}", method=method, **sent)
    assert absent.json()["code"] == "form.unknown"
    assert portal.audit()[0]["outcome"] == "refused:form.unknown"


def test_only_the_account_itself_opens_a_form(hoa: Applicant) -> None:
    response = hoa.send("forms", behalf="officer:CB001", procedure="thu-moi-tinh-huong", account=hoa.id)
    assert response.json()["code"] == "account.not-yours"


def test_a_weak_sign_in_is_told_which_level_is_needed(portal: Register, hoa: Applicant, service: Path) -> None:
    file = service / "26-thu-moi-tinh-huong.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("assurance: 2", "assurance: 3"), encoding="utf-8")
    response = hoa.send("forms", procedure="thu-moi-tinh-huong", account=hoa.id)
    assert (response.status_code, response.json()["code"]) == (403, "form.assurance-too-low")
    assert "level 3" in response.json()["detail_en"]


def test_an_organisations_service_is_for_its_representative(portal: Register, hoa: Applicant, service: Path) -> None:
    file = service / "26-thu-moi-tinh-huong.yaml"
    text = file.read_text(encoding="utf-8").replace("assurance: 2", "assurance: 2\nsubject: organisation")
    file.write_text(text, encoding="utf-8")
    response = hoa.send("forms", procedure="thu-moi-tinh-huong", account=hoa.id)
    assert (response.status_code, response.json()["code"]) == (403, "form.not-representative")


def test_an_identity_that_is_not_verified_opens_nothing(portal: Register, browser: Browser, service: Path) -> None:
    wrong = Applicant(portal, browser, "hoa-renewed-card", name="TRẦN THỊ HOẠ")
    response = wrong.send("forms", procedure="thu-moi-tinh-huong", account=wrong.id)
    assert (response.status_code, response.json()["code"]) == (409, "account.not-verified")


def test_a_form_lasts_a_day(hoa: Applicant, portal: Register) -> None:
    portal.clock("2031-03-01T02:00:00Z")
    form = hoa.opened()
    portal.clock("2031-03-02T02:00:00Z")
    assert form.refused("check", values=RIGHT)[:2] == (409, "form.expired")
    assert hoa.send(f"forms/{form.id}", method="GET").json()["state"] == "expired"


def test_after_half_an_hour_the_registers_are_asked_again_and_a_new_value_is_shown_first(
    hoa: Applicant, portal: Register, population: Register
) -> None:
    portal.clock("2031-03-01T02:00:00Z")
    form = hoa.opened()
    asked = len(population.audit(about=hoa.claims["cccd"]))
    form.checked()
    assert len(population.audit(about=hoa.claims["cccd"])) == asked
    portal.clock("2031-03-01T02:31:00Z")
    form.checked()
    assert len(population.audit(about=hoa.claims["cccd"])) == asked + 1
    moved = {"cccd": hoa.claims["cccd"], "permanent_address": "Số 1, phố Mới, Phường Bạch Mai, Thành phố Hà Nội"}
    _change(population, moved)
    portal.clock("2031-03-01T03:02:00Z")
    status, code, fields = form.refused("check", values=RIGHT, papers=UPLOADED)
    assert (status, code) == (409, "form.outdated")
    assert set(fields) == {"permanent_address", "contact_address"}
    assert form.checked()["values"]["permanent_address"] == moved["permanent_address"]


def _change(population: Register, row: dict[str, str]) -> None:
    update = Statement(
        CITIZENS.update().where(CITIZENS.c.cccd == bindparam("who")).values(permanent_address=bindparam("moved")),
        nothing,
    )
    with population.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        work.run(update, who=row["cccd"], moved=row["permanent_address"])


def test_a_register_that_fails_when_asked_again_takes_nothing_back(
    hoa: Applicant, portal: Register, population: Register
) -> None:
    portal.clock("2031-03-01T02:00:00Z")
    form = hoa.opened()
    portal.clock("2031-03-01T02:31:00Z")
    misbehave(population, "/v1/citizens/share", kind="refuse")
    assert form.checked()["values"]["permanent_address"]


def test_a_form_becomes_one_dossier(hoa: Applicant, portal: Register) -> None:
    form = hoa.opened()
    settled = actions.Settled(form.id, hoa.id, None, "", {}, {}, [], "", "")  # type: ignore[arg-type]  # only the id counts
    with portal.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        actions.close(work, settled, "H99.1-310301-0001")
        with pytest.raises(FormFiled) as refused:
            actions.close(work, settled, "H99.1-310301-0002")
    assert refused.value.dossier == "H99.1-310301-0001"
    assert form.refused("check", values=RIGHT)[:2] == (409, "form.filed")
    assert hoa.send(f"forms/{form.id}", method="GET").json()["state"] == "filed"


def test_a_representative_uses_it_and_the_register_of_enterprises_says_of_what(
    portal: Register, browser: Browser, service: Path
) -> None:
    file = service / "26-thu-moi-tinh-huong.yaml"
    text = file.read_text(encoding="utf-8").replace("assurance: 2", "assurance: 2\nsubject: organisation")
    file.write_text(text.replace("sector.insurance.health_card", "sector.enterprise.name"), encoding="utf-8")
    represented = [{"number": "9999967508", "name": "Hợp tác xã Cói Kim Sơn"}]
    hue = Applicant(portal, browser, "hue-legal-representative", organisations=represented)
    form = hue.opened(consent=["sector"])
    assert (form["card"]["value"], form["card"]["source"]) == ("Hợp tác xã Cói Kim Sơn", "sector.enterprise.name")
    hue.browser.sign_in({**hue.claims, "organisations": "everything"})
    again = hue.send("forms", procedure="thu-moi-tinh-huong", account=hue.id)
    assert again.json()["code"] == "form.not-representative"
