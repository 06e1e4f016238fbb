"""Wrong about when and how the person signed in: life of the token, assurance, the access token it goes with."""

from services.eid_auth.rules.corruptions.forging import GONE, Corruption, Draft, Forge, base64url, claims

STEP = "OIDC Core §3.1.3.7 step"
HOUR, DAY = 3600, 86_400


def shifted(**seconds: int) -> Forge:
    """A token whose times lie so far from now."""

    def by(offset: int) -> object:
        return lambda draft: draft.now + offset

    return claims(**{name: by(offset) for name, offset in seconds.items()})


def as_text(draft: Draft) -> str:
    """The end of life, in quotes."""
    return str(draft.claims["exp"])


ALL = (
    Corruption(
        "expired", "đã hết hạn", "expired an hour ago",
        "must", f"{STEP} 9", shifted(exp=-HOUR, iat=-2 * HOUR),
    ),
    Corruption(
        "exp-missing", "thiếu hạn dùng", "no end of life",
        "must", f"{STEP} 9; §2: required", claims(exp=GONE),
    ),
    Corruption(
        "exp-text", "hạn dùng là chuỗi ký tự", "the end of life as text",
        "must", "RFC 7519 §4.1.4: a number", claims(exp=as_text),
    ),
    Corruption(
        "not-yet-valid", "chưa có hiệu lực", "not valid for another hour",
        "must", "RFC 7519 §4.1.5", shifted(nbf=HOUR, exp=2 * HOUR),
    ),
    Corruption(
        "iat-future", "phát hành ở tương lai", "issued an hour from now",
        "may", f"{STEP} 10", shifted(iat=HOUR, exp=2 * HOUR),
    ),
    Corruption(
        "iat-old", "phát hành mười ngày trước", "issued ten days ago, still alive",
        "may", f"{STEP} 10", shifted(iat=-10 * DAY),
    ),
    Corruption(
        "iat-missing", "thiếu thời điểm phát hành", "no time of issue",
        "must", "OIDC Core §2: required", claims(iat=GONE),
    ),
    Corruption(
        "acr-too-low", "mức xác thực thấp hơn yêu cầu", "a lower level than was asked",
        "should", f"{STEP} 12", claims(acr="LoA1", amr=lambda _: ["pwd"], authentication_level=1),
        "Refuse what needs the level; ask to sign in at that level",
    ),
    Corruption(
        "acr-missing", "thiếu mức xác thực", "no level, though one was asked",
        "should", f"{STEP} 12", claims(acr=GONE, authentication_level=GONE),
        "Take it for the lowest level",
    ),
    Corruption(
        "auth-time-old", "đăng nhập từ một năm trước", "signed in a year ago, though max_age was sent",
        "should", f"{STEP} 13", shifted(auth_time=-365 * DAY),
        "Ask to sign in anew",
    ),
    Corruption(
        "auth-time-missing", "thiếu thời điểm đăng nhập", "no time of sign-in, though max_age was sent",
        "should", f"{STEP} 13; §2: required with max_age", claims(auth_time=GONE),
        "Ask to sign in anew",
    ),
    Corruption(
        "at-hash-wrong", "at_hash không khớp", "the hash of another access token",
        "may", "OIDC Core §3.1.3.8", claims(at_hash=base64url(b"\x15" * 16)),
    ),
)  # fmt: skip
