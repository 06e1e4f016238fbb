"""Sandbox sector data: the same in every run, nobody's, plausible for the age, and not known of everybody."""

import re

import pytest

from motcua.wire.contracts import root
from motcua.wire.taxpayers import Status, Taxpayer
from services.portal.rules import sector, taxpayer
from services.portal.rules.prefill.wanted import wanted
from services.portal.rules.procedures import Catalogue
from services.portal.rules.sector import Person
from tests.unit.services.portal.test_accounts import PEOPLE

TODAY = "2026-01-05"
HOA = Person(
    "001171999001", "TRẦN THỊ HOA", "1971-03-02", organisation="Hợp tác xã Cói", organisation_code="9999967508"
)
ADULTS = [
    Person(f"0011{year:02}{serial:06}", "LÊ VĂN A", f"19{year:02}-05-05")
    for year in range(60, 99)
    for serial in range(9)
]
PUPILS = [Person(f"001217{serial:06}", "LÊ THỊ B", "2017-03-03") for serial in range(40)]


def test_the_same_number_has_the_same_records_all_month() -> None:
    for register in sector.REGISTERS:
        first = sector.record(register, HOA, "2026-01-01")
        assert first == sector.record(register, HOA, "2026-01-31")


MARKED = {
    "vehicle.plate_number": r"00-SB\d \d{3}\.\d{2}",
    "violation.decision_number": r"\d+/QĐ-XPHC-SB",
    "licence.number": r"00\d{10}",
    "land.certificate_number": r"SB \d{6}",
    "insurance.insurance_number": r"99\d{8}",
    "electricity.customer_code": r"SB\d{11}",
    "health.check_number": r"\d{5}/GKSKLX-SB",
}


@pytest.mark.parametrize("name", MARKED)
def test_numbers_say_that_they_are_of_the_sandbox(name: str) -> None:
    told = {sector.value(person, name, TODAY) for person in ADULTS} - {""}
    assert len(told) > len(ADULTS) // 2
    assert all(re.fullmatch(MARKED[name], number) for number in told)


@pytest.mark.parametrize("register", ["vehicle", "violation", "licence", "land", "insurance", "electricity", "health"])
def test_a_register_knows_most_people_and_not_everybody(register: str) -> None:
    known = sum(bool(sector.record(register, person, TODAY)) for person in ADULTS)
    assert 0.6 < known / len(ADULTS) < 1


def test_few_people_have_a_temporary_residence() -> None:
    known = sum(bool(sector.record("residence", person, TODAY)) for person in ADULTS)
    assert 0.1 < known / len(ADULTS) < 0.5


def test_only_the_young_go_to_school_and_only_adults_have_land() -> None:
    schools = [sector.record("education", pupil, TODAY) for pupil in PUPILS]
    assert {school["grade"] for school in schools if school} == {"4"}
    assert not any(sector.record("land", pupil, TODAY) for pupil in PUPILS)
    assert not any(sector.record("education", person, TODAY) for person in ADULTS)


def test_notices_of_birth_are_for_mothers_and_notices_of_death_for_the_dead() -> None:
    mai = Person("040193999003", "NGUYỄN THỊ MAI", "1993-05-12")
    bao = Person("036090999004", "TRẦN QUỐC BẢO", "1990-09-02")
    dead = bao._replace(living_status="2", as_of="2025-12-20")
    assert sector.value(mai, "civil.birth_notice_number", TODAY).startswith("GCS-SB-")
    assert sector.value(bao, "civil.birth_notice_number", TODAY) == ""
    assert sector.value(bao, "civil.died_on", TODAY) == ""
    assert "2025-12-15" <= sector.value(dead, "civil.died_on", TODAY) <= "2025-12-20"
    assert sector.value(dead, "civil.death_notice_number", TODAY).startswith("GBT-SB-")


def test_an_enterprise_is_whatever_the_electronic_identity_said() -> None:
    assert sector.value(HOA, "enterprise.name", TODAY) == "Hợp tác xã Cói"
    assert sector.value(HOA, "enterprise.code", TODAY) == "9999967508"
    assert sector.record("enterprise", HOA._replace(organisation_code=""), TODAY) == {}


def test_every_sector_value_that_a_form_names_exists_for_somebody() -> None:
    named = {name for one in Catalogue((root() / "procedures",)).all() for name in wanted(one).get("sector", ())}
    people = [*ADULTS, HOA, HOA._replace(living_status="2", as_of=TODAY), *PUPILS]
    unknown = {name for name in named if not any(sector.value(person, name, TODAY) for person in people)}
    assert unknown == set()


def test_nobody_asks_an_unknown_register_in_vain() -> None:
    assert sector.value(HOA, "moon.phase", TODAY) == ""
    assert sector.value(HOA, "vehicle.wings", TODAY) == ""


def test_birth_dates_of_a_year_or_a_leap_day_are_no_trouble() -> None:
    for born in ("1948", "1948-02", "2000-02-29", ""):
        for register in sector.REGISTERS:
            sector.record(register, HOA._replace(born_on=born), "2028-02-29")


def test_every_persona_can_be_asked_about() -> None:
    citizens = [one["population_db"]["citizen"] for one in PEOPLE.values() if one["population_db"]]
    for told in citizens:
        person = Person(told["cccd"], told["full_name"], told["born_on"], told["living_status"], told["as_of"])
        for register in sector.REGISTERS:
            assert all(sector.record(register, person, TODAY).values())


def test_two_people_who_shared_a_number_do_not_see_each_others_tax_record() -> None:
    status = Status(code="00", reason="02", vi="", en="", law="", valid=True)
    common = {"status": status, "office": None, "address": None, "linked_cccd": None, "folded_into": None}
    record = Taxpayer(
        mst="9999908002", full_name="Lê Văn Hùng", born_on="1965-04-12", id_kind="cmnd", id_number="927999008", **common
    )
    hung = taxpayer.Person("077065999008", "LÊ VĂN HÙNG", "1965-04-12")
    other = taxpayer.Person("075065999009", "LÊ VĂN HƯNG", "1965-09-30")
    assert taxpayer.own([record], hung) == [record]
    assert taxpayer.own([record], other) == []
    mistyped = record.model_copy(update={"full_name": "Le Van Hungg"})
    assert taxpayer.own([mistyped], hung) == [mistyped]
    assert taxpayer.own([record.model_copy(update={"folded_into": "077065999008"})], hung) == []
