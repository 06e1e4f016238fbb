"""Misdeeds once the client has a code: token, refresh, user info; and keys exchanged without notice."""

from dataclasses import replace

from services.eid_auth.rules.corruptions.forging import GONE
from services.eid_auth.rules.misconduct.answers import Answer, Known, Misdeed, html, instead, late, members

NO_SIGN_IN = "Say that signing in failed, and let the person try again; do not send the code twice"
NO_CLAIMS = "Use none of these claims"
ROTATION = "keys-rotated-unannounced"


def _presented_again(answer: Answer, known: Known) -> Answer:
    if not isinstance(answer.body, dict) or not known.presented:
        return answer
    return replace(answer, body=answer.body | {"refresh_token": known.presented})


def _called_signed(answer: Answer, _: Known) -> Answer:
    return replace(answer, headers=answer.headers | {"Content-Type": "application/jwt"})


ALL = (
    Misdeed(
        "token-slow", "token", "trả lời chậm", "answers late, correctly",
        "may", "–", "Wait no longer than its own limit; do not send the code twice", late,
    ),
    Misdeed("token-500", "token", "lỗi 500", "status 500", "must", "RFC 6749 §5.2", NO_SIGN_IN, html(500)),
    Misdeed(
        "token-503", "token", "tạm ngừng phục vụ", "status 503 with Retry-After",
        "must", "RFC 9110 §15.6.4", NO_SIGN_IN,
        instead(503, {"error": "temporarily_unavailable"}, Retry_After="30"),
    ),
    Misdeed(
        "token-html", "token", "trang HTML, trạng thái 200", "a page, with status 200",
        "must", "RFC 6749 §5.1", NO_SIGN_IN, html(200),
    ),
    Misdeed(
        "token-empty", "token", "không có nội dung", "an empty body, with status 200",
        "must", "RFC 6749 §5.1", NO_SIGN_IN, instead(200, "", Content_Type="application/json"),
    ),
    Misdeed(
        "token-invalid-grant", "token", "từ chối code còn tốt", "refuses a good code",
        "must", "RFC 6749 §5.2", NO_SIGN_IN, instead(400, {"error": "invalid_grant"}),
    ),
    Misdeed(
        "token-error-200", "token", "báo lỗi với trạng thái 200", "an error, with status 200",
        "must", "RFC 6749 §5.1: no access token", NO_SIGN_IN, instead(200, {"error": "invalid_grant"}),
    ),
    Misdeed(
        "token-type-missing", "token", "thiếu token_type", "no token_type",
        "must", "RFC 6749 §5.1: required; §7.1", NO_SIGN_IN, members(token_type=GONE),
    ),
    Misdeed(
        "token-type-mac", "token", "token_type là mac", "a token_type that it does not know",
        "must", "RFC 6749 §7.1", NO_SIGN_IN, members(token_type="mac"),  # noqa: S106  # a kind of token
    ),
    Misdeed(
        "token-id-token-missing", "token", "thiếu id_token", "no id_token",
        "must", "OIDC Core §3.1.3.3: required", NO_SIGN_IN, members(id_token=GONE),
    ),
    Misdeed(
        "token-access-token-missing", "token", "thiếu access_token", "no access_token",
        "must", "RFC 6749 §5.1: required", NO_SIGN_IN, members(access_token=GONE),
    ),
    Misdeed(
        "token-expires-in-text", "token", "expires_in là chuỗi ký tự", "expires_in as text",
        "may", "RFC 6749 §5.1: a number", "Refuse, or take the life of the token for unknown",
        members(expires_in="một giờ"),
    ),
    Misdeed(
        "refresh-refused", "refresh", "từ chối refresh token còn tốt", "refuses a good refresh token",
        "must", "RFC 6749 §5.2", "Drop the tokens; ask to sign in anew", instead(400, {"error": "invalid_grant"}),
    ),
    Misdeed(
        "refresh-token-same", "refresh", "trả lại refresh token đã dùng", "gives the spent refresh token back",
        "must not", "RFC 6749 §6: a new one is optional",
        "Keep what it got; when that is refused as used before, ask to sign in anew", _presented_again,
    ),
    Misdeed(
        "refresh-500", "refresh", "lỗi 500", "status 500",
        "must", "RFC 6749 §5.2", "Keep the session; try again once, later", html(500),
    ),
    Misdeed(
        "userinfo-sub-wrong", "userinfo", "sub là người khác", "speaks of another person",
        "must", "OIDC Core §5.3.2", NO_CLAIMS, members(sub="00000000-0000-4000-8000-000000000000"),
    ),
    Misdeed(
        "userinfo-sub-missing", "userinfo", "thiếu sub", "no sub",
        "must", "OIDC Core §5.3.2", NO_CLAIMS, members(sub=GONE),
    ),
    Misdeed(
        "userinfo-401", "userinfo", "từ chối access token còn tốt", "refuses a good access token",
        "must", "RFC 6750 §3.1", "Refresh once, or ask to sign in anew",
        instead(401, {"error": "invalid_token"}, WWW_Authenticate='Bearer error="invalid_token"'),
    ),
    Misdeed("userinfo-500", "userinfo", "lỗi 500", "status 500", "must", "–", NO_CLAIMS, html(500)),
    Misdeed(
        "userinfo-called-signed", "userinfo", "JSON nhưng nói là JWT", "JSON that is called application/jwt",
        "should", "OIDC Core §5.3.2: JSON is application/json", NO_CLAIMS, _called_signed,
    ),
    Misdeed(
        "userinfo-empty", "userinfo", "không có nội dung", "an empty body, with status 200",
        "must", "OIDC Core §5.3.2", NO_CLAIMS, instead(200, "", Content_Type="application/json"),
    ),
    Misdeed(
        ROTATION, "keys", "đổi khóa ký không báo trước", "signs by a key that nobody announced",
        "should not", "OIDC Core §10.1.1", "Fetch the JWKS again at an unknown kid, then accept",
        lambda answer, _: answer,
    ),
)  # fmt: skip
