"""Every check of an ID token: one thing wrong at a time, and refused for that very reason."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from motcua.wire.oidc import Asked, Failure, Party, SignInFailed, check_id_token

NOW = 1_800_000_000
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "other", "use": "sig", "alg": "RS256"})
CURVE = ECKey.generate_key("P-256", {"kid": "curve", "use": "sig"})
PARTY = Party("http://eid.test", "portal", "secret", "http://p.test/signed-in", "http://p.test/signed-out")
ASKED = Asked("state", "nonce-1", "verifier", level=2, max_age=-1)
ACCESS = "access-token"
HEADER = {"alg": "RS256", "typ": "JWT", "kid": "one"}


def half(text: str, digest: str = "sha256") -> str:
    octets = hashlib.new(digest, text.encode()).digest()
    return base64.urlsafe_b64encode(octets[: len(octets) // 2]).rstrip(b"=").decode()


CLAIMS: dict[str, Any] = {
    "iss": "http://eid.test",
    "aud": "portal",
    "azp": "portal",
    "sub": "5a1c",
    "exp": NOW + 300,
    "iat": NOW,
    "nbf": NOW,
    "auth_time": NOW - 5,
    "nonce": "nonce-1",
    "acr": "LoA2",
    "at_hash": half(ACCESS),
}
ABSENT = object()


def signed(claims: dict[str, Any] | bytes, key: RSAKey | ECKey = KEY, **header: Any) -> str:
    told = {name: value for name, value in {**HEADER, **header}.items() if value is not ABSENT}
    payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    return jws.serialize_compact(told, payload, key, algorithms=[told["alg"]])


def check(token: str, asked: Asked = ASKED, keys: Sequence[Any] = (KEY, CURVE), party: Party = PARTY) -> dict[str, Any]:
    async def find(_kid: str) -> list[dict[str, Any]]:
        return [key if isinstance(key, dict) else key.as_dict(private=False) for key in keys]

    return asyncio.run(check_id_token(token, find, party, asked, now=NOW, access_token=ACCESS))


def failure(*given: Any, **more: Any) -> Failure:
    with pytest.raises(SignInFailed) as caught:
        check(*given, **more)
    return caught.value.failure


def changed(**claims: Any) -> dict[str, Any]:
    return {name: value for name, value in {**CLAIMS, **claims}.items() if value is not ABSENT}


def test_a_good_token_passes() -> None:
    assert check(signed(CLAIMS)) == CLAIMS


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["portal"]},
        {"azp": ABSENT},
        {"nbf": ABSENT},
        {"auth_time": ABSENT},
        {"at_hash": ABSENT},
        {"exp": NOW - 59},  # within the leeway, as the next two
        {"iat": NOW + 60},
        {"nbf": NOW + 60},
        {"acr": "LoA4"},
    ],
    ids=str,
)
def test_what_the_standard_allows_passes(claims: dict[str, Any]) -> None:
    assert check(signed(changed(**claims)))["sub"] == "5a1c"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"iss": "http://eid.test/"}, Failure.ID_TOKEN_ISSUER),
        ({"iss": "HTTP://eid.test"}, Failure.ID_TOKEN_ISSUER),
        ({"iss": ABSENT}, Failure.ID_TOKEN_ISSUER),
        ({"aud": "other"}, Failure.ID_TOKEN_AUDIENCE),
        ({"aud": ["portal", "other"]}, Failure.ID_TOKEN_AUDIENCE),
        ({"aud": []}, Failure.ID_TOKEN_AUDIENCE),
        ({"aud": ABSENT}, Failure.ID_TOKEN_AUDIENCE),
        ({"azp": "other"}, Failure.ID_TOKEN_AZP),
        ({"azp": None}, Failure.ID_TOKEN_AZP),
        ({"sub": ABSENT}, Failure.ID_TOKEN_SUBJECT),
        ({"sub": ""}, Failure.ID_TOKEN_SUBJECT),
        ({"sub": 5}, Failure.ID_TOKEN_SUBJECT),
        ({"exp": NOW - 60}, Failure.ID_TOKEN_EXPIRED),
        ({"exp": ABSENT}, Failure.ID_TOKEN_EXPIRED),
        ({"exp": str(NOW + 300)}, Failure.ID_TOKEN_EXPIRED),
        ({"exp": True}, Failure.ID_TOKEN_EXPIRED),
        ({"nbf": NOW + 61}, Failure.ID_TOKEN_TOO_EARLY),
        ({"iat": NOW + 61}, Failure.ID_TOKEN_ISSUED),
        ({"iat": ABSENT}, Failure.ID_TOKEN_ISSUED),
        ({"auth_time": NOW + 61}, Failure.ID_TOKEN_AUTH_TIME),
        ({"auth_time": "yesterday"}, Failure.ID_TOKEN_AUTH_TIME),
        ({"nonce": "nonce-2"}, Failure.ID_TOKEN_NONCE),
        ({"nonce": ABSENT}, Failure.ID_TOKEN_NONCE),
        ({"acr": "LoA1"}, Failure.ID_TOKEN_LEVEL),
        ({"acr": "LoA9"}, Failure.ID_TOKEN_LEVEL),
        ({"acr": ABSENT}, Failure.ID_TOKEN_LEVEL),
        ({"at_hash": half("another")}, Failure.ID_TOKEN_AT_HASH),
        ({"at_hash": None}, Failure.ID_TOKEN_AT_HASH),
    ],
    ids=str,
)
def test_a_claim_that_is_wrong_is_refused_by_its_name(claims: dict[str, Any], expected: Failure) -> None:
    assert failure(signed(changed(**claims))) is expected


@pytest.mark.parametrize(
    ("auth_time", "max_age", "passes"),
    [(NOW - 60, 0, True), (NOW - 61, 0, False), (NOW - 360, 300, True), (NOW - 361, 300, False), (ABSENT, 300, False)],
)
def test_the_age_of_the_sign_in_counts_where_it_was_asked_for(auth_time: object, max_age: int, passes: bool) -> None:
    asked, token = ASKED._replace(max_age=max_age), signed(changed(auth_time=auth_time))
    if passes:
        assert check(token, asked)["sub"] == "5a1c"
    else:
        assert failure(token, asked) is Failure.ID_TOKEN_AUTH_TIME


def unsigned(header: dict[str, Any]) -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, CLAIMS))
    return ".".join((*parts, ""))


def public_key_as_secret() -> str:
    """What joserfc would not sign: an HMAC with the text of the public key."""
    body = unsigned({"alg": "HS256", "typ": "JWT", "kid": "one"}).rstrip(".")
    mac = hmac.new(KEY.as_pem(private=False), body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


SPOILT: dict[str, tuple[Callable[[], str], Failure]] = {
    "alg none": (lambda: unsigned({"alg": "none", "typ": "JWT"}), Failure.ID_TOKEN_ALGORITHM),
    "alg None": (lambda: unsigned({"alg": "None"}), Failure.ID_TOKEN_ALGORITHM),
    "alg missing": (lambda: unsigned({"typ": "JWT"}), Failure.ID_TOKEN_ALGORITHM),
    "HS256 with the public key": (public_key_as_secret, Failure.ID_TOKEN_ALGORITHM),
    "ES256, not registered": (lambda: signed(CLAIMS, CURVE, alg="ES256", kid="curve"), Failure.ID_TOKEN_ALGORITHM),
    "RS512, not registered": (lambda: signed(CLAIMS, KEY, alg="RS512"), Failure.ID_TOKEN_ALGORITHM),
    "typ at+jwt": (lambda: signed(CLAIMS, typ="at+jwt"), Failure.ID_TOKEN_TYPE),
    "typ logout+jwt": (lambda: signed(CLAIMS, typ="logout+jwt"), Failure.ID_TOKEN_TYPE),
    "kid unknown": (lambda: signed(CLAIMS, kid="nobody"), Failure.ID_TOKEN_KEY),
    "kid of another kind of key": (lambda: signed(CLAIMS, kid="curve"), Failure.ID_TOKEN_KEY),
    "kid no text": (lambda: unsigned({"alg": "RS256", "kid": 1}) + "AA", Failure.ID_TOKEN_KEY),
    "another key under the kid": (lambda: signed(CLAIMS, OTHER), Failure.ID_TOKEN_SIGNATURE),
    "signature missing": (lambda: signed(CLAIMS).rpartition(".")[0] + ".", Failure.ID_TOKEN_SIGNATURE),
    "signature of another token": (
        lambda: signed(CLAIMS).rpartition(".")[0] + "." + signed(changed(sub="x")).rpartition(".")[2],
        Failure.ID_TOKEN_SIGNATURE,
    ),
    "sub twice": (
        lambda: signed(json.dumps(CLAIMS).replace('"sub": "5a1c"', '"sub": "5a1c", "sub": "6b2d"').encode()),
        Failure.ID_TOKEN_REPEATED,
    ),
    "no JSON": (lambda: signed(b"sub=5a1c"), Failure.ID_TOKEN_MALFORMED),
    "a list": (lambda: signed(b"[]"), Failure.ID_TOKEN_MALFORMED),
    "NaN": (lambda: signed(json.dumps(changed(exp=float("nan"))).encode()), Failure.ID_TOKEN_MALFORMED),
    "two parts": (lambda: signed(CLAIMS).rpartition(".")[0], Failure.ID_TOKEN_MALFORMED),
    "encrypted": (lambda: "a.b.c.d.e", Failure.ID_TOKEN_MALFORMED),
    "padded": (lambda: signed(CLAIMS).replace(".", "=.", 1), Failure.ID_TOKEN_MALFORMED),
    "oversized": (lambda: signed(changed(filler="x" * 20_000)), Failure.ID_TOKEN_MALFORMED),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_token_that_is_spoilt_is_refused_by_its_name(spoilt: str) -> None:
    token, expected = SPOILT[spoilt]
    assert failure(token()) is expected


def test_a_critical_extension_is_never_ignored() -> None:
    head = base64.urlsafe_b64encode(json.dumps({**HEADER, "crit": ["exp"], "exp": 1}).encode()).rstrip(b"=").decode()
    assert failure(f"{head}.{signed(CLAIMS).partition('.')[2]}") is Failure.ID_TOKEN_TYPE


@pytest.mark.parametrize("typ", [["JWT"], {"JWT": 1}, 5])
def test_a_type_of_another_kind_is_refused_like_another_type(typ: Any) -> None:
    head = base64.urlsafe_b64encode(json.dumps({**HEADER, "typ": typ}).encode()).rstrip(b"=").decode()
    assert failure(f"{head}.{signed(CLAIMS).partition('.')[2]}") is Failure.ID_TOKEN_TYPE


def test_a_token_without_kid_needs_a_provider_with_one_key() -> None:
    token = signed(CLAIMS, kid=ABSENT)
    assert check(token)["sub"] == "5a1c"
    assert failure(token, keys=(KEY, OTHER)) is Failure.ID_TOKEN_KEY


@pytest.mark.parametrize("change", [{"use": "enc"}, {"alg": "PS256"}, {"key_ops": ["sign"]}, {"key_ops": 5}], ids=str)
def test_a_key_for_something_else_verifies_nothing(change: dict[str, Any]) -> None:
    assert failure(signed(CLAIMS), keys=[{**KEY.as_dict(private=False), **change}]) is Failure.ID_TOKEN_KEY


def test_a_broken_key_is_the_providers_fault() -> None:
    assert failure(signed(CLAIMS), keys=[{"kty": "RSA", "kid": "one"}]) is Failure.KEYS_MALFORMED


def test_what_was_registered_decides_about_algorithms() -> None:
    token = signed(changed(at_hash=half(ACCESS)), CURVE, alg="ES256", kid="curve")
    assert check(token, party=PARTY._replace(algorithms=("ES256",)))["sub"] == "5a1c"
    assert failure(signed(CLAIMS), party=PARTY._replace(algorithms=("ES256",))) is Failure.ID_TOKEN_ALGORITHM
