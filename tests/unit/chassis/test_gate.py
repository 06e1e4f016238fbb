"""The gate: who comes in, who does not, and what is left behind, over real HTTP."""

import json
from typing import Any

import httpx
import pytest

PATH = "/v1/identity/resolve-cmnd"
ASK = {"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}


def audit_of(service: httpx.Client) -> dict[str, Any]:
    page: dict[str, Any] = service.post("/_sandbox/audit", json={}).json()
    return page


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["code"] == code
    assert body["title"] != body["title_en"]
    assert body["request_id"] == answer.headers.get("x-request-id", "")
    return body


BAD: list[tuple[str, dict[str, Any], int, str]] = [
    ("unknown client", {"auth": ("nobody", "x"), "json": ASK}, 401, "client.unknown"),
    ("wrong secret", {"auth": ("portal", "x"), "json": ASK}, 401, "client.unknown"),
    ("no licence for the procedure", {"auth": ("khong-quyen", "khong-quyen-secret"), "json": ASK}, 403,
     "purpose.not-allowed"),
    ("operation outside the licence", {"auth": ("eid", "eid-sandbox-secret"), "json": ASK}, 403,
     "licence.operation-not-allowed"),
    ("missing purpose", {"headers": {"X-Purpose-Procedure": ""}, "json": ASK}, 400, "purpose.missing"),
    ("missing person", {"headers": {"X-On-Behalf-Of": "me"}, "json": ASK}, 400, "purpose.missing"),
    ("broken JSON", {"content": "{", "headers": {"Content-Type": "application/json"}}, 422, "body.malformed"),
    ("no UTF-8", {"content": b'{"cmnd": "\xff"}', "headers": {"Content-Type": "application/json"}}, 400,
     "body.unreadable"),
    ("no JSON", {"content": "cmnd=901999001", "headers": {"Content-Type": "text/plain"}}, 415, "body.content-type"),
    ("letters", {"json": ASK | {"cmnd": "90199900A"}}, 422, "body.malformed"),
    ("wrong length", {"json": ASK | {"cmnd": "90199900"}}, 422, "body.malformed"),
    ("no such day", {"json": ASK | {"born_on": "1971-02-30"}}, 422, "body.malformed"),
    ("unknown member", {"json": ASK | {"cccd": "001171999001"}}, 422, "body.malformed"),
    ("no body", {}, 422, "body.malformed"),
    ("deep nesting", {"content": "[" * 3000, "headers": {"Content-Type": "application/json"}}, 422, "body.malformed"),
    ("a number for text", {"json": ASK | {"cmnd": 901999001}}, 422, "body.malformed"),
    ("huge body", {"json": ASK | {"full_name": "A" * 5000}}, 413, "body.too-large"),
    ("unknown fault", {"json": ASK, "headers": {"Sandbox-Fault": "explode"}}, 400, "fault.malformed"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "status", "code"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_bad_input_is_refused_and_leaves_only_its_audit_line(
    service: httpx.Client, ask: dict[str, Any], status: int, code: str
) -> None:
    refused(service.post(PATH, **ask), status, code)
    page = audit_of(service)
    assert [line["outcome"] for line in page["lines"]] == [f"refused:{code}"]
    assert page["intact"]


def test_a_huge_body_without_a_length_is_cut_off(service: httpx.Client) -> None:
    def endless() -> Any:
        for _ in range(100):
            yield b" " * 1000

    answer = service.post(PATH, content=endless(), headers={"Content-Type": "application/json"})
    refused(answer, 413, "body.too-large")


def test_the_fields_concerned_are_named_in_both_languages(service: httpx.Client) -> None:
    body = refused(service.post(PATH, json={"cmnd": "1", "born_on": "x"}), 422, "body.malformed")
    assert {field["field"] for field in body["fields"]} == {"body.cmnd", "body.full_name", "body.born_on"}
    assert all(field["vi"] and field["en"] and field["vi"] != field["en"] for field in body["fields"])


def test_unknown_addresses_and_methods(service: httpx.Client) -> None:
    refused(service.get("/v1/nothing"), 404, "path.unknown")
    answer = service.put(PATH, json=ASK)
    refused(answer, 405, "method.not-allowed")
    assert answer.headers["allow"] == "POST"


def test_request_id_and_trace_are_kept(service: httpx.Client) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    answer = service.post(PATH, json=ASK, headers={"X-Request-Id": "mine-1", "traceparent": trace})
    assert answer.headers["x-request-id"] == "mine-1"
    assert audit_of(service)["lines"][0]["request_id"] == "mine-1"


def test_the_journal_remembers_with_numbers_masked(service: httpx.Client) -> None:
    service.post(PATH, json=ASK)
    [entry] = service.get("/_sandbox/journal").json()["requests"]
    assert (entry["status"], entry["client"], entry["path"]) == (200, "portal", PATH)
    assert "901999001" not in json.dumps(entry)
    assert service.delete("/_sandbox/journal").status_code == 204
    assert service.get("/_sandbox/journal").json() == {"requests": []}


@pytest.mark.parametrize("path", ["/v1/defect", "/_sandbox/defect", "/defect"])
def test_a_defect_is_a_problem_document_too_and_is_logged(
    service: httpx.Client, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    refused(service.get(path), 500, "sandbox.defect")
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["defect"]
    lines = [line["outcome"] for line in audit_of(service)["lines"]]
    assert lines == (["refused:sandbox.defect"] if path.startswith("/v1/") else [])
