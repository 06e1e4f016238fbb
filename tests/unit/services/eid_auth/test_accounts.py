"""The state of an account, and what is never told about it."""

import pytest

from motcua.wire.accounts import AccountState
from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

LOOKUP = "/v1/accounts/lookup"
ACCOUNTS = {slug: persona["eid_auth"] for slug, persona in load().items() if persona["eid_auth"]}


@pytest.mark.parametrize("slug", ACCOUNTS)
def test_every_account_is_told_as_it_stands(slug: str, eid_auth: Register) -> None:
    row = ACCOUNTS[slug]
    account = eid_auth.answer(LOOKUP, cccd=row["cccd"])["account"]
    assert (account.pop("level"), account.pop("usable")) == (int(row["level"]), row["state"] == "active")
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


def test_there_is_no_login_yet_and_nothing_that_pretends(eid_auth: Register) -> None:
    paths = eid_auth.http.get("/openapi.json").json()["paths"]
    assert [path for path in paths if not path.startswith("/_sandbox")] == [LOOKUP]
    assert eid_auth.http.get("/.well-known/openid-configuration").status_code == 404
