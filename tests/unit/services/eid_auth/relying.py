"""A relying party as a test drives it: it builds requests by hand, so that it can also build wrong ones."""

import base64
import hashlib
import json
import secrets
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import KeySet

ISSUER = "http://127.0.0.1:8002"
CALLBACK = "http://127.0.0.1:9009/callback"
VERIFIER = "v" * 43
HOA, HOA_CCCD = "hoa-renewed-card", "001171999001"
Pairs = dict[str, str] | list[tuple[str, str]]


def challenge(verifier: str = VERIFIER) -> str:
    """The S256 challenge of a verifier (RFC 7636)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def members(location: str) -> dict[str, str]:
    """What came back in a redirect's query."""
    return dict(parse_qsl(urlsplit(location).query, keep_blank_values=True))


def payload(token: str) -> dict[str, Any]:
    """The claims of a token, unverified."""
    body = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return found


class RelyingParty:
    """The public client ``demo-rp`` unless told otherwise."""

    def __init__(self, http: httpx2.Client) -> None:
        self.http = http
        http.cookies.clear()

    def request(self, **changes: str | None) -> dict[str, str]:
        """A good authorization request of a persona, with changes; None leaves a parameter out."""
        good = {
            "response_type": "code", "client_id": "demo-rp", "redirect_uri": CALLBACK, "scope": "openid profile",
            "state": "xyz", "nonce": "n-1", "code_challenge": challenge(), "code_challenge_method": "S256",
            "persona": HOA,
        }  # fmt: skip
        changed: dict[str, str | None] = {**good, **changes}
        return {name: value for name, value in changed.items() if value is not None}

    def authorize(self, pairs: Pairs | None = None, /, **changes: str | None) -> httpx2.Response:
        """GET /authorize, not followed."""
        query = urlencode(self.request(**changes) if pairs is None else pairs)
        return self.http.get(f"/authorize?{query}", follow_redirects=False)

    def code(self, **changes: str | None) -> str:
        """A code, by a good request."""
        response = self.authorize(**changes)
        assert response.status_code == 303, response.text
        back = members(response.headers["location"])
        assert "code" in back, back
        return back["code"]

    def error(self, **changes: str | None) -> dict[str, str]:
        """The error that comes back by redirect; no code comes with it."""
        response = self.authorize(**changes)
        assert response.status_code == 303, response.text
        back = members(response.headers["location"])
        assert "code" not in back
        assert response.headers["location"].startswith(CALLBACK)
        return back

    def token(self, pairs: Pairs | None = None, /, *, auth: Any = None, **form: str | None) -> httpx2.Response:
        """POST /token; without ``pairs`` a code exchange with changes."""
        given: dict[str, str | None] = {
            "grant_type": "authorization_code", "redirect_uri": CALLBACK, "client_id": "demo-rp",
            "code_verifier": VERIFIER, **form,
        }  # fmt: skip
        body = {name: value for name, value in given.items() if value is not None} if pairs is None else pairs
        return self.post("/token", body, auth=auth)

    def post(self, path: str, body: Pairs, *, auth: Any = None, **headers: str) -> httpx2.Response:
        """POST a form."""
        content = urlencode(body)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.http.post(path, content=content, auth=auth, headers={**kind, **headers}, follow_redirects=False)

    def signed_in(self, **changes: str | None) -> dict[str, Any]:
        """The answer of the token endpoint after a whole login."""
        response = self.token(code=self.code(**changes))
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    def claims(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The ID token's claims, its signature verified with the published keys."""
        keys = KeySet.import_key_set(self.http.get("/jwks").json())
        return dict(jwt.decode(answer["id_token"], keys, algorithms=["RS256", "ES256"]).claims)

    def userinfo(self, access: str) -> httpx2.Response:
        """GET /userinfo."""
        return self.http.get("/userinfo", headers={"Authorization": f"Bearer {access}"})

    def refresh(self, token: str, **form: str) -> httpx2.Response:
        """Use a refresh token."""
        body = {"grant_type": "refresh_token", "client_id": "demo-rp", "refresh_token": token, **form}
        return self.post("/token", body)

    def register(self, **metadata: Any) -> dict[str, Any]:
        """Register a client at the control plane."""
        given = {"redirect_uris": [CALLBACK], **metadata}
        response = self.http.post("/_sandbox/clients", json=given)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found


def fresh() -> str:
    """A value nobody used before."""
    return secrets.token_urlsafe(24)
