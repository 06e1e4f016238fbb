"""Desk, dossiers, paying, demonstration on a phone: nothing axe-core can see, nothing cut off, nothing too small."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.stack import Sandbox
from tests.browser.looking import beyond, violations
from tests.journeys.filing import Desk, Filing, officers, procedures

pytestmark = pytest.mark.browser
PROCEDURE, CITIZEN = "dang-ky-thue-ca-nhan", "cong-photo-on-screen"
FIRST = {"case": "first", "income_kind": "wages", "registers_through": "self", "delivery": "electronic"}
KIM = "kim-moved-to-the-city"
RECEIVER, APPROVER = "trang-tax-by-personal-number", "nghia-hoi-nga"
SMALL = """[...document.querySelectorAll('button:not(.unseen), summary, select, textarea, .first, .second,' +
    'nav:not(.crumbs) a, input:not([type=hidden], [type=radio], [type=checkbox])')]
    .filter(one => one.getBoundingClientRect().height < 44 && one.checkVisibility()).map(one => one.outerHTML)"""


class Tour:
    """Somebody who goes through the pages in one language; a dossier is there, if one is asked for."""

    def __init__(self, page: Page, sandbox: Sandbox, lang: str) -> None:
        self.page, self.sandbox, self.lang = page, sandbox, lang

    def opens(self, path: str, persona: str = "") -> "Tour":
        """Open a page, as a persona if one is named."""
        if persona:
            self.page.goto(f"/sign-in?persona={persona}&return_to=/account")
        self.page.goto(f"{path}{'&' if '?' in path else '?'}lang={self.lang}")
        return self

    def presses(self, *names: str) -> "Tour":
        """Press buttons, each on the page that the one before led to."""
        for name in names:
            self.page.get_by_test_id(name).first.click()
        return self

    def filed(self) -> str:
        """A dossier; its code."""
        procedure = procedures(self.sandbox)[PROCEDURE]
        with Filing.of(self.sandbox, CITIZEN, 2) as filing:
            first = {**procedure, "sample": {**FIRST, "declared_true": "true"}}
            return str(filing.file(first, filing.open(procedure))["code"])

    def steps(self, code: str, *taken: tuple[str, str]) -> str:
        """Steps that officers take by the API."""
        with officers(self.sandbox, "1.008498") as apis:
            desk: Desk = apis
            for who, event in taken:
                desk.step(who, code, event, note="Đủ điều kiện.")
        return code

    def fee_asked(self) -> str:
        """A dossier whose fee is asked; its code."""
        procedure = procedures(self.sandbox)["dang-ky-thuong-tru"]
        with Filing.of(self.sandbox, KIM, 2) as filing:
            code = str(filing.file(procedure, filing.open(procedure))["code"])
        return self.steps(code, ("officer:CB001", "receive"), ("officer:CB001", "ask_payment"))


PROCESSED = (("officer:CB001", "receive"), ("officer:CB002", "process"))
STATES: dict[str, Callable[[Tour], object]] = {
    "demo": lambda tour: tour.opens("/demo"),
    "caption": lambda tour: tour.opens("/demo/dang-ky-thuong-tru/10"),
    "bar": lambda tour: tour.opens("/demo/dang-ky-thuong-tru/5").presses("go").opens("/account"),
    "not-ready": lambda tour: tour.opens("/demo/dang-ky-thuong-tru/5").presses("go"),
    "reset": lambda tour: tour.opens("/demo").presses("reset"),
    "citizen": lambda tour: tour.opens("/desk", CITIZEN),
    "mine": lambda tour: tour.filed() and tour.opens("/dossiers", CITIZEN),
    "my-dossier": lambda tour: tour.opens(f"/dossiers/{tour.filed()}", CITIZEN),
    "my-fee": lambda tour: tour.opens(f"/dossiers/{tour.fee_asked()}", KIM),
    "paying": lambda tour: tour.opens(f"/dossiers/{tour.fee_asked()}", KIM).presses("pay-fee"),
    "paid": lambda tour: tour.opens(f"/dossiers/{tour.fee_asked()}", KIM).presses("pay-fee", "twice"),
    "empty": lambda tour: tour.opens("/desk", RECEIVER),
    "queue": lambda tour: tour.filed() and tour.opens("/desk?status=1", RECEIVER),
    "new": lambda tour: tour.opens(f"/desk/{tour.filed()}", RECEIVER),
    "incomplete": lambda tour: tour.opens(f"/desk/{tour.filed()}", RECEIVER).presses(
        "more-transfer", "do-transfer"
    ),
    "person": lambda tour: tour.opens(f"/desk/{tour.filed()}", RECEIVER).presses("look-up"),
    "processing": lambda tour: tour.opens(f"/desk/{tour.steps(tour.filed(), *PROCESSED)}", APPROVER),
    "signed": lambda tour: tour.opens(f"/desk/{tour.steps(tour.filed(), *PROCESSED)}", APPROVER).presses("do-approve"),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_stands_in_anybodys_way(browser: Browser, pristine: Sandbox, axe: str, state: str, lang: str) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"], viewport={"width": 320, "height": 700})
    STATES[state](Tour(page, pristine, lang))
    expect(page.get_by_test_id("band")).to_be_visible()
    small, wider = page.evaluate(SMALL), beyond(page)
    found = violations(page, axe)
    page.context.close()
    assert not found, "\n".join(found)
    assert wider <= 0
    assert small == []
