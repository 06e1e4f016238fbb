"""Single sign-out in a real browser: whoever signs out at another system is signed out at the portal, too."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.stack import Sandbox
from tests.browser.looking import violations
from tests.browser.relying import RelyingParty
from tests.browser.test_portal_account import known

pytestmark = pytest.mark.browser


def test_who_signs_out_elsewhere_is_signed_out_here(page: Page, pristine: Sandbox) -> None:
    portal, eid = pristine.urls["portal"], pristine.urls["eid_auth"]
    with RelyingParty(eid) as other:
        known(page, "hoa-renewed-card")
        expect(page).to_have_url(f"{portal}/account")
        page.goto(f"{eid}/logout?client_id={other.id}&post_logout_redirect_uri={other.url}")
        page.get_by_test_id("sign-out").click()  # no hint proves the session, so the provider asks
        expect(page.get_by_test_id("told")).to_contain_text("Cổng Dịch vụ công quốc gia")
        page.wait_for_url(re.compile(re.escape(other.url)))
    page.goto(f"{portal}/account")
    expect(page).not_to_have_url(f"{portal}/account")


def test_who_signs_out_at_the_provider_is_signed_out_here(page: Page, pristine: Sandbox) -> None:
    portal, eid = pristine.urls["portal"], pristine.urls["eid_auth"]
    known(page, "hoa-renewed-card")
    page.goto(f"{eid}/account")
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_test_id("told")).to_contain_text("Cổng Dịch vụ công quốc gia")
    page.goto(f"{portal}/account")
    expect(page).not_to_have_url(f"{portal}/account")


def test_the_page_that_tells_stands_in_nobodys_way(browser: Browser, pristine: Sandbox, axe: str) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"], viewport={"width": 320, "height": 700})
    known(page, "hoa-renewed-card")
    page.goto(f"{pristine.urls['eid_auth']}/account")
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_test_id("told")).to_be_visible()
    found, beyond = violations(page, axe), page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.context.close()
    assert not found, "\n".join(found)
    assert beyond <= 0


def test_a_stranger_frames_nobody_out(page: Page, pristine: Sandbox) -> None:
    portal, eid = pristine.urls["portal"], pristine.urls["eid_auth"]
    known(page, "hoa-renewed-card")
    for query in (f"iss={eid}&sid=guess", "iss=https://evil.example&sid=guess", f"iss={eid}", ""):
        page.goto(f"{portal}/signed-out-elsewhere?{query}")
    page.goto(f"{portal}/account")
    expect(page).to_have_url(f"{portal}/account")
