"""What a hostile reading of the portal found: addresses that ask for less, odd choices, odd names of sessions."""

import pytest

from motcua.chassis.caller import Caller
from services.portal.actions.identity import Checked, verify_identity
from services.portal.rules.identity import Person, unanswered
from services.portal.store import accounts as store
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import HOA, Browser, csrf_in


def test_no_address_asks_for_less_than_two_factors(browser: Browser) -> None:
    assert browser.leave("/sign-in?level=1")["acr_values"] == "LoA2"


@pytest.mark.parametrize("sid", ["%00", "%ED%A0%80", "x" * 500, "a%20b", "%27"])
def test_an_odd_name_of_a_session_ends_none(browser: Browser, sid: str) -> None:
    browser.sign_in()
    answer = browser.http.get(f"/signed-out-elsewhere?iss=http://eid.test&sid={sid}")
    assert answer.status_code == 200, answer.text
    assert "TRẦN THỊ HOA" in browser.account()


@pytest.mark.parametrize("odd", [{"phone_of": "!"}, {"phone_of": "a b"}, {"email_of": "x"}])
def test_an_odd_choice_at_a_merge_is_refused(browser: Browser, odd: dict[str, str]) -> None:
    browser.sign_in()
    form = {"csrf": csrf_in(browser.account()), **odd}
    answer = browser.http.post("/account/old/merge", data=form, follow_redirects=False)
    assert answer.status_code == 409, answer.text


def test_a_verdict_about_another_name_is_not_kept(browser: Browser, portal: Register) -> None:
    """The register was asked about a name that changed meanwhile: what it said is not said of the new one."""
    browser.sign_in()
    state = portal.http.app.motcua  # type: ignore[attr-defined]  # a SandboxApp
    with state.db.begin() as work:
        (account,) = store.of_either(work, str(HOA["cccd"]), str(HOA["sub"]))
        before = Person(account.cccd, "TÊN TRƯỚC ĐÂY", account.born_on)
        late = Checked(account.id, before, "recheck", unanswered("down"))
        assert verify_identity(work, late, by=Caller("portal")).status == account.status == "verified"
    assert "outdated" in [line["outcome"] for line in portal.audit() if line["action"] == "verify-identity"]
