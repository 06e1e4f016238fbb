"""A citizen's way through the portal in a phone's width: nothing axe-core can see, nothing cut off; filed by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.stack import Sandbox
from motcua.wire import contracts
from tests.browser.looking import beyond, violations
from tests.journeys.filing import SCAN

pytestmark = pytest.mark.browser
KIM, SERVICE, LEASE = "kim-moved-to-the-city", "dang-ky-thuong-tru", "000.00.00.G99-KQ000003"
THAO = "thao-day-month-swapped"
SAMPLE: dict[str, Any] = contracts.read_yaml(contracts.root() / "procedures" / "03-dang-ky-thuong-tru.yaml")["sample"]
PAPER: Any = {"name": "hop-dong.pdf", "mimeType": "application/pdf", "buffer": SCAN}


class Citizen:
    """Somebody at the pages of the portal, in one language."""

    def __init__(self, page: Page, lang: str) -> None:
        self.page, self.lang = page, lang
        page.set_default_timeout(10_000)

    def goes(self, path: str) -> "Citizen":
        """Open a page."""
        self.page.goto(f"{path}{'&' if '?' in path else '?'}lang={self.lang}")
        return self

    def signs_in(self, slug: str = KIM) -> "Citizen":
        """Sign in with biometrics, without the provider's pages."""
        self.page.goto(f"/sign-in?persona={slug}&level=3&return_to=/account")
        return self

    def opens(self, service: str = SERVICE) -> "Citizen":
        """Open the form of a service, with every consent."""
        self.goes(f"/services/{service}")
        for box in self.page.locator("[name=consent]").all():
            box.check()
        return self.presses("start")

    def presses(self, name: str) -> "Citizen":
        """Press a button."""
        self.page.get_by_test_id(name).click()
        return self

    def types(self) -> "Citizen":
        """Fill the sample in: first the choices, then what came of them."""
        for _ in range(2):
            for name, value in SAMPLE.items():
                self._answer(name, str(value))
            self.presses("save")
        return self

    def _answer(self, name: str, value: str) -> None:
        radio, box = self.page.get_by_test_id(f"f-{name}-{value}"), self.page.get_by_test_id(f"f-{name}")
        if radio.count():
            radio.check()
        elif box.count() and box.get_attribute("type") == "checkbox":
            box.check()
        elif box.count():
            box.fill(value)

    def reviews(self) -> "Citizen":
        """Upload what is asked, and look through everything."""
        self.signs_in().opens().types().page.get_by_test_id(f"file-{LEASE}").set_input_files(PAPER)
        return self.presses("review")

    def files(self) -> "Citizen":
        """File it."""
        self.reviews().page.get_by_test_id("f-declared_true").check()
        return self.presses("file")


def _added(who: Citizen) -> None:
    who.signs_in().opens().presses("add-members").presses("add-members")


def _not_found(who: Citizen) -> None:
    who.signs_in("mai-young-mother").opens("lien-thong-khai-sinh")
    for name, value in {"cccd": "001089999004", "full_name": "Trần Quốc Bảo", "born_on": "1/1/1970"}.items():
        who.page.get_by_test_id(f"p-father-{name}").fill(value)
    who.presses("find-father")


STATES: dict[str, tuple[Callable[[Citizen], object], str]] = {
    "front": (lambda who: who.goes("/"), "groups"),
    "found": (lambda who: who.goes("/?q=khai sinh"), "found"),
    "found-nothing": (lambda who: who.goes("/?q=xyzxyz"), "found"),
    "service": (lambda who: who.goes("/services/lien-thong-khai-sinh"), "start-sign-in"),
    "service-consent": (lambda who: who.signs_in().goes(f"/services/{SERVICE}"), "start"),
    "form": (lambda who: who.signs_in().opens(), "counts"),
    "form-conflict": (lambda who: who.signs_in(THAO).opens("tro-cap-that-nghiep"), "conflict-born_on"),
    "form-rows": (_added, "f-members.1.full_name"),
    "form-person": (_not_found, "error-people.father"),
    "form-slips": (lambda who: who.signs_in().opens().presses("review"), "error-summary"),
    "form-saved": (lambda who: who.signs_in().opens().types(), "done"),
    "review": (lambda who: who.reviews(), "review-form"),
    "review-slip": (lambda who: who.reviews().presses("file"), "error-declared_true"),
    "dossier": (lambda who: who.files(), "status"),
    "dossiers": (lambda who: who.files().goes("/dossiers"), "dossier-line"),
    "account": (lambda who: who.signs_in().goes("/account"), "identity"),
    "registers": (lambda who: who.signs_in().goes("/account/registers"), "register-npdb"),
    "looks": (lambda who: who.files().goes("/account/looks"), "log-npdb"),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_stands_in_anybodys_way(browser: Browser, pristine: Sandbox, axe: str, state: str, lang: str) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"], viewport={"width": 320, "height": 700})
    lead, seen = STATES[state]
    lead(Citizen(page, lang))
    expect(page.get_by_test_id(seen).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    found, wider = violations(page, axe), beyond(page)
    page.context.close()
    assert not found, "\n".join(found)
    assert wider <= 0


def test_permanent_residence_is_filed_by_hand_and_followed(page: Page) -> None:
    """With scripts and without: the fixture ``page`` is both."""
    citizen = Citizen(page, "vi")
    citizen.goes("/").page.get_by_test_id("search").fill("thuong tru")
    citizen.presses("search-submit").presses(f"service-{SERVICE}")
    page.goto(page.get_by_test_id(f"as-{KIM}").get_attribute("href") or "")
    for box in page.locator("[name=consent]").all():
        box.check()
    citizen.presses("start")
    prefilled = int(page.get_by_test_id("counts").get_attribute("data-prefilled") or 0)
    assert prefilled >= 12
    citizen.types().page.get_by_test_id(f"file-{LEASE}").set_input_files(PAPER)
    citizen.presses("review").page.get_by_test_id("f-declared_true").check()
    citizen.presses("file")
    expect(page.get_by_test_id("status")).to_have_attribute("data-status", "1")
    page.go_back()
    if page.get_by_test_id("file").count():  # pressed again on the page that the browser kept
        page.get_by_test_id("f-declared_true").check()
        citizen.presses("file")
    citizen.goes("/dossiers")
    expect(page.get_by_test_id("dossier-line")).to_have_count(1)


def test_enter_in_a_field_keeps_the_form_and_its_language(page: Page) -> None:
    citizen = Citizen(page, "vi").signs_in().opens()
    page.get_by_test_id("f-phone").fill("0900000963")
    page.get_by_test_id("f-phone").press("Enter")
    expect(page.get_by_test_id("f-phone")).to_have_value("0900000963")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    citizen.presses("switch")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_test_id("f-phone")).to_have_value("0900000963")
    page.get_by_test_id("f-phone").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_what_is_printed_is_the_form_and_not_its_buttons(browser: Browser, pristine: Sandbox) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"])
    Citizen(page, "vi").signs_in().opens()
    page.emulate_media(media="print")
    expect(page.get_by_test_id("nav-services")).to_be_hidden()
    expect(page.get_by_test_id("review")).to_be_hidden()
    expect(page.get_by_test_id("band")).to_be_visible()
    expect(page.get_by_test_id("field-full_name")).to_be_visible()
    page.context.close()
