"""Every way to ask for misbehaviour: what was asked happens, says so, and is over when it is spent."""

import base64
import hmac
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.clients.parties import HTTP, PERSONA, SCOPE, Party

HEADER, APPLIED = "Sandbox-Misbehave", "Sandbox-Misbehaved"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


class Rp:
    """The shortest relying party that can see what went wrong."""

    def __init__(self, party: Party, http: httpx.Client) -> None:
        self.party, self.http = party, http

    def authorize(self, headers: dict[str, str] | None = None, **more: str) -> httpx.Response:
        asked = {
            "response_type": "code", "client_id": self.party.client_id, "redirect_uri": self.party.redirect_uri,
            "scope": SCOPE, "state": "s 1", "nonce": "n-1", "code_challenge": CHALLENGE,
            "code_challenge_method": "S256", "persona": PERSONA,
        }  # fmt: skip
        return self.http.get("/authorize", params=asked | more, headers=headers)

    def token(self, sent: httpx.Response, headers: dict[str, str] | None = None) -> httpx.Response:
        code = parse_qs(urlsplit(sent.headers["location"]).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.party.redirect_uri}
        return self.form(form | {"code_verifier": VERIFIER}, headers)

    def form(self, form: dict[str, str], headers: dict[str, str] | None = None) -> httpx.Response:
        return self.http.post("/token", data=form, auth=self.party[1:3], headers=headers)

    def nonce(self, answer: httpx.Response) -> Any:
        return claims(answer.json()["id_token"]).get("nonce")

    def misbehave(self, **asked: Any) -> None:
        self.http.post("/_sandbox/misbehave", json=asked).raise_for_status()


def claims(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


@pytest.fixture
def rp(party: Party) -> Iterator[Rp]:
    with httpx.Client(base_url=party.server, **HTTP) as http:
        yield Rp(party, http)


@pytest.fixture
def other(party: Party, rp: Rp) -> Rp:
    told = rp.http.post("/register", json={"redirect_uris": [party.redirect_uri], "scope": SCOPE}).json()
    return Rp(party._replace(client_id=told["client_id"], client_secret=told["client_secret"]), rp.http)


def test_a_parameter_stays_with_the_sign_in(rp: Rp) -> None:
    answer = rp.token(rp.authorize(misbehave="nonce-wrong"))
    assert rp.nonce(answer) != "n-1"
    assert answer.headers[APPLIED] == "nonce-wrong"
    again = rp.form({"grant_type": "refresh_token", "refresh_token": answer.json()["refresh_token"]})
    assert again.headers[APPLIED] == "nonce-wrong"
    clean = rp.token(rp.authorize())
    assert rp.nonce(clean) == "n-1"
    assert APPLIED not in clean.headers


def test_a_header_is_for_its_request_or_from_authorize_for_the_sign_in(rp: Rp) -> None:
    assert rp.nonce(rp.token(rp.authorize(), {HEADER: "nonce-empty"})) == ""
    assert rp.nonce(rp.token(rp.authorize({HEADER: "nonce-empty"}))) == ""
    assert rp.http.get("/jwks", headers={HEADER: "jwks-empty"}).json() == {"keys": []}
    assert rp.http.get("/jwks").json()["keys"]


def test_several_names_each_act_where_they_belong(rp: Rp) -> None:
    sent = rp.authorize(misbehave="authorize-iss-missing, nonce-wrong, token-slow;seconds=0.05, userinfo-sub-missing")
    assert "iss=" not in sent.headers["location"]
    assert sent.headers[APPLIED] == "authorize-iss-missing"
    answer = rp.token(sent)
    assert answer.elapsed.total_seconds() >= 0.05
    assert answer.headers[APPLIED] == "nonce-wrong, token-slow"
    access = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert "sub" not in rp.http.get("/userinfo", headers=access).json()


def test_silence_is_possible(rp: Rp) -> None:
    answer = rp.token(rp.authorize(misbehave="nonce-wrong;silent=true"))
    assert rp.nonce(answer) != "n-1"
    assert APPLIED not in answer.headers


def test_a_queue_knows_the_client_and_is_spent_by_use(rp: Rp, other: Rp) -> None:
    rp.misbehave(name="nonce-missing", client=rp.party.client_id, next=2)
    assert other.nonce(other.token(other.authorize())) == "n-1"
    assert [rp.nonce(rp.token(rp.authorize())) for _ in range(3)] == [None, None, "n-1"]
    assert rp.http.get("/_sandbox/misbehave").json() == {"waiting": []}


def test_a_queue_knows_the_person(rp: Rp) -> None:
    rp.misbehave(name="authorize-access-denied", persona=PERSONA)
    assert "code=" in rp.authorize(persona="mai-young-mother", prompt="login").headers["location"]
    assert "error=access_denied" in rp.authorize(prompt="login").headers["location"]
    assert "code=" in rp.authorize(prompt="login").headers["location"]


def test_a_persona_brings_its_own(rp: Rp) -> None:
    answer = rp.token(rp.authorize(persona="vinh-expired-token"))
    told = claims(answer.json()["id_token"])
    assert told["exp"] < told["auth_time"]
    assert answer.headers[APPLIED] == "expired"


def test_the_secret_of_hs256_is_the_client_s(rp: Rp) -> None:
    token = rp.token(rp.authorize(misbehave="alg-hs256-client-secret")).json()["id_token"]
    signed, _, proof = token.rpartition(".")
    code = hmac.digest(rp.party.client_secret.encode(), signed.encode(), "sha256")
    assert base64.urlsafe_b64encode(code).rstrip(b"=").decode() == proof


def test_keys_turn_without_notice_and_without_the_old_one(rp: Rp) -> None:
    def published() -> set[str]:
        return {key["kid"] for key in rp.http.get("/jwks").json()["keys"] if key["alg"] == "RS256"}

    before = published()
    answer = rp.token(rp.authorize(misbehave="keys-rotated-unannounced"))
    header = json.loads(base64.urlsafe_b64decode(answer.json()["id_token"].split(".")[0] + "=="))
    assert {header["kid"]} == published()
    assert not before & published()


@pytest.mark.parametrize("name", ["nonsense", "nonce-wrong;when=now", "token-slow;seconds=-1"])
def test_what_does_not_exist_is_refused_everywhere(rp: Rp, name: str) -> None:
    assert "error=invalid_request" in rp.authorize(misbehave=name).headers["location"]
    assert rp.token(rp.authorize(), {HEADER: name}).json()["error"] == "invalid_request"
    assert rp.http.post("/_sandbox/misbehave", json={"name": name}).status_code == 404
