"""A relying party as it is registered, and the provider as a test steers it."""

import ssl
from typing import Any, NamedTuple

import httpx

from services.eid_auth.rules import corruptions, misconduct
from services.eid_auth.rules.corruptions import Refuse

PERSONA = "hoa-renewed-card"
SCOPE = "openid profile offline_access"
# One TLS context for all: nothing here speaks TLS, and making one takes longer than signing in.
HTTP: dict[str, Any] = {"trust_env": False, "verify": ssl.create_default_context()}
NOT_TRIED = {
    "token-slow": "takes as long as a client's patience",
    "jwks-slow": "the same",
    "authorize-500": "the browser never comes back, so the client sees nothing",
}
REFUSE: dict[str, Refuse] = {
    **{name: one.refuse for name, one in corruptions.ALL.items()},
    **{name: one.refuse for name, one in misconduct.ALL.items() if name not in NOT_TRIED},
}
QUEUED = ("discovery-", "jwks-", "refresh-")  # names that no authorization request can carry, or only too early


class Party(NamedTuple):
    """A client of the provider, registered by itself (RFC 7591)."""

    server: str
    client_id: str
    client_secret: str
    redirect_uri: str
    post_logout_redirect_uri: str
    persona: str = PERSONA


def register(server: str, redirect_uri: str, post_logout_redirect_uri: str) -> Party:
    """Register at the provider that stands at this address."""
    metadata = httpx.get(f"{server}/.well-known/openid-configuration", **HTTP).raise_for_status().json()
    asked = {
        "client_name": "tests/clients",
        "redirect_uris": [redirect_uri],
        "post_logout_redirect_uris": [post_logout_redirect_uri],
        "grant_types": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_method": "client_secret_basic",
        "scope": SCOPE,
    }
    told = httpx.post(metadata["registration_endpoint"], json=asked, **HTTP).raise_for_status().json()
    return Party(server, told["client_id"], told["client_secret"], redirect_uri, post_logout_redirect_uri)
