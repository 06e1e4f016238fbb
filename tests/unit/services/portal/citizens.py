"""A citizen at a browser, and a provider that says of them what a test wants; the portal itself is real."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import httpx2
import respx
from fastapi.testclient import TestClient

from motcua.wire.client import Client
from tests.unit.services.conftest import Register
from tests.unit.services.portal.test_id_token import ACCESS, KEY, half, signed
from tests.unit.services.portal.test_oidc import DISCOVERY

HTML = {"Accept": "text/html"}
HOA = {
    "sub": "5a1c",
    "cccd": "001171999001",
    "name": "TRẦN THỊ HOA",
    "birthdate": "1971-03-02",
    "phone_number": "+84900000001",
    "email": "hoa@example.com",
    "identification_level": 2,
}
MAI = {
    "sub": "7c3e",
    "cccd": "040193999003",
    "name": "NGUYỄN THỊ MAI",
    "birthdate": "1993-05-12",
    "phone_number": "0900000003",
    "email": "mai@example.com",
    "identification_level": 2,
}


class Played:
    """The provider: whoever comes is the person whose claims are set, with the nonce that was asked for."""

    def __init__(self, portal: Register, router: respx.MockRouter) -> None:
        self._portal = portal
        self.claims: Mapping[str, Any] = HOA
        self.token: dict[str, Any] = {}
        self.nonce = ""
        router.get("http://eid.test/.well-known/openid-configuration").respond(json=DISCOVERY)
        router.get("http://eid.test/jwks").respond(json={"keys": [KEY.as_dict(private=False)]})
        router.post("http://eid.test/token").mock(side_effect=self._tokens)
        router.get("http://eid.test/userinfo").mock(side_effect=lambda _: httpx.Response(200, json=dict(self.claims)))
        state = portal.http.app.motcua  # type: ignore[attr-defined]  # a SandboxApp
        state.upstreams["eid_auth"] = Client("eid_auth", httpx.AsyncClient())
        addresses = {"portal": "http://testserver", "eid_auth": "http://eid.test"}
        state.service = state.service.model_copy(update={"public": addresses})

    def now(self) -> int:
        return int(self._portal.http.app.motcua.clock.now().timestamp())  # type: ignore[attr-defined]  # as above

    def _tokens(self, _request: httpx.Request) -> httpx.Response:
        now = self.now()
        claims = {
            "iss": "http://eid.test", "aud": "portal", "sub": self.claims["sub"], "exp": now + 300, "iat": now,
            "nonce": self.nonce, "acr": "LoA2", "auth_time": now, "at_hash": half(ACCESS), **self.token,
        }  # fmt: skip
        return httpx.Response(
            200, json={"access_token": ACCESS, "token_type": "Bearer", "id_token": signed(json.dumps(claims).encode())}
        )


class Browser:
    """A browser of its own: cookies, and pages that lead on where a test says so."""

    def __init__(self, portal: Register, played: Played) -> None:
        self.http = TestClient(portal.http.app, follow_redirects=False, headers=HTML)
        self.http.portal = portal.http.portal  # the event loop that holds the portal's database
        self._played = played

    def leave(self, path: str = "/sign-in") -> dict[str, str]:
        """Go to the provider; what it was asked."""
        answer = self.http.get(path)
        assert answer.status_code == 303, answer.text
        asked = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
        self._played.nonce = asked["nonce"]
        return asked

    def come_back(self, **query: str) -> httpx2.Response:
        """Bring the provider's answer."""
        return self.http.get("/signed-in", params={"code": "code-1", "iss": "http://eid.test", **query})

    def sign_in(self, claims: Mapping[str, Any] = HOA, path: str = "/sign-in") -> httpx2.Response:
        """Sign in as the person of these claims."""
        self._played.claims = claims
        return self.come_back(state=self.leave(path)["state"])

    def account(self, page: str = "/account") -> str:
        """The page of the account, for whom is signed in."""
        answer = self.http.get(page)
        assert answer.status_code == 200, answer.headers.get("location")
        return answer.text

    def account_id(self) -> str:
        """The account's id."""
        return found(r'data-testid="account-id">([^<]+)<', self.account())

    def post(self, path: str, **fields: str) -> httpx2.Response:
        """Send a form of the account's page."""
        return self.http.post(path, data={"csrf": csrf_in(self.account()), **fields})


def csrf_in(page: str) -> str:
    """The code that the forms of a page carry."""
    return found(r'name="csrf" value="([0-9a-f]{64})"', page)


def found(pattern: str, page: str) -> str:
    """What a pattern finds in a page."""
    match = re.search(pattern, page)
    assert match, page
    return match[1]
