"""Earlier results in the citizen's store: they fill fields and stand for papers, as long as they hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.portal.store import documents
from services.portal.store.documents import Document
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser, Played
from tests.unit.services.portal.forms import PAPER, RIGHT, UPLOADED, Applicant, Opened, serving

REPLACED = "000.00.00.G99-KQ000126"
RESIDENCE = "KQ.G99.000003"


@pytest.fixture
def hoa(portal: Register, browser: Browser, tmp_path: Path) -> Any:
    with serving(portal, tmp_path) as folder:
        file = folder / "26-thu-moi-tinh-huong.yaml"
        text = file.read_text(encoding="utf-8").replace(
            "[sector.insurance.health_card]", "[store.permanent_residence.number]"
        )
        text = text.replace(
            "name: {vi: Đơn, en: Application}", f"name: {{vi: Đơn, en: Application}}, replaced_by: [{RESIDENCE}]"
        )
        file.write_text(text, encoding="utf-8")
        yield Applicant(portal, browser, "hoa-renewed-card")


def keep(portal: Register, account: str, number: str, **change: Any) -> str:
    """A signed result in somebody's store; its id."""
    document = Document(
        id=f"AAAA-BBBB-CCCC-{number}", seq=0, owner=account, owner_name="", owner_cccd="", kind="result",
        code=RESIDENCE, number=number, name_vi="", name_en="", dossier="", procedure="", agency="",
        issuer_vi="", issuer_en="", signed_by="", signer_title="", issued_at="2026-01-02T03:04:05+00:00",
        valid_until="", said=json.dumps({"number": number}), file_name="", media_type="application/pdf", size=0,
        sha256=number,
    )  # fmt: skip
    with portal.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        documents.add(work, document._replace(**change), "")
    return document.id


def paper(form: Opened) -> dict[str, Any]:
    """The paper that the result stands for."""
    found: dict[str, Any] = next(one for one in form.form["papers"] if one["component"] == REPLACED)
    return found


def test_an_empty_store_is_silent(hoa: Applicant) -> None:
    form = hoa.opened()
    assert form.outcome("store") == "silent"
    assert (form["card"]["value"], form["card"]["notes"]) == (None, ["silent"])
    assert paper(form)["document"] is None


def test_the_newest_result_fills_and_replaces(hoa: Applicant, portal: Register) -> None:
    keep(portal, hoa.id, "0001")
    newest = keep(portal, hoa.id, "0002")
    form = hoa.opened()
    card = form["card"]
    assert (card["value"], card["source"], card["as_of"]) == ("0002", "store.permanent_residence.number", "2026-01-02")
    assert card["verified"]
    assert not card["editable"]
    assert paper(form)["document"] == newest
    found = hoa.send(f"forms/{form.id}/check", values=RIGHT).json()
    settled = {one["component"]: one for one in found["papers"]}
    assert settled[REPLACED]["document"] == newest
    assert settled[REPLACED]["attachment"] is None


@pytest.mark.parametrize(
    "change",
    [{"revoked_at": "2026-01-03T00:00:00+00:00"}, {"valid_until": "2026-01-03T00:00:00+00:00"}, {"owner": "somebody"}],
)
def test_what_does_not_hold_or_is_anothers_fills_nothing(
    hoa: Applicant, portal: Register, change: dict[str, str]
) -> None:
    document = keep(portal, hoa.id, "0001", **change)
    form = hoa.opened()
    assert form["card"]["value"] is None
    assert paper(form)["document"] is None
    given = [{"component": PAPER, "document": document}]
    status, code, fields = form.refused("check", values=RIGHT, papers=given)
    assert (status, code) == (422, "form.incomplete")
    assert fields == {f"papers.{PAPER}": "document_unknown"}


def test_a_result_revoked_after_the_form_was_opened_is_noticed_when_it_is_given(
    hoa: Applicant, portal: Register
) -> None:
    document = keep(portal, hoa.id, "0001")
    form = hoa.opened()
    with portal.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        assert documents.revoke(work, document, at="2026-01-03T00:00:00+00:00", who="x", why="x")
    status, code, fields = form.refused("check", values=RIGHT)
    assert (status, code, set(fields)) == (409, "form.outdated", {"card"})
    for given in ([], [{"component": PAPER, "document": document}]):
        assert form.refused("check", values=RIGHT, papers=given)[:2] == (422, "form.incomplete")
    assert hoa.send(f"forms/{form.id}/check", values=RIGHT, papers=UPLOADED).status_code == 200


def test_another_citizens_document_is_unknown_too(hoa: Applicant, portal: Register, played: Played) -> None:
    mai = Applicant(portal, Browser(portal, played), "mai-young-mother")
    document = keep(portal, mai.id, "0001")
    fields = hoa.opened().refused("check", values=RIGHT, papers=[{"component": PAPER, "document": document}])[2]
    assert fields == {f"papers.{PAPER}": "document_unknown"}
