"""Wrong about who says it, to whom, about whom: issuer, audience, authorized party, nonce, subject."""

import uuid

from services.eid_auth.rules.corruptions.forging import GONE, Corruption, Draft, claims

STEP = "OIDC Core §3.1.3.7 step"
ELSEWHERE, SOMEBODY_ELSE = "https://eid.invalid", "another-client"


def somebody(draft: Draft) -> str:
    """The subject of another person, of the same form."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, str(draft.claims["sub"])))


def with_stranger(draft: Draft) -> list[str]:
    """The audience, and a client that ours knows nothing of."""
    return [draft.claims["aud"], SOMEBODY_ELSE]


ALL = (
    Corruption(
        "issuer-wrong", "nơi phát hành khác", "another issuer",
        "must", f"{STEP} 2", claims(iss=ELSEWHERE),
    ),
    Corruption(
        "issuer-slash", "nơi phát hành thừa dấu / ở cuối", "the issuer with a slash at its end",
        "must", f"{STEP} 2, exactly", claims(iss=lambda draft: f"{draft.claims['iss']}/"),
    ),
    Corruption(
        "issuer-case", "nơi phát hành viết hoa", "the issuer in capitals",
        "must", f"{STEP} 2, exactly", claims(iss=lambda draft: draft.claims["iss"].upper()),
    ),
    Corruption(
        "issuer-missing", "thiếu nơi phát hành", "no issuer",
        "must", f"{STEP} 2; §2: required", claims(iss=GONE),
    ),
    Corruption(
        "audience-wrong", "dành cho ứng dụng khác", "for another client",
        "must", f"{STEP} 3", claims(aud=SOMEBODY_ELSE),
    ),
    Corruption(
        "audience-empty", "danh sách bên nhận rỗng", "for nobody: an empty list",
        "must", f"{STEP} 3", claims(aud=lambda _: []),
    ),
    Corruption(
        "audience-missing", "thiếu bên nhận", "no audience",
        "must", f"{STEP} 3; §2: required", claims(aud=GONE),
    ),
    Corruption(
        "audience-stranger", "thêm bên nhận lạ, không có azp", "a stranger in the audience, no azp",
        "must", f"{STEP} 3: additional audiences not trusted", claims(aud=with_stranger, azp=GONE),
    ),
    Corruption(
        "audience-list", "bên nhận là danh sách một phần tử", "the audience as a list of one",
        "must not", "RFC 7519 §4.1.3: an array of strings is the general case",
        claims(aud=lambda draft: [draft.claims["aud"]]),
    ),
    Corruption(
        "other-client", "mã thật của ứng dụng khác", "a good token of another client's sign-in",
        "must", f"{STEP} 3 and 11", claims(aud=SOMEBODY_ELSE, azp=SOMEBODY_ELSE, nonce="another-client-s-nonce"),
    ),
    Corruption(
        "azp-wrong", "azp là ứng dụng khác", "another client is the authorized party",
        "should", f"{STEP} 5", claims(azp=SOMEBODY_ELSE),
    ),
    Corruption(
        "nonce-wrong", "nonce khác", "another nonce",
        "must", f"{STEP} 11", claims(nonce="not-the-nonce-that-was-sent"),
    ),
    Corruption(
        "nonce-empty", "nonce rỗng", "an empty nonce",
        "must", f"{STEP} 11", claims(nonce=""),
    ),
    Corruption(
        "nonce-missing", "thiếu nonce", "no nonce, though one was sent",
        "must", f"{STEP} 11", claims(nonce=GONE),
    ),
    Corruption(
        "subject-wrong", "người khác", "another person than the user info speaks of",
        "must", "OIDC Core §5.3.2", claims(sub=somebody),
        "Compare with the user info; use none of its claims, and refuse the sign-in",
    ),
    Corruption(
        "subject-missing", "thiếu sub", "no subject",
        "must", "OIDC Core §2: required", claims(sub=GONE),
    ),
    Corruption(
        "subject-empty", "sub rỗng", "an empty subject",
        "must", "OIDC Core §2, §5.3.2: never that of the user info", claims(sub=""),
    ),
    Corruption(
        "subject-number", "sub là số", "a number for a subject",
        "must", "OIDC Core §2; RFC 7519 §4.1.2: a string", claims(sub=7),
    ),
)  # fmt: skip
