"""Single sign-out: the provider's page tells the other clients by frames (OpenID Connect Front-Channel Logout 1.0)."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import ISSUER, RelyingParty, payload

THERE, BYE = "http://127.0.0.1:9009/gone?from=eid", "http://127.0.0.1:9009/"
HTML = {"Accept": "text/html"}


@pytest.fixture
def rp(eid_auth: Register) -> RelyingParty:
    """The demo client, and another one that wants to be told."""
    demo = RelyingParty(eid_auth.http)
    demo.register(client_id="told", client_name="Kho dữ liệu", client_secret="s", frontchannel_logout_uri=THERE)
    return demo


def frames(html: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<iframe [^>]*src="([^"]+)"', html)]


def test_whoever_signed_in_by_the_session_is_told(rp: RelyingParty) -> None:
    hint = rp.signed_in()["id_token"]
    rp.authorize(client_id="told")  # the same browser, the same person
    asked = {"id_token_hint": hint, "post_logout_redirect_uri": BYE, "state": "s/1="}
    gone = rp.http.get("/logout", params=asked, follow_redirects=False)
    assert gone.headers["location"].startswith("/signed-out?left=")
    page = rp.http.get(gone.headers["location"], headers=HTML)
    (frame,) = frames(page.text)
    assert frame.startswith(THERE)
    assert parse_qs(urlsplit(frame).query) == {"from": ["eid"], "iss": [ISSUER], "sid": [payload(hint)["sid"]]}
    assert "frame-src http://127.0.0.1:9009;" in page.headers["content-security-policy"]
    assert page.headers["refresh"] == f"2; url={BYE}?state=s%2F1%3D"
    assert "Kho dữ liệu" in page.text


def test_nobody_to_tell_means_back_at_once(rp: RelyingParty) -> None:
    asked = {"id_token_hint": rp.signed_in()["id_token"], "post_logout_redirect_uri": BYE}
    assert rp.http.get("/logout", params=asked, follow_redirects=False).headers["location"] == BYE


def test_the_page_tells_nobody_of_a_session_that_lives(rp: RelyingParty) -> None:
    sid = payload(rp.signed_in()["id_token"])["sid"]
    rp.authorize(client_id="told")
    assert frames(rp.http.get(f"/signed-out?left={sid}", headers=HTML).text) == []
    assert frames(rp.http.get("/signed-out?left=guess", headers=HTML).text) == []


@pytest.mark.parametrize("uri", ["http://127.0.0.1:9010/gone", "https://evil.example/", "javascript:alert(1)"])
def test_only_a_place_of_the_clients_own_is_told(rp: RelyingParty, uri: str) -> None:
    asked = {"redirect_uris": ["http://127.0.0.1:9009/callback"], "frontchannel_logout_uri": uri}
    assert rp.http.post("/register", json=asked).status_code == 400
