"""What somebody of bad will tries, on both engines: refused by name, nothing changed, and a line in the audit."""

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from motcua.stack import Control, Sandbox
from tests.journeys.filing import APPROVER, PROCESSOR, RECEIVER, Filing, Told, officers, procedures

RESIDENCE = "dang-ky-thuong-tru"
STRANGER = "hoa-renewed-card"


def refused_lines(sandbox: Sandbox, code: str) -> list[Told]:
    """Audit lines of the portal that end in this refusal."""
    page = Control(sandbox.urls).ask("POST", "audit", {"limit": 1000}, only="portal")["portal"]
    return [line for line in page["lines"] if line["outcome"] == f"refused:{code}"]


def count(filing: Filing) -> int:
    """The dossiers of the person."""
    total: int = filing.api.get(f"/v1/dossiers?account={filing.account}")["total"]
    return total


@pytest.fixture
def procedure(each_sandbox: Sandbox) -> Told:
    return procedures(each_sandbox)[RESIDENCE]


@pytest.fixture
def filing(each_sandbox: Sandbox, procedure: Told) -> Iterator[Filing]:
    with Filing.of(each_sandbox, procedure["personas"][0], procedure["assurance"]) as filing:
        yield filing


@pytest.fixture
def stranger(each_sandbox: Sandbox, procedure: Told) -> Iterator[Filing]:
    with Filing.of(each_sandbox, STRANGER, procedure["assurance"]) as stranger:
        yield stranger


def test_a_locked_field_changed_in_the_browser(each_sandbox: Sandbox, filing: Filing, procedure: Told) -> None:
    form = filing.open(procedure)
    locked = next(one for one in form["fields"] if one["value"] and not one["editable"] and one["id"] == "full_name")
    values = {**procedure["sample"], locked["id"]: "NGƯỜI KHÁC"}
    papers = filing.papers(procedure, form)
    answer = filing.api.post("/v1/dossiers", (400, 403, 409, 422), form=form["id"], values=values, papers=papers)
    assert answer["code"] == "form.locked-field-changed"
    assert [one["field"] for one in answer["fields"]] == [locked["id"]]
    assert count(filing) == 0
    assert refused_lines(each_sandbox, answer["code"])
    dossier = filing.api.post("/v1/dossiers", form=form["id"], values=procedure["sample"], papers=papers)
    assert dossier["values"][locked["id"]] == locked["value"]  # nothing was lost: the same form files afterwards


def test_another_citizens_form_dossier_document_and_upload(
    each_sandbox: Sandbox, filing: Filing, stranger: Filing, procedure: Told
) -> None:
    form = filing.open(procedure)
    attachment = filing.upload(form, procedure["components"][0]["code"])
    dossier = filing.file(procedure, form)
    with officers(each_sandbox, form["code"]) as desk:
        desk.step(RECEIVER, dossier["code"], "receive")
    (letter, *_) = filing.dossier(dossier["code"])["letters"]
    for method, path, code in (
        ("get", f"/v1/forms/{form['id']}", "form.unknown"),
        ("get", f"/v1/dossiers/{dossier['code']}", "dossier.unknown"),
        ("get", f"/v1/dossiers/{dossier['code']}/history", "dossier.unknown"),
        ("get", f"/v1/documents/{letter}", "document.unknown"),
        ("get", f"/v1/documents/{letter}/file", "document.unknown"),
        ("get", f"/v1/attachments/{attachment}", "attachment.unknown"),
    ):
        answer = getattr(stranger.api, method)(path, 404)
        assert answer["code"] == code, path
        assert refused_lines(each_sandbox, code), path
    other: dict[str, Any] = {"form": form["id"], "values": procedure["sample"], "papers": []}
    assert stranger.api.post("/v1/dossiers", 404, **other)["code"] == "form.unknown"
    step = {"event": "withdraw", "version": filing.dossier(dossier["code"])["version"]}
    assert stranger.api.post(f"/v1/dossiers/{dossier['code']}/steps", 404, **step)["code"] == "dossier.unknown"
    assert filing.dossier(dossier["code"])["status"] == "2"
    foreign = stranger.api.post("/v1/documents/find", (403, 404), account=filing.account)
    assert foreign["code"] in {"account.not-yours", "document.unknown", "account.unknown"}


def test_a_double_click_files_once(filing: Filing, procedure: Told) -> None:
    form = filing.open(procedure)
    body = {"form": form["id"], "values": procedure["sample"], "papers": filing.papers(procedure, form)}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: filing.api.http.post("/v1/dossiers", json=body), range(4)))
    codes = {answer.json().get("code") for answer in answers if answer.status_code in {200, 201}}
    assert len(codes) == 1, [answer.text for answer in answers]
    assert {answer.json()["code"] for answer in answers if answer.status_code not in {200, 201}} <= {"form.filed"}
    assert count(filing) == 1
    changed = {**body, "values": {**procedure["sample"], "delivery": "desk"}}
    assert filing.api.post("/v1/dossiers", 409, **changed)["code"] == "form.filed"
    assert count(filing) == 1


def test_a_payment_is_settled_once_and_only_by_the_platform(
    each_sandbox: Sandbox, filing: Filing, procedure: Told
) -> None:
    dossier = filing.file(procedure, filing.open(procedure))
    with officers(each_sandbox, dossier["procedure_code"]) as desk:
        desk.step(RECEIVER, dossier["code"], "receive")
        desk.step(RECEIVER, dossier["code"], "ask_payment")
        payment = filing.api.post("/v1/payments", dossier=dossier["code"])
        forged = {
            "payment": payment["id"], "transaction": "forged-0001", "state": "paid", "amount": payment["amount"],
            "at": "2026-01-01T00:00:00+00:00", "signature": "0" * 64,
        }  # fmt: skip
        answer = filing.api.post("/v1/payments/callback", (400, 401, 403), **forged)
        assert answer["code"] == "payment.signature-wrong"
        assert refused_lines(each_sandbox, answer["code"])
        assert filing.dossier(dossier["code"])["paid"] is False
        filing.api.post(f"/v1/payments/{payment['id']}/settle", 200, state="paid")
        once = filing.dossier(dossier["code"])
        filing.api.post(f"/v1/payments/{payment['id']}/settle", (200, 409), state="paid")
        assert filing.dossier(dossier["code"]) == once
        assert once["paid"] is True


def test_the_second_of_two_officers_is_refused(each_sandbox: Sandbox, filing: Filing, procedure: Told) -> None:
    dossier = filing.file(procedure, filing.open(procedure))
    with officers(each_sandbox, dossier["procedure_code"]) as desk:
        desk.step(RECEIVER, dossier["code"], "receive", version=dossier["version"])
        late = desk.step(PROCESSOR, dossier["code"], "receive", 409, version=dossier["version"])
        assert late["code"] in {"dossier.version-stale", "dossier.step-not-possible"}
        assert [line["event"] for line in filing.dossier(dossier["code"])["history"]].count("receive") == 1


def test_a_forged_paper_is_seen(each_sandbox: Sandbox, filing: Filing, procedure: Told) -> None:
    dossier = filing.file(procedure, filing.open(procedure))
    with officers(each_sandbox, dossier["procedure_code"]) as desk:
        desk.step(RECEIVER, dossier["code"], "receive")
        desk.step(RECEIVER, dossier["code"], "ask_payment")
        filing.pay(dossier["code"])
        desk.step(PROCESSOR, dossier["code"], "process")
        desk.step(APPROVER, dossier["code"], "approve")
    (result, *_) = filing.dossier(dossier["code"])["results"]
    whole = filing.api.http.get(f"/v1/documents/{result}/file").content
    middle = len(whole) // 3
    forged = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for content, said in ((whole, "intact"), (forged, "tampered"), (whole + b"\n% appended", "tampered")):
        body = base64.b64encode(content).decode()
        assert filing.api.post("/v1/documents/verify", 200, content=body)["authenticity"] == said
    assert filing.api.http.get(f"/v1/documents/{result}/file").content == whole
