"""Misdeeds before the client has a code: discovery, jwks, authorize."""

from dataclasses import replace

from services.eid_auth.rules.corruptions.forging import GONE
from services.eid_auth.rules.misconduct.answers import (
    Answer,
    Known,
    Misdeed,
    html,
    late,
    members,
    other,
    pairs,
    refused,
)

NO_SIGN_IN = "Say that signing in failed, and let the person try again"
KEEP_OR_FAIL = "Use the keys it has; where they do not fit, refuse and ask again later"


def _stale(answer: Answer, known: Known) -> Answer:
    assert isinstance(answer.body, dict)  # noqa: S101  # jwks, always
    old = [key for key in answer.body.get("keys", []) if key.get("kid") != known.active]
    return replace(answer, body={"keys": old})


def _called_text(answer: Answer, _: Known) -> Answer:
    return replace(answer, headers=answer.headers | {"Content-Type": "text/plain; charset=utf-8"})


ALL = (
    Misdeed(
        "discovery-issuer-wrong", "discovery", "nơi phát hành khác", "another issuer",
        "must", "OIDC Discovery §4.3", "Do not use the document",
        members(issuer="https://eid.invalid"),
    ),
    Misdeed(
        "discovery-500", "discovery", "lỗi 500", "status 500",
        "must", "OIDC Discovery §4.2", "Say that signing in is not possible now; ask again later", html(500),
    ),
    Misdeed(
        "discovery-endpoint-missing", "discovery", "thiếu token_endpoint", "no token_endpoint",
        "must", "OIDC Discovery §3: required", "Do not begin a sign-in that cannot end",
        members(token_endpoint=GONE),
    ),
    Misdeed(
        "jwks-500", "jwks", "lỗi 500", "status 500", "must", "OIDC Core §10.1", KEEP_OR_FAIL, html(500),
    ),
    Misdeed(
        "jwks-stale", "jwks", "chỉ còn khóa đã nghỉ", "only keys that sign no longer",
        "must", "OIDC Core §10.1.1", KEEP_OR_FAIL, _stale,
    ),
    Misdeed(
        "jwks-empty", "jwks", "không có khóa nào", "no key", "must", "RFC 7517 §5.1", KEEP_OR_FAIL, members(keys=[]),
    ),
    Misdeed(
        "jwks-html", "jwks", "trang HTML, trạng thái 200", "a page, with status 200",
        "must", "RFC 7517 §5", KEEP_OR_FAIL, html(200),
    ),
    Misdeed(
        "jwks-content-type", "jwks", "đúng nội dung, sai Content-Type", "the right keys as text/plain",
        "may", "RFC 7517 §8.5", "Either", _called_text,
    ),
    Misdeed(
        "jwks-slow", "jwks", "trả lời chậm", "answers late, correctly",
        "may", "–", "Wait no longer than its own limit; keep what it fetched", late,
    ),
    Misdeed(
        "authorize-state-wrong", "authorize", "state khác", "another state",
        "must", "RFC 6749 §10.12", "Drop the answer: it belongs to no sign-in that was begun",
        other("state", "not-the-state-that-was-sent"),
    ),
    Misdeed(
        "authorize-state-missing", "authorize", "thiếu state", "no state",
        "must", "RFC 6749 §4.1.2, §10.12", "Drop the answer", pairs(without=("state",)),
    ),
    Misdeed(
        "authorize-iss-wrong", "authorize", "iss là nơi khác", "another issuer",
        "must", "RFC 9207 §2.4", "Drop the answer; send the code nowhere", other("iss", "https://eid.invalid"),
    ),
    Misdeed(
        "authorize-iss-missing", "authorize", "thiếu iss", "no issuer, though discovery promises one",
        "must", "RFC 9207 §2.4", "Drop the answer; send the code nowhere", pairs(without=("iss",)),
    ),
    Misdeed(
        "authorize-code-missing", "authorize", "thiếu code", "no code, no error",
        "must", "RFC 6749 §4.1.2: required", NO_SIGN_IN, pairs(without=("code",)),
    ),
    Misdeed(
        "authorize-code-twice", "authorize", "hai code", "a second, other code",
        "should", "RFC 6749 §3.1: not more than once", "Drop the answer", pairs(("code", "a-second-code")),
    ),
    Misdeed(
        "authorize-code-unknown", "authorize", "code không ai phát", "a code that nobody issued",
        "must", "RFC 6749 §5.2", NO_SIGN_IN, other("code", "a-code-that-nobody-issued"),
    ),
    Misdeed(
        "authorize-fragment", "authorize", "trả trong phần # của địa chỉ", "answers in the fragment",
        "must", "OAuth 2.0 Multiple Response Type Encoding Practices §2.1", NO_SIGN_IN,
        lambda answer, _: replace(answer, fragment=True),
    ),
    Misdeed(
        "authorize-access-denied", "authorize", "người dân từ chối", "the person said no",
        "must", "RFC 6749 §4.1.2.1", "Say so, and do not ask at once again",
        refused("access_denied", "The person did not agree"),
    ),
    Misdeed(
        "authorize-server-error", "authorize", "lỗi máy chủ", "error server_error",
        "must", "RFC 6749 §4.1.2.1", NO_SIGN_IN, refused("server_error", "Something is broken"),
    ),
    Misdeed(
        "authorize-unavailable", "authorize", "tạm ngừng phục vụ", "error temporarily_unavailable",
        "must", "RFC 6749 §4.1.2.1", "Say that it may work later",
        refused("temporarily_unavailable", "Try again later"),
    ),
    Misdeed(
        "authorize-500", "authorize", "trang lỗi 500", "a page with status 500; nobody comes back",
        "must", "–", "Let the sign-in that was begun run out", html(500),
    ),
)  # fmt: skip
