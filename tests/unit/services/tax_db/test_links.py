"""What a link does: to the record, to the person's other codes, to the history; and what it never does."""

import json
import threading
from typing import Any

import pytest

from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

LINK, LOOKUP, HISTORY = "/v1/taxpayers/link-cccd", "/v1/taxpayers/lookup", "/v1/taxpayers/history"
PERSONAS = load()


def ask_for(slug: str, record: int = 0, **changed: Any) -> dict[str, Any]:
    """The link that the portal would ask for."""
    persona = PERSONAS[slug]
    citizen = persona["population_db"]["citizen"]
    return {
        "mst": persona["tax_db"][record]["mst"],
        "cccd": citizen["cccd"],
        "full_name": citizen["full_name"],
        "born_on": citizen["born_on"],
        "former_numbers": [row["number"] for row in persona["population_db"]["numbers"] if row["kind"] == "cmnd"],
        "living_status": citizen["living_status"],
    } | changed


def record(register: Register, mst: str) -> dict[str, Any]:
    (taxpayer,) = register.answer(LOOKUP, mst=mst)["taxpayers"]
    return dict(taxpayer)


def events(register: Register, mst: str) -> list[tuple[str, str]]:
    return [(one["event"], one["detail"]) for one in register.answer(HISTORY, mst=mst)["events"]]


def codes(answer: dict[str, Any]) -> list[str]:
    return [reason["code"] for reason in answer["reasons"]]


def test_three_fields_agree(tax_db: Register) -> None:
    tax_db.clock("2026-07-01T09:00:00+07:00")
    got = tax_db.answer(LINK, **ask_for("hoa-renewed-card"))
    assert (got["outcome"], got["cccd"], got["folded"]) == ("linked", "001171999001", [])
    assert (got["status"]["code"], got["status"]["since"]) == ("00", "2009-11-20")
    after = record(tax_db, "9999901017")
    assert (after["linked_cccd"], after["id_number"]) == ("001171999001", "901999001")
    assert events(tax_db, "9999901017") == [("linked", "")]
    line = tax_db.audit("001171999001")[0]
    assert (line["action"], line["outcome"], line["fields"]) == ("link-cccd", "linked", "9999901017")


def test_repeated_it_changes_nothing(tax_db: Register) -> None:
    first = tax_db.answer(LINK, **ask_for("long-several-tax-codes"))
    history = tax_db.answer(HISTORY, mst=first["mst"])
    again = tax_db.answer(LINK, **ask_for("long-several-tax-codes"))
    assert (again["outcome"], codes(again)) == ("already_linked", ["link.already"])
    same = ("mst", "cccd", "status", "folded")
    assert {name: again[name] for name in same} == {name: first[name] for name in same}
    assert tax_db.answer(HISTORY, mst=first["mst"]) == history


@pytest.mark.parametrize("named", [0, 1])
def test_several_codes_are_folded_under_the_personal_number(named: int, tax_db: Register) -> None:
    ask = ask_for("long-several-tax-codes", named)
    mine, other = ask["mst"], PERSONAS["long-several-tax-codes"]["tax_db"][1 - named]["mst"]
    got = tax_db.answer(LINK, **ask)
    assert (got["outcome"], got["mst"], got["folded"], got["status"]["code"]) == ("linked", mine, [other], "00")
    gone = record(tax_db, other)
    assert (gone["folded_into"], gone["linked_cccd"]) == (ask["cccd"], ask["cccd"])
    assert (gone["status"]["code"], gone["status"]["reason"]) == ("01", "18")
    assert events(tax_db, other) == [("folded", f"into {mine}")]
    assert events(tax_db, mine) == [("linked", f"took over {other}")]
    assert [one["mst"] for one in tax_db.answer(LOOKUP, mst=ask["cccd"])["taxpayers"]] == [mine]
    # Asked about the folded code, the answer is about the one that goes on.
    again = tax_db.answer(LINK, **ask | {"mst": other})
    assert (again["outcome"], again["mst"], again["status"]["code"]) == ("already_linked", mine, "00")


def test_a_code_that_is_the_personal_number_takes_the_others_over(tax_db: Register) -> None:
    ask = ask_for("long-several-tax-codes")
    row = {"mst": ask["cccd"], "full_name": "Bùi Thanh Long", "born_on": "1975-12-08", "status": "00", "reason": "02"}
    tax_db.ask("/_sandbox/seed", table="taxpayers", rows=[row | {"id_kind": "cccd", "id_number": ask["cccd"]}])
    got = tax_db.answer(LINK, **ask)
    assert (got["outcome"], got["mst"]) == ("linked", ask["cccd"])
    assert got["folded"] == ["9999943017", "9999943105"]
    assert (record(tax_db, ask["cccd"])["linked_cccd"], record(tax_db, ask["cccd"])["folded_into"]) == (
        ask["cccd"],
        None,
    )


def test_a_code_linked_before_goes_on_and_a_newer_one_is_folded(tax_db: Register) -> None:
    linked = PERSONAS["hung-bien-hoa-shared-number"]["tax_db"][0]
    row = linked | {"mst": "9999901289", "linked_cccd": "", "linked_on": ""}
    tax_db.ask("/_sandbox/seed", table="taxpayers", rows=[row])
    got = tax_db.answer(LINK, **ask_for("hung-bien-hoa-shared-number", mst="9999901289"))
    assert (got["outcome"], got["mst"], got["folded"]) == ("linked", linked["mst"], ["9999901289"])


def test_another_holder_of_a_shared_cmnd_is_never_folded(tax_db: Register) -> None:
    ask = ask_for("hung-vung-tau-shared-number")
    other = PERSONAS["hung-vung-tau-shared-number"]["tax_db"][0] | {
        "mst": "9999901289", "full_name": "Lê Văn Hưng", "born_on": "1965-09-30",
    }  # fmt: skip
    tax_db.ask("/_sandbox/seed", table="taxpayers", rows=[other])
    before = record(tax_db, "9999901289")
    got = tax_db.answer(LINK, **ask)
    assert (got["outcome"], got["folded"]) == ("linked", [])
    assert record(tax_db, "9999901289") == before


@pytest.mark.parametrize(
    ("slug", "reasons"),
    [
        ("ngoc-status-ten", ["name.variant", "born.same", "number.same"]),
        ("nam-new-years-day", ["name.same", "born.default_day", "number.same"]),
        ("cuc-padded-number", ["name.same", "born.same", "number.padded"]),
        ("yen-lost-zero", ["name.same", "born.same", "number.lost_zero"]),
        ("hai-placeholder-number", ["name.same", "born.same", "number.placeholder"]),
        ("chau-misread-digit", ["name.same", "born.same", "number.other"]),
        ("quang-reissued-number", ["name.same", "born.same", "number.other"]),
        ("jun-ho-foreigner", ["name.same", "born.same", "number.none"]),
    ],
)
def test_any_difference_sends_the_record_to_status_10(slug: str, reasons: list[str], tax_db: Register) -> None:
    tax_db.clock("2026-07-01T09:00:00+07:00")
    ask = ask_for(slug)
    got = tax_db.answer(LINK, **ask)
    assert (got["outcome"], got["cccd"], codes(got)) == ("mismatch", None, reasons)
    assert (got["status"]["code"], got["status"]["reason"]) == ("10", "01")
    assert got["status"]["since"] == ("2025-07-01" if slug == "ngoc-status-ten" else "2026-07-01")
    assert record(tax_db, ask["mst"])["linked_cccd"] is None
    assert events(tax_db, ask["mst"]) == [("mismatch", " ".join(reasons))]


def test_once_the_register_is_right_status_10_ends_where_it_began(tax_db: Register) -> None:
    row = {"mst": "9999901289", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02", "status": "05", "reason": "01"}
    tax_db.ask("/_sandbox/seed", table="taxpayers", rows=[row | {"id_kind": "cmnd", "id_number": "901999777"}])
    ask = ask_for("hoa-renewed-card", mst="9999901289")
    assert tax_db.answer(LINK, **ask)["status"]["code"] == "10"
    got = tax_db.answer(LINK, **ask | {"former_numbers": ["901999777"]})
    assert (got["outcome"], got["status"]["code"], got["status"]["reason"]) == ("linked", "05", "01")


def test_a_record_in_status_10_since_before_comes_back_as_operating(tax_db: Register) -> None:
    got = tax_db.answer(LINK, **ask_for("phong-corrected-since"))
    assert (got["outcome"], got["status"]["code"], got["status"]["reason"]) == ("linked", "00", "02")


def test_a_closed_code_that_differs_stays_closed(tax_db: Register) -> None:
    got = tax_db.answer(LINK, **ask_for("mui-deceased-with-debts", living_status="1", full_name="PHẠM THỊ MUỘI"))
    assert (got["outcome"], got["status"]["code"]) == ("mismatch", "03")


@pytest.mark.parametrize("slug", ["tu-deceased-active-code", "mui-deceased-with-debts", "bien-missing-fisherman"])
def test_the_dead_and_the_missing_are_not_linked(slug: str, tax_db: Register) -> None:
    ask = ask_for(slug)
    before = record(tax_db, ask["mst"])
    got = tax_db.answer(LINK, **ask)
    assert (got["outcome"], got["status"], codes(got)) == ("deceased", None, [f"living.{ask['living_status']}"])
    assert record(tax_db, ask["mst"]) == before
    assert events(tax_db, ask["mst"]) == [("refused", f"living.{ask['living_status']}")]


def test_a_code_linked_to_somebody_else_is_taken(tax_db: Register) -> None:
    ask = ask_for("hung-vung-tau-shared-number", mst="9999909009")
    before = record(tax_db, "9999909009")
    got = tax_db.answer(LINK, **ask)
    assert (got["outcome"], got["cccd"], got["status"], codes(got)) == ("taken", None, None, ["link.taken"])
    assert "075065999009" not in json.dumps(got)
    assert record(tax_db, "9999909009") == before


def test_a_strangers_record_is_left_alone(tax_db: Register) -> None:
    for mst in ("9999902003", PERSONAS["lan-three-numbers"]["tax_db"][0]["mst"]):
        before = record(tax_db, mst)
        got = tax_db.answer(LINK, **ask_for("hoa-renewed-card", mst=mst))
        assert (got["outcome"], got["status"]) == ("mismatch", None)
        assert record(tax_db, mst) == before


def test_no_such_code(tax_db: Register) -> None:
    got = tax_db.answer(LINK, **ask_for("hoa-renewed-card", mst="9999901995"))
    assert (got["outcome"], got["mst"], codes(got)) == ("not_found", "9999901995", ["link.none"])
    assert tax_db.answer(HISTORY, mst="9999901995") == {"found": False, "events": []}


def test_a_malformed_request_writes_nothing_but_the_audit_line(tax_db: Register) -> None:
    before = tax_db.answer(LOOKUP, mst="9999901017")
    for wrong in (
        {"cccd": "1"},
        {"born_on": "1971-02-30"},
        {"living_status": "4"},
        {"former_numbers": ["x"]},
        {"a": 1},
    ):
        assert tax_db.ask(LINK, **ask_for("hoa-renewed-card") | wrong).status_code == 422
    assert tax_db.answer(LOOKUP, mst="9999901017") == before
    assert events(tax_db, "9999901017") == []
    assert [line["outcome"] for line in tax_db.audit() if line["outcome"].startswith("refused")] == (
        ["refused:body.malformed"] * 5
    )


def test_stale_reads_never_let_a_second_link_win(tax_db: Register) -> None:
    tax_db.answer(LINK, **ask_for("hoa-renewed-card"))
    tax_db.ask("/_sandbox/faults", kind="stale")
    got = tax_db.answer(LINK, **ask_for("hoa-renewed-card", cccd="001171999901"))
    assert got["outcome"] == "taken"


def test_of_many_at_once_one_wins(tax_db: Register) -> None:
    rivals = [f"0011719990{serial}" for serial in range(10, 22)]
    outcomes: dict[str, str] = {}

    def claim(cccd: str) -> None:
        outcomes[cccd] = tax_db.answer(LINK, **ask_for("hoa-renewed-card", cccd=cccd))["outcome"]

    threads = [threading.Thread(target=claim, args=(cccd,)) for cccd in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes.values()) == ["linked", *["taken"] * (len(rivals) - 1)]
    (winner,) = (cccd for cccd, outcome in outcomes.items() if outcome == "linked")
    assert record(tax_db, "9999901017")["linked_cccd"] == winner
    assert len(tax_db.answer(HISTORY, mst="9999901017")["events"]) == len(rivals)
    assert len([line for line in tax_db.audit() if line["action"] == "link-cccd"]) == len(rivals)
