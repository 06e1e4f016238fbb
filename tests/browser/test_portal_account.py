"""Signing in to the portal in a real browser: through the provider's own pages, to the account and out again."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.stack import Sandbox
from tests.browser.looking import beyond, violations

pytestmark = pytest.mark.browser
NAME_DIFFERS, OLD, MERGE = "minh-anh-new-name", "hanh-vni-debris", "long-several-tax-codes"


def known(page: Page, slug: str, path: str = "/account") -> None:
    """Sign in as a persona without the provider's pages: the choice goes along in a header, as in CI."""
    page.set_extra_http_headers({"Sandbox-Persona": slug})
    page.goto(f"/sign-in?return_to={path}")
    page.set_extra_http_headers({})


@pytest.fixture
def visitor(browser: Browser, pristine: Sandbox) -> Iterator[Page]:
    """A page without scripts: everything here must work so."""
    context = browser.new_context(base_url=pristine.urls["portal"], java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_button_leads_to_the_provider(page: Page, pristine: Sandbox) -> None:
    page.goto("/")
    page.get_by_test_id("nav-sign-in").click()
    expect(page).to_have_url(re.compile(f"^{pristine.urls['eid_auth']}/"))


def test_the_whole_way_by_hand_and_back(page: Page, pristine: Sandbox) -> None:
    """Password, one-time code, consent, account: no header and no parameter, as a person does it."""
    page.goto("/")
    page.get_by_test_id("nav-sign-in").click()
    page.get_by_test_id("login").fill("001171999001")
    page.get_by_test_id("password").fill("hop-cat-2026")
    page.get_by_test_id("sign-in").click()
    inbox = httpx.get(f"{pristine.urls['eid_auth']}/_sandbox/inbox").json()
    page.get_by_test_id("code").fill(inbox["messages"][0]["code"])
    page.get_by_test_id("confirm").click()
    page.get_by_test_id("allow").click()
    expect(page).to_have_url(f"{pristine.urls['portal']}/account")
    expect(page.get_by_test_id("auth-level")).to_have_text("Mức 2: hai yếu tố")
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_test_id("signed-out")).to_be_visible()


def test_who_changes_their_mind_is_told_in_plain_words(page: Page) -> None:
    page.goto("/sign-in?lang=en")
    page.get_by_test_id("refuse").click()
    expect(page.get_by_test_id("sign-in-failed")).to_have_attribute("data-code", "sign-in.cancelled")
    expect(page.get_by_test_id("sign-in-failed")).to_have_text("You are not signed in")
    page.get_by_test_id("try-again").click()
    expect(page.get_by_test_id("sign-in")).to_be_visible()


def test_a_person_sees_who_they_are_to_the_portal(page: Page) -> None:
    known(page, "hoa-renewed-card")
    expect(page.get_by_test_id("identity")).to_have_attribute("data-status", "verified")
    expect(page.get_by_test_id("cccd")).to_have_text("001171999001")
    for field in ("cccd", "full_name", "born_on"):
        expect(page.get_by_test_id(f"field-{field}")).to_have_attribute("data-code", re.compile(r"\.same$"))
    page.get_by_test_id("home").click()
    expect(page.get_by_test_id("nav-account")).to_be_visible()
    page.get_by_test_id("switch").click()
    page.get_by_test_id("nav-account").click()
    expect(page.get_by_test_id("status")).to_have_text("Identity verified.")


def test_a_mismatch_is_told_with_a_way_out(page: Page) -> None:
    known(page, NAME_DIFFERS)
    expect(page.get_by_test_id("identity")).to_have_attribute("data-status", "needs_verification")
    expect(page.get_by_test_id("status")).to_have_text("Cần xác minh.")
    expect(page.get_by_test_id("field-full_name")).to_have_attribute("data-code", "name.other")
    expect(page.get_by_test_id("way-out").get_by_role("listitem")).not_to_have_count(0)
    page.get_by_test_id("recheck").click()
    expect(page.get_by_test_id("done")).to_be_visible()


def test_signing_out_ends_both_sessions(page: Page, pristine: Sandbox) -> None:
    known(page, "hoa-renewed-card")
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_test_id("signed-out")).to_be_visible()
    page.get_by_test_id("sign-in-again").click()
    expect(page).to_have_url(re.compile(f"^{pristine.urls['eid_auth']}/sign-in/"))  # it asks who is there


def test_an_old_account_is_claimed_and_merged(visitor: Page) -> None:
    known(visitor, OLD, "/account/old")
    visitor.get_by_test_id("claim-nuocmamhanh").click()
    expect(visitor.get_by_test_id("done")).to_be_visible()
    visitor.get_by_test_id("phone_of-nuocmamhanh").check()
    visitor.get_by_test_id("merge").click()
    expect(visitor.get_by_test_id("old-nuocmamhanh")).to_have_attribute("data-state", "merged")
    expect(visitor.get_by_test_id("phone")).to_have_text("0900000063")


def test_slips_are_named_and_nothing_typed_is_lost(visitor: Page) -> None:
    known(visitor, "hoa-renewed-card", "/account/old")
    visitor.get_by_test_id("known_as").fill("x")
    visitor.get_by_test_id("day").fill("31")
    visitor.get_by_test_id("month").fill("2")
    visitor.get_by_test_id("claim").click()
    expect(visitor.get_by_test_id("error-known_as")).to_be_visible()
    expect(visitor.get_by_test_id("error-day")).to_be_visible()
    expect(visitor.get_by_test_id("known_as")).to_have_value("x")


def failed(page: Page, lang: str) -> None:
    page.goto(f"/signed-in?state={lang}.unknown&code=x")


def contacts_wrong(page: Page, lang: str) -> None:
    known(page, "hoa-renewed-card", f"/account/contacts%3Flang%3D{lang}")
    page.get_by_test_id("phone").fill("12")
    page.get_by_test_id("save").click()


def claimed(page: Page, lang: str) -> None:
    known(page, MERGE, f"/account/old%3Flang%3D{lang}")
    page.get_by_test_id("claim-thanhlong75").click()


def refused(page: Page, lang: str) -> None:
    known(page, "hung-vung-tau-shared-number", f"/account/old%3Flang%3D{lang}")
    page.get_by_test_id("claim-levanhung65").click()
    expect(page.get_by_test_id("verdict")).to_be_visible()


STATES: dict[str, Callable[[Page, str], object]] = {
    "account": lambda page, lang: known(page, "hoa-renewed-card", f"/account%3Flang%3D{lang}"),
    "needs-verification": lambda page, lang: known(page, NAME_DIFFERS, f"/account%3Flang%3D{lang}"),
    "number-unknown": lambda page, lang: known(page, "minh-number-unknown", f"/account/verify%3Flang%3D{lang}"),
    "phone-taken": lambda page, lang: known(page, "kim-moved-to-the-city", f"/account%3Flang%3D{lang}"),
    "contacts": lambda page, lang: known(page, "hoa-renewed-card", f"/account/contacts%3Flang%3D{lang}"),
    "contacts-wrong": contacts_wrong,
    "old": lambda page, lang: known(page, MERGE, f"/account/old%3Flang%3D{lang}"),
    "claimed": claimed,
    "not-claimed": refused,
    "failed": failed,
    "signed-out": lambda page, lang: page.goto(f"/signed-out?lang={lang}"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_stands_in_anybodys_way(browser: Browser, pristine: Sandbox, axe: str, state: str, lang: str) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"])
    STATES[state](page, lang)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    found = violations(page, axe)
    page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_off(browser: Browser, pristine: Sandbox, state: str, width: int) -> None:
    page = browser.new_page(base_url=pristine.urls["portal"], viewport={"width": width, "height": 700})
    STATES[state](page, "vi")
    wider = beyond(page)
    page.context.close()
    assert wider <= 0
