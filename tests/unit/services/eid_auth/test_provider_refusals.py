"""What the provider refuses, with the RFC's error: the negative table of issue 3."""

import base64
import hmac
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import CALLBACK, ISSUER, VERIFIER, RelyingParty, challenge, fresh, members


@pytest.fixture
def rp(eid_auth: Register) -> RelyingParty:
    return RelyingParty(eid_auth.http)


def refused(response: Any, error: str, status: int = 400) -> str:
    assert (response.status_code, response.json()["error"]) == (status, error), response.text
    assert response.headers["cache-control"] == "no-store"
    assert "access_token" not in response.text
    return str(response.json()["error_description"])


# Requests that may be sent back to the redirect, with the error that goes there.
BACK: dict[str, tuple[dict[str, str | None], str]] = {
    "response type missing": ({"response_type": None}, "invalid_request"),
    "implicit": ({"response_type": "id_token token"}, "unsupported_response_type"),
    "hybrid": ({"response_type": "code id_token"}, "unsupported_response_type"),
    "fragment mode": ({"response_mode": "fragment"}, "invalid_request"),
    "request object": ({"request": "eyJ"}, "request_not_supported"),
    "scope missing": ({"scope": None}, "invalid_request"),
    "no openid": ({"scope": "profile"}, "invalid_scope"),
    "scope that does not exist": ({"scope": "openid admin"}, "invalid_scope"),
    "scope of machines": ({"scope": "openid api"}, "invalid_scope"),
    "pkce missing": ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
    "pkce method without challenge": ({"code_challenge": None}, "invalid_request"),
    "pkce downgraded to plain": ({"code_challenge": VERIFIER, "code_challenge_method": "plain"}, "invalid_request"),
    "pkce method missing means plain": ({"code_challenge_method": None}, "invalid_request"),
    "pkce method unknown": ({"code_challenge_method": "S512"}, "invalid_request"),
    "pkce challenge too short": ({"code_challenge": "abc"}, "invalid_request"),
    "pkce challenge padded": ({"code_challenge": challenge() + "="}, "invalid_request"),
    "prompt unknown": ({"prompt": "maybe"}, "invalid_request"),
    "prompt none with others": ({"prompt": "none login"}, "invalid_request"),
    "max_age negative": ({"max_age": "-1"}, "invalid_request"),
    "max_age no number": ({"max_age": "soon"}, "invalid_request"),
    "claims no json": ({"claims": "{"}, "invalid_request"),
    "claims of another form": ({"claims": '{"id_token": ["acr"]}'}, "invalid_request"),
    "claims deeply nested": ({"claims": "[" * 5000}, "invalid_request"),
    "nonce oversized": ({"nonce": "n" * 9000}, "invalid_request"),
    "hint of another provider": ({"id_token_hint": "eyJhbGciOiJub25lIn0.e30."}, "invalid_request"),
    "persona unknown": ({"persona": "nobody"}, "access_denied"),
    "persona without account": ({"persona": "han-newborn"}, "access_denied"),
    "persona whose account expired": ({"persona": "tien-activation-expired"}, "access_denied"),
    "persona locked": ({"persona": "thinh-locked-by-authority"}, "access_denied"),
    "nobody signed in, nothing to be asked": ({"persona": None, "prompt": "none"}, "login_required"),
    "misbehaviour unknown": ({"misbehave": "everything"}, "invalid_request"),
    "essential level unknown": (
        {"claims": '{"id_token": {"acr": {"essential": true, "values": ["gold"]}}}'},
        "unmet_authentication_requirements",
    ),
}


@pytest.mark.parametrize("name", BACK)
def test_refused_by_redirect(rp: RelyingParty, name: str) -> None:
    changes, error = BACK[name]
    back = rp.error(**changes)
    assert (back["error"], back["state"], back["iss"]) == (error, "xyz", ISSUER)


REDIRECTS = {
    "missing": None,
    "empty": "",
    "other case of the path": "http://127.0.0.1:9009/Callback",
    "other case of the host": "http://LOCALHOST:9009/callback",
    "other port": "http://127.0.0.1:9010/callback",
    "no port": "http://127.0.0.1/callback",
    "longer path": "http://127.0.0.1:9009/callback/more",
    "trailing slash": "http://127.0.0.1:9009/callback/",
    "query added": "http://127.0.0.1:9009/callback?next=evil",
    "fragment": "http://127.0.0.1:9009/callback#x",
    "user info": "http://127.0.0.1:9009@evil.example/callback",
    "user info before": "http://evil@127.0.0.1:9009/callback",
    "encoded slash": "http://127.0.0.1:9009/%2e%2e/callback",
    "encoded letter": "http://127.0.0.1:9009/%63allback",
    "dot segments": "http://127.0.0.1:9009/x/../callback",
    "backslash": "http://127.0.0.1:9009\\@evil.example/callback",
    "other scheme": "https://127.0.0.1:9009/callback",
    "javascript": "javascript:alert(1)",
    "another host": "https://evil.example/callback",
    "host with our host before": "http://127.0.0.1:9009.evil.example/callback",
    "space": "http://127.0.0.1:9009/callback ",
    "line break": "http://127.0.0.1:9009/callback\r\nX: 1",
}


@pytest.mark.parametrize("name", REDIRECTS)
def test_no_redirect_that_is_not_registered(rp: RelyingParty, name: str) -> None:
    response = rp.authorize(redirect_uri=REDIRECTS[name])
    assert (response.status_code, response.json()["code"]) == (400, "redirect.unregistered")
    assert "location" not in response.headers


@pytest.mark.parametrize("client_id", [None, "", "nobody", "demo-rp\x00", "DEMO-RP"])
def test_no_redirect_for_a_client_that_nobody_registered(rp: RelyingParty, client_id: str | None) -> None:
    response = rp.authorize(client_id=client_id)
    assert (response.status_code, response.json()["code"]) == (400, "relying-party.unknown")


@pytest.mark.parametrize("name", ["client_id", "redirect_uri"])
def test_repeated_where_the_redirect_depends_on_it(rp: RelyingParty, name: str) -> None:
    pairs = list(rp.request().items())
    response = rp.authorize([*pairs, (name, rp.request()[name])])
    assert response.status_code == 400
    assert "location" not in response.headers


@pytest.mark.parametrize("name", ["scope", "nonce", "response_type", "code_challenge", "prompt", "x-unknown"])
def test_repeated_parameters_go_back_as_an_error(rp: RelyingParty, name: str) -> None:
    response = rp.authorize([*rp.request().items(), (name, "openid"), (name, "openid")])
    back = members(response.headers["location"])
    assert (back["error"], back["state"]) == ("invalid_request", "xyz")
    assert name in back["error_description"]


def test_a_repeated_state_is_not_chosen_from(rp: RelyingParty) -> None:
    back = members(rp.authorize([*rp.request().items(), ("state", "other")]).headers["location"])
    assert back["error"] == "invalid_request"
    assert "state" not in back


def test_a_code_works_once_and_its_reuse_revokes_what_it_gave(rp: RelyingParty) -> None:
    code = rp.code(scope="openid offline_access")
    first = rp.token(code=code).json()
    assert "revoked" in refused(rp.token(code=code), "invalid_grant")
    assert rp.userinfo(first["access_token"]).status_code == 401
    refused(rp.refresh(first["refresh_token"]), "invalid_grant")


def test_a_refresh_token_works_once_and_its_reuse_revokes_the_family(rp: RelyingParty) -> None:
    first = rp.signed_in(scope="openid offline_access")
    second = rp.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    refused(rp.refresh(first["refresh_token"]), "invalid_grant")
    refused(rp.refresh(second["refresh_token"]), "invalid_grant")
    assert rp.userinfo(second["access_token"]).status_code == 401


EXCHANGES: dict[str, tuple[dict[str, str | None], str]] = {
    "verifier missing": ({"code_verifier": None}, "invalid_grant"),
    "verifier wrong": ({"code_verifier": "w" * 43}, "invalid_grant"),
    "verifier is the challenge": ({"code_verifier": challenge()}, "invalid_grant"),
    "redirect missing": ({"redirect_uri": None}, "invalid_grant"),
    "redirect other": ({"redirect_uri": "http://localhost:9009/callback"}, "invalid_grant"),
    "code missing": ({"code": None}, "invalid_request"),
    "code unknown": ({"code": "guess"}, "invalid_grant"),
    "grant type missing": ({"grant_type": None}, "invalid_request"),
    "grant type unknown": ({"grant_type": "password"}, "unsupported_grant_type"),
    "grant type not registered": ({"grant_type": "client_credentials"}, "unauthorized_client"),
}


@pytest.mark.parametrize("name", EXCHANGES)
def test_refused_exchanges(rp: RelyingParty, name: str) -> None:
    form, error = EXCHANGES[name]
    refused(rp.token(**{"code": rp.code(), **form}), error)


def test_a_wrong_guess_spends_the_code(rp: RelyingParty) -> None:
    code = rp.code()
    refused(rp.token(code=code, code_verifier="w" * 43), "invalid_grant")
    refused(rp.token(code=code), "invalid_grant")


def test_a_verifier_without_challenge_is_refused(rp: RelyingParty) -> None:
    rp.register(client_id="conf", client_secret="s")
    code = rp.code(client_id="conf", code_challenge=None, code_challenge_method=None)
    refused(rp.token(code=code, client_id="conf", client_secret="s"), "invalid_client", 401)
    refused(rp.token(code=code, client_id=None, auth=("conf", "s")), "invalid_grant")


def test_an_expired_code(rp: RelyingParty) -> None:
    code = rp.code()
    rp.http.post("/_sandbox/clock", json={"advance": 61})
    assert "expired" in refused(rp.token(code=code), "invalid_grant")


def test_client_mix_up(rp: RelyingParty) -> None:
    """A code of one client is worth nothing to another, however well that one proves itself."""
    rp.register(client_id="other", client_secret="s")
    code = rp.code()
    refused(rp.token(code=code, client_id=None, auth=("other", "s")), "invalid_grant")
    assert rp.token(code=code).status_code == 200


CREDENTIALS: dict[str, tuple[dict[str, str], tuple[str, str] | None, str, int]] = {
    "secret wrong": ({}, ("portal", "wrong"), "invalid_client", 401),
    "secret empty": ({}, ("portal", ""), "invalid_client", 401),
    "client unknown": ({}, ("nobody", "x"), "invalid_client", 401),
    "no proof at all": ({"client_id": "portal"}, None, "invalid_client", 401),
    "nobody": ({}, None, "invalid_client", 401),
    "posted, though registered for basic": (
        {"client_id": "portal", "client_secret": "portal-rp-secret"}, None, "invalid_client", 401,
    ),
    "two proofs": ({"client_secret": "portal-rp-secret"}, ("portal", "portal-rp-secret"), "invalid_request", 400),
    "another client_id beside": ({"client_id": "demo-rp"}, ("portal", "portal-rp-secret"), "invalid_request", 400),
    "public client with a secret": ({"client_id": "demo-rp", "client_secret": "x"}, None, "invalid_client", 401),
}  # fmt: skip


@pytest.mark.parametrize("name", CREDENTIALS)
def test_clients_that_do_not_prove_themselves(rp: RelyingParty, name: str) -> None:
    form, auth, error, status = CREDENTIALS[name]
    body = {"grant_type": "authorization_code", "code": "x", "redirect_uri": CALLBACK, **form}
    response = rp.post("/token", body, auth=auth)
    refused(response, error, status)
    assert ("www-authenticate" in response.headers) == (status == 401 and auth is not None)


@pytest.mark.parametrize("name", ["grant_type", "code", "client_id", "x"])
def test_repeated_in_the_form(rp: RelyingParty, name: str) -> None:
    form = {"grant_type": "authorization_code", "code": "x", "client_id": "demo-rp", "x": "1"}
    refused(rp.post("/token", [*form.items(), (name, form[name])]), "invalid_request")


def test_other_bodies_and_oversized_ones(rp: RelyingParty) -> None:
    refused(rp.http.post("/token", json={"grant_type": "authorization_code"}), "invalid_request")
    refused(rp.post("/token", {"grant_type": "authorization_code", "code": "c" * 20_000}), "invalid_request")
    refused(rp.post("/token", {f"p{number}": "1" for number in range(100)}), "invalid_request")
    assert rp.post("/token", {"code": "c" * 70_000}).status_code == 413


KEY = RSAKey.generate_key(2048, {"kid": "k1"}, private=True)
STRANGER = RSAKey.generate_key(2048, {"kid": "k1"}, private=True)
Twist = Callable[[dict[str, Any]], object]
ASSERTIONS: dict[str, Twist] = {
    "expired": lambda claims: claims.update(exp=int(time.time()) - 60),
    "no exp": lambda claims: claims.pop("exp"),
    "exp as text": lambda claims: claims.update(exp=str(claims["exp"])),
    "lives for a day": lambda claims: claims.update(exp=claims["exp"] + 86_400),
    "of the future": lambda claims: claims.update(iat=claims["iat"] + 300),
    "not yet": lambda claims: claims.update(nbf=claims["iat"] + 300),
    "audience of another": lambda claims: claims.update(aud="https://evil.example/token"),
    "two audiences": lambda claims: claims.update(aud=[claims["aud"], "https://evil.example"]),
    "no audience": lambda claims: claims.pop("aud"),
    "issuer of another": lambda claims: claims.update(iss="portal"),
    "subject of another": lambda claims: claims.update(sub="portal"),
    "no jti": lambda claims: claims.pop("jti"),
}


def assertion(key: Any = KEY, alg: str = "RS256", twist: Twist = lambda claims: None) -> str:
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": "keyed", "sub": "keyed", "aud": ISSUER, "exp": now + 60, "iat": now, "jti": fresh(),
    }  # fmt: skip
    twist(claims)
    return jwt.encode({"alg": alg, "kid": "k1"}, claims, key, algorithms=[alg])


def asserted(rp: RelyingParty, text: str) -> Any:
    kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    form = {"grant_type": "client_credentials", "client_assertion_type": kind, "client_assertion": text}
    return rp.post("/token", form)


def keyed(rp: RelyingParty) -> RelyingParty:
    jwks = {"keys": [KEY.as_dict(private=False)]}
    grants = ["authorization_code", "client_credentials"]
    rp.register(client_id="keyed", token_endpoint_auth_method="private_key_jwt", jwks=jwks, grant_types=grants)
    return rp


def test_an_assertion_is_good_once(rp: RelyingParty) -> None:
    text = assertion()
    assert asserted(keyed(rp), text).status_code == 200
    assert "jti" in refused(asserted(rp, text), "invalid_client", 401)


@pytest.mark.parametrize("name", ASSERTIONS)
def test_refused_assertions(rp: RelyingParty, name: str) -> None:
    refused(asserted(keyed(rp), assertion(twist=ASSERTIONS[name])), "invalid_client", 401)


def test_algorithm_tricks(rp: RelyingParty) -> None:
    keyed(rp)
    header, body, signature = assertion().split(".")
    hs256 = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"k1"}').decode().rstrip("=")
    mac = hmac.digest(KEY.as_pem(private=False), f"{hs256}.{body}".encode(), "sha256")
    confused = f"{hs256}.{body}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
    none = "eyJhbGciOiJub25lIn0"
    for text in (
        assertion(key=STRANGER),
        confused,
        f"{none}.{body}.", f"{none}.{body}.{signature}", f"{header}.{body}.", f"{header}.{body}.AAAA",
        f"{header}.{body}", "no token at all", "..", "a.b.c",
    ):  # fmt: skip
        refused(asserted(rp, text), "invalid_client", 401)


def test_a_pushed_request_is_used_once_soon_and_by_its_client(rp: RelyingParty) -> None:
    pushed = rp.request(persona=None)
    answer = rp.post("/par", pushed)
    assert (answer.status_code, answer.json()["expires_in"]) == (201, 90)
    asked = {"client_id": "demo-rp", "request_uri": answer.json()["request_uri"], "persona": "hoa-renewed-card"}
    other = rp.authorize([("client_id", "portal"), ("request_uri", answer.json()["request_uri"])])
    assert other.json()["code"] == "redirect.unregistered"
    assert "code" in members(rp.authorize(list(asked.items())).headers["location"])
    assert rp.authorize(list(asked.items())).json()["code"] == "redirect.unregistered"
    late = rp.post("/par", pushed).json()["request_uri"]
    rp.http.post("/_sandbox/clock", json={"advance": 91})
    assert rp.authorize([("client_id", "demo-rp"), ("request_uri", late)]).status_code == 400


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"redirect_uri": "http://127.0.0.1:9010/callback"}, "invalid_request"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"request_uri": "urn:x"}, "invalid_request"),
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"scope": "openid admin"}, "invalid_scope"),
    ],
)
def test_what_cannot_be_asked_cannot_be_pushed(rp: RelyingParty, changes: dict[str, str | None], error: str) -> None:
    refused(rp.post("/par", rp.request(**changes)), error)


def test_whoever_is_registered_to_push_must(rp: RelyingParty) -> None:
    rp.register(client_id="pusher", token_endpoint_auth_method="none", require_pushed_authorization_requests=True)
    assert rp.error(client_id="pusher")["error"] == "invalid_request"


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer x", "Basic eDp5", "bearer  "])
def test_userinfo_without_a_good_token(rp: RelyingParty, authorization: str) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    response = rp.http.get("/userinfo", headers=headers)
    refused(response, "invalid_token", 401)
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


def test_an_access_token_does_not_belong_in_an_address(rp: RelyingParty) -> None:
    access = rp.signed_in()["access_token"]
    refused(rp.http.get("/userinfo", params={"access_token": access}), "invalid_request")
    posted = rp.post("/userinfo", {"access_token": access}, Authorization=f"Bearer {access}")
    refused(posted, "invalid_request")


def test_a_refresh_cannot_ask_for_more(rp: RelyingParty) -> None:
    first = rp.signed_in(scope="openid offline_access")
    refused(rp.refresh(first["refresh_token"], scope="openid profile"), "invalid_scope")


@pytest.mark.parametrize(
    "metadata",
    [
        {"redirect_uris": []},
        {"redirect_uris": ["http://example.com/cb"]},
        {"redirect_uris": ["https://example.com/cb#x"]},
        {"redirect_uris": ["https://u@example.com/cb"]},
        {"redirect_uris": ["/cb"]},
        {"redirect_uris": ["javascript:alert(1)"]},
        {"redirect_uris": ["myapp:/cb"]},
        {"redirect_uris": "https://example.com/cb"},
        {"grant_types": ["implicit"]},
        {"response_types": ["token"]},
        {"token_endpoint_auth_method": "client_secret_jwt"},
        {"token_endpoint_auth_method": "private_key_jwt"},
        {"id_token_signed_response_alg": "none"},
        {"id_token_signed_response_alg": "HS256"},
        {"scope": "openid everything"},
    ],
)
def test_metadata_that_cannot_be_registered(rp: RelyingParty, metadata: dict[str, Any]) -> None:
    response = rp.http.post("/register", json={"redirect_uris": ["https://example.com/cb"], **metadata})
    assert response.status_code == 400
    assert response.json()["error"] in {"invalid_redirect_uri", "invalid_client_metadata"}


def test_nobody_relaxes_himself(rp: RelyingParty) -> None:
    asked = {"redirect_uris": ["https://example.com/cb"], "relaxations": ["pkce-optional"], "client_id": "portal"}
    found = rp.http.post("/register", json=asked).json()
    assert found["relaxations"] == []
    assert found["client_id"] != "portal"
