"""The pages of documents: one's own, those behind a link, verification for whoever scans a code."""

import pytest

from tests.presses import open_page
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import HOA, MAI, Browser, Played
from tests.unit.services.portal.papers import CCCD, Kept, Papers

HTML = {"Accept": "text/html"}


@pytest.fixture
def engine() -> str:
    """Pages know nothing of databases: one is enough here."""
    return "sqlite"


@pytest.fixture
def hoa(browser: Browser) -> Browser:
    """Hoa, signed in."""
    assert browser.sign_in(HOA).status_code == 303
    return browser


@pytest.fixture
def papers(portal: Register, hoa: Browser) -> Papers:
    return Papers(portal)


@pytest.fixture
def kept(papers: Papers, hoa: Browser) -> Kept:
    """A document in Hoa's store."""
    return papers.kept(owner=hoa.account_id())


def test_my_documents_are_listed_with_what_they_are_worth(papers: Papers, hoa: Browser, kept: Kept) -> None:
    at = open_page(hoa.http, "/documents")
    assert at.data["document"]["data-state"] == "valid"
    assert kept.id in at.text
    assert "Dùng lại được" in at.text
    file = hoa.http.get(at.links["download"])
    assert file.content == kept.content
    assert file.headers["content-disposition"].startswith("attachment")


def test_an_empty_store_leads_to_the_services(hoa: Browser) -> None:
    assert "nothing" in open_page(hoa.http, "/documents").data


@pytest.mark.parametrize("path", ["/documents", "/documents/7K3M-Q2TD-9FHA-XW51/file"])
def test_whoever_is_not_signed_in_signs_in_first(browser: Browser, path: str) -> None:
    answer = browser.http.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?return_to=%2Fdocuments")


def test_another_citizens_file_and_share_are_unknown(
    portal: Register, played: Played, papers: Papers, kept: Kept
) -> None:
    mai = Browser(portal, played)
    assert mai.sign_in(MAI).status_code == 303
    assert mai.http.get(f"/documents/{kept.id}/file").status_code == 404
    refused = mai.post(f"/documents/{kept.id}/share", hours="1")
    assert refused.status_code == 404
    assert "/shared/" not in refused.text
    lines = [(line["action"], line["outcome"]) for line in papers.portal.audit()]
    assert ("document-file", "refused:document.unknown") in lines
    assert ("share-document", "refused:document.unknown") in lines


def test_a_link_is_made_shown_once_opened_and_ended(papers: Papers, hoa: Browser, kept: Kept) -> None:
    made = open_page(hoa.http, "/documents").press("make-link")
    assert made.status == 200
    key = made.text.partition("/shared/")[2][:32]
    assert "/shared/" not in open_page(hoa.http, "/documents").text
    shared = papers.portal.http.get(f"/shared/{key}", headers=HTML)
    assert shared.status_code == 200
    assert (shared.headers["referrer-policy"], shared.headers["cache-control"]) == ("no-referrer", "no-store")
    assert "Trần Thị Hoa" in shared.text
    assert CCCD not in shared.text
    assert papers.portal.http.get(f"/shared/{key}/file").content == kept.content
    stopped = open_page(hoa.http, "/documents").press("stop")
    assert "done" in stopped.data
    assert papers.portal.http.get(f"/shared/{key}", headers=HTML).status_code == 404


def test_asking_again_for_the_answer_to_a_form_leads_to_the_store(hoa: Browser, kept: Kept) -> None:
    answer = hoa.http.get(f"/documents/{kept.id}/share?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents?lang=en")


@pytest.mark.parametrize("hours", ["", "0", "x", "9999"])
def test_a_link_for_another_time_is_refused(papers: Papers, hoa: Browser, kept: Kept, hours: str) -> None:
    assert hoa.post(f"/documents/{kept.id}/share", hours=hours).status_code == 422


def test_a_share_without_the_code_of_the_form_is_refused(papers: Papers, hoa: Browser, kept: Kept) -> None:
    refused = hoa.http.post(f"/documents/{kept.id}/share", data={"hours": "1"})
    assert refused.status_code == 403
    assert papers.portal.ask("/v1/documents/verify", id=kept.id).status_code == 200


def test_what_the_qr_code_opens_says_who_signed_and_nothing_about_the_person(papers: Papers, kept: Kept) -> None:
    at = papers.portal.http.get(f"/verify/{kept.id.lower()}", headers=HTML)
    assert 'data-verdict="on_record"' in at.text
    assert "Nguyễn Thị Nghĩa" in at.text
    assert "T*** T** H**" in at.text
    for private in ("Trần Thị Hoa", CCCD, "Thanh Xuân"):
        assert private not in at.text


@pytest.mark.parametrize(
    ("path", "status", "sign"),
    [
        ("/verify/0000-0000-0000-0000", 200, 'data-verdict="unknown"'),
        ("/verify/0000", 404, "error-code"),
        ("/verify/%00", 404, "error-code"),
    ],
)
def test_a_code_that_is_none(papers: Papers, path: str, status: int, sign: str) -> None:
    answer = papers.portal.http.get(path, headers=HTML)
    assert answer.status_code == status
    assert sign in answer.text


def test_a_file_is_verified_without_a_session(papers: Papers, kept: Kept) -> None:
    for content, verdict in ((kept.content, "intact"), (kept.content + b" ", "tampered"), (b"x", "unsigned")):
        answer = papers.portal.http.post("/verify", files={"file": ("a.pdf", content, "application/pdf")}, headers=HTML)
        assert answer.status_code == 200
        assert f'data-verdict="{verdict}"' in answer.text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_typed_code_leads_to_its_address(papers: Papers, lang: str) -> None:
    typed = {"code": "7k3m q2td 9fha xw51", "lang": lang}
    answer = papers.portal.http.post("/verify", data=typed, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/verify/7K3M-Q2TD-9FHA-XW51" + ("?lang=en" if lang == "en" else "")
    for wrong in ("7K3M", ""):
        answer = papers.portal.http.post("/verify", data={**typed, "code": wrong}, headers=HTML)
        assert answer.status_code == 422
        assert "error-summary" in answer.text


def test_the_root_certificate_is_a_simulation_by_its_own_words(papers: Papers) -> None:
    answer = papers.portal.http.get("/verify/authority.pem")
    assert answer.text.startswith("-----BEGIN CERTIFICATE-----")
    assert "PRIVATE" not in answer.text
