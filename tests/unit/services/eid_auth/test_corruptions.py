"""Each corruption does what it says and nothing else, and a strict client refuses it."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, KeySet, RSAKey

from services.eid_auth.rules.corruptions import ALL, Keys, corrupt
from services.eid_auth.rules.corruptions.forging import Draft, stranger
from tests.unit.services.eid_auth.strict import Refused, check

NOW = 1_790_000_000
ISSUER, CLIENT, NONCE, SUB = "http://127.0.0.1:8002", "portal", "n-0S6_WzA2Mj", "8a4a1d4c-9d0b-5c7e-a3d6-0f6f6b1d2c3e"
CLAIMS: dict[str, Any] = {
    "iss": ISSUER, "sub": SUB, "aud": CLIENT, "azp": CLIENT, "nonce": NONCE, "iat": NOW, "exp": NOW + 3600,
    "auth_time": NOW - 60, "acr": "LoA2", "amr": ["pwd", "otp"], "authentication_level": 2, "at_hash": "right",
}  # fmt: skip
RSA = RSAKey.generate_key(2048, {"kid": "rsa-1", "alg": "RS256"}, private=True)
OLD = RSAKey.generate_key(2048, {"kid": "rsa-0", "alg": "RS256"}, private=True)
EC = ECKey.generate_key("P-256", {"kid": "ec-1", "alg": "ES256"}, private=True)
PUBLISHED = KeySet([RSA, OLD, EC])
SIGNERS = {
    "RS256": Keys(RSA, [OLD, EC], RSA.as_pem(private=False), "portal-rp-secret"),
    "ES256": Keys(EC, [RSA, OLD], EC.as_pem(private=False), "portal-rp-secret"),
}
ALGORITHMS = pytest.mark.parametrize("alg", SIGNERS)


def header(alg: str) -> dict[str, Any]:
    return {"alg": alg, "kid": SIGNERS[alg].active.kid, "typ": "JWT"}


def good(alg: str = "RS256") -> str:
    return Draft(header(alg), dict(CLAIMS), SIGNERS[alg], NOW).signed()


def wrong(name: str, alg: str = "RS256") -> str:
    return corrupt(name, header(alg), CLAIMS, SIGNERS[alg], NOW)


def accept(token: str, alg: str = "RS256") -> Any:
    return check(token, keys=PUBLISHED, alg=alg, issuer=ISSUER, client=CLIENT, nonce=NONCE, acr="LoA2", now=NOW)


def part(token: str, which: int) -> Any:
    text = token.split(".")[which]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name, ...) != after.get(name, ...)}


def verifies(token: str, key: RSAKey | ECKey, alg: str = "RS256") -> bool:
    """Whether this key made the signature, whatever the header says."""
    signed, _, proof = token.rpartition(".")
    algorithm: Any = jws.JWSRegistry.algorithms[alg]
    return bool(algorithm.verify(signed.encode(), base64.urlsafe_b64decode(proof + "=" * (-len(proof) % 4)), key))


@ALGORITHMS
def test_the_good_token_is_accepted(alg: str) -> None:
    assert accept(good(alg), alg)["sub"] == SUB


def test_the_list_is_long_and_says_everything() -> None:
    assert len(ALL) >= 32
    assert all(one.vi and one.en and one.clause and one.client for one in ALL.values())
    assert len({one.en for one in ALL.values()}) == len(ALL)


@ALGORITHMS
@pytest.mark.parametrize("name", [one.name for one in ALL.values() if one.refuse == "must"])
def test_what_must_be_refused_is_refused(name: str, alg: str) -> None:
    if name == "subject-wrong":  # the token alone cannot tell: OIDC Core §5.3.2 compares with the user info
        assert accept(wrong(name, alg), alg)["sub"] != SUB
        return
    with pytest.raises(Refused):
        accept(wrong(name, alg), alg)


@ALGORITHMS
@pytest.mark.parametrize("name", [one.name for one in ALL.values() if one.refuse == "should"])
def test_what_should_be_refused_a_strict_client_refuses(name: str, alg: str) -> None:
    with pytest.raises(Refused):
        accept(wrong(name, alg), alg)


@ALGORITHMS
@pytest.mark.parametrize("name", [one.name for one in ALL.values() if one.refuse == "must not"])
def test_what_is_allowed_is_accepted(name: str, alg: str) -> None:
    assert wrong(name, alg) != good(alg)
    assert accept(wrong(name, alg), alg)["sub"] == SUB


# The claims that differ from the good token's; everything else, header and signature included, is right.
IN_CLAIMS = {
    "issuer-wrong": {"iss"}, "issuer-slash": {"iss"}, "issuer-case": {"iss"}, "issuer-missing": {"iss"},
    "audience-wrong": {"aud"}, "audience-empty": {"aud"}, "audience-missing": {"aud"}, "audience-list": {"aud"},
    "audience-stranger": {"aud", "azp"}, "other-client": {"aud", "azp", "nonce"}, "azp-wrong": {"azp"},
    "nonce-wrong": {"nonce"}, "nonce-empty": {"nonce"}, "nonce-missing": {"nonce"},
    "subject-wrong": {"sub"}, "subject-missing": {"sub"}, "subject-empty": {"sub"}, "subject-number": {"sub"},
    "expired": {"exp", "iat"}, "exp-missing": {"exp"}, "exp-text": {"exp"}, "not-yet-valid": {"nbf", "exp"},
    "iat-future": {"iat", "exp"}, "iat-old": {"iat"}, "iat-missing": {"iat"},
    "acr-too-low": {"acr", "amr", "authentication_level"}, "acr-missing": {"acr", "authentication_level"},
    "auth-time-old": {"auth_time"}, "auth-time-missing": {"auth_time"}, "at-hash-wrong": {"at_hash"},
    "claim-unknown": {"so_thich"},
}  # fmt: skip


@ALGORITHMS
@pytest.mark.parametrize("name", IN_CLAIMS)
def test_a_wrong_claim_is_the_only_thing_wrong(name: str, alg: str) -> None:
    token = wrong(name, alg)
    assert changed(CLAIMS, part(token, 1)) == IN_CLAIMS[name]
    assert part(token, 0) == header(alg)
    assert verifies(token, SIGNERS[alg].active, alg)


@pytest.mark.parametrize(
    ("name", "claim", "value"),
    [
        ("issuer-slash", "iss", f"{ISSUER}/"),
        ("issuer-case", "iss", "HTTP://127.0.0.1:8002"),
        ("audience-stranger", "aud", [CLIENT, "another-client"]),
        ("expired", "exp", NOW - 3600),
        ("exp-text", "exp", str(NOW + 3600)),
        ("not-yet-valid", "nbf", NOW + 3600),
        ("iat-future", "iat", NOW + 3600),
        ("acr-too-low", "acr", "LoA1"),
        ("auth-time-old", "auth_time", NOW - 365 * 86_400),
    ],
)
def test_the_wrong_claim_says(name: str, claim: str, value: object) -> None:
    assert part(wrong(name), 1)[claim] == value


# The header parameters that differ, and whether the right key signed it all the same.
IN_HEADER = {
    "kid-unknown": ({"kid"}, False), "kid-missing": ({"kid"}, True), "key-jku": ({"jku", "kid"}, False),
    "key-x5u": ({"x5u", "kid"}, False), "key-embedded": ({"jwk", "kid"}, False), "typ-wrong": ({"typ"}, True),
    "crit-unknown": ({"crit", "https://eid.invalid/extension"}, None), "alg-none": ({"alg"}, False),
    "alg-none-signed": ({"alg"}, False), "alg-none-capitals": ({"alg"}, False), "alg-missing": ({"alg"}, None),
    "alg-hs256-public-key": ({"alg"}, False), "alg-hs256-client-secret": ({"alg"}, False),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_HEADER)
def test_a_wrong_header_carries_the_good_claims(name: str) -> None:
    token, (differs, ours) = wrong(name), IN_HEADER[name]
    assert changed(header("RS256"), part(token, 0)) == differs
    assert part(token, 1) == CLAIMS
    if ours is not None:
        assert verifies(token, RSA) is ours


@pytest.mark.parametrize(
    "name",
    ["signature-garbled", "signature-missing", "signature-truncated", "signature-zero", "signature-other-key"],
)
@ALGORITHMS
def test_a_wrong_signature_stands_under_the_good_token(name: str, alg: str) -> None:
    token = wrong(name, alg)
    assert token.rpartition(".")[0] == good(alg).rpartition(".")[0]
    assert not verifies(token, SIGNERS[alg].active, alg)


def test_other_key_is_one_that_the_provider_published() -> None:
    assert verifies(wrong("signature-other-key"), OLD)
    alone = Keys(RSA, [], RSA.as_pem(private=False))
    assert verifies(corrupt("signature-other-key", header("RS256"), CLAIMS, alone, NOW), stranger("RSA"))


def test_other_payload_keeps_the_signature_of_the_good_one() -> None:
    token = wrong("signature-other-payload")
    assert token.split(".")[2] == good().split(".")[2]
    assert changed(CLAIMS, part(token, 1)) == {"sub"}


@pytest.mark.parametrize("name", ["key-jku", "key-x5u", "key-embedded"])
def test_a_stranger_s_key_really_signed(name: str) -> None:
    assert verifies(wrong(name), stranger("RSA"))
    assert part(wrong("key-embedded"), 0)["jwk"]["n"] == stranger("RSA").as_dict(private=False)["n"]
    assert "d" not in part(wrong("key-embedded"), 0)["jwk"]


def test_hs256_is_by_the_secret_that_it_says() -> None:
    for name, secret in (
        ("alg-hs256-public-key", RSA.as_pem(private=False)),
        ("alg-hs256-client-secret", b"portal-rp-secret"),
    ):
        signed, _, proof = wrong(name).rpartition(".")
        code = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
        assert base64.urlsafe_b64encode(code).rstrip(b"=").decode() == proof


def test_none_with_and_without_a_signature() -> None:
    assert wrong("alg-none").endswith(".")
    assert wrong("alg-none-signed").rpartition(".")[2] == good().rpartition(".")[2]
    assert part(wrong("alg-none-capitals"), 0)["alg"] == "nOnE"


def test_another_algorithm_by_a_published_key() -> None:
    assert verifies(wrong("alg-other"), RSA, "RS512")
    assert verifies(wrong("alg-other", "ES256"), RSA, "RS256")


@pytest.mark.parametrize(
    ("name", "which", "values"),
    [
        ("payload-twice-evil-last", 1, [CLIENT, "another-client"]),
        ("payload-twice-evil-first", 1, ["another-client", CLIENT]),
        ("header-twice-evil-last", 0, ["RS256", "none"]),
        ("header-twice-evil-first", 0, ["none", "RS256"]),
    ],
)
def test_a_member_stands_twice(name: str, which: int, values: list[str]) -> None:
    text = wrong(name).split(".")[which]
    pairs = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), object_pairs_hook=list)
    member = "aud" if which else "alg"
    assert [value for key, value in pairs if key == member] == values
    assert dict(pairs) | {member: ...} == (CLAIMS if which else header("RS256")) | {member: ...}


NO_OBJECT: dict[str, Callable[[str], object]] = {
    "payload-no-json": lambda token: token.count(".") == 2 and verifies(token, RSA),
    "payload-array": lambda token: part(token, 1) == [CLAIMS] and verifies(token, RSA),
    "no-token": lambda token: "." not in token,
}


@pytest.mark.parametrize("name", NO_OBJECT)
def test_what_is_no_object(name: str) -> None:
    assert NO_OBJECT[name](wrong(name))


def test_every_corruption_is_looked_at_here() -> None:
    by_name = {"alg-other", "signature-other-payload", *NO_OBJECT} | {n for n in ALL if "twice" in n}
    assert {*IN_CLAIMS, *IN_HEADER, *by_name} | {n for n in ALL if n.startswith("signature-")} == set(ALL)


def test_the_given_claims_are_left_alone() -> None:
    claims, head = dict(CLAIMS), header("RS256")
    for name in ALL:
        corrupt(name, head, claims, SIGNERS["RS256"], NOW)
    assert (claims, head) == (CLAIMS, header("RS256"))
