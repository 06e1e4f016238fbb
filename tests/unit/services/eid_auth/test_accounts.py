"""The state of an account, and what is never told about it."""

import pytest

from motcua.wire.accounts import AccountState
from services.eid_auth.actions import passwords
from services.eid_auth.store import passwords as store
from services.eid_auth.store.accounts import account_by_login
from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

LOOKUP = "/v1/accounts/lookup"
ACCOUNTS = {slug: persona["eid_auth"] for slug, persona in load().items() if persona["eid_auth"]}


@pytest.mark.parametrize("slug", ACCOUNTS)
def test_every_account_is_told_as_it_stands(slug: str, eid_auth: Register) -> None:
    row = ACCOUNTS[slug]
    eid_auth.clock("2026-01-01T12:00:00+07:00")
    account = eid_auth.answer(LOOKUP, cccd=row["cccd"])["account"]
    assert (account.pop("level"), account.pop("usable")) == (int(row["level"]), row["state"] == "active")
    assert account.pop("has_guardian") == ("guardian" in row)
    assert (account.pop("kind") == "foreigner") == ("foreigner" in slug or "residence" in slug)
    assert (account.pop("activate_by") is not None) == (row["state"] in {"notified", "expired"})
    assert account == {name: row.get(name) for name in account}
    (line,) = eid_auth.audit()
    assert (line["action"], line["about"], line["outcome"]) == ("lookup", row["cccd"], row["state"])


def test_the_personas_show_every_state() -> None:
    assert {row["state"] for row in ACCOUNTS.values()} == set(AccountState)


def test_telephone_and_e_mail_are_never_told(eid_auth: Register) -> None:
    response = eid_auth.ask(LOOKUP, cccd=ACCOUNTS["hoa-renewed-card"]["cccd"])
    assert ACCOUNTS["hoa-renewed-card"]["phone"] not in response.text
    assert "@" not in response.text


def test_nobody_is_a_verdict(eid_auth: Register) -> None:
    assert eid_auth.answer(LOOKUP, cccd="033053999911") == {"found": False, "account": None}
    assert eid_auth.audit()[0]["outcome"] == "not_found"


def test_only_who_is_licensed_may_ask(eid_auth: Register) -> None:
    response = eid_auth.ask(LOOKUP, by="thue-demo", cccd="001171999001")
    assert (response.status_code, response.json()["code"]) == (403, "licence.operation-not-allowed")
    assert eid_auth.audit()[0]["outcome"] == "refused:licence.operation-not-allowed"


def test_a_clock_that_moves_on_is_told_at_once(eid_auth: Register) -> None:
    hieu = ACCOUNTS["hieu-no-tax-record"]["cccd"]
    for day, state in (("2026-01-05", "notified"), ("2026-01-06", "expired")):
        eid_auth.clock(f"{day}T00:30:00+07:00")
        account = eid_auth.answer(LOOKUP, cccd=hieu)["account"]
        assert (account["state"], account["activate_by"]) == (state, "2026-01-05")


@pytest.mark.parametrize(
    ("login", "slug"),
    [
        ("001171999001", "hoa-renewed-card"),
        ("0900000001", "hoa-renewed-card"),
        (" Hoa-Renewed-Card@example.com ", "hoa-renewed-card"),
        ("040187999050", "nga-account-cancelled"),
        ("nga-account-cancelled@example.com", ""),
        ("0900009999", ""),
        ("", ""),
        ("001171999", ""),
    ],
)
def test_found_by_what_one_signs_in_with(login: str, slug: str, eid_auth: Register) -> None:
    with eid_auth.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        held = account_by_login(work, login)
    assert (held.cccd if held else "") == (ACCOUNTS[slug]["cccd"] if slug else "")


def test_a_password_of_ones_own_replaces_the_default(eid_auth: Register) -> None:
    hoa = ACCOUNTS["hoa-renewed-card"]["cccd"]
    with eid_auth.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        assert passwords.check(work, hoa, passwords.DEFAULT)
        assert not passwords.check(work, hoa, passwords.DEFAULT + " ")
        passwords.put(work, hoa, "Sen-Ho-Tay-2026")
        assert passwords.check(work, hoa, "Sen-Ho-Tay-2026")
        assert not passwords.check(work, hoa, passwords.DEFAULT)
        kept = store.of(work, hoa)
        assert kept is not None
        assert "Sen" not in kept.hash + kept.salt
        passwords.forget(work, hoa)
        assert passwords.check(work, hoa, passwords.DEFAULT)
