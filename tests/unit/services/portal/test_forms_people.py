"""Other people on a form: all three or nothing, the register says yes first, and only one's own child."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser
from tests.unit.services.portal.forms import Applicant, Opened, misbehave, serving

KHOI = {"cccd": "001216999005", "full_name": "Trần Minh Khôi", "born_on": "2016-11-20"}
MAI = {"full_name": "Nguyễn Thị Mai", "born_on": "1993-05-12"}


@pytest.fixture
def form(portal: Register, browser: Browser, tmp_path: Path) -> Any:
    with serving(portal, tmp_path):
        yield Applicant(portal, browser, "bao-father-of-three").opened(consent=["sector"])


def test_before_anybody_is_found_the_fields_say_what_is_needed(form: Opened) -> None:
    assert form["child_name"]["notes"] == ["person_needed"]
    assert [state["found"] for state in form.form["people"]] == [False, False]


def test_a_child_is_found_by_number_name_and_birth_date(form: Opened, population: Register) -> None:
    state = form.person("child", **KHOI)
    assert state == {"role": "child", "found": True, "verified": True, "full_name": "Trần Minh Khôi"}
    assert (form["child_name"]["value"], form["child_name"]["source"]) == ("TRẦN MINH KHÔI", "person.child.full_name")
    assert not form["child_name"]["editable"]
    lines = population.audit(about=KHOI["cccd"])
    assert [line["action"] for line in lines[:2]] == ["share", "verify"]
    assert set(lines[0]["fields"].split()) == {"full_name", "ethnicity", "father_cccd", "mother_cccd"}


@pytest.mark.parametrize(
    "change",
    [{"cccd": "001216999009"}, {"full_name": "Trần Minh Khoa"}, {"born_on": "2016-11-21"}],
)
def test_one_wrong_and_nothing_is_told_or_shared(form: Opened, population: Register, change: dict[str, str]) -> None:
    state = form.person("child", **{**KHOI, **change})
    assert state == {"role": "child", "found": False, "verified": False, "full_name": None}
    assert form["child_name"]["value"] is None
    assert {line["action"] for line in population.audit()[:1]} == {"verify"}


def test_looking_again_in_vain_takes_the_first_away(form: Opened) -> None:
    assert form.person("child", **KHOI)["found"]
    assert not form.person("child", **{**KHOI, "born_on": "2015-01-01"})["found"]
    assert form["child_name"]["value"] is None


def test_somebody_elses_child_is_refused(form: Opened) -> None:
    status, code, _ = form.refused("people", role="child", cccd="040193999003", **MAI)
    assert (status, code) == (403, "form.person-not-yours")


def test_a_number_that_the_register_knows_is_not_asked(form: Opened) -> None:
    assert form.person("spouse", born_on=MAI["born_on"])["full_name"] == "NGUYỄN THỊ MAI"
    assert form["spouse_born"]["value"] == "1993-05-12"
    assert form["notice"]["source"] == "person.spouse.birth_notice_number"
    assert form["notice"]["value"].startswith("GCS-SB-")


def test_a_role_that_the_form_does_not_have_is_refused(form: Opened) -> None:
    assert form.refused("people", role="grandmother", **KHOI)[:2] == (404, "form.role-unknown")


def test_a_register_that_is_down_is_said(form: Opened, population: Register) -> None:
    misbehave(population, "/v1/identity/verify", kind="refuse")
    assert form.refused("people", role="child", **KHOI)[:2] == (502, "upstream.broken")


def test_other_people_are_asked_about_again_when_the_form_has_grown_old(
    form: Opened, portal: Register, population: Register
) -> None:
    form.person("child", **KHOI)
    assert shares(population) == 1
    portal.http.post("/_sandbox/clock", json={"advance": 3600})
    form.checked()
    assert shares(population) == 2


def shares(population: Register) -> int:
    """How often the child's own fields were handed out."""
    lines = population.audit(about=KHOI["cccd"])
    return sum((line["action"], line["outcome"]) == ("share", "found") for line in lines)
