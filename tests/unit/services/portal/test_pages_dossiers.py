"""A citizen's own dossiers: the list, the timeline, what is asked of them; never anybody else's."""

import pytest

from services.portal.rules.procedures import catalogue
from tests.presses import Page
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser, Played
from tests.unit.services.portal.counter import Counter, page

KIM, SERVICE, LEASE = "kim-moved-to-the-city", "dang-ky-thuong-tru", "000.00.00.G99-KQ000003"


@pytest.fixture
def counter(portal: Register, played: Played) -> Counter:
    return Counter(portal, played)


@pytest.fixture
def kim(counter: Counter) -> Browser:
    return counter.browser(KIM)


@pytest.fixture
def code(counter: Counter, kim: Browser) -> str:
    procedure = catalogue().get(SERVICE)
    assert procedure
    filed = counter.file(kim, SERVICE, consent=["sector"], values=procedure.sample, components=[LEASE])
    return str(filed["code"])


@pytest.fixture
def asked(counter: Counter, kim: Browser, code: str) -> Page:
    """The dossier as Kim sees it when a supplement is asked."""
    at = page(counter.officer("CB001"), f"/desk/{code}")
    at.tick("ask-component")
    at.type("note-ask_supplement", "Cần bản rõ hơn.")
    assert at.press("do-ask_supplement").status == 200
    return page(kim, f"/dossiers/{code}")


def test_who_is_not_signed_in_signs_in_first_and_comes_back(browser: Browser) -> None:
    assert browser.http.get("/dossiers").headers["location"] == "/sign-in?return_to=%2Fdossiers"
    path = "/dossiers/H99.1-260101-0001"
    assert browser.http.get(path).headers["location"].endswith("H99.1-260101-0001")


def test_the_list_is_of_ones_own(counter: Counter, kim: Browser, code: str) -> None:
    at = page(kim, "/dossiers")
    assert at.data["dossier-line"]["data-code"] == code
    assert "nothing" in page(counter.browser("hoa-renewed-card"), "/dossiers").data


def test_an_officers_list_is_not_the_queue(counter: Counter, code: str) -> None:
    assert "nothing" in page(counter.officer("CB001"), "/dossiers").data
    assert page(counter.officer("CB001"), f"/dossiers/{code}").status == 404


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_dossier_says_where_it_is(kim: Browser, code: str, lang: str) -> None:
    at = page(kim, f"/dossiers/{code}?lang={lang}")
    assert at.status == 200
    assert at.data["status"]["data-status"] == "1"
    assert code in at.text
    assert "DƯƠNG THỊ KIM" in at.text
    assert "withdraw" in at.buttons
    assert "supplement" not in at.buttons


def test_the_papers_of_a_dossier_are_its_citizens(counter: Counter, kim: Browser, code: str) -> None:
    at = page(kim, f"/dossiers/{code}")
    path = at.text.partition(f'href="/dossiers/{code}/papers/')[2].partition('"')[0]
    assert kim.http.get(f"/dossiers/{code}/papers/{path}").headers["content-type"] == "application/pdf"
    assert page(counter.browser("hoa-renewed-card"), f"/dossiers/{code}/papers/{path}").status == 404


def test_what_is_asked_is_brought_and_the_dossier_goes_on(asked: Page, counter: Counter, code: str) -> None:
    assert asked.data["status"]["data-status"] == "5"
    assert "Cần bản rõ hơn." in asked.text
    asked.attach("supplement-file")
    at = asked.press("supplement")
    assert (at.status, at.data["status"]["data-status"]) == (200, "1")
    assert "done" in at.data
    assert "history" in page(counter.officer("CB001"), f"/desk/{code}").data


def test_nothing_brought_is_said_and_nothing_happens(asked: Page) -> None:
    at = asked.press("supplement")
    assert at.status == 422
    assert at.data["refusal"]["data-code"] == "dossier.step-incomplete"
    assert at.data["status"]["data-status"] == "5"


def test_a_file_that_is_no_paper_is_refused(asked: Page) -> None:
    asked.attach("supplement-file", b"MZ this is a program")
    at = asked.press("supplement")
    assert at.data["refusal"]["data-code"].startswith("attachment.")
    assert at.data["status"]["data-status"] == "5"


def test_a_dossier_is_withdrawn_once(kim: Browser, code: str) -> None:
    at = page(kim, f"/dossiers/{code}")
    done = at.press("withdraw")
    assert done.data["status"]["data-status"] == "7"
    assert "withdraw" not in done.buttons
    assert at.press("withdraw").data["refusal"]["data-code"] == "dossier.version-stale"


def test_the_fee_is_paid_from_the_dossier(counter: Counter, kim: Browser, code: str) -> None:
    page(counter.officer("CB001"), f"/desk/{code}").press("do-receive").press("do-ask_payment")
    at = page(kim, f"/dossiers/{code}").press("pay-fee")
    assert at.data["amount"]["data-amount"] == "10000"
    back = at.press("pay").press("to-dossier")
    assert back.data["status"]["data-status"] == "2"
    assert "pay-fee" not in back.buttons


@pytest.mark.parametrize("what", ["supplement", "withdraw", "pay"])
def test_nobody_acts_on_another_citizens_dossier(counter: Counter, code: str, kim: Browser, what: str) -> None:
    other = counter.browser("hoa-renewed-card")
    answer = other.post(f"/dossiers/{code}/{what}", version="1")
    assert answer.status_code == 404
    assert page(kim, f"/dossiers/{code}").data["status"]["data-status"] == "1"


@pytest.mark.parametrize("what", ["supplement", "withdraw", "pay"])
def test_a_post_without_the_code_of_the_form_changes_nothing(kim: Browser, code: str, what: str) -> None:
    answer = kim.http.post(f"/dossiers/{code}/{what}", data={"version": "1"})
    assert (answer.status_code, "page.form-stale" in answer.text) == (403, True)
