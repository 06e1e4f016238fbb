"""What the triggers of accounts promise stands in the rows: of the eID register, and of the portal before it."""

from collections import Counter

import pytest

from motcua.vnid import dates, names
from motcua.vnid.dates import BornMatch
from motcua.vnid.names import NameMatch
from motcua.wire.slices import ACCOUNTS, ORGANISATIONS, PORTAL_ACCOUNTS, SLICES
from motcua.world import personas
from tests.contract.recomputed import Persona
from tests.contract.test_personas import (
    CITIZEN,
    OLD_ACCOUNTS_END,
    PERSONA_ACCOUNTS,
    PERSONAS,
    ages,
    each_persona,
    old_accounts,
    shows,
)

NUMBERS_OF_CMND = Counter(number for p in PERSONAS.values() for number in p["numbers"]["cmnd"])


def account(persona: Persona) -> dict[str, str]:
    """The eID account as the register gets it."""
    return PERSONA_ACCOUNTS[persona["numbers"]["cccd"]]


@pytest.mark.parametrize(
    ("trigger", "state", "reason"),
    [
        ("eid.registered", "registered", ""),
        ("eid.notified", "notified", ""),
        ("eid.activation_expired", "expired", ""),
        ("eid.cancelled", "cancelled", ""),
        *((f"eid.locked_{why}", "locked", why) for why in ("owner", "authority", "card_revoked", "terms", "death")),
        ("eid.locked_residence_expired", "locked", "residence_expired"),
        ("eid.active_after_death", "active", ""),
    ],
)
def test_states_are_as_the_trigger_says(trigger: str, state: str, reason: str) -> None:
    for persona in shows(trigger):
        assert (account(persona)["state"], account(persona)["lock_reason"]) == (state, reason)


def test_levels_and_kinds_are_as_the_trigger_says() -> None:
    for level in "12":
        assert {account(p)["level"] for p in shows(f"eid.level{level}")} == {level}
        assert {account(p)["state"] for p in shows(f"eid.level{level}")} == {"active"}
        foreigners = [account(p) for p in shows(f"eid.foreigner_level{level}")]
        assert {(row["level"], row["kind"], row["state"]) for row in foreigners} == {(level, "foreigner", "active")}
    assert {p["eid_auth"] for p in shows("eid.none")} == {None}
    for row in PERSONA_ACCOUNTS.values():
        citizen = CITIZEN.get(row["cccd"], {"nationality": "VN"})
        assert (row["kind"] == "foreigner") == (citizen["nationality"] != "VN")


def test_every_account_says_who_it_is_of() -> None:
    for row in PERSONA_ACCOUNTS.values():
        assert row["full_name"].isupper()
        assert row["born_on"]
        assert row["sex"] in {"1", "2"}
    other = {number for number, row in PERSONA_ACCOUNTS.items() if differs(row)}
    marked = {"eid.old_name", "eid.old_birth", "portal.birth_year_only"}
    assert other == {p["numbers"]["cccd"] for p in PERSONAS.values() if marked & set(p["triggers"])}


def differs(row: dict[str, str]) -> bool:
    """Whether the eID register holds another name, birth date or sex than the population register."""
    citizen = CITIZEN.get(row["cccd"], row)
    return any(row[column] != citizen[column] for column in ("full_name", "born_on", "sex"))


def test_children_have_a_guardian_who_is_their_parent_and_nobody_else_has() -> None:
    for number, row in PERSONA_ACCOUNTS.items():
        citizen = CITIZEN.get(number, {})
        if row["guardian"]:
            assert row["guardian"] in {citizen.get("father_cccd"), citizen.get("mother_cccd")}
            assert PERSONA_ACCOUNTS[row["guardian"]]["state"] == "active"
        assert bool(row["guardian"]) == (bool(citizen) and 2026 - int(citizen["born_on"][:4]) < 14)
    assert all(ages(p) < 6 for p in shows("eid.child_under_six"))
    assert any(6 <= ages(p) < 14 for p in shows("eid.child_with_guardian"))


def test_organisations_have_a_representative_with_level_two() -> None:
    assert {p["organisation"]["state"] for p in shows("eid.organisation")} == {"active"}
    assert {p["organisation"]["lock_reason"] for p in shows("eid.organisation_dissolved")} == {"dissolved"}
    for persona in shows("eid.representative"):
        assert (account(persona)["level"], account(persona)["state"]) == ("2", "active")
        assert persona["organisation"]["registered_on"] > account(persona)["activated_on"]
    assert len(shows("eid.representative")) == sum("organisation" in p for p in PERSONAS.values())


def test_the_sim_that_is_taken_opens_somebody_elses_account() -> None:
    for persona in shows("eid.sim_taken"):
        holder = next(row for row in PERSONA_ACCOUNTS.values() if row["phone"] == persona["sim"])
        assert holder["state"] == "active"
        assert holder["cccd"] != persona["numbers"]["cccd"]
        given = names.npdb(next(p["name"] for p in PERSONAS.values() if p["numbers"]["cccd"] == holder["cccd"]))
        assert given.split()[-1].title() in persona["story"]["vi"]


@pytest.mark.parametrize(
    ("trigger", "outcome"),
    [
        ("eid.face_no_match", {"face": "no_match"}),
        ("eid.face_spoof", {"face": "spoof"}),
        ("eid.otp_not_delivered", {"otp": "not_delivered"}),
        ("eid.qr_rejected", {"qr": "reject"}),
        ("eid.qr_ignored", {"qr": "ignore"}),
    ],
)
def test_prompts_end_as_the_trigger_says(trigger: str, outcome: dict[str, str]) -> None:
    assert [p["sign_in"] for p in shows(trigger)] == [outcome]
    assert {(account(p)["level"], account(p)["state"]) for p in shows(trigger)} == {("2", "active")}


def test_the_portal_will_find_what_the_trigger_says() -> None:
    def compared(persona: Persona) -> tuple[NameMatch, BornMatch]:
        row, citizen = account(persona), CITIZEN[persona["numbers"]["cccd"]]
        assert row["state"] == "active"
        born = dates.compare(row["born_on"], citizen["born_on"])
        return names.compare(row["full_name"], citizen["full_name"]).kind, born

    assert {compared(p) for p in shows("portal.verified")} == {(NameMatch.SAME, BornMatch.SAME)}
    assert {compared(p) for p in shows("portal.name_mismatch")} == {(NameMatch.OTHER, BornMatch.SAME)}
    assert {compared(p) for p in shows("portal.birth_mismatch")} == {(NameMatch.SAME, BornMatch.OTHER)}
    assert {compared(p) for p in shows("portal.birth_year_only")} == {(NameMatch.SAME, BornMatch.YEAR_ONLY)}
    assert {compared(p) for p in shows("portal.deceased")} == {(NameMatch.SAME, BornMatch.SAME)}
    assert {CITIZEN[p["numbers"]["cccd"]]["living_status"] for p in shows("portal.deceased")} == {"2"}
    for persona in shows("portal.number_unknown"):
        assert account(persona)["state"] == "active"
        assert persona["numbers"]["cccd"] not in CITIZEN


@each_persona
def test_old_portal_accounts_belong_to_the_person_and_to_the_time_before_eid(slug: str) -> None:
    persona = PERSONAS[slug]
    for row in old_accounts(persona):
        assert row.get("cccd", persona["numbers"]["cccd"]) == persona["numbers"]["cccd"]
        assert "cmnd" not in row or row["cmnd"] in persona["numbers"]["cmnd"]
        assert row["created_on"] <= OLD_ACCOUNTS_END
    assert bool([row for row in old_accounts(persona) if "cmnd" in row]) == bool(
        {"portal.old_cmnd_account", "portal.cmnd_ambiguous"} & set(persona["triggers"]) and "portal" in persona
    )


def test_old_portal_accounts_are_in_each_others_way_where_the_trigger_says_so() -> None:
    rows = [(p["slug"], row) for p in PERSONAS.values() for row in old_accounts(p)]
    assert len({row["username"] for _, row in rows}) == len(rows)
    for column, trigger in (("phone", "portal.phone_taken"), ("email", "portal.email_taken")):
        holders = {row[column]: slug for slug, row in rows if column in row}
        taken = {number for number, row in PERSONA_ACCOUNTS.items() if row[column] in holders}
        mine = {p["numbers"]["cccd"] for p in PERSONAS.values() for row in old_accounts(p) if column in row}
        assert taken - mine == {p["numbers"]["cccd"] for p in shows(trigger)}
    assert {len(old_accounts(p)) for p in shows("portal.merge")} == {2}
    keys = [
        {column for row in old_accounts(p) for column in ("cmnd", "cccd") if column in row}
        for p in shows("portal.merge")
    ]
    assert {"cmnd"} in keys
    assert {"cmnd", "cccd"} in keys
    ambiguous = [row for p in shows("portal.cmnd_ambiguous") for row in old_accounts(p)]
    assert [NUMBERS_OF_CMND[row["cmnd"]] for row in ambiguous] == [2]


def test_rows_of_the_slices_are_those_of_the_files() -> None:
    found = personas.load()
    assert set(found) >= {table.path for tables in SLICES.values() for table in tables}
    assert len(found[ACCOUNTS.path]) == len(PERSONA_ACCOUNTS)
    assert len(found[ORGANISATIONS.path]) == len(shows("eid.representative"))
    assert len(found[PORTAL_ACCOUNTS.path]) == sum(len(old_accounts(p)) for p in PERSONAS.values())
