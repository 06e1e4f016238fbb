"""Look-up, share, household, relatives and numbers; successors of cancelled numbers; licences."""

from typing import Any

import pytest

from motcua.wire.identity import ShareField
from services.population_db import rules, store
from services.population_db.tables import CITIZENS
from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

LOOKUP, SHARE, HOUSEHOLD = "/v1/citizens/lookup", "/v1/citizens/share", "/v1/citizens/household"
RELATIVES, NUMBERS, LOG = "/v1/citizens/relatives", "/v1/citizens/numbers", "/v1/citizens/access-log"
HOA, NOBODY, QUANG, QUANG_BEFORE = "001171999001", "001171999901", "031078999032", "031079999132"
PERSONAS = {slug: p for slug, p in load().items() if p["population_db"]}


@pytest.mark.parametrize("slug", PERSONAS)
def test_everybody_is_found_by_the_personal_number(slug: str, population_db: Register) -> None:
    citizen = PERSONAS[slug]["population_db"]["citizen"]
    got = population_db.answer(LOOKUP, cccd=citizen["cccd"])["citizen"]
    assert {name: got[name] for name in ("cccd", "full_name", "born_on", "sex", "living_status", "as_of")} == {
        name: citizen[name] for name in ("cccd", "full_name", "born_on", "sex", "living_status", "as_of")
    }
    assert got["reissued"] == (PERSONAS[slug]["class"] == "ID_REISSUED")


@pytest.mark.parametrize("path", [LOOKUP, SHARE, HOUSEHOLD, RELATIVES, NUMBERS, LOG])
def test_a_cancelled_number_leads_to_its_successor_everywhere(path: str, population_db: Register) -> None:
    extra: dict[str, Any] = {"fields": ["full_name"]} if path == SHARE else {}
    now, before = (population_db.answer(path, cccd=cccd, **extra) for cccd in (QUANG, QUANG_BEFORE))
    if path != LOG:  # the second reading of the log shows the first
        assert now == before
    assert {line["about"] for line in population_db.audit()} >= {QUANG}
    assert QUANG_BEFORE not in {line["about"] for line in population_db.audit()}


@pytest.mark.parametrize("path", [LOOKUP, SHARE, HOUSEHOLD, RELATIVES, NUMBERS, LOG])
def test_nobody_is_a_verdict_and_audited(path: str, population_db: Register) -> None:
    extra: dict[str, Any] = {"fields": ["full_name"]} if path == SHARE else {}
    got = population_db.answer(path, cccd=NOBODY, **extra)
    assert got["found"] is False
    assert not any(value for name, value in got.items() if name != "found")
    (line,) = population_db.audit()
    assert (line["about"], line["outcome"], line["fields"]) == (NOBODY, "not_found", "")


def test_shares_each_field_that_the_real_register_can(population_db: Register) -> None:
    got = population_db.answer(SHARE, cccd=HOA, fields=list(ShareField))
    citizen = PERSONAS["hoa-renewed-card"]["population_db"]["citizen"]
    derived = {"cmnd": "901999001", "father_cccd": None, "mother_cccd": None} | {
        field: got["values"][field]["value"] for field in rules.OF_THE_HOUSEHOLD
    }
    for field, shared in got["values"].items():
        want = derived[field] if field in derived else citizen[field]
        quality = "full" if want else "unknown"
        assert shared == {"value": want, "as_of": "2025-07-01", "quality": quality, "source": "population_db"}
    (line,) = population_db.audit(HOA)
    assert line["fields"].split() == [field.value for field in ShareField]


def test_every_shareable_field_is_a_column_or_the_last_cmnd() -> None:
    names = {field.value for field in ShareField} - rules.OF_THE_HOUSEHOLD
    assert names - set(CITIZENS.columns.keys()) == {"cmnd"}
    assert names <= set(rules.Person._fields)


BAO, MAI, KHOI = "036090999004", "040193999003", "001216999005"


def test_the_family_is_shared_by_number_and_everybody_named_finds_a_line(population_db: Register) -> None:
    asked = ["father_cccd", "mother_cccd", "spouse_cccd", "head_name", "head_cccd", "household_role"]
    told = population_db.answer(SHARE, cccd=KHOI, fields=asked)["values"]
    assert {field: told[field]["value"] for field in asked} == {
        "father_cccd": BAO, "mother_cccd": MAI, "spouse_cccd": None, "head_name": "TRẦN QUỐC BẢO", "head_cccd": BAO,
        "household_role": "CH02",
    }  # fmt: skip
    assert told["spouse_cccd"]["quality"] == "unknown"
    for other in (BAO, MAI):
        (line,) = population_db.audit(other)
        assert (line["action"], line["outcome"], line["fields"]) == ("share", "named", "")
    (own,) = population_db.audit(KHOI)
    assert own["outcome"] == "found"


def test_a_household_is_shared_as_the_look_at_it_tells_it(population_db: Register) -> None:
    household = population_db.answer("/v1/citizens/household", cccd=MAI)
    shared = population_db.answer(SHARE, cccd=MAI, fields=["household_members"])["values"]["household_members"]
    assert shared["value"] == household["members"]
    assert {line["outcome"] for line in population_db.audit(KHOI)} == {"named"}


def test_a_name_without_a_number_names_nobody(population_db: Register) -> None:
    population_db.answer(SHARE, cccd=KHOI, fields=["father_name", "head_name", "household_role"])
    assert population_db.audit(BAO) == []


def test_the_household_costs_nothing_where_nobody_asks(
    population_db: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "RESIDENTS", None)  # asking would fail
    assert population_db.answer(SHARE, cccd=MAI, fields=["full_name", "spouse_cccd"])["found"]


def test_a_client_gets_no_family_beyond_its_licence(population_db: Register) -> None:
    refused = population_db.ask(SHARE, by="tinh-demo", cccd=KHOI, fields=["full_name", "mother_cccd"])
    assert (refused.status_code, refused.json()["code"]) == (403, "licence.field-not-allowed")
    assert population_db.audit(MAI) == []


@pytest.mark.parametrize(
    ("field", "value", "disputed", "quality"),
    [
        ("full_name", "TRẦN THỊ HOA", "", "full"),
        ("born_on", "1971-03-02", "", "full"),
        ("born_on", "1971-03", "", "month_year"),
        ("born_on", "1971", "", "year_only"),
        ("born_on", "1971", "born_on", "disputed"),
        ("hometown", "", "", "unknown"),
        ("hometown", "", "hometown sex", "disputed"),
        ("sex", "0", "", "unknown"),
        ("blood_type", "00", "", "unknown"),
        ("religion", "00", "", "full"),
    ],
)
def test_quality_marks(field: str, value: str, disputed: str, quality: str) -> None:
    known = dict.fromkeys(rules.Person._fields, "") | {field: value, "disputed": disputed}
    shared = rules.shared(rules.Person._make(known.values()), field)
    assert shared.quality == quality
    assert (shared.value is None) == (value in {"", "0"} or (field, value) == ("blood_type", "00"))


def test_a_field_beyond_the_licence_refuses_the_whole_call(population_db: Register) -> None:
    response = population_db.ask(
        SHARE, by="tinh-demo", procedure="1.004222", cccd=HOA, fields=["full_name", "religion"]
    )
    problem = response.json()
    assert (response.status_code, problem["code"]) == (403, "licence.field-not-allowed")
    assert [one["field"] for one in problem["fields"]] == ["religion"]
    assert "HOA" not in response.text
    (line,) = population_db.audit()
    assert (line["about"], line["outcome"]) == (HOA, "refused:licence.field-not-allowed")
    assert line["fields"] == "religion"


@pytest.mark.parametrize(
    ("by", "procedure", "path", "code"),
    [
        ("tinh-demo", "1.004222", HOUSEHOLD, "licence.operation-not-allowed"),
        ("tinh-demo", "2.000200", LOOKUP, "purpose.not-allowed"),
        ("khong-quyen", "1.004222", LOOKUP, "purpose.not-allowed"),
        ("thue-demo", "1.008503", LOOKUP, "licence.operation-not-allowed"),
    ],
)
def test_refused_attempts_are_audited(by: str, procedure: str, path: str, code: str, population_db: Register) -> None:
    response = population_db.ask(path, by=by, procedure=procedure, cccd=HOA)
    assert (response.status_code, response.json()["code"]) == (403, code)
    (line,) = population_db.audit()
    assert (line["client"], line["outcome"]) == (by, f"refused:{code}")


def test_bad_bodies_are_refused_with_the_field(population_db: Register) -> None:
    for body, field in (
        ({"cccd": "00117199900"}, "body.cccd"),
        ({"cccd": HOA, "fields": []}, "body.fields"),
        ({"cccd": HOA, "fields": ["phone"]}, "body.fields.0"),
        ({"cccd": HOA, "fields": ["sex", "sex"]}, "body.fields"),
        ({"cccd": HOA, "fields": ["sex"], "why": "x"}, "body.why"),
    ):
        response = population_db.ask(SHARE, **body)
        assert response.status_code == 422
        assert field in [one["field"] for one in response.json()["fields"]]
    assert all(line["outcome"].startswith("refused:") for line in population_db.audit())


def test_a_household_has_one_head_and_no_birth_dates(population_db: Register) -> None:
    got = population_db.answer(HOUSEHOLD, cccd=HOA)
    assert [(member["full_name"], member["head"]) for member in got["members"]] == [
        ("TRẦN THỊ HOA", True),
        ("ĐẶNG VĂN ĐẠT", False),
    ]
    assert set(got["members"][0]) == {"cccd", "full_name", "role", "head"}


def test_whoever_is_named_finds_it_in_the_log(population_db: Register) -> None:
    dat = "001068999002"
    population_db.answer(HOUSEHOLD, cccd=HOA)
    population_db.answer(RELATIVES, cccd=HOA)
    log = population_db.answer(LOG, cccd=dat)
    assert [(one["action"], one["outcome"]) for one in log["accesses"]] == [
        ("relatives", "named"),
        ("household", "named"),
    ]


def test_relatives_are_named_in_both_directions(population_db: Register) -> None:
    father = PERSONAS["bao-father-of-three"]["population_db"]["citizen"]["cccd"]
    children = [one for one in population_db.answer(RELATIVES, cccd=father)["relatives"] if one["relation"] == "child"]
    assert children
    for child in children:
        named = population_db.answer(RELATIVES, cccd=child["cccd"])["relatives"]
        assert ("father", father) in [(one["relation"], one["cccd"]) for one in named]
        assert set(child) == {"relation", "full_name", "cccd"}


@pytest.mark.parametrize("slug", PERSONAS)
def test_number_history_is_complete_and_oldest_first(slug: str, population_db: Register) -> None:
    known = PERSONAS[slug]["population_db"]
    got = population_db.answer(NUMBERS, cccd=known["citizen"]["cccd"])["numbers"]
    assert [one["number"] for one in got] == [one["number"] for one in known["numbers"]]
    assert [one["issued_on"] for one in got] == sorted(one["issued_on"] for one in got)
