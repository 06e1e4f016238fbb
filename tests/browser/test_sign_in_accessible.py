"""The provider's pages in every state: nothing that axe-core can see, nothing cut off at 320 px, nothing too small."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import beyond, violations
from tests.browser.relying import RelyingParty
from tests.browser.test_sign_in import HOA, HOA_PHONE, scans, signs_in, types_code

pytestmark = pytest.mark.browser
SMALL = """[...document.querySelectorAll('button, summary, select, .first, .second, nav a,' +
    'input:not([type=hidden], [type=radio], [type=checkbox])')]
    .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""


class Tour:
    """Somebody who goes through the pages in one language."""

    def __init__(self, page: Page, rp: RelyingParty, lang: str) -> None:
        self.page, self.rp, self.lang = page, rp, lang

    def opens(self, path: str) -> "Tour":
        self.page.goto(f"{self.rp.eid}{path}{'&' if '?' in path else '?'}lang={self.lang}")
        return self

    def asked(self, acr: str = "LoA2") -> "Tour":
        self.page.goto(self.rp.asks(ui_locales=self.lang, acr_values=acr))
        return self

    def presses(self, *names: str) -> "Tour":
        for name in names:
            self.page.get_by_test_id(name).first.click()
        return self

    def signs_in(self, acr: str = "LoA2", login: str = HOA) -> "Tour":
        self.asked(acr)
        signs_in(self.page, login)
        return self

    def plays(self, persona: str, acr: str = "LoA2") -> "Tour":
        self.asked(acr)
        self.page.get_by_test_id("persona").select_option(persona)
        self.presses("play")
        return self

    def allowed(self) -> "Tour":
        self.signs_in("LoA1")
        self.presses("allow")
        self.page.wait_for_url(f"{self.rp.callback}**")
        return self

    def face(self) -> "Tour":
        self.signs_in("LoA4", "046193999071")
        types_code(self.page, self.rp, "0900000071")
        return self

    def shows_qr(self, *, after: int = 0) -> "Tour":
        self.asked("LoA3")
        self.presses("qr")
        if after:
            self.rp.passes(after)
            self.page.reload()
        return self

    def phone(self, *, persona: str = "") -> "Tour":
        """The phone in the same browser, in a page of its own."""
        self.shows_qr()
        screen, self.page = self.page, self.page.context.new_page()
        if persona:
            scans(self.page, screen, self.rp, persona)
            self.page.goto(f"{self.page.url}&lang={self.lang}")
        else:
            self.opens(f"/phone?c={screen.get_by_test_id('short-code').inner_text()}")
        return self

    def too_often(self) -> "Tour":
        self.asked()
        for _ in range(5):
            self.page.get_by_test_id("login").fill("x")
            self.page.get_by_test_id("password").fill("y")
            self.presses("sign-in")
        return self

    def scanned(self) -> "Tour":
        self.shows_qr()
        other = self.page.context.new_page()
        scans(other, self.page, self.rp, "hoa-renewed-card")
        self.page.reload()
        return self


STATES: dict[str, tuple[Callable[[Tour], Tour], str]] = {
    "start": (lambda tour: tour.opens("/"), "nav-inbox"),
    "identify": (Tour.asked, "sign-in"),
    "slips": (lambda tour: tour.asked().presses("sign-in", "testing"), "error-summary"),
    "personas": (lambda tour: tour.asked().presses("stories"), "back"),
    "code": (Tour.signs_in, "sent-to"),
    "code-slip": (lambda tour: tour.signs_in().presses("confirm"), "error-code"),
    "not-delivered": (lambda tour: tour.signs_in(login="015084999073"), "not-delivered"),
    "face": (Tour.face, "face-match"),
    "face-slip": (lambda tour: tour.face().presses("confirm"), "error-face-match"),
    "consent": (lambda tour: tour.signs_in("LoA1"), "allow"),
    "locked": (lambda tour: tour.plays("thinh-locked-by-authority"), "lock-reason"),
    "out-of-reach": (lambda tour: tour.plays("yuki-foreigner-level-one", "LoA4"), "unable"),
    "over": (Tour.too_often, "over"),
    "qr": (Tour.shows_qr, "short-code"),
    "qr-scanned": (Tour.scanned, "look"),
    "qr-timed-out": (lambda tour: tour.shows_qr(after=121), "qr-state"),
    "phone": (lambda tour: tour.opens("/phone"), "read"),
    "phone-slip": (lambda tour: tour.opens("/phone?c=x"), "error-c"),
    "phone-whose": (Tour.phone, "scan"),
    "phone-whose-slip": (lambda tour: tour.phone().presses("scan"), "error-persona"),
    "phone-asks": (lambda tour: tour.phone(persona="ha-rejects-qr"), "preset"),
    "phone-level-one": (lambda tour: tour.phone(persona="yuki-foreigner-level-one"), "no-face"),
    "phone-rejected": (
        lambda tour: tour.phone(persona="ha-rejects-qr").presses("reject"),
        "phone-state",
    ),
    "nobody": (lambda tour: tour.opens("/account"), "nobody"),
    "account": (lambda tour: tour.allowed().opens("/account"), "withdraw"),
    "receipt": (lambda tour: tour.allowed().opens("/account").presses("receipt"), "number"),
    "inbox-empty": (lambda tour: tour.opens("/inbox"), "no-messages"),
    "inbox": (lambda tour: tour.signs_in().opens(f"/inbox?phone={HOA_PHONE}"), "message"),
    "leave": (lambda tour: tour.allowed().opens("/logout").opens("/leave"), "stay"),
    "signed-out": (lambda tour: tour.opens("/signed-out"), "signed-out"),
    "unknown": (lambda tour: tour.opens("/sign-in/aaaaaaaaaaaaaaaa"), "trouble"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_stands_in_anybodys_way(browser: Browser, rp: RelyingParty, axe: str, state: str, lang: str) -> None:
    context = browser.new_context(locale="vi-VN")
    arrive, sign = STATES[state]
    tour = Tour(context.new_page(), rp, lang)
    arrive(tour)
    expect(tour.page.get_by_test_id(sign).first).to_be_visible()
    expect(tour.page.locator("html")).to_have_attribute("lang", lang)
    found = violations(tour.page, axe)
    tour.page.set_viewport_size({"width": 320, "height": 700})
    wider = beyond(tour.page)
    small = tour.page.evaluate(SMALL)
    context.close()
    assert not found, "\n".join(found)
    assert wider <= 0
    assert small == []
