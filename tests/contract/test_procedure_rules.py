"""What the law says of particular services, as their files have it: codes by day, cut-offs, what is asked only when."""

from datetime import date
from typing import Any

import pytest

from motcua.wire.contracts import root
from motcua.wire.dossiers import GivenPaper
from motcua.wire.procedures import Kind, Procedure, TimeUnit
from scripts.prefilled import DAY, opened
from services.portal.rules.prefill import settled
from services.portal.rules.procedures import Catalogue
from services.portal.rules.validation import fields, given

EVERY = {one.number: one for one in Catalogue((root() / "procedures",)).all()}
PARENTS = ("mother", "father")
Filed = tuple[dict[str, Any], dict[str, str]]


def filed(procedure: Procedure, slug: str, people: dict[str, Any], **declared: str) -> Filed:
    """The values that are kept, and the problems by field, of the sample with other people and other words."""
    wanted = procedure.model_copy(update={"sample_people": people})
    found = opened(wanted, slug)
    by_id = {field.id: field for field in found.fields}
    sent = {name: value for name, value in {**procedure.sample, **declared}.items() if by_id[name].editable}
    checked = fields.check(wanted, by_id, settled.merged(by_id, sent), DAY.isoformat())
    problems = {one.field: one.code for one in checked.problems}
    papers: list[GivenPaper] = []
    return checked.values, problems | {
        one.field: one.code for one in given.check(wanted, found.papers, papers, checked.values, ()).problems
    }


@pytest.mark.parametrize(
    ("number", "day", "code"),
    [
        (3, date(2026, 1, 5), "1.004222"),
        (15, date(2024, 6, 9), "2.000986"),
        (15, date(2024, 6, 10), "2.002621"),
        (15, date(2025, 12, 31), "2.002621"),
        (15, date(2026, 1, 1), "3.000722"),
        (20, date(2025, 2, 28), "1.002809"),
        (20, date(2025, 3, 1), "3.000346"),
        (25, date(2025, 2, 28), "2.000488"),
        (25, date(2025, 3, 1), "3.000333"),
    ],
)
def test_the_code_is_that_of_the_day(number: int, day: date, code: str) -> None:
    assert EVERY[number].code_on(day) == code


@pytest.mark.parametrize("number", [9, 10, 11])
def test_civil_status_is_registered_within_the_day_if_received_by_three(number: int) -> None:
    (limit,) = EVERY[number].time_limit
    assert (limit.unit, limit.cut_off) == (TimeUnit.SAME_DAY, "15:00")


def test_what_is_no_dossier() -> None:
    assert (EVERY[6].kind, EVERY[6].components, EVERY[8].kind) == (Kind.NOTICE, [], Kind.PAYMENT)
    assert [one.number for one in EVERY.values() if one.subject == "organisation"] == [13, 14]


def test_civil_status_writes_residence_and_full_birth_date_only_without_a_number() -> None:
    birth = EVERY[9]
    values, problems = filed(birth, birth.personas[0], dict(birth.sample_people))
    assert problems == {}
    for parent in PARENTS:
        assert values[f"{parent}_cccd"]
        assert not {f"{parent}_residence", f"{parent}_born_on"} & set(values)
    assert "contact_address" not in values
    unknown = {"mother": birth.sample_people["mother"]}
    values, problems = filed(birth, birth.personas[0], unknown, father_name="Trần Văn Mẫu")
    assert {problems.get("father_residence"), problems.get("father_born_on")} == {"required"}
    assert values["father_name"] == "Trần Văn Mẫu"


def test_marriage_asks_the_divorce_paper_because_the_register_does_not_say_which_end_it_was() -> None:
    marriage = EVERY[11]
    _, problems = filed(marriage, marriage.personas[0], dict(marriage.sample_people))
    assert problems == {"papers.000.00.00.G99-KQ000211": "paper_missing"}


def test_a_parent_registers_the_residence_of_a_child_whom_the_register_knows() -> None:
    residence = EVERY[3]
    words = {
        "request": "join_household", "for_whom": "minor", "parents_agree": "true", "move_into": "household",
        "new_head_name": "Trần Quốc Bảo", "new_head_cccd": "036090999004", "new_role": "CH02", "head_consent": "true",
    }  # fmt: skip
    values, problems = filed(residence, "mai-young-mother", {"minor": "an-toddler"}, **words)
    assert problems == {}  # the household is on record, so no paper is asked
    assert values["minor_name"].endswith("AN")
    assert "owner_name" not in values
    without_consent = words | {"parents_agree": "false"}
    _, problems = filed(residence, "mai-young-mother", {"minor": "an-toddler"}, **without_consent)
    assert problems == {"parents_agree": "agree"}


def test_a_tenant_brings_the_lease_and_an_owner_nothing() -> None:
    residence = EVERY[3]
    _, problems = filed(residence, residence.personas[0], {})
    assert problems == {"papers.000.00.00.G99-KQ000003": "paper_missing"}
    _, problems = filed(residence, "hoa-renewed-card", {}, request="own_home")
    assert problems == {}


def test_the_population_register_is_never_asked_for_temporary_residence_phone_or_relatives_birth_dates() -> None:
    for procedure in EVERY.values():
        for section in procedure.sections:
            for field in section.fields:
                if "temporary" in field.id and field.id != "temporary_address_new":
                    assert not [one for one in field.source if one.startswith("npdb.")], (procedure.slug, field.id)
                if field.id in {"father_born_on", "mother_born_on", "spouse_born_on"}:
                    assert all(one.startswith("person.") for one in field.source), (procedure.slug, field.id)
