from typing import Any

import pytest

from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

PATH = "/v1/reconciliations"
HOA = {"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}
LAN = {"cmnd": "924999010", "full_name": "Phan Thị Lan", "born_on": "1974-06-15"}
LONG = {"cmnd": "901999043", "full_name": "Bùi Thanh Long", "born_on": "1975-12-08"}
HUNG = {"cmnd": "927999008", "full_name": "Lê Văn Hưng", "born_on": "1965-09-30"}
OUTCOMES = [(slug, number, told) for slug, p in load().items() for number, told in enumerate(p["outcomes"])]


def opened(portal: Register, ask: dict[str, Any], by: str = "portal") -> dict[str, Any]:
    response = portal.ask(PATH, by=by, **ask)
    assert response.status_code == 201, response.text
    case: dict[str, Any] = response.json()
    assert response.headers["location"] == f"{PATH}/{case['id']}"
    return case


@pytest.mark.parametrize(("slug", "number", "told"), OUTCOMES, ids=[f"{slug}-{number}" for slug, number, _ in OUTCOMES])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_persona_gets_the_answer_of_its_story(
    portal: Register, slug: str, number: int, told: dict[str, Any]
) -> None:
    case = opened(portal, told["ask"])
    found = {name: case[name] for name in ("verdict", "flags", "cccd")}
    found |= {"tax": case["tax"]["outcome"], "reasons": [reason["code"] for reason in case["reasons"]]}
    assert found == {"cccd": None, **told["answer"]}


def test_a_case_is_numbered_by_the_sandbox_day_and_keeps_who_was_asked(portal: Register) -> None:
    portal.clock("2026-03-05T20:00:00+00:00")  # already the sixth in Viet Nam
    first, second = opened(portal, HOA), opened(portal, LAN)
    portal.clock("2026-03-07T01:00:00+00:00")
    third = opened(portal, HOA)
    assert [case["id"] for case in (first, second, third)] == [
        "DS-260306-000001",
        "DS-260306-000002",
        "DS-260307-000001",
    ]
    asked = [(line["system"], line["operation"], line["outcome"]) for line in first["evidence"]]
    assert asked == [
        ("population_db", "resolve-cmnd", "match"),
        ("population_db", "lookup-citizen", "found"),
        ("population_db", "numbers", "found"),
        ("tax_db", "lookup-taxpayer", "found"),
        ("tax_db", "lookup-taxpayer", "not_found"),
        ("tax_db", "verify-taxpayer", "match"),
    ]
    assert {line["request_id"] for line in first["evidence"]} == {"req-0001"}
    assert portal.get(f"{PATH}/{first['id']}").json() == first


def test_nothing_is_asked_about_a_person_who_was_not_confirmed(portal: Register, tax: Register) -> None:
    case = opened(portal, {**HOA, "full_name": "Trần Thị Huệ"})
    assert (case["cccd"], case["tax"]["outcome"], len(case["evidence"])) == (None, "not_asked", 1)
    assert tax.audit() == []


def test_who_and_why_are_passed_on_and_have_defaults(portal: Register, tax: Register) -> None:
    opened(portal, HOA)
    assert {(line["client"], line["on_behalf_of"], line["procedure"]) for line in tax.audit()} == {
        ("portal", "officer:CB001", "1.008503")
    }
    bare = portal.http.post(PATH, json=HOA, auth=("tinh-demo", "tinh-demo-secret"))
    assert (bare.json()["on_behalf_of"], bare.json()["procedure"]) == ("system:tinh-demo", "1.008503")
    assert tax.audit()[0]["on_behalf_of"] == "system:tinh-demo"
    odd = portal.http.post(
        PATH, json=HOA, auth=("tinh-demo", "tinh-demo-secret"), headers={"X-On-Behalf-Of": "somebody"}
    )
    assert (odd.status_code, odd.json()["code"]) == (400, "purpose.missing")


def test_running_again_after_data_changed_keeps_the_earlier_run(portal: Register, population: Register) -> None:
    new = {"cmnd": "901900777", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}
    case = opened(portal, new)
    row = {"cccd": "001171999001", "kind": "cmnd", "number": new["cmnd"], "ordinal": "9"}
    assert population.ask("/_sandbox/seed", table="numbers", rows=[row]).status_code == 200
    again = portal.ask(f"{PATH}/{case['id']}/rerun").json()
    assert (case["verdict"], again["verdict"], again["run"]) == ("not_found", "match", 2)
    assert [run["verdict"] for run in again["earlier_runs"]] == ["not_found"]
    assert portal.get(f"{PATH}/{case['id']}").json() == again
    (line,) = portal.get(PATH).json()["reconciliations"]
    assert (line["run"], line["verdict"], line["tax"], line["cmnd"]) == (2, "match", "verified", "90****777")


def test_a_link_may_be_asked_for_twice(portal: Register, tax: Register) -> None:
    case = opened(portal, {**LONG, "link": True})
    assert (case["tax"]["outcome"], case["tax"]["folded"]) == ("linked", ["9999943017"])
    rerun = portal.ask(f"{PATH}/{case['id']}/rerun").json()
    another = opened(portal, {**LONG, "link": True})
    assert rerun["tax"]["outcome"] == another["tax"]["outcome"] == "linked"
    assert another["evidence"][-1]["outcome"] == "already_linked"
    assert rerun["tax"]["mst"] == another["tax"]["mst"] == case["tax"]["mst"]


def test_a_stranger_under_the_same_number_is_neither_shown_nor_marked(portal: Register, tax: Register) -> None:
    """Hùng's tax record is filed under the CMND that Hưng holds too."""
    own = opened(portal, {**HUNG, "link": True})
    assert (own["tax"]["outcome"], own["tax"]["mst"]) == ("linked", "9999909009")
    named = opened(portal, {**HUNG, "tax_code": "9999908005", "link": True})
    assert (named["tax"]["outcome"], named["tax"]["mst"], named["tax"]["status"]) == ("mismatch", None, None)
    assert [reason["code"] for reason in named["tax"]["reasons"]] == ["tax.not_theirs"]
    record = tax.answer("/v1/taxpayers/lookup", mst="9999908005")["taxpayers"][0]
    assert record["status"]["code"] == "00"


def test_a_folded_code_leads_to_its_successor(portal: Register) -> None:
    ask = {"cmnd": "901999044", "full_name": "Nguyễn Ngọc Diệp", "born_on": "1978-02-17", "tax_code": "9999944003"}
    case = opened(portal, ask)
    assert (case["tax"]["outcome"], case["tax"]["mst"]) == ("verified", "001178999044")


def test_a_client_sees_its_own_cases_unless_licensed_for_all(portal: Register) -> None:
    ours, theirs = opened(portal, HOA, by="tinh-demo"), opened(portal, LAN, by="portal")
    assert portal.get(f"{PATH}/{theirs['id']}", by="tinh-demo").json()["code"] == "reconciliation.unknown"
    assert portal.ask(f"{PATH}/{theirs['id']}/rerun", by="tinh-demo").status_code == 404
    assert [line["id"] for line in portal.get(PATH, by="tinh-demo").json()["reconciliations"]] == [ours["id"]]
    assert portal.get(PATH, by="portal").json()["total"] == 2
    assert portal.get(PATH, by="portal", opened_by="tinh-demo").json()["total"] == 1


def test_lists_are_paged_newest_first_and_filtered(portal: Register) -> None:
    asks = [HOA, LAN, {**HOA, "full_name": "Trần Thị Huệ"}, LONG]
    ids = [opened(portal, ask)["id"] for ask in asks][::-1]
    first = portal.get(PATH, page_size=3).json()
    rest = portal.get(PATH, page_size=3, cursor=first["next_cursor"]).json()
    assert [line["id"] for line in first["reconciliations"] + rest["reconciliations"]] == ids
    assert (first["total"], rest["total"], rest["next_cursor"]) == (4, 4, None)
    assert portal.get(PATH, verdict="mismatch").json()["total"] == 1
    assert portal.get(PATH, tax="several").json()["reconciliations"][0]["id"] == ids[0]
    assert portal.get(PATH, verdict="mismatch", tax="several").json()["total"] == 0


@pytest.mark.parametrize(
    ("system", "fault"),
    [
        ("population", {"kind": "garble"}),
        ("population", {"kind": "refuse", "code": "service.unavailable"}),
        ("tax", {"kind": "rate_limit", "path": "/v1/taxpayers/verify"}),
        ("tax", {"kind": "garble", "path": "/v1/taxpayers/lookup"}),
    ],
)
def test_a_register_that_fails_leaves_only_the_audit_line(
    request: pytest.FixtureRequest, portal: Register, system: str, fault: dict[str, Any]
) -> None:
    register: Register = request.getfixturevalue(system)
    assert register.http.post("/_sandbox/faults", json={**fault, "next": 1}).status_code == 200
    refused = portal.ask(PATH, **HOA)
    assert (refused.status_code, refused.json()["code"]) == (502, "upstream.broken")
    assert portal.get(PATH).json()["total"] == 0
    looked, failed = portal.audit()
    assert (failed["action"], failed["about"]) == ("reconcile", HOA["cmnd"])
    assert (failed["outcome"], looked["action"]) == ("refused:upstream.broken", "find")
    assert opened(portal, HOA)["id"].endswith("-000001")


def test_refusals_come_before_any_question(portal: Register, population: Register) -> None:
    assert portal.ask(PATH, by="khong-quyen", **HOA).json()["code"] == "purpose.not-allowed"
    assert portal.ask(PATH, by="thue-demo", **HOA).json()["code"] == "licence.operation-not-allowed"
    for wrong in (
        {"cmnd": "90199900"},
        {"born_on": "1971-02-30"},
        {"link": "yes"},
        {"tax_code": "12"},
        {"nickname": "x"},
    ):
        assert portal.ask(PATH, **{**HOA, **wrong}).json()["code"] == "body.malformed"
    assert portal.get(f"{PATH}/DS-260101-000001").status_code == 404
    assert portal.get(f"{PATH}/nonsense").status_code == 422
    assert population.audit() == []
