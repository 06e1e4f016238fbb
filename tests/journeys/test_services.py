"""Each of the 25 services as its fitting persona lives it: open, prefill, file, process at the desk, signed result."""

import base64
import subprocess
from pathlib import Path

import pytest

from motcua.stack import Sandbox
from tests.journeys.filing import APPROVER, PROCESSOR, RECEIVER, Desk, Filing, Told, officers, procedures, slugs
from tests.programs import poppler

DONE = {"9", "10"}


def through_the_desk(desk: Desk, filing: Filing, dossier: Told) -> Told:
    """Receive, process, let the fee be paid, sign, return."""
    code = dossier["code"]
    desk.step(RECEIVER, code, "receive")
    if dossier["fee"] and not filing.dossier(code)["paid"]:
        desk.step(RECEIVER, code, "ask_payment")
        filing.pay(code)
    if filing.dossier(code)["status"] == "2":
        desk.step(PROCESSOR, code, "process")
    parts = filing.dossier(code)["parts"]
    for part in parts:
        before = filing.dossier(code)
        assert before["status"] == "4"
        desk.step(APPROVER, code, "part_result", part=part["key"])
        (now,) = [one for one in filing.dossier(code)["parts"] if one["key"] == part["key"]]
        assert now["document"]
    if not parts:
        desk.step(APPROVER, code, "approve", note="Hồ sơ đủ điều kiện.")
    return desk.step(RECEIVER, code, "return_result")


@pytest.mark.parametrize("slug", slugs())
def test_a_service_from_the_open_form_to_the_signed_result(sandbox: Sandbox, slug: str, tmp_path: Path) -> None:
    procedure = procedures(sandbox)[slug]
    with Filing.of(sandbox, procedure["personas"][0], procedure["assurance"]) as filing:
        lived(sandbox, procedure, filing, tmp_path)


def lived(sandbox: Sandbox, procedure: Told, filing: Filing, tmp_path: Path) -> None:
    form = filing.open(procedure)
    assert form["counts"]["prefilled"] > 0
    assert form["counts"]["fields"] == form["counts"]["prefilled"] + form["counts"]["declared"]
    dossier = filing.file(procedure, form)
    with officers(sandbox, form["code"]) as desk:
        if procedure["kind"] == "payment":
            filing.pay(dossier["code"])
        elif procedure["kind"] != "notice":
            through_the_desk(desk, filing, dossier)
    done = filing.dossier(dossier["code"])
    assert done["status"] in DONE
    if procedure["kind"] in {"dossier", "bundle"}:
        assert done["status"] == "10"
    signed = done["results"] or done["letters"]
    assert signed
    store = filing.api.post("/v1/documents/find", 200, account=filing.account)["documents"]
    assert set(signed) <= {one["id"] for one in store}
    for result in signed:
        answer = filing.api.http.get(f"/v1/documents/{result}/file")
        assert answer.headers["content-type"] == "application/pdf"
        verdict = filing.api.post("/v1/documents/verify", 200, content=base64.b64encode(answer.content).decode())
        assert verdict["authenticity"] == "intact", verdict
        file = tmp_path / f"{result}.pdf"
        file.write_bytes(answer.content)
        said = subprocess.run([poppler("pdfsig"), "-nocert", file], capture_output=True, text=True, check=True).stdout
        assert "Signature is Valid" in said
    if procedure["results"] and procedure["kind"] == "dossier":
        assert {one["code"] for one in store} & {one["code"] for one in procedure["results"]}
