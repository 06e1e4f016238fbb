"""The personas are a contract: well-formed, synthetic, consistent with one another, complete, and right."""

import csv
import json
import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise

import jsonschema_rs
import pytest

from motcua.vnid import cccd, cmnd, dates, mst, names, places, synthetic, units
from motcua.wire.contracts import root
from motcua.wire.slices import (
    ACCOUNTS,
    CITIZENS,
    HOUSEHOLDS,
    NUMBERS,
    ORGANISATIONS,
    PORTAL_ACCOUNTS,
    TAXPAYERS,
)
from motcua.world import personas
from scripts import persona_table
from tests.contract.recomputed import Persona, Registers, load

PERSONAS = load()
REGISTERS = Registers.of(PERSONAS.values())
CITIZEN = REGISTERS.citizens
AS_OF = "2026-01-01"
AFTER_MERGER = date(2025, 7, 1)
OUTCOMES = [(slug, number) for slug, p in PERSONAS.items() for number in range(len(p["outcomes"]))]
each_persona = pytest.mark.parametrize("slug", PERSONAS)

CLASSES = """
OK DUP_CMND MULTI_CMND QR_EMPTY NPDB_NO_CMND YEAR_ONLY_DOB NAME_VARIANT DOB_DIFF SEX_DIGIT ID_REISSUED PAD_000
PLACEHOLDER DECEASED MISSING OLD_PLACE FOREIGN_BORN
LOST_ZERO MISREAD_DIGIT NAME_ONE_WORD NAME_TOO_LONG TAX_STATE ACCOUNT_STATE FAMILY CHILD NEWBORN TWINS FOREIGNER PREFILL
ORGANISATION SIGN_IN PORTAL_ACCOUNT
"""  # facts.md 1.3; then 9.4 and people about whom there is more to tell than a number
TRIGGERS = """
name.nfd name.eth name.tone_placement name.hoi_nga name.y_or_i name.telex name.vni name.tcvn3 name.unaccented
name.dropped_thi name.western_order name.regional_pair name.initials name.apostrophe name.one_word name.too_long
name.ethnic_minority name.near_equal
born.year_only born.month_year born.default_day born.swapped born.adjacent_day
cmnd.shared cmnd.several cmnd.not_in_npdb cmnd.twelve_digits cccd.sex_mismatch cccd.born_abroad card.qr_without_cmnd
verdict.ambiguous verdict.not_found
flag.superseded_cmnd flag.reissued_cccd flag.deceased flag.missing flag.year_only
tax.cmnd tax.older_cmnd tax.keyed_by_cccd tax.mst_is_cccd tax.already_linked tax.none tax.several tax.folded
tax.status_10 tax.status_03_04 tax.status_04 tax.active_after_death tax.padded_number tax.placeholder_number
tax.lost_zero tax.misread_digit tax.old_province tax.truncated_name tax.default_day tax.no_id_number
eid.none eid.level1 eid.level2 eid.registered eid.notified eid.activation_expired eid.cancelled
eid.locked_owner eid.locked_authority eid.locked_death eid.locked_terms eid.locked_card_revoked
eid.locked_residence_expired eid.sim_taken eid.active_after_death eid.old_name eid.old_birth
eid.child_with_guardian eid.child_under_six eid.foreigner eid.foreigner_level1 eid.foreigner_level2
eid.organisation eid.organisation_dissolved eid.representative
eid.face_no_match eid.face_spoof eid.otp_not_delivered eid.qr_rejected eid.qr_ignored misbehave.expired
portal.verified portal.name_mismatch portal.birth_mismatch portal.birth_year_only portal.deceased
portal.number_unknown portal.old_cmnd_account portal.merge portal.phone_taken portal.email_taken portal.cmnd_ambiguous
prefill.family prefill.newborn prefill.widow prefill.divorced prefill.couple prefill.disputed prefill.current_address
prefill.twins population.no_number_yet population.disputed
"""
PERSONA_ACCOUNTS = {p["eid_auth"]["cccd"]: personas.account(p) for p in PERSONAS.values() if p["eid_auth"]}
OLD_ACCOUNTS_END = "2024-06-30"  # Decree 69/2024 Art. 40
SPOILT = ("tax.padded_number", "tax.placeholder_number", "tax.lost_zero")  # what stands on file is no number


def old_accounts(persona: Persona) -> list[dict[str, str]]:
    """The old portal accounts of a persona."""
    found: dict[str, str] | list[dict[str, str]] = persona.get("portal", {}).get("account", [])
    return found if isinstance(found, list) else [found]


def shows(trigger: str) -> list[Persona]:
    """Every persona with this trigger; one or more."""
    found = [p for p in PERSONAS.values() if trigger in p["triggers"]]
    assert found, trigger
    return found


def test_there_are_enough_and_every_situation_has_one() -> None:
    assert len(PERSONAS) >= 45
    assert {p["class"] for p in PERSONAS.values()} == set(CLASSES.split())
    assert set(TRIGGERS.split()) - {word for p in PERSONAS.values() for word in p["triggers"]} == set()


@each_persona
def test_follows_the_schema(slug: str) -> None:
    schema = json.loads((root() / "schemas" / "persona.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema, validate_formats=True).validate(PERSONAS[slug])
    assert PERSONAS[slug]["slug"] == slug


@pytest.mark.parametrize(
    ("definition", "table"),
    [
        ("citizen", CITIZENS),
        ("number", NUMBERS),
        ("household", HOUSEHOLDS),
        ("taxpayer", TAXPAYERS),
        ("account", ACCOUNTS),
        ("organisation", ORGANISATIONS),
        ("old_account", PORTAL_ACCOUNTS),
    ],
)
def test_schema_has_the_columns_of_the_slices(definition: str, table: object) -> None:
    schema = json.loads((root() / "schemas" / "persona.schema.json").read_text(encoding="utf-8"))
    assert tuple(schema["$defs"][definition]["properties"]) == getattr(table, "columns")  # noqa: B009


def test_numbers_are_unique_except_the_shared_cmnd() -> None:
    holders = Counter(number for p in PERSONAS.values() for number in p["numbers"]["cmnd"])
    assert [number for number, count in holders.items() if count > 1] == PERSONAS["hung-vung-tau-shared-number"][
        "numbers"
    ]["cmnd"]
    personal = [p["numbers"]["cccd"] for p in PERSONAS.values() if p["numbers"]["cccd"]]
    personal += [row["number"] for row in REGISTERS.numbers if row["kind"] == "cccd" and "ended_on" in row]
    tax_codes = [code for p in PERSONAS.values() for code in p["numbers"]["mst"]]
    tax_codes += [p["organisation"]["number"] for p in PERSONAS.values() if "organisation" in p]
    accounts = [p["eid_auth"] for p in PERSONAS.values() if p["eid_auth"]]
    for unique in (personal, tax_codes, [a["phone"] for a in accounts if "phone" in a]):
        assert len(unique) == len(set(unique))


@each_persona
def test_numbers_are_well_formed_and_synthetic(slug: str) -> None:
    persona = PERSONAS[slug]
    numbers = persona["numbers"]
    for text, parse in [*((n, cmnd.parse) for n in numbers["cmnd"]), *((n, mst.parse) for n in numbers["mst"])]:
        assert parse(text) == text
        assert synthetic.is_synthetic(text)
    for number in numbers["cmnd"]:
        assert cmnd.plausible_issuers(number)
    if numbers["cccd"]:
        assert cccd.parse(numbers["cccd"]) == numbers["cccd"]
        assert synthetic.is_synthetic(numbers["cccd"])
        citizen = CITIZEN.get(numbers["cccd"]) or PERSONA_ACCOUNTS[numbers["cccd"]]
        found = {w.code for w in cccd.warnings(numbers["cccd"], sex=citizen["sex"], born_on=citizen["born_on"])}
        assert found == ({"cccd.sex-differs"} if persona["class"] == "SEX_DIGIT" else set())
        assert places.of(numbers["cccd"][:3]).vi
        if persona["population_db"]:
            assert citizen["birth_province"] == numbers["cccd"][:3]
            assert not citizen["birth_place"].endswith(", ")
    for taxpayer in persona["tax_db"]:
        if "id_number" in taxpayer and not set(SPOILT) & set(persona["triggers"]):
            assert synthetic.is_synthetic(taxpayer["id_number"])
    account = persona["eid_auth"] or {}
    assert synthetic.is_synthetic_phone(account.get("phone", "0900000000"))
    if "organisation" in persona:
        number = persona["organisation"]["number"]
        assert mst.parse(number) == number
        assert synthetic.is_synthetic(number)


@each_persona
def test_rows_belong_to_the_person(slug: str) -> None:
    persona = PERSONAS[slug]
    numbers = persona["numbers"]
    assert [t["mst"] for t in persona["tax_db"]] == numbers["mst"]
    assert (persona["eid_auth"] or numbers)["cccd"] == numbers["cccd"]
    assert persona.get("organisation", {"representative": numbers["cccd"]})["representative"] == numbers["cccd"]
    if not persona["population_db"]:
        assert bool(numbers["cccd"]) == bool(persona["eid_auth"])
        return
    citizen, rows = persona["population_db"]["citizen"], persona["population_db"]["numbers"]
    assert {row["cccd"] for row in [citizen, *rows]} == {numbers["cccd"]}
    held = [row["number"] for row in rows if row["kind"] == "cmnd"]
    assert held == ([] if persona["class"] == "NPDB_NO_CMND" else numbers["cmnd"])
    assert [r["number"] for r in rows if r["kind"] == "cccd" and "ended_on" not in r] == [numbers["cccd"]]
    assert citizen["full_name"] == names.npdb(persona["name"])
    assert unicodedata.is_normalized("NFC", citizen["full_name"])
    assert citizen["full_name"].isupper()


@each_persona
def test_dates_follow_one_another(slug: str) -> None:
    persona = PERSONAS[slug]
    population = persona["population_db"] or {"citizen": {"born_on": persona["outcomes"][0]["ask"]["born_on"]}}
    citizen, rows = population["citizen"], population.get("numbers", [])
    told = [citizen, *rows, *persona["tax_db"], persona["eid_auth"] or {}, persona.get("organisation", {})]
    for row in [*told, *old_accounts(persona)]:
        for column, value in row.items():
            if column.endswith(("_on", "_since")) or column == "as_of":
                assert dates.parse(value) == value
                assert citizen["born_on"][:4] <= value[:4] <= AS_OF[:4]
                assert value <= AS_OF
    for earlier, later in pairwise(rows):
        assert earlier["issued_on"] < earlier["ended_on"] <= later["issued_on"]
        assert (earlier["kind"], int(earlier["ordinal"])) <= (later["kind"], int(later["ordinal"])) or later[
            "kind"
        ] != earlier["kind"]
    for row in rows:
        age = int(row["issued_on"][:4]) - int(citizen["born_on"][:4])
        assert row["kind"] != "cmnd" or age >= 14
        assert row["kind"] != "cmnd" or row["issuer"] in cmnd.plausible_issuers(row["number"])
    assert ("died_on" in citizen) == (citizen.get("living_status") == "2")
    for account in (persona["eid_auth"] or {}, persona.get("organisation", {})):
        steps = [account[at] for at in ("registered_on", "notified_on", "activated_on", "locked_on") if at in account]
        assert steps == sorted(steps)
        assert ("locked_on" in account) == ("lock_reason" in account) == (account.get("state") == "locked")


@each_persona
def test_addresses_are_units_of_the_34_provinces(slug: str) -> None:
    population = PERSONAS[slug]["population_db"]
    if not population:
        return
    row = population["citizen"] | population.get("household", {})
    for kind in ("permanent_", "current_", ""):
        if f"{kind}ward" in row:
            ward = units.ward(row[f"{kind}ward"], AFTER_MERGER)
            province = units.province(ward.province, AFTER_MERGER)
            assert row[f"{kind}province"] == province.code
            assert row[f"{kind}address"].endswith(f"{ward.name}, {province.name}")


def codes(codelist: str) -> set[str]:
    """The codes of a published list."""
    with (root() / "codelists" / f"{codelist}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"] for row in csv.DictReader(lines)}


@pytest.mark.parametrize(
    ("column", "codelist"),
    [
        ("sex", "sexes"),
        ("ethnicity", "ethnicities"),
        ("religion", "religions"),
        ("marital_status", "marital-statuses"),
        ("blood_type", "blood-types"),
        ("living_status", "living-statuses"),
        ("household_role", "household-roles"),
        ("permanent_province", "provinces-34"),
    ],
)
def test_codes_of_citizens_are_published(column: str, codelist: str) -> None:
    assert {citizen[column] for citizen in CITIZEN.values() if column in citizen} <= codes(codelist)


def test_codes_of_tax_records_are_published() -> None:
    assert {t["status"] for t in REGISTERS.taxpayers.values()} <= codes("tax-statuses")
    given = {f"{t['status']}.{t['reason']}" for t in REGISTERS.taxpayers.values() if "reason" in t}
    assert given <= codes("tax-status-reasons")
    provinces = codes("provinces-34") | codes("provinces-63")
    assert {t["province"] for t in REGISTERS.taxpayers.values()} <= provinces


def test_households_have_one_head_who_heads_them() -> None:
    heads = [p["population_db"] for p in PERSONAS.values() if p["population_db"] and "household" in p["population_db"]]
    by_id = {h["household"]["household_id"]: h for h in heads}
    assert len(by_id) == len(heads)
    for household in by_id.values():
        assert household["household"]["head_cccd"] == household["citizen"]["cccd"]
    roles = Counter((c["household_id"], c["household_role"]) for c in CITIZEN.values() if "household_id" in c)
    for (household_id, role), count in roles.items():
        assert household_id in by_id
        assert role not in {"CH00", "CH01"} or count == 1
    for citizen in CITIZEN.values():
        if "household_id" in citizen:
            assert citizen["permanent_address"] == by_id[citizen["household_id"]]["household"]["address"]
            assert (citizen["household_role"] == "CH00") == (citizen is by_id[citizen["household_id"]]["citizen"])
        else:
            assert citizen["living_status"] == "2"


def test_families_agree_with_themselves() -> None:
    for citizen in CITIZEN.values():
        year = int(citizen["born_on"][:4])
        for parent, sex in (("father", "1"), ("mother", "2")):
            if f"{parent}_cccd" in citizen:
                found = CITIZEN[citizen[f"{parent}_cccd"]]
                assert (found["full_name"], found["sex"]) == (citizen[f"{parent}_name"], sex)
                assert 16 <= year - int(found["born_on"][:4]) <= 50
        assert ("spouse_cccd" in citizen) == (citizen["marital_status"] == "2")
        if "spouse_cccd" in citizen:
            spouse = CITIZEN[citizen["spouse_cccd"]]
            assert spouse["full_name"] == citizen["spouse_name"]
            assert spouse["sex"] != citizen["sex"]
            if citizen["living_status"] == spouse["living_status"] == "1":
                assert spouse["spouse_cccd"] == citizen["cccd"]
                assert spouse["household_id"] == citizen["household_id"]
            else:
                assert "2" in {citizen["living_status"], spouse["living_status"]}  # a dead person's record stands still
        if int(AS_OF[:4]) - year < 18:
            assert citizen["marital_status"] == "1"
            assert citizen["household_role"] == "CH02"


@pytest.mark.parametrize(("slug", "number"), OUTCOMES)
def test_outcome_follows_from_the_rows(slug: str, number: int) -> None:
    outcome = PERSONAS[slug]["outcomes"][number]
    assert outcome["answer"] == REGISTERS.answer(outcome["ask"])


def test_outcomes_show_every_verdict_tax_outcome_and_flag() -> None:
    answers = [outcome["answer"] for p in PERSONAS.values() for outcome in p["outcomes"]]
    schema = json.loads((root() / "schemas" / "persona.schema.json").read_text(encoding="utf-8"))
    members = schema["$defs"]["outcome"]["properties"]["answer"]["properties"]
    assert {a["verdict"] for a in answers} == set(members["verdict"]["enum"])
    assert {a["tax"] for a in answers} == set(members["tax"]["enum"])
    assert {flag for a in answers for flag in a["flags"]} == set(members["flags"]["items"]["enum"])


def ages(persona: Persona) -> int:
    """Years at the world's day, by the year of birth."""
    return int(AS_OF[:4]) - int(persona["population_db"]["citizen"]["born_on"][:4])


def test_children_need_a_guardian_and_adults_none() -> None:
    minors = [p for p in PERSONAS.values() if p["population_db"] and ages(p) < 14]
    assert {p["class"] for p in minors} == {"CHILD"}
    assert all((p["eid_auth"] or {"level": "1"})["level"] == "1" for p in minors)


def test_page_of_the_docs_is_current() -> None:
    assert set(" ".join(persona_table.GROUPS.values()).split()) == set(CLASSES.split())
    text = persona_table.PAGE.read_text(encoding="utf-8")
    assert persona_table.fresh(text) == text, "run python -m scripts.persona_table"
