"""The public services as files: they fit their schema, agree with one another and the registers, and can be filed."""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import jsonschema_rs
import pytest
import yaml

from motcua.wire.contracts import read_yaml, root
from motcua.wire.dossiers import GivenPaper
from motcua.wire.identity import ShareField
from motcua.wire.procedures import Condition, FormField, Kind, Procedure, Result
from scripts.prefilled import DAY, Opened, opened, people
from services.eid_auth.rules.assurance import REACH
from services.portal.rules.prefill import settled
from services.portal.rules.prefill.wanted import people as roles
from services.portal.rules.prefill.wanted import wanted
from services.portal.rules.procedures import Catalogue, with_blocks
from services.portal.rules.sector import REGISTERS, Person, record
from services.portal.rules.validation import fields, given

FOLDER = root() / "procedures"
FILES = {file.stem.partition("-")[2]: file for file in sorted(FOLDER.glob("[0-9]*.yaml"))}
EVERY = {one.slug: one for one in Catalogue((FOLDER,)).all()}
UPLOAD = "5a9d1c1e-58b4-4a41-9e0f-2f6d1f9b7a10"
TAX = {"mst", "full_name", "born_on", "status", "office", "address", "id_number"}
EID = {"cccd", "full_name", "born_on", "phone", "email", "level"}
NPDB = {"cccd", *ShareField}
each_service = pytest.mark.parametrize("slug", FILES)


def sector_values() -> set[str]:
    """What the sector registers can say of anybody: tried on people of several ages, alive and dead."""
    firm = ("2025-07-01", "Hợp tác xã Mẫu", "9999967508")
    tried = [
        Person(f"{number:03}{sex}{born % 100:02}999{number:03}", "MẪU", f"{born}-03-05", living, *firm)
        for number in range(40)
        for born, sex in ((1970, 0), (1995, 1), (2008, 3), (2015, 3))
        for living in ("1", "2")
    ]
    day = DAY.isoformat()
    return {f"{name}.{value}" for name in REGISTERS for person in tried for value in record(name, person, day)}


SECTOR = sector_values()


def results(procedure: Procedure) -> list[Result]:
    return [*procedure.results, *(part.result for part in procedure.parts)]


STORE = {f"{one.key}.{value}" for procedure in EVERY.values() for one in results(procedure) for value in one.values}


def form(slug: str) -> Opened:
    return opened(EVERY[slug], EVERY[slug].personas[0])


def in_json(told: Any) -> Any:
    """YAML has dates; JSON writes them as text."""
    return json.loads(json.dumps(told, default=date.isoformat))


def test_there_are_the_25_priority_services() -> None:
    numbers = [one.number for one in EVERY.values()]
    assert sorted(numbers) == list(range(1, 26))
    assert {one.number for one in EVERY.values() if one.kind is Kind.BUNDLE} == {15, 16}


@each_service
def test_follows_the_schema(slug: str) -> None:
    schema = json.loads((root() / "schemas" / "procedure.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema, validate_formats=True).validate(in_json(read_yaml(FILES[slug])))
    assert FILES[slug].stem == f"{EVERY[slug].number:02}-{slug}"


def test_the_schema_refuses_a_misspelt_member() -> None:
    schema = json.loads((root() / "schemas" / "procedure.schema.json").read_text(encoding="utf-8"))
    told = in_json(read_yaml(next(iter(FILES.values()))))
    assert not jsonschema_rs.validator_for(schema).is_valid({**told, "titel": {}})


def conditions(procedure: Procedure) -> Iterator[Condition | None]:
    yield from (one.required_when for one in procedure.components)
    for section in procedure.sections:
        yield section.shown_when
        for field in section.fields:
            yield from (field.required_when, field.shown_when)


@each_service
def test_names_only_what_there_is(slug: str) -> None:
    procedure = EVERY[slug]
    asked: dict[str, FormField] = {field.id: field for section in procedure.sections for field in section.fields}
    for condition in filter(None, conditions(procedure)):
        options = {option.value for option in asked[condition.field].options}
        assert not options or set(condition.one_of) <= options, condition
    for result in results(procedure):
        named = [value.removeprefix("field:") for value in result.values.values() if value.startswith("field:")]
        assert set(named) <= set(asked), result.key
        made = {value for value in result.values.values() if not value.startswith("field:")}
        assert made <= {f"made:{one}" for one in ("number", "book", "page", "today", "until")}
    columns = [column for field in asked.values() for column in field.columns]
    lists = {one.codelist for one in asked.values()} | {one.codelist for one in columns}
    assert all((root() / "codelists" / f"{name}.csv").is_file() for name in lists if name)
    assert {part for one in procedure.parts for part in one.after} <= {one.key for one in procedure.parts}


@each_service
def test_asks_sources_only_for_what_they_hold(slug: str) -> None:
    procedure = EVERY[slug]
    holds = {"npdb": NPDB, "eid": EID, "tax": TAX, "sector": SECTOR, "store": STORE}
    civil = {name.removeprefix("civil.") for name in SECTOR if name.startswith("civil.")}
    holds |= {f"person.{role}": NPDB | civil for role in roles(procedure)}
    for source, names in wanted(procedure).items():
        assert set(names) <= holds[source], (source, set(names) - holds[source])


def test_a_code_of_a_result_means_one_kind_of_paper() -> None:
    keys: dict[str, set[str]] = {}
    for procedure in EVERY.values():
        for result in results(procedure):
            keys.setdefault(result.code, set()).add(result.key)
    assert {code: found for code, found in keys.items() if len(found) > 1} == {}
    replacing = {code for one in EVERY.values() for paper in one.components for code in paper.replaced_by}
    assert replacing <= set(keys)


def test_a_code_of_a_procedure_leads_to_one_service() -> None:
    codes = [(code.code, one.slug) for one in EVERY.values() for code in one.codes]
    assert len({code for code, _ in codes}) == len(codes)
    papers = [paper.code for one in EVERY.values() for paper in one.components]
    assert len(set(papers)) == len(papers)


@each_service
def test_an_assumed_code_says_so(slug: str) -> None:
    for code in EVERY[slug].codes:
        assert code.code.startswith("9.99") == (code.mark == "assumed")
        assert code.note or code.mark == "seen"


@each_service
def test_one_code_is_in_force_where_days_are_given(slug: str) -> None:
    codes = EVERY[slug].codes
    for day in (date(2022, 6, 15), date(2024, 8, 1), date(2025, 3, 1), DAY, date(2026, 10, 1)):
        holding = [one for one in codes if one.holds(day)]
        assert len(holding) <= 1 or all(one.valid_to == holding[0].valid_to for one in holding)
    assert EVERY[slug].code_on(DAY) in {one.code for one in codes if one.holds(DAY)}


@each_service
def test_the_first_persona_can_sign_in_well_enough(slug: str) -> None:
    account = people()[EVERY[slug].personas[0]]["eid_auth"]
    assert account["state"] == "active"
    assert REACH[int(account["level"])] >= EVERY[slug].assurance


@each_service
def test_the_sample_is_accepted(slug: str) -> None:
    procedure, found = EVERY[slug], form(slug)
    by_id = {field.id: field for field in found.fields}
    assert settled.locked_changed(by_id, procedure.sample) == []
    checked = fields.check(procedure, by_id, settled.merged(by_id, procedure.sample), DAY.isoformat())
    assert checked.problems == []
    assert settled.people_missing(procedure, found.snapshot, checked.values) == []
    asked = given.check(procedure, found.papers, [], checked.values, ()).problems
    assert {problem.code for problem in asked} <= {"paper_missing"}
    brought = [GivenPaper(component=one.field.removeprefix("papers."), attachment=UPLOAD) for one in asked]
    assert given.check(procedure, found.papers, brought, checked.values, ()).problems == []


@each_service
def test_spares_typing(slug: str) -> None:
    counts = form(slug).counts
    assert counts.prefilled >= 5
    assert counts.prefilled + counts.declared == counts.fields


def texts(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        for one in told.values():
            yield from texts(one)
    elif isinstance(told, list):
        for one in told:
            yield from texts(one)
    elif isinstance(told, str):
        yield told


@each_service
def test_text_is_whole(slug: str) -> None:
    for text in texts(in_json(with_blocks(read_yaml(FILES[slug]), FOLDER))):
        assert text == unicodedata.normalize("NFC", text).strip()
        assert "  " not in text
        assert not re.search(r"\s[,;:.]", text.replace(" …", "")), text


def test_the_example_of_the_page_is_a_service() -> None:
    page = (root().parent / "docs" / "procedures.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    told = Procedure.model_validate(with_blocks(yaml.safe_load(example[1]), FOLDER))
    assert told.number == 26
