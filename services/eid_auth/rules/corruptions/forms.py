"""Wrong in form: JSON, header parameters, what is no token at all; and one oddity that is allowed."""

import json
from typing import Any

from services.eid_auth.rules.corruptions.forging import Corruption, Draft, Forge, claims, text_of
from services.eid_auth.rules.corruptions.proofs import headed
from services.eid_auth.rules.corruptions.whom import SOMEBODY_ELSE

LAST_OR_NONE = "unique, or the last one counts"


def twice(members: dict[str, Any], name: str, first: object, last: object) -> bytes:
    """JSON with one member twice, which no dictionary can say."""
    rest = text_of({key: value for key, value in members.items() if key != name}).decode()
    return f'{{"{name}":{json.dumps(first)},{rest[1:-1]},"{name}":{json.dumps(last)}}}'.encode()


def _payload_twice(*, evil_last: bool) -> Forge:
    def forge(draft: Draft) -> str:
        pair = (draft.claims["aud"], SOMEBODY_ELSE)
        return draft.signed(payload=twice(draft.claims, "aud", *(pair if evil_last else pair[::-1])))

    return forge


def _header_twice(*, evil_last: bool) -> Forge:
    def forge(draft: Draft) -> str:
        pair = (draft.header["alg"], "none")
        return draft.signed(header=twice(draft.header, "alg", *(pair if evil_last else pair[::-1])))

    return forge


ALL = (
    Corruption(
        "payload-twice-evil-last", "hai lần aud, lần sau sai", "aud twice, the last one wrong",
        "must", f"RFC 7519 §4: {LAST_OR_NONE}", _payload_twice(evil_last=True),
    ),
    Corruption(
        "payload-twice-evil-first", "hai lần aud, lần đầu sai", "aud twice, the first one wrong",
        "may", f"RFC 7519 §4: {LAST_OR_NONE}", _payload_twice(evil_last=False),
    ),
    Corruption(
        "header-twice-evil-last", "hai lần alg, lần sau là none", "alg twice, the last one none",
        "must", f"RFC 7515 §4: {LAST_OR_NONE}", _header_twice(evil_last=True),
    ),
    Corruption(
        "header-twice-evil-first", "hai lần alg, lần đầu là none", "alg twice, the first one none",
        "may", f"RFC 7515 §4: {LAST_OR_NONE}", _header_twice(evil_last=False),
    ),
    Corruption(
        "crit-unknown", "crit có phần mở rộng lạ", "a critical extension that nobody knows",
        "must", "RFC 7515 §4.1.11",
        headed(crit=lambda _: ["https://eid.invalid/extension"], **{"https://eid.invalid/extension": True}),
    ),
    Corruption(
        "typ-wrong", "typ at+jwt", "typed as an access token (at+jwt)",
        "should", "RFC 8725 §3.11, §3.12; RFC 9068 §2.1", headed(typ="at+jwt"),
    ),
    Corruption(
        "payload-no-json", "nội dung không phải JSON", "claims that are no JSON",
        "must", "RFC 7519 §7.2 step 10", lambda draft: draft.signed(payload=b"sub=" + draft.claims["sub"].encode()),
    ),
    Corruption(
        "payload-array", "nội dung là mảng JSON", "claims in an array",
        "must", "RFC 7519 §7.2 step 10", lambda draft: draft.signed(payload=b"[" + text_of(draft.claims) + b"]"),
    ),
    Corruption(
        "no-token", "không phải JWT", "text that is no token",
        "must", "RFC 7519 §7.2 step 1", lambda _: "day-khong-phai-la-id-token",
    ),
    Corruption(
        "claim-unknown", "thêm thông tin lạ", "a claim that nobody knows",
        "must not", "OIDC Core §2: must be ignored", claims(so_thich="phở"),
        "Accept, and ignore the claim",
    ),
)  # fmt: skip
