"""Wrong about the proof: signature, algorithm, key."""

from typing import Any

from joserfc.jwk import RSAKey

from services.eid_auth.rules.corruptions.forging import (
    GONE,
    Corruption,
    Draft,
    Forge,
    Signing,
    by_secret,
    change,
    compact,
    stranger,
    text_of,
)
from services.eid_auth.rules.corruptions.whom import somebody

OVER_TLS = "OIDC Core §3.1.3.7 step 6"  # the sandbox has no TLS, which alone may take the place of the check
CHOSEN = "RFC 8725 §3.1; OIDC Core §3.1.3.7 step 7"
OURS = "OIDC Core §3.1.3.7 step 6: the keys of the issuer"


def headed(**changes: object) -> Forge:
    """A token whose header is changed, signed by the right key."""

    def forge(draft: Draft) -> str:
        change(draft.header, changes, draft)
        return draft.signed()

    return forge


def by_stranger(**changes: object) -> Forge:
    """A token whose header points to a stranger's key, signed by it."""

    def forge(draft: Draft) -> str:
        change(draft.header, changes, draft)
        return draft.signed(draft.stranger())

    return forge


def signature(spoil: Any) -> Forge:
    """A token whose signature, in base64url, is spoilt."""

    def forge(draft: Draft) -> str:
        signed, _, proof = draft.signed().rpartition(".")
        return f"{signed}.{spoil(proof)}"

    return forge


def _garbled(proof: str) -> str:
    middle = len(proof) // 2
    return proof[:middle] + ("A" if proof[middle] != "A" else "B") + proof[middle + 1 :]


def _other_key(draft: Draft) -> str:
    ours = [key for key in draft.keys.other if key.key_type == draft.keys.active.key_type]
    return draft.signed(ours[0] if ours else draft.stranger())


def _other_payload(draft: Draft) -> str:
    header, _, proof = draft.signed().split(".")
    draft.claims["sub"] = somebody(draft)
    return f"{header}.{draft.signed().split('.')[1]}.{proof}"


def _none(alg: str, *, signed: bool = False) -> Forge:
    def forge(draft: Draft) -> str:
        proof = draft.signed().rpartition(".")[2] if signed else ""
        return compact(text_of(draft.header | {"alg": alg}), text_of(draft.claims), lambda _: b"") + proof

    return forge


def _hs256(draft: Draft, secret: bytes) -> str:
    return compact(text_of(draft.header | {"alg": "HS256"}), text_of(draft.claims), by_secret(secret))


def _other_algorithm(draft: Draft) -> str:
    if draft.keys.active.key_type == "RSA":
        draft.header["alg"] = "RS512"
        return draft.signed()
    ours: list[Signing] = [key for key in draft.keys.other if key.key_type == "RSA"]
    key = ours[0] if ours else stranger(RSAKey.key_type)
    draft.header |= {"alg": "RS256", "kid": key.kid}
    return draft.signed(key)


def _without_algorithm(draft: Draft) -> str:
    rest = {name: value for name, value in draft.header.items() if name != "alg"}
    return draft.signed(header=text_of(rest))


def _public(draft: Draft) -> dict[str, Any]:
    return dict(draft.stranger().as_dict(private=False))


ALL = (
    Corruption(
        "signature-garbled", "chữ ký sai một ký tự", "one letter of the signature changed",
        "must", OVER_TLS, signature(_garbled),
    ),
    Corruption(
        "signature-missing", "chữ ký rỗng", "an empty signature",
        "must", OVER_TLS, signature(lambda _: ""),
    ),
    Corruption(
        "signature-truncated", "chữ ký bị cắt nửa", "half of the signature",
        "must", OVER_TLS, signature(lambda proof: proof[: len(proof) // 8 * 4]),
    ),
    Corruption(
        "signature-zero", "chữ ký toàn số không", "a signature of zeros",
        "must", OVER_TLS, signature(lambda proof: "A" * len(proof)),
    ),
    Corruption(
        "signature-other-key", "ký bằng khóa khác", "signed by another key under the right kid",
        "must", OVER_TLS, _other_key,
    ),
    Corruption(
        "signature-other-payload", "chữ ký của nội dung khác", "claims changed after signing",
        "must", OVER_TLS, _other_payload,
    ),
    Corruption(
        "alg-none", "alg none, không chữ ký", "algorithm none, no signature",
        "must", f"OIDC Core §2; {CHOSEN}", _none("none"),
    ),
    Corruption(
        "alg-none-signed", "alg none, kèm chữ ký thật", "algorithm none, with the good signature",
        "must", f"OIDC Core §2; {CHOSEN}", _none("none", signed=True),
    ),
    Corruption(
        "alg-none-capitals", "alg nOnE, không chữ ký", "algorithm nOnE, no signature",
        "must", "RFC 7515 §4.1.1: case-sensitive", _none("nOnE"),
    ),
    Corruption(
        "alg-hs256-public-key", "HS256 với khóa công khai", "HS256 with the public key (PEM) for a secret",
        "must", f"{CHOSEN}, RFC 8725 §2.1", lambda draft: _hs256(draft, draft.keys.public_pem),
    ),
    Corruption(
        "alg-hs256-client-secret", "HS256 với mật khẩu ứng dụng", "HS256 with the client's secret, not registered",
        "must", CHOSEN, lambda draft: _hs256(draft, draft.keys.client_secret.encode() or b"secret"),
    ),
    Corruption(
        "alg-other", "thuật toán không đăng ký", "another algorithm than was registered, by a good key",
        "should", "OIDC Core §3.1.3.7 step 7", _other_algorithm,
    ),
    Corruption(
        "alg-missing", "thiếu alg", "no algorithm",
        "must", "RFC 7515 §4.1.1: must be present", _without_algorithm,
    ),
    Corruption(
        "kid-unknown", "kid không có trong JWKS", "an unknown kid, signed by a key of nobody's",
        "must", OURS, by_stranger(kid="no-such-key"),
        "Ask for the JWKS once more (§10.1.1), then refuse",
    ),
    Corruption(
        "kid-missing", "thiếu kid", "no kid",
        "may", "OIDC Core §10.1: required of the signer where there are several keys", headed(kid=GONE),
    ),
    Corruption(
        "key-jku", "jku trỏ nơi khác", "a stranger's key, said to stand at a jku elsewhere",
        "must", OURS, by_stranger(jku="https://eid.invalid/jwks", kid="nobody-s-key"),
        "Refuse; fetch nothing from that address",
    ),
    Corruption(
        "key-x5u", "x5u trỏ nơi khác", "a stranger's key, said to stand at an x5u elsewhere",
        "must", OURS, by_stranger(x5u="https://eid.invalid/key.pem", kid="nobody-s-key"),
        "Refuse; fetch nothing from that address",
    ),
    Corruption(
        "key-embedded", "khóa lạ nằm trong header", "a stranger's key in the header itself (jwk)",
        "must", OURS, by_stranger(jwk=_public, kid="nobody-s-key"),
    ),
)  # fmt: skip
