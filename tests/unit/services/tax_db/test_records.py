"""Look-up, strict comparison, the list still keyed by CMND, and the words of a status on a day."""

from typing import Any

import pytest

from motcua.vnid.evidence import FIELD_REASONS
from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

LOOKUP, VERIFY, LEGACY = "/v1/taxpayers/lookup", "/v1/taxpayers/verify", "/v1/taxpayers/legacy"
PERSONAS = load()
RECORDS: list[dict[str, str]] = [record for persona in PERSONAS.values() for record in persona["tax_db"]]
HOA = {"mst": "9999901017", "id_number": "901999001", "full_name": "TRẦN THỊ HOA", "born_on": "1971-03-02"}


def codes(answer: dict[str, Any]) -> list[str]:
    return [reason["code"] for reason in answer["reasons"]]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["mst"])
def test_every_record_is_found_as_it_stands(record: dict[str, str], tax_db: Register) -> None:
    got = tax_db.answer(LOOKUP, mst=record["mst"])
    assert got["verdict"] == "found"
    (taxpayer,) = got["taxpayers"]
    status = taxpayer.pop("status")
    assert (status["code"], status["reason"], status["since"]) == (
        record["status"], record.get("reason"), record["status_since"],
    )  # fmt: skip
    assert taxpayer == {name: record.get(name) for name in taxpayer}
    (line,) = tax_db.audit()
    assert (line["action"], line["about"], line["outcome"]) == ("lookup", record["mst"], "found")


def test_a_number_finds_what_bears_it_as_typed(tax_db: Register) -> None:
    def found(number: str) -> list[str]:
        return [one["mst"] for one in tax_db.answer(LOOKUP, id_number=number)["taxpayers"]]

    assert found("901999001") == ["9999901017"]
    assert found("938999033") == []  # it was padded
    assert found("000938999033") == ["9999933001"]
    assert found("001178999044") == ["001178999044"]
    assert found("901999044") == ["9999944003"]  # folded; folded_into says where it went on


def test_one_look_up_finds_every_record_under_the_persons_own_numbers(tax_db: Register) -> None:
    def found(number: str, *former: str) -> dict[str, Any]:
        return tax_db.answer(LOOKUP, id_number=number, former_numbers=list(former))

    assert found("001171999001")["verdict"] == "not_found"
    assert [one["mst"] for one in found("001171999001", "901999001")["taxpayers"]] == ["9999901017"]
    assert len(found("001171999001", "901999001", "901999001")["taxpayers"]) == 1
    several = found("001178999044", "901999044")
    assert (several["verdict"], [one["mst"] for one in several["taxpayers"]]) == (
        "found", ["001178999044", "9999944003"],
    )  # fmt: skip
    assert {line["about"] for line in tax_db.audit()[:2]} == {"001178999044", "9999944003"}


def test_a_linked_record_answers_to_the_personal_number_as_tax_code(tax_db: Register) -> None:
    assert [one["mst"] for one in tax_db.answer(LOOKUP, mst="075065999009")["taxpayers"]] == ["9999909009"]


def test_nobody_and_several_are_verdicts(tax_db: Register) -> None:
    assert tax_db.answer(LOOKUP, mst="9999901995") == {"verdict": "not_found", "taxpayers": []}
    row = {"mst": "9999901289", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02", "id_kind": "cmnd"}
    assert tax_db.ask("/_sandbox/seed", table="taxpayers", rows=[row | {"id_number": "901999001"}]).status_code == 200
    got = tax_db.answer(LOOKUP, id_number="901999001")
    assert (got["verdict"], len(got["taxpayers"])) == ("several", 2)
    assert {line["about"] for line in tax_db.audit()[:2]} == {"9999901017", "9999901289"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"mst": "9999901017", "id_number": "901999001"},
        {"mst": None, "id_number": "901999001"},
        {"mst": None},
        {"mst": "9999901017", "former_numbers": ["901999001"]},
        {"mst": "9999901017", "id_number": "901999001", "former_numbers": ["901999002"]},
        {"former_numbers": ["901999001"]},
        {"id_number": "001171999001", "former_numbers": ["001171999001"]},
        {"id_number": "001171999001", "former_numbers": ["901999001"] * 11},
    ],
)
def test_exactly_one_of_code_and_number(body: dict[str, Any], tax_db: Register) -> None:
    assert tax_db.ask(LOOKUP, **body).status_code == 422


@pytest.mark.parametrize(
    ("changed", "verdict", "reasons"),
    [
        ({}, "match", ["name.same", "born.same", "number.same"]),
        ({"full_name": "Trần Thị Hoa"}, "match", ["name.same", "born.same", "number.same"]),
        ({"full_name": "TRAN THI HOA"}, "mismatch", ["name.unaccented", "born.same", "number.same"]),
        ({"born_on": "1971"}, "mismatch", ["name.same", "born.year_only", "number.same"]),
        ({"id_number": "901999002"}, "mismatch", ["name.same", "born.same", "number.other"]),
        ({"mst": "9999901995"}, "not_found", ["link.none"]),
    ],
)
def test_verify_is_strict_and_says_why(
    changed: dict[str, str], verdict: str, reasons: list[str], tax_db: Register
) -> None:
    got = tax_db.answer(VERIFY, **HOA | changed)
    assert (got["verdict"], codes(got), got["policy"]) == (verdict, reasons, "strict")
    assert "901999001" not in str(got)
    (line,) = tax_db.audit()
    assert (line["about"], line["outcome"]) == ({**HOA, **changed}["mst"], verdict)


@pytest.mark.parametrize(
    ("slug", "number", "reason"),
    [
        ("cuc-padded-number", "938999033", "number.padded"),
        ("yen-lost-zero", "027199999035", "number.lost_zero"),
        ("hai-placeholder-number", "917999034", "number.placeholder"),
        ("jun-ho-foreigner", "174083999061", "number.none"),
        ("chau-misread-digit", "925999036", "number.other"),
        ("quang-reissued-number", "031078999032", "number.other"),
    ],
)
def test_a_spoilt_number_is_explained_not_forgiven(slug: str, number: str, reason: str, tax_db: Register) -> None:
    (record,) = PERSONAS[slug]["tax_db"]
    ask = {name: record[name] for name in ("mst", "full_name", "born_on")}
    got = tax_db.answer(VERIFY, **ask, id_number=number)
    assert (got["verdict"], codes(got)[2:]) == ("mismatch", [reason])
    assert got["reasons"][2]["vi"] == FIELD_REASONS[reason][0]
    assert got["reasons"][2]["field"] == "id_number"


def test_the_list_of_codes_still_keyed_by_cmnd(tax_db: Register) -> None:
    want = sorted(
        record["mst"]
        for record in RECORDS
        if not record.get("linked_cccd")
        and not record.get("folded_into")
        and (record.get("id_kind") == "cmnd" or record.get("id_number", "").startswith("000"))
    )
    got, cursor = [], None
    while True:
        page = tax_db.get(LEGACY, page_size=7, **{"cursor": cursor} if cursor else {}).json()
        assert page["total"] == len(want)
        got += [taxpayer["mst"] for taxpayer in page["taxpayers"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        assert len(page["taxpayers"]) == 7
    assert got == want
    assert "9999933001" in got  # padded
    line = tax_db.audit()[0]
    assert (line["action"], line["about"]) == ("legacy", "")
    assert line["outcome"].startswith("listed ")


@pytest.mark.parametrize("query", [{"page_size": 0}, {"page_size": 201}, {"cursor": "abc"}, {"cursor": "12345"}])
def test_the_list_refuses_odd_pages(query: dict[str, Any], tax_db: Register) -> None:
    assert tax_db.get(LEGACY, **query).status_code == 422


def test_a_linked_record_leaves_the_list(tax_db: Register) -> None:
    before = tax_db.get(LEGACY).json()["total"]
    tax_db.answer(
        "/v1/taxpayers/link-cccd",
        mst="9999901017",
        cccd="001171999001",
        full_name="TRẦN THỊ HOA",
        born_on="1971-03-02",
        former_numbers=["901999001"],
    )
    assert tax_db.get(LEGACY).json()["total"] == before - 1


@pytest.mark.parametrize(
    ("moment", "valid", "law"),
    [
        ("2022-06-15T09:00:00+07:00", True, "105/2020/TT-BTC"),
        ("2025-02-06T00:00:00+07:00", True, "86/2024/TT-BTC"),
        ("2026-06-30T23:59:59+07:00", True, "86/2024/TT-BTC"),
        ("2026-07-01T00:00:00+07:00", False, "90/2026/TT-BTC"),
    ],
)
def test_status_04_is_void_since_july_2026(moment: str, valid: bool, law: str, tax_db: Register) -> None:
    row = {"mst": "9999901289", "full_name": "Trần Thị Hoa", "status": "04"}
    assert tax_db.ask("/_sandbox/seed", table="taxpayers", rows=[row]).status_code == 200
    tax_db.clock(moment)
    (taxpayer,) = tax_db.answer(LOOKUP, mst="9999901289")["taxpayers"]
    status = taxpayer["status"]
    assert (status["valid"], status["law"], status["reason"]) == (valid, law, None)
    assert status["vi"].startswith("Đang hoạt động")
    assert status["en"].startswith("Operating")


@pytest.mark.parametrize("by", ["tinh-demo", "thue-demo", "khong-quyen"])
def test_only_who_is_licensed_may_link(by: str, tax_db: Register) -> None:
    ask = {"cccd": "001171999001", "full_name": "TRẦN THỊ HOA", "born_on": "1971-03-02"}
    response = tax_db.ask("/v1/taxpayers/link-cccd", by=by, mst="9999901017", **ask, former_numbers=["901999001"])
    want = {"thue-demo": (200, "linked"), "tinh-demo": (403, ""), "khong-quyen": (403, "")}[by]
    assert (response.status_code, response.json().get("outcome", "")) == want
    (taxpayer,) = tax_db.answer(LOOKUP, mst="9999901017")["taxpayers"]
    assert taxpayer["linked_cccd"] == ("001171999001" if by == "thue-demo" else None)
    assert tax_db.audit()[1]["outcome"].startswith("linked" if by == "thue-demo" else "refused:")
