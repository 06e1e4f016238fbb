"""Each class of dirt is there at its stated rate, does what the table says, and the answer key tells the truth."""

from collections.abc import Callable
from datetime import date

import pytest

from motcua.vnid import dates, mst
from motcua.vnid.dates import BornMatch
from motcua.vnid.names import NameMatch, compare
from motcua.vnid.synthetic import is_synthetic
from motcua.wire.slices import ACCOUNTS, ANSWERS, CITIZENS, NUMBERS, ORGANISATIONS, TAXPAYERS, Table
from motcua.world.creation import World
from motcua.world.dirt import CLASSES, TABLE
from tests.unit.world.drawn import world_of

Tables = Callable[[Table], list[dict[str, str]]]
Record = tuple[dict[str, str], dict[str, str], set[str]]  # tax record, citizen, dirt

WRITTEN = {NameMatch.SAME, NameMatch.UNACCENTED, NameMatch.VARIANT}
NAMES: dict[str, set[NameMatch]] = {
    "NAME_VARIANT.nfd": {NameMatch.SAME},
    "NAME_VARIANT.eth": {NameMatch.SAME},
    "NAME_VARIANT.case": {NameMatch.SAME},
    "NAME_VARIANT.spaces": {NameMatch.SAME},
    "NAME_VARIANT.unaccented": {NameMatch.UNACCENTED},
    "NAME_VARIANT.initials": {NameMatch.INITIALS, NameMatch.OTHER},
    "NAME_VARIANT.cut": {NameMatch.OTHER},
    "NAME_OTHER": {NameMatch.OTHER},
}
DEBRIS = {f"NAME_VARIANT.{kind}" for kind in ("telex", "vni_digits", "tcvn3", "vni")}
BIRTHS = {
    "DOB_01_01": {BornMatch.DEFAULT_DAY},
    "DOB_SWAPPED": {BornMatch.SWAPPED},
    "DOB_CENTURY": {BornMatch.OTHER},
    "DOB_DIFF": {BornMatch.ADJACENT_DAY, BornMatch.DEFAULT_DAY},
    "DOB_YEAR": {BornMatch.OTHER},
    "TAX_YEAR_ONLY": {BornMatch.YEAR_ONLY},
}


@pytest.fixture(scope="session")
def records(tables: Tables) -> list[Record]:
    people = {row["cccd"]: row for row in tables(CITIZENS)}
    answers = {row["mst"]: row for row in tables(ANSWERS)}
    return [(r, people[(a := answers[r["mst"]])["cccd"]], set(a["dirt"].split())) for r in tables(TAXPAYERS)]


def test_rates_of_tax_dirt_are_met_to_the_record(world: World) -> None:
    """Where enough records are eligible, the count is the rounded share; rare ones may run out of names."""
    for code, (hits, base) in world.tax.tally.items():
        wanted = round(base * CLASSES[code].rate)
        assert hits <= wanted
        if code not in {"NAME_VARIANT.cut", "LOST_ZERO"}:
            assert hits == wanted, (code, hits, base)
    drawn = {each.code for each in TABLE if each.kind in {"name", "born", "number", "sex"}}
    assert drawn <= set(world.tax.tally)


def test_rates_of_personal_dirt_are_near(world: World) -> None:
    draft, register = world.draft, world.register
    people, papers = draft.people, draft.papers
    old = people.born < -1461  # before 1966
    holders = papers.cmnd[0] >= 0
    shares = {
        "YEAR_ONLY_DOB": ((register.partial >= 0) & (register.partial < 66) & old, old),
        "MONTH_YEAR_DOB": ((register.partial >= 66) & old, old),
        "SEX_DIGIT": (papers.sex_digit, people.born > -99_999),
        "FOREIGN_BORN": (papers.country >= 0, people.born > -99_999),
        "DISPUTED": (register.disputed, people.born > -99_999),
        "NPDB_NO_CMND": (papers.unregistered, holders),
        "DUP_CMND": (papers.shared, holders),
        "ID_REISSUED": (papers.old_cccd >= 0, papers.has_card),
    }
    for code, (hits, base) in shares.items():
        expected = CLASSES[code].rate * base.sum()
        assert abs(hits.sum() - expected) <= 4 * max(expected, 1) ** 0.5 + 1, code
        assert hits.sum() > 0 or expected < 3, code
    assert register.old_place.sum() > 0


def test_every_class_is_in_the_answer_key_of_a_larger_world() -> None:
    world = world_of(3, date(2026, 1, 1), 60_000)
    codes = {code for text in world.frame(ANSWERS.path).columns["dirt"].parts()[1] for code in text.split()}
    assert codes >= {each.code for each in TABLE}
    assert codes - {each.code for each in TABLE} == {"OK"}


def test_spoilt_names_are_what_the_answer_key_calls_them(records: list[Record]) -> None:
    for record, citizen, dirt in records:
        kinds = {code for code in dirt if code.startswith("NAME")}
        assert len(kinds) <= 1
        found = compare(record["full_name"], citizen["full_name"]).kind
        allowed = NAMES.get(min(kinds), WRITTEN) if kinds else {NameMatch.SAME}
        if kinds & DEBRIS and citizen["ethnicity"] != "01":
            allowed = {*allowed, NameMatch.OTHER}  # syllables that are not Vietnamese cannot be told from debris
        if kinds == {"NAME_VARIANT.telex"} and record["full_name"].startswith("Lee "):
            allowed = {*allowed, NameMatch.OTHER}  # Lee alone may be a name as it stands (vnid.names.repairing)
        assert found in allowed, (record["full_name"], citizen["full_name"], dirt, found)


def test_spoilt_dates_are_what_the_answer_key_calls_them(records: list[Record]) -> None:
    for record, citizen, dirt in records:
        if dirt & {"YEAR_ONLY_DOB", "MONTH_YEAR_DOB"}:
            assert len(citizen["born_on"]) < 10
            assert record["born_on"][:4] == citizen["born_on"][:4]
            if not record["linked_cccd"]:
                assert record["born_on"][4:] in {"", "-01-01", citizen["born_on"][4:] + "-01"}
            continue
        assert len(citizen["born_on"]) == 10
        kinds = {code for code in dirt if code.startswith("DOB_") or code == "TAX_YEAR_ONLY"}
        assert dates.parse(record["born_on"])
        allowed = BIRTHS[min(kinds)] if kinds else {BornMatch.SAME}
        assert dates.compare(record["born_on"], citizen["born_on"]) in allowed, (
            record["born_on"],
            citizen["born_on"],
            dirt,
        )


def test_stored_numbers_are_what_the_answer_key_calls_them(records: list[Record], tables: Tables) -> None:
    held: dict[str, list[str]] = {}
    for row in tables(NUMBERS):
        held.setdefault(row["cccd"], []).append(row["number"])
    spoilt = {"PAD_000", "PLACEHOLDER", "OCR.letter", "OCR.digit", "ID_TYPO", "LOST_ZERO", "NPDB_NO_CMND"}
    for record, citizen, dirt in records:
        own = held[citizen["cccd"]]
        assert (record["id_number"] in own) or dirt & spoilt, (record["id_number"], own, dirt)
        if "PAD_000" in dirt and "NPDB_NO_CMND" not in dirt:
            assert record["id_number"][:3] == "000"
            assert record["id_kind"] == "cccd"  # twelve boxes were filled, so the office believes
            assert record["id_number"][3:] in own
        if "LOST_ZERO" in dirt:
            assert len(record["id_number"]) == 11
        if "MULTI_CMND" in dirt and not dirt & spoilt:
            cmnd = [number for number in own if len(number) == 9]
            assert record["id_number"] in cmnd[:-1]


def test_linked_records_agree_on_three_fields(records: list[Record]) -> None:
    for record, citizen, dirt in records:
        if record["linked_cccd"]:
            assert record["linked_cccd"] == citizen["cccd"]
            assert record["born_on"] == citizen["born_on"]
            assert compare(record["full_name"], citizen["full_name"]).kind is NameMatch.SAME
            assert not dirt & {each.code for each in TABLE if each.kind in {"name", "born", "number", "sex"}}
            assert record["linked_on"]
        else:
            assert not record["linked_on"]
            assert not record["folded_into"]


def test_three_tenths_of_the_tax_register_are_still_keyed_by_cmnd(world: World, records: list[Record]) -> None:
    by_cmnd = sum(record["id_kind"] == "cmnd" for record, _, _ in records)
    assert by_cmnd / len(records) >= 0.30
    if world.as_of < date(2025, 7, 1):
        assert not any(record["linked_cccd"] for record, _, _ in records)
    else:
        assert sum(mst.is_personal(record["mst"]) for record, _, _ in records) > len(records) * 0.15


def test_a_dead_person_signs_nothing(world: World, tables: Tables, records: list[Record]) -> None:
    dead = {row["cccd"]: row["died_on"] for row in tables(CITIZENS) if row["living_status"] == "2"}
    assert dead
    assert all("0" < day <= world.as_of.isoformat() for day in dead.values())
    for row in tables(ACCOUNTS):
        if row["cccd"] in dead:
            died = dead[row["cccd"]]
            assert (row["state"], row["lock_reason"]) == ("locked", "death")
            assert row["registered_on"] <= row["activated_on"] <= died <= row["locked_on"]
    active = 0
    for record, citizen, dirt in records:
        if citizen["cccd"] in dead:
            assert record["registered_on"] < dead[citizen["cccd"]]
            assert not record["linked_cccd"]
            assert ("DECEASED" in dirt) == (record["status"] == "00")
            active += record["status"] == "00"
            if record["status"] != "00":
                assert record["reason"] == "04"
                assert record["status_since"] >= dead[citizen["cccd"]]
    assert active


def test_accounts_follow_the_decree(world: World, tables: Tables) -> None:
    born = {row["cccd"]: row["born_on"] for row in tables(CITIZENS)}
    today = world.as_of.isoformat()
    for row in tables(ACCOUNTS):
        assert int(row["registered_on"][:4]) - int(born[row["cccd"]][:4]) >= (6 if row["guardian"] else 14)
        assert row["registered_on"] <= today
        assert bool(row["activated_on"]) == (row["state"] in {"active", "locked", "cancelled"})
        assert bool(row["locked_on"]) == bool(row["lock_reason"]) == (row["state"] == "locked")
        if row["activated_on"]:
            days = date.fromisoformat(row["activated_on"]) - date.fromisoformat(row["notified_on"])
            assert 0 <= days.days <= 7
        if row["state"] == "expired":
            assert (world.as_of - date.fromisoformat(row["notified_on"])).days > 7
        if row["state"] == "notified":
            assert (world.as_of - date.fromisoformat(row["notified_on"])).days <= 7


def test_accounts_have_their_own_copy_of_who_it_is(world: World, tables: Tables) -> None:
    """Name and birth date are the population register's, but for the few that are older, which the answer key names."""
    people = {row["cccd"]: row for row in tables(CITIZENS)}
    known = {row["cccd"]: set(row["dirt"].split()) for row in tables(ANSWERS)}
    accounts, old = tables(ACCOUNTS), dict.fromkeys(("EID_OLD_NAME", "EID_OLD_BIRTH"), 0)
    for row in accounts:
        citizen = people[row["cccd"]]
        assert (row["sex"], row["kind"]) == (citizen["sex"], "citizen")
        differs = {
            "EID_OLD_NAME": row["full_name"] != citizen["full_name"],
            "EID_OLD_BIRTH": row["born_on"] != citizen["born_on"],
        }
        for code, true in differs.items():
            old[code] += true
            assert (code in known.get(row["cccd"], {code} if true else set())) == true
        if differs["EID_OLD_NAME"]:
            assert len(row["full_name"]) < len(citizen["full_name"])
        if differs["EID_OLD_BIRTH"]:
            assert row["born_on"] == f"{citizen['born_on'][:4]}-01-01"
    for code, count in old.items():
        expected = CLASSES[code].rate * len(accounts)
        assert abs(count - expected) <= 4 * max(expected, 1) ** 0.5 + 1, code


def test_childrens_accounts_are_answered_for_by_a_parent(world: World, tables: Tables) -> None:
    people = {row["cccd"]: row for row in tables(CITIZENS)}
    accounts = {row["cccd"]: row for row in tables(ACCOUNTS)}
    children = [row for row in accounts.values() if row["guardian"]]
    assert bool(children) == (world.as_of >= date(2025, 1, 1))
    for row in children:
        citizen, guardian = people[row["cccd"]], accounts[row["guardian"]]
        assert row["guardian"] in {citizen["father_cccd"], citizen["mother_cccd"]}
        assert guardian["state"] == "active"
        assert row["registered_on"] >= max(guardian["activated_on"], "2024-07-01")
        assert row["level"] == "1"
        assert not row["phone"]
        assert 6 <= int(row["registered_on"][:4]) - int(citizen["born_on"][:4]) <= 14


def test_organisations_have_codes_of_their_own_and_a_representative(world: World, tables: Tables) -> None:
    organisations, taxed = tables(ORGANISATIONS), {row["mst"] for row in tables(TAXPAYERS)}
    accounts, today = {row["cccd"]: row for row in tables(ACCOUNTS)}, world.as_of.isoformat()
    assert bool(organisations) == (today > "2022-10-20")
    assert len({row["number"] for row in organisations} - taxed) == len(organisations)
    for row in organisations:
        assert mst.parse(row["number"]) == row["number"]
        assert is_synthetic(row["number"])
        assert row["number"][:2] != "99"
        assert row["name"] == row["name"].strip()
        representative = accounts[row["representative"]]
        assert (representative["level"], representative["state"]) == ("2", "active")
        assert representative["activated_on"] <= row["registered_on"] <= today
        assert bool(row["activated_on"]) == (row["state"] in {"active", "locked"})
        assert bool(row["locked_on"]) == bool(row["lock_reason"]) == (row["state"] == "locked")
        assert row["locked_on"] <= today
        if row["state"] == "expired":
            assert (world.as_of - date.fromisoformat(row["notified_on"])).days > 7


def test_several_tax_codes_belong_to_one_person(records: list[Record]) -> None:
    codes: dict[str, list[set[str]]] = {}
    for _, citizen, dirt in records:
        codes.setdefault(citizen["cccd"], []).append(dirt)
    for dirts in codes.values():
        assert all(("SEVERAL_MST" in dirt) == (len(dirts) > 1) for dirt in dirts)
    assert any(len(dirts) == 2 for dirts in codes.values())
