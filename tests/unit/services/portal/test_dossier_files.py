"""Uploaded files: known by their bytes, refused with reasons, seen by nobody else; digitised at the desk."""

import base64
import hashlib
from typing import Any

import pytest

from services.portal.rules import uploads
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.dossiers import LEASE, PDF, PROVINCE, RECEIVER, Filer, service

PNG, JPEG = b"\x89PNG\r\n\x1a\n" + bytes(40), b"\xff\xd8\xff\xe0" + bytes(40)
HARMLESS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def kim(portal: Register, played: Played) -> Filer:
    portal.clock("2026-01-05T03:00:00Z")
    return Filer(portal, played, "kim-moved-to-the-city")


@pytest.fixture
def lam(portal: Register, played: Played, kim: Filer) -> Filer:
    return Filer(portal, played, "lam-disputed-hometown")


@pytest.mark.parametrize(("content", "kind"), [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")])
def test_three_types_are_taken(kim: Filer, content: bytes, kind: str) -> None:
    form = kim.open(service())["id"]
    answer = kim.upload(content=content, form=form, media_type=kind, sha256=hashlib.sha256(content).hexdigest())
    kept = answer.json()
    assert (answer.status_code, kept["media_type"], kept["size"]) == (201, kind, len(content))
    file = kim.send(f"attachments/{kept['id']}", method="GET")
    assert (file.content, file.headers["content-type"]) == (content, kind)
    assert "hop-dong.pdf" in file.headers["content-disposition"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"content": b""}, 409, "attachment.unreadable"),
        ({"content": b"MZ" + bytes(80)}, 409, "attachment.wrong-type"),  # an executable that is called a PDF
        ({"content": PNG}, 409, "attachment.wrong-type"),  # an image that says it is a PDF
        ({"content": PDF, "media_type": "text/html"}, 409, "attachment.wrong-type"),
        ({"content": PDF + HARMLESS}, 409, "attachment.infected"),
        ({"content": HARMLESS}, 409, "attachment.infected"),
        ({"content": PDF, "sha256": "0" * 64}, 409, "attachment.checksum-wrong"),
        ({"content": PDF + bytes(uploads.LARGEST)}, 409, "attachment.too-large"),
        ({"content": PDF + bytes(7_000_000)}, 413, "body.too-large"),
        ({"content": PDF, "name": "a/b.pdf"}, 422, "body.malformed"),
    ],
)
def test_what_is_refused_leaves_nothing(kim: Filer, more: dict[str, Any], status: int, code: str) -> None:
    form = kim.open(service())["id"]
    answer = kim.upload(form=form, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    told = kim.told("attachments", 201, **body(form))
    found = kim.send(f"attachments/{told['id']}", method="GET")
    assert found.status_code == 200


def body(form: str) -> dict[str, Any]:
    content = base64.b64encode(PDF).decode()
    return {"form": form, "component": LEASE, "name": "a.pdf", "media_type": "application/pdf", "content": content}


def test_text_that_is_no_base64(kim: Filer) -> None:
    form = kim.open(service())["id"]
    assert kim.refused("attachments", **body(form) | {"content": "!!"}) == (409, "attachment.unreadable")


def test_names_lose_what_is_no_name(kim: Filer) -> None:
    form = kim.open(service())["id"]
    kept = kim.told("attachments", 201, **body(form) | {"name": "giấy\N{RIGHT-TO-LEFT OVERRIDE}fdp.<b>.exe "})
    assert kept["name"] == "giấyfdp._b_.exe"


def test_a_file_is_its_owners_alone(kim: Filer, lam: Filer) -> None:
    form = kim.open(service())["id"]
    kept = kim.told("attachments", 201, **body(form))["id"]
    for behalf in (lam.me, RECEIVER, "system:portal"):
        assert kim.refused(f"attachments/{kept}", method="GET", behalf=behalf) == (404, "attachment.unknown")
        assert kim.refused(f"attachments/{kept}", method="DELETE", behalf=behalf) == (404, "attachment.unknown")
    assert lam.refused("attachments", **body(form)) == (404, "form.unknown")
    assert kim.refused("attachments", **body(form) | {"form": None}) == (404, "form.unknown")
    content = lam.content(service(), lam.open(service()))
    stolen = content | {"papers": [{"component": LEASE, "attachment": kept}]}
    assert lam.refused("dossiers", **stolen)[1] in {"attachment.unknown", "form.incomplete"}
    assert lam.told("dossiers", method="GET")["total"] == 0


def test_in_a_dossier_officers_see_it_and_it_stays(kim: Filer, lam: Filer) -> None:
    dossier = kim.file()
    (file,) = [one["attachment"] for one in dossier["papers"] if one["attachment"]]
    assert kim.send(f"attachments/{file}", method="GET", behalf=RECEIVER).content == PDF
    for behalf in (lam.me, PROVINCE):
        assert kim.refused(f"attachments/{file}", method="GET", behalf=behalf) == (404, "attachment.unknown")
    assert kim.refused(f"attachments/{file}", method="DELETE") == (404, "attachment.unknown")


def test_thrown_away_before_it_is_filed(kim: Filer) -> None:
    kept = kim.told("attachments", 201, **body(kim.open(service())["id"]))["id"]
    assert kim.told(f"attachments/{kept}", method="DELETE")["id"] == kept
    assert kim.refused(f"attachments/{kept}", method="GET") == (404, "attachment.unknown")


def test_an_officer_digitises_a_paper(kim: Filer, lam: Filer) -> None:
    code = kim.file()["code"]
    answer = kim.upload(dossier=code, behalf=RECEIVER, name="ban-giay.pdf")
    assert answer.status_code == 201, answer.text
    papers = [one for one in kim.show(code)["papers"] if one["component"] == LEASE]
    assert [(one["attachment"], one["digitised"], one["file_name"]) for one in papers] == [
        (answer.json()["id"], True, "ban-giay.pdf")
    ]
    assert kim.upload("KQ", dossier=code, behalf=RECEIVER).json()["code"] == "dossier.step-incomplete"
    for behalf in (PROVINCE, lam.me):
        assert kim.upload(dossier=code, behalf=behalf).json()["code"] == "dossier.unknown"
    kim.step(code, "withdraw", kim.me)
    assert kim.upload(dossier=code, behalf=RECEIVER).json()["code"] == "dossier.step-not-possible"


def test_an_account_keeps_so_much_and_no_more(kim: Filer) -> None:
    form, large = kim.open(service())["id"], PDF + bytes(uploads.LARGEST - len(PDF))
    answers = [kim.upload(content=large, form=form).status_code for _ in range(9)]
    assert answers == [201] * 8 + [409]
