"""Resolve and verify: verdicts, what they disclose, and whom the audit line is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import names
from services.population_db import rules
from tests.contract.recomputed import Registers, load
from tests.unit.services.conftest import Register

PERSONAS = load()
REGISTERS = Registers.of(PERSONAS.values())
RESOLVE, VERIFY = "/v1/identity/resolve-cmnd", "/v1/identity/verify"
OUTCOMES = [(slug, outcome["ask"]) for slug, persona in PERSONAS.items() for outcome in persona["outcomes"]]
HOA = {"cccd": "001171999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}


@pytest.mark.parametrize(("slug", "ask"), OUTCOMES, ids=lambda value: value if isinstance(value, str) else "")
def test_every_persona_gets_its_verdict(slug: str, ask: dict[str, str], population_db: Register) -> None:
    declared = {name: ask[name] for name in ("cmnd", "full_name", "born_on", "policy") if name in ask}
    got = population_db.answer(RESOLVE, **declared)
    want = REGISTERS.answer(ask)
    assert (got["verdict"], got["cccd"], got["flags"]) == (want["verdict"], want.get("cccd"), want["flags"]), slug
    assert [reason["code"] for reason in got["reasons"]] == want["reasons"]
    (line,) = population_db.audit()
    assert line["action"] == "resolve-cmnd"
    assert line["outcome"] == want["verdict"]
    assert line["about"] == want.get("cccd", ask["cmnd"])


def test_the_strict_policy_forgives_nothing(population_db: Register) -> None:
    ask = {"cmnd": "901999001", "full_name": "Tran Thi Hoa", "born_on": "1971-03-02"}
    assert population_db.answer(RESOLVE, **ask)["verdict"] == "match_tolerant"
    strict = population_db.answer(RESOLVE, **ask, policy="strict")
    assert (strict["verdict"], strict["cccd"]) == ("mismatch", None)


def test_a_conflict_of_sex_is_a_difference_of_content(population_db: Register) -> None:
    ask = {"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}
    got = population_db.answer(RESOLVE, **ask, sex="1")
    assert (got["verdict"], got["reasons"][-1]["code"]) == ("mismatch", "sex.conflict")
    assert population_db.answer(RESOLVE, **ask, sex="2")["verdict"] == "match"


def test_a_mismatch_tells_nothing_of_the_holder(population_db: Register) -> None:
    response = population_db.ask(RESOLVE, cmnd="901999001", full_name="Lê Thị Khác", born_on="1990-10-10")
    assert "001171999001" not in response.text
    assert "HOA" not in response.text
    assert "1971" not in response.text


@pytest.mark.parametrize(
    ("changed", "yes"),
    [
        ({}, True),
        ({"sex": "2"}, True),
        ({"sex": "1"}, False),
        ({"born_on": "1971-03-03"}, False),
        ({"born_on": "1971"}, False),
        ({"born_on": "1971", "policy": "tolerant"}, True),
        ({"full_name": "TRAN THI HOA"}, False),
        ({"full_name": "TRAN THI HOA", "policy": "tolerant"}, True),
        ({"full_name": "Trần Thị Huệ", "policy": "tolerant"}, False),
        ({"cccd": "001171999901"}, False),
    ],
)
def test_verify_says_yes_or_no_and_nothing_else(changed: dict[str, str], yes: bool, population_db: Register) -> None:
    got = population_db.answer(VERIFY, **HOA | changed)
    assert got == {"verified": yes, "policy": changed.get("policy", "strict"), "rule_version": "2026.1"}
    (line,) = population_db.audit()
    assert (line["about"], line["outcome"], line["fields"]) == (
        changed.get("cccd", HOA["cccd"]), "yes" if yes else "no", "",
    )  # fmt: skip


def test_a_cancelled_number_is_no_identity_but_the_look_is_in_the_log(population_db: Register) -> None:
    quang = {"full_name": "Đặng Minh Quang", "born_on": "1978-04-25", "policy": "tolerant"}
    assert population_db.answer(VERIFY, cccd="031078999032", **quang)["verified"]
    assert not population_db.answer(VERIFY, cccd="031079999132", **quang)["verified"]
    assert [line["about"] for line in population_db.audit()] == ["031078999032"] * 2


NAMES = st.sampled_from([p["name"] for p in PERSONAS.values()] + [t["full_name"] for t in REGISTERS.taxpayers.values()])


@given(declared=NAMES, recorded=NAMES)
def test_the_short_way_to_compare_names_decides_as_the_long_one(declared: str, recorded: str) -> None:
    recorded = names.npdb(recorded)
    assert rules.name_match(declared, recorded) is names.compare(declared, recorded).kind
