"""Relying parties: their metadata (RFC 7591 names), what is acceptable in it, and which redirect fits.

Strict by default. A relaxation is a named exception, given to one client or by the knob ``relax`` to all; every answer
in which one was needed names it in the header ``Sandbox-Relaxed``.
"""

import ipaddress
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.eid_auth.rules.oauth import OAuthError

RELAXATIONS: dict[str, tuple[str, str]] = {
    "any-client": ("nhận cả hệ thống chưa đăng ký", "accepts clients nobody registered, with any secret and redirect"),
    "loopback-any-port": ("cổng loopback tuỳ ý khi chuyển hướng", "a loopback redirect may differ in port (RFC 8252)"),
    "http-redirect": ("cho chuyển hướng http ngoài loopback", "http redirects to other hosts than loopback"),
    "pkce-optional": ("ứng dụng công khai không cần PKCE", "public clients may come without PKCE"),
    "pkce-plain": ("nhận PKCE kiểu plain", "accepts code_challenge_method=plain"),
    "refresh-static": ("không xoay vòng refresh token", "refresh tokens stay the same and may be used again"),
    "token-in-query": ("nhận access token trong địa chỉ", "userinfo takes access_token in the query"),
    "logout-any-redirect": ("đăng xuất về địa chỉ bất kỳ", "any post_logout_redirect_uri"),
}
RELAXED = "Sandbox-Relaxed"
METHODS = ("client_secret_basic", "client_secret_post", "private_key_jwt", "none")
GRANTS = ("authorization_code", "refresh_token", "client_credentials")
PEOPLE_SCOPES = ("openid", "profile", "phone", "email", "identity", "organisations", "offline_access")
MACHINE_SCOPES = ("api",)
SCOPES = PEOPLE_SCOPES + MACHINE_SCOPES
SIGNING = ("RS256", "ES256")


class RelyingParty(BaseModel):
    """A client of the provider. Members as in RFC 7591 and OpenID Connect Registration; the last ones are ours."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    client_id: str = Field(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")
    client_name: str = Field(default="", max_length=200)
    redirect_uris: tuple[str, ...] = Field(default=(), max_length=20)
    post_logout_redirect_uris: tuple[str, ...] = Field(default=(), max_length=20)
    frontchannel_logout_uri: str = ""
    frontchannel_logout_session_required: bool = False
    token_endpoint_auth_method: str = "client_secret_basic"  # noqa: S105  # the name of a method
    grant_types: tuple[str, ...] = ("authorization_code",)
    response_types: tuple[str, ...] = ("code",)
    scope: str = "openid profile phone email identity organisations offline_access"
    jwks: dict[str, Any] | None = None
    id_token_signed_response_alg: str = "RS256"  # noqa: S105  # the name of an algorithm
    require_pushed_authorization_requests: bool = False
    default_max_age: int | None = Field(default=None, ge=0)
    default_acr_values: tuple[str, ...] = ()
    secret: str = Field(default="", description="SHA-256 of the client's secret")
    purpose: dict[str, str] = Field(default_factory=dict, description="Why it asks, vi and en, for the consent page")
    relaxations: tuple[str, ...] = ()
    resource_server: bool = Field(default=False, description="May introspect tokens of other clients")

    @property
    def public(self) -> bool:
        """Whether it has no secret to prove itself with."""
        return self.token_endpoint_auth_method == "none"  # noqa: S105  # the name of a method


def relying_party(metadata: dict[str, Any], relaxed: frozenset[str] = frozenset()) -> RelyingParty:
    """A client from its metadata; raises OAuthError (RFC 7591, 3.2.2) naming the member that is wrong."""
    try:
        party = RelyingParty.model_validate(metadata)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        member = ".".join(map(str, first["loc"]))
        raise OAuthError("invalid_client_metadata", f"{member}: {first['msg']}") from None
    told = (party.frontchannel_logout_uri,) if party.frontchannel_logout_uri else ()
    for uri in (*party.redirect_uris, *party.post_logout_redirect_uris, *told):
        _check_uri(uri, relaxed | set(party.relaxations))
    # Front-Channel Logout 1.0, 2: in the same place as one of the redirects.
    if told and not any(urlsplit(uri)[:2] == urlsplit(told[0])[:2] for uri in party.redirect_uris):
        raise OAuthError("invalid_client_metadata", "frontchannel_logout_uri: not where any redirect_uri is")
    _check(party)
    return party


def _check(party: RelyingParty) -> None:
    def one_of(member: str, given: tuple[str, ...], known: tuple[str, ...] | dict[str, Any]) -> None:
        strange = [value for value in given if value not in known]
        if strange:
            raise OAuthError("invalid_client_metadata", f"{member}: {strange[0]} is not among {', '.join(known)}")

    one_of("token_endpoint_auth_method", (party.token_endpoint_auth_method,), METHODS)
    one_of("grant_types", party.grant_types, GRANTS)
    if "authorization_code" in party.grant_types or party.response_types:
        one_of("response_types", party.response_types, ("code",))
    one_of("scope", tuple(party.scope.split()), SCOPES)
    one_of("id_token_signed_response_alg", (party.id_token_signed_response_alg,), SIGNING)
    one_of("relaxations", party.relaxations, RELAXATIONS)
    if "authorization_code" in party.grant_types and not party.redirect_uris:
        raise OAuthError("invalid_redirect_uri", "redirect_uris: the code flow needs at least one")
    if party.token_endpoint_auth_method == "private_key_jwt" and not (party.jwks or {}).get("keys"):  # noqa: S105
        raise OAuthError("invalid_client_metadata", "jwks: private_key_jwt needs the client's public keys")
    if party.public and "client_credentials" in party.grant_types:
        raise OAuthError("invalid_client_metadata", "grant_types: client_credentials needs a client that proves itself")


def _check_uri(uri: str, relaxed: set[str] | frozenset[str]) -> None:
    try:
        parts = urlsplit(uri)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise OAuthError("invalid_redirect_uri", f"not an address: {uri[:200]}") from None
    web = parts.scheme in {"http", "https"}
    if not parts.scheme or (web and not host) or any(ord(c) <= 32 or ord(c) > 126 or c in '"<>\\^`{|}' for c in uri):
        raise OAuthError("invalid_redirect_uri", f"not an absolute address: {uri[:200]}")
    if "#" in uri or parts.username is not None:
        raise OAuthError("invalid_redirect_uri", f"no fragment and no user in a redirect: {uri[:200]}")
    if parts.scheme == "http" and not is_loopback(host) and "http-redirect" not in relaxed:
        raise OAuthError("invalid_redirect_uri", f"http is for loopback addresses only: {uri[:200]}")
    if not web and "." not in parts.scheme:
        raise OAuthError("invalid_redirect_uri", f"a private scheme has the form of a reversed domain: {uri[:200]}")


def relaxations_named(used: Collection[str]) -> dict[str, str]:
    """The header that names the relaxations without which an answer would have been a refusal; none for none."""
    return {RELAXED: ", ".join(used)} if used else {}


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def redirect_fits(registered: tuple[str, ...], given: str, relaxed: frozenset[str]) -> str | None:
    """How a redirect fits: "" exactly (RFC 9700, 2.1), else the name of the relaxation it needs, or None."""
    if given in registered:
        return ""
    plain = all(" " < c <= "~" for c in given)  # urlsplit would pass over line breaks and tabs
    if "loopback-any-port" in relaxed and plain and any(_same_but_port(uri, given) for uri in registered):
        return "loopback-any-port"
    return None


def _same_but_port(registered: str, given: str) -> bool:
    try:
        one, other = urlsplit(registered), urlsplit(given)
        _ = other.port
    except ValueError:
        return False
    loopback = one.scheme == "http" and is_loopback(one.hostname) and one.hostname == other.hostname
    return loopback and other.username is None and one[2:] == other[2:] and one.scheme == other.scheme
