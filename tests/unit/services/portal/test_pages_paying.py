"""The payment stand-in: paid, refused, delayed, called back twice; only by who has to pay, and never real money."""

import pytest

from services.portal.rules.platform import DELAY
from services.portal.rules.procedures import catalogue
from tests.presses import Page, open_page
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
    """A dossier whose fee an officer has asked for."""
    procedure = catalogue().get(SERVICE)
    assert procedure
    dossier = counter.file(kim, SERVICE, consent=["sector"], values=procedure.sample, components=[LEASE])
    officer = counter.officer("CB001")
    at = page(officer, f"/desk/{dossier['code']}").press("do-receive").press("do-ask_payment")
    assert at.data["status"]["data-status"] == "6", at.text
    return str(dossier["code"])


@pytest.fixture
def paying(counter: Counter, kim: Browser, code: str) -> Page:
    """The page where Kim pays."""
    payment = counter.made("/v1/payments", f"citizen:{kim.account_id()}", dossier=code)
    return page(kim, f"/pay/{payment['id']}")


def status(counter: Counter, code: str) -> str:
    return str(page(counter.officer("CB001"), f"/desk/{code}").data["status"]["data-status"])


def test_the_page_says_what_is_paid_and_that_it_is_no_money(paying: Page, code: str) -> None:
    assert paying.data["amount"]["data-amount"] == "10000"
    assert "10.000\N{NO-BREAK SPACE}đ" in paying.text
    assert code in paying.text
    assert "không có tiền thật" in paying.text
    assert {"pay", "refuse", "delay", "twice"} <= set(paying.buttons)


@pytest.mark.parametrize("answer", ["pay", "twice"])
def test_paid_the_dossier_goes_on_with_a_receipt_once(
    counter: Counter, paying: Page, code: str, answer: str, portal: Register
) -> None:
    at = paying.press(answer)
    assert at.status == 200, at.text
    assert "receipt" in at.links
    assert "pay" not in at.buttons
    assert status(counter, code) == "2"
    assert len([line for line in portal.audit() if line["outcome"].startswith("paid ")]) == 1


def test_refused_the_dossier_waits_on(counter: Counter, paying: Page, code: str) -> None:
    at = paying.press("refuse")
    assert at.status == 200
    assert "receipt" not in at.links
    assert status(counter, code) == "6"


def test_delayed_it_waits_for_the_answer(counter: Counter, paying: Page, code: str) -> None:
    at = paying.press("delay")
    assert status(counter, code) == "6"
    assert "delay" not in at.buttons
    assert at.press("pay").status == 200
    assert status(counter, code) == "2"


def test_delayed_it_settles_by_itself_as_the_sandbox_clock_goes_on(
    counter: Counter, kim: Browser, paying: Page, code: str, portal: Register
) -> None:
    paying.press("delay")
    path = paying.address.removeprefix("http://testserver")
    assert "Ngân hàng đang xử lý" in page(kim, path).text
    portal.http.post("/_sandbox/clock", json={"advance": DELAY.total_seconds() + 1})
    assert "receipt" in page(kim, path).links
    assert status(counter, code) == "2"


def test_nobody_sees_or_settles_what_another_has_to_pay(counter: Counter, paying: Page, code: str) -> None:
    other = counter.browser("hoa-renewed-card")
    path = paying.address.removeprefix("http://testserver")
    assert page(other, path).status == 404
    answer = other.post(path, answer="pay")
    assert answer.status_code == 404
    assert status(counter, code) == "6"


def test_a_post_without_the_code_of_the_form_pays_nothing(
    counter: Counter, kim: Browser, paying: Page, code: str
) -> None:
    answer = open_page(kim.http, paying.address, "POST", data={"answer": "pay"})
    assert answer.status == 403
    assert status(counter, code) == "6"


def test_whoever_is_not_signed_in_signs_in_first(browser: Browser) -> None:
    path = f"/pay/{'0' * 32}"
    assert browser.http.get(path).headers["location"].startswith("/sign-in?return_to=%2Fpay%2F")
