"""A person signs in at the identity provider: password, code, face, a phone that reads a QR code, consent, sign-out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.relying import RelyingParty

pytestmark = pytest.mark.browser
HOA, HOA_PHONE, PASSWORD = "001171999001", "0900000001", "hop-cat-2026"
LOOKS_AGAIN = 10_000  # the screen looks every four seconds


@pytest.fixture
def phone(browser: Browser, context: BrowserContext) -> Iterator[Page]:
    """Another browser, as the phone; ``context`` first, so that the sandbox is pristine."""
    opened = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield opened.new_page()
    opened.close()


def signs_in(page: Page, login: str = HOA) -> None:
    page.get_by_test_id("login").fill(login)
    page.get_by_test_id("password").fill(PASSWORD)
    page.get_by_test_id("sign-in").click()


def types_code(page: Page, rp: RelyingParty, phone: str = HOA_PHONE) -> None:
    page.get_by_test_id("code").fill(rp.inbox(phone))
    page.get_by_test_id("confirm").click()


def scans(phone: Page, screen: Page, rp: RelyingParty, persona: str) -> None:
    phone.goto(f"{rp.eid}/phone")
    phone.get_by_test_id("c").fill(screen.get_by_test_id("short-code").inner_text())
    phone.get_by_test_id("read").click()
    phone.get_by_test_id("persona").select_option(persona)
    phone.get_by_test_id("scan").click()


def came_back(page: Page, rp: RelyingParty) -> str:
    page.wait_for_url(f"{rp.callback}**")
    return page.url


def test_password_code_consent_and_back(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks())
    expect(page.get_by_test_id("client")).to_have_text("Ứng dụng thử")
    signs_in(page)
    expect(page.get_by_test_id("sent-to")).to_contain_text("090****001")
    types_code(page, rp)
    expect(page.get_by_test_id("scope-profile")).to_contain_text("TRẦN THỊ HOA")
    expect(page.get_by_test_id("claim-cccd")).to_contain_text("001******001")
    page.get_by_test_id("allow").click()
    claims = rp.claims(came_back(page, rp))
    assert (claims["cccd"], claims["acr"], claims["name"]) == (HOA, "LoA2", "TRẦN THỊ HOA")


def test_the_inbox_shows_the_code(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks())
    signs_in(page)
    with page.context.expect_page() as opening:
        page.get_by_test_id("open-inbox").click()
    inbox = opening.value
    code = inbox.get_by_test_id("message-code").first.inner_text()
    page.get_by_test_id("code").fill(code)
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("allow")).to_be_visible()


def test_refusing_at_the_consent_goes_back_with_an_error(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA1"))
    signs_in(page)
    page.get_by_test_id("refuse").click()
    assert rp.back(came_back(page, rp))["error"] == "access_denied"


def test_a_client_may_send_people_on_to_another_host(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA1", redirect_uri=rp.sending_on))
    signs_in(page)
    page.get_by_test_id("allow").click()
    page.wait_for_url(rp.elsewhere)


def test_a_step_up_asks_for_the_face_alone(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA1"))
    signs_in(page)
    page.get_by_test_id("allow").click()
    assert rp.claims(came_back(page, rp))["acr"] == "LoA1"
    page.goto(rp.asks(acr_values="LoA3"))
    expect(page.get_by_test_id("who")).to_contain_text("TRẦN THỊ HOA")
    page.get_by_test_id("face-no_match").check()
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("error-summary")).to_be_visible()
    page.get_by_test_id("face-match").check()
    page.get_by_test_id("confirm").click()
    assert rp.claims(came_back(page, rp))["acr"] == "LoA3"


def test_the_phone_approves_and_the_screen_goes_on_by_itself(page: Page, phone: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA4"))
    page.get_by_test_id("qr").click()
    expect(page.get_by_test_id("qr-state")).to_have_attribute("data-state", "pending")
    scans(phone, page, rp, "hoa-renewed-card")
    expect(phone.get_by_test_id("asker")).to_contain_text("Ứng dụng thử")
    phone.get_by_test_id("approve").click()
    expect(phone.get_by_test_id("phone-state")).to_have_attribute("data-state", "approved")
    expect(page.get_by_test_id("allow")).to_be_visible(timeout=LOOKS_AGAIN)
    page.get_by_test_id("allow").click()
    claims = rp.claims(came_back(page, rp))
    assert (claims["acr"], claims["amr"]) == ("LoA4", ["hwk", "pin", "face"])


def test_the_phone_rejects(page: Page, phone: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks())
    page.get_by_test_id("qr").click()
    scans(phone, page, rp, "ha-rejects-qr")
    expect(phone.get_by_test_id("preset")).to_be_visible()
    phone.get_by_test_id("reject").click()
    rejected = page.locator("[data-testid=qr-state][data-state=rejected]")
    expect(rejected).to_be_visible(timeout=LOOKS_AGAIN)
    page.get_by_test_id("other_way").click()
    expect(page.get_by_test_id("sign-in")).to_be_visible()


def test_nobody_answers_on_the_phone(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks())
    page.get_by_test_id("qr").click()
    rp.passes(121)
    expect(page.locator("[data-testid=qr-state][data-state=timed_out]")).to_be_visible(timeout=LOOKS_AGAIN)
    page.get_by_test_id("qr").click()
    expect(page.get_by_test_id("qr-state")).to_have_attribute("data-state", "pending")


def test_a_persona_is_played_from_the_list_of_stories(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA4"))
    page.get_by_test_id("stories").click()
    page.get_by_test_id("play-hoa-renewed-card").click()
    page.get_by_test_id("allow").click()
    assert rp.claims(came_back(page, rp))["acr"] == "LoA4"


def test_the_language_changes_on_the_spot_and_stays(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks())
    page.get_by_test_id("switch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_test_id("error-login")).to_contain_text("Enter a personal number")
    page.get_by_test_id("error-summary").get_by_role("link").first.click()
    expect(page.get_by_test_id("login")).to_be_focused()
    signs_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the one-time code")
    page.get_by_test_id("switch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập mã một lần")


def test_the_keyboard_is_enough(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA1"))
    for _ in range(12):
        if page.get_by_test_id("login").evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type(HOA)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("allow")).to_be_visible()
    for _ in range(20):
        if page.get_by_test_id("allow").evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "code" in rp.back(came_back(page, rp))


def test_consent_is_withdrawn_and_the_session_ended(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA1"))
    signs_in(page)
    page.get_by_test_id("allow").click()
    came_back(page, rp)
    page.goto(f"{rp.eid}/account")
    page.get_by_test_id("receipt").click()
    expect(page.get_by_test_id("client")).to_have_text("Ứng dụng thử")
    page.get_by_test_id("withdraw").click()
    expect(page.get_by_test_id("consent")).to_have_attribute("data-withdrawn", "yes")
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_test_id("signed-out")).to_be_visible()
    page.goto(rp.asks(acr_values="LoA1"))
    expect(page.get_by_test_id("sign-in")).to_be_visible()


def test_signing_out_is_asked_first(page: Page, rp: RelyingParty) -> None:
    page.goto(rp.asks(acr_values="LoA1"))
    signs_in(page)
    page.get_by_test_id("allow").click()
    came_back(page, rp)
    page.goto(f"{rp.eid}/logout?client_id={rp.id}&post_logout_redirect_uri={rp.url}")
    page.get_by_test_id("sign-out").click()
    page.wait_for_url(f"{rp.url}/**")
    expect(page.get_by_test_id("rp")).to_be_visible()
