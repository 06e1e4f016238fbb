"""A person's own pages: receipts, withdrawal, signing out; and the inbox of the sandbox."""

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.visitor import HTML, Visitor, inbox

HOA, HOA_PHONE = "001171999001", "0900000001"


@pytest.fixture
def hoa(eid_auth: Register) -> Visitor:
    """Hoa, who allowed the demo client everything."""
    return signed_in(eid_auth, "hoa-renewed-card")


def signed_in(eid_auth: Register, persona: str) -> Visitor:
    visitor = Visitor(eid_auth).asked()
    visitor.does("persona", persona=persona)
    visitor.does("allow")
    assert "code" in visitor.back
    return visitor


def test_a_consent_has_a_receipt(hoa: Visitor) -> None:
    hoa.go("/account")
    assert hoa.shows("name") == ["TRẦN THỊ HOA"]
    (address,) = hoa.shows("receipt", "href")
    hoa.go(address)
    assert hoa.shows("client") == ["Ứng dụng trình diễn, công khai"]
    assert hoa.shows("number") == [address.removeprefix("/consents/")]
    assert hoa.shows("state") == ["Đang có hiệu lực"]
    assert hoa.shows("claim-cccd") == ["Số định danh cá nhân"]
    assert HOA not in hoa.page.text


def test_a_receipt_is_for_the_person_alone(hoa: Visitor, eid_auth: Register) -> None:
    hoa.go("/account")
    (address,) = hoa.shows("receipt", "href")
    number = address.removeprefix("/consents/")
    dat, nobody = signed_in(eid_auth, "dat-eth-letter"), Visitor(eid_auth)
    for visitor in (dat, nobody):
        assert visitor.go(address).status_code == 404
    dat.go("/account")
    assert dat.posts("/account", {"csrf": dat.csrf, "withdraw": number}).status_code == 404
    hoa.go("/account")
    assert hoa.shows("consent", "data-withdrawn") == ["no"]


def test_withdrawal_ends_the_clients_tokens_at_once_and_is_asked_again(hoa: Visitor, eid_auth: Register) -> None:
    tokens = hoa.rp.token(code=hoa.back["code"]).json()
    assert hoa.rp.userinfo(tokens["access_token"]).status_code == 200
    hoa.go("/account")
    (number,) = hoa.shows("withdraw", "value")
    hoa.posts("/account", {"csrf": hoa.csrf, "withdraw": number})
    assert hoa.shows("consent", "data-withdrawn") == ["yes"]
    assert hoa.rp.userinfo(tokens["access_token"]).status_code == 401
    assert hoa.rp.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    assert eid_auth.audit(HOA)[0]["action"] == "withdraw-consent"
    hoa.asked()
    assert hoa.shows("allow")  # still signed in, but not allowed any more


def test_one_withdrawal_takes_back_every_consent_to_that_client(hoa: Visitor) -> None:
    hoa.asked(prompt="consent").does("allow")
    hoa.go("/account")
    assert hoa.shows("consent", "data-withdrawn") == ["no", "no"]
    hoa.posts("/account", {"csrf": hoa.csrf, "withdraw": hoa.shows("withdraw", "value")[0]})
    assert hoa.shows("consent", "data-withdrawn") == ["yes", "yes"]


def test_signing_out_here_ends_the_session(hoa: Visitor) -> None:
    tokens = hoa.rp.token(code=hoa.back["code"]).json()
    hoa.go("/account")
    hoa.posts("/account", {"csrf": hoa.csrf})
    assert hoa.shows("signed-out")
    hoa.go("/account")
    assert hoa.shows("nobody")
    # offline_access was asked for and allowed, so that the client keeps what it has (Core 11)
    assert hoa.rp.userinfo(tokens["access_token"]).status_code == 200


def test_a_client_without_a_hint_cannot_sign_anybody_out_unasked(hoa: Visitor) -> None:
    asked = "client_id=demo-rp&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A9009%2F&state=bye"
    hoa.go(f"/logout?{asked}")
    assert "Ứng dụng trình diễn, công khai muốn kết thúc" in hoa.page.text
    assert "form-action 'self' http: https:;" in hoa.page.headers["content-security-policy"]
    assert hoa.posts(f"/leave?{asked}", {"csrf": "0" * 64}).status_code == 403
    hoa.go(f"/logout?{asked}")
    hoa.posts(f"/leave?{asked}", {"csrf": hoa.csrf})
    assert hoa.at == "http://127.0.0.1:9009/?state=bye"
    hoa.go(f"/leave?{asked}")
    assert hoa.shows("signed-out")


def test_a_faulty_request_is_a_page_for_people_and_the_rfcs_error_for_programs(hoa: Visitor) -> None:
    for path in ("/logout", "/leave"):
        address = f"{path}?client_id=demo-rp&post_logout_redirect_uri=http%3A%2F%2Fevil.example%2F"
        assert hoa.go(address).status_code == 400
        assert hoa.shows("trouble", "data-code") == ["browser.refused"]
        assert hoa.shows("detail") == ["post_logout_redirect_uri is not registered"]
        assert hoa.http.get(address).json()["error"] == "invalid_request"
    hoa.go("/account")
    assert hoa.shows("name")


@pytest.mark.parametrize("form", [{}, {"withdraw": "x"}])
def test_own_pages_take_no_foreign_posts(hoa: Visitor, form: dict[str, str]) -> None:
    hoa.go("/account")
    assert hoa.posts("/account", form).status_code == 403
    hoa.go("/account")
    good = {**form, "csrf": hoa.csrf}
    assert hoa.posts("/account", good, **{"Sec-Fetch-Site": "same-site"}).status_code == 403
    hoa.go("/account")
    assert hoa.shows("name")


def test_the_inbox_is_for_programs_too_and_leaves_no_trace(eid_auth: Register) -> None:
    visitor = Visitor(eid_auth)
    visitor.asked().signs_in(HOA)
    eid_auth.http.delete("/_sandbox/journal")
    (message,) = inbox(visitor.http, "0900 000 001")
    assert message["phone"] == HOA_PHONE
    assert message["code"] in message["vi"]
    assert message["code"] in message["en"]
    assert HOA not in str(message)
    assert inbox(visitor.http, "0900000002") == []
    assert eid_auth.http.get("/_sandbox/journal").json()["requests"] == []
    page = visitor.http.get("/inbox", params={"phone": HOA_PHONE, "lang": "en"}, headers=HTML).text
    assert message["en"] in page
    assert "No messages yet" in visitor.http.get("/inbox?phone=0900000002&lang=en", headers=HTML).text


def test_the_start_page_leads_on(eid_auth: Register) -> None:
    visitor = Visitor(eid_auth)
    visitor.go("/")
    for name in ("inbox", "phone", "account"):
        (address,) = visitor.shows(f"nav-{name}", "href")
        assert visitor.go(address).status_code == 200
        visitor.go("/")
