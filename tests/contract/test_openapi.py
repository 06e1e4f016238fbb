"""The committed contracts read as documentation, usable without us: valid, named, in two languages, with examples."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from motcua.wire import contracts

SERVICES = ("population_db", "tax_db", "eid_auth", "portal")
Operation = tuple[str, str, str, dict[str, Any]]


def contract(service: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((contracts.root() / "openapi" / f"{service}.json").read_text(encoding="utf-8"))
    return found


def operations() -> Iterator[Operation]:
    for service in SERVICES:
        for path, methods in contract(service)["paths"].items():
            for method, operation in methods.items():
                yield service, path, method, operation


SUBJECTS = {"cccd", "cmnd", "mst", "id_number", "account", "form"}
FILES = {"document_file", "show_attachment"}
EVERY = list(operations())
API = [one for one in EVERY if one[1].startswith("/v1/")]


def named(operation: Operation) -> str:
    return f"{operation[0]} {operation[2].upper()} {operation[1]}"


def schema_of(service: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "components": contract(service)["components"]}


@pytest.mark.parametrize("service", SERVICES)
def test_valid_openapi_3_1(service: str) -> None:
    document = contract(service)
    assert document["openapi"].startswith("3.1")
    validate(document)
    identifiers = [operation["operationId"] for one, _, _, operation in EVERY if one == service]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("operation", EVERY, ids=named)
def test_named_in_both_languages_and_tagged(operation: Operation) -> None:
    told = operation[3]
    assert told["tags"]
    assert " · " in told["summary"], told["summary"]
    assert told["operationId"].isidentifier() or "_" in told["operationId"]


@pytest.mark.parametrize("operation", API, ids=named)
def test_says_what_it_does_who_may_and_how_it_refuses(operation: Operation) -> None:
    service, _, _, told = operation
    assert len(told.get("description", "")) >= 40
    assert told["security"] == [{"client": []}]
    assert {"X-Request-Id", "X-Purpose-Procedure", "X-On-Behalf-Of"} <= {one["name"] for one in told["parameters"]}
    for status, response in told["responses"].items():
        if int(status) >= 400:
            [(kind, content)] = response["content"].items()
            assert kind == "application/problem+json"
            checked = jsonschema_rs.validator_for(schema_of(service, content["schema"]))
            for code, example in content["examples"].items():
                checked.validate(example["value"])
                assert example["value"]["code"] == code


@pytest.mark.parametrize("operation", [one for one in API if "requestBody" in one[3]], ids=named)
def test_the_examples_of_a_question_are_right_and_about_personas(operation: Operation) -> None:
    service, _, _, told = operation
    content = told["requestBody"]["content"]["application/json"]
    examples = [one["value"] for one in content.get("examples", {}).values()] or [content["example"]]
    checked = jsonschema_rs.validator_for(schema_of(service, content["schema"]))
    for example in examples:
        checked.validate(example)
    about = {name for example in examples for name in example} & SUBJECTS
    assert "999" in json.dumps(examples) or not about, "an example should be about a persona, whose serials have 999"


@pytest.mark.parametrize("operation", API, ids=named)
def test_the_examples_of_an_answer_are_right(operation: Operation) -> None:
    service, _, _, told = operation
    [good] = [response for status, response in told["responses"].items() if int(status) < 300]
    kinds = good["content"]
    if "application/json" not in kinds:  # a file: what there is to say is which kinds it may be
        assert all(one["schema"] == {"type": "string", "format": "binary"} for one in kinds.values())
        return
    content = kinds["application/json"]
    examples = [one["value"] for one in content.get("examples", {}).values()] or [content["example"]]
    checked = jsonschema_rs.validator_for(schema_of(service, content["schema"]))
    for example in examples:
        checked.validate(example)
