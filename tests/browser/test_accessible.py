"""No violation that axe-core can see, on every page and in every state; nothing is cut off when zoomed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.stack import Sandbox
from tests.browser.looking import beyond, violations

pytestmark = pytest.mark.browser
HOA = "/reconciliations?persona=hoa-renewed-card&try=0"


def errors(page: Page, lang: str) -> None:
    page.goto(f"/reconciliations?lang={lang}")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("error-summary")).to_be_visible()


def reconciled(page: Page, lang: str, persona: str, number: int) -> None:
    page.goto(f"/reconciliations?lang={lang}&persona={persona}&try={number}")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("verdict")).to_be_visible()


STATES: dict[str, Callable[[Page, str], object]] = {
    "form": lambda page, lang: page.goto(f"/reconciliations?lang={lang}"),
    "persona": lambda page, lang: page.goto(f"{HOA}&lang={lang}"),
    "errors": errors,
    "match": lambda page, lang: reconciled(page, lang, "lan-three-numbers", 2),
    "tolerant": lambda page, lang: reconciled(page, lang, "suong-dropped-thi", 0),
    "mismatch": lambda page, lang: reconciled(page, lang, "hoa-renewed-card", 2),
    "ambiguous": lambda page, lang: reconciled(page, lang, "hung-vung-tau-shared-number", 1),
    "not-found": lambda page, lang: reconciled(page, lang, "hoa-renewed-card", 3),
    "personas": lambda page, lang: page.goto(f"/personas?lang={lang}"),
    "unknown": lambda page, lang: page.goto(f"/nowhere?lang={lang}"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_stands_in_anybodys_way(browser: Browser, pristine: Sandbox, axe: str, state: str, lang: str) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"])
    STATES[state](page, lang)
    found = violations(page, axe)
    page.context.close()
    assert not found, "\n".join(found)


def test_the_check_sees_what_it_should(browser: Browser, pristine: Sandbox, axe: str) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"])
    page.goto("/reconciliations")
    page.evaluate("document.querySelector('label[for=cmnd]').remove()")
    found = violations(page, axe)
    page.context.close()
    assert "label" in {one.partition(":")[0] for one in found}


# 200 % zoom of a 1280 px window is a window of 640 CSS pixels; WCAG 1.4.10 asks for 320.
@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_off(browser: Browser, pristine: Sandbox, state: str, width: int) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"], viewport={"width": width, "height": 700})
    STATES[state](page, "vi")
    wider = beyond(page)
    page.context.close()
    assert wider <= 0


def test_what_one_presses_is_large_enough(browser: Browser, pristine: Sandbox) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"], viewport={"width": 360, "height": 780})
    page.goto("/reconciliations")
    small = page.evaluate(
        """[...document.querySelectorAll('button, select, input:not([type=hidden], [type=radio], [type=checkbox])')]
        .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
    )
    page.context.close()
    assert small == []
