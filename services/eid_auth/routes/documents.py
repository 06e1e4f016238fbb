"""What everybody may read: the discovery document and the JWKS."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from services.eid_auth.actions import keys
from services.eid_auth.routes.answers import plain, protocol, provider_of
from services.eid_auth.rules import assurance, misbehaving
from services.eid_auth.rules.claims import ALWAYS, KNOWN
from services.eid_auth.rules.clients import GRANTS, METHODS, SCOPES, SIGNING
from services.eid_auth.rules.misconduct import Answer, Endpoint
from services.eid_auth.rules.requests import LANGUAGES, PROMPTS


def add_to(router: APIRouter) -> None:
    """Add the addresses."""
    for path in ("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"):
        router.add_route(path, protocol(discovery), methods=["GET"], include_in_schema=False)
    router.add_route("/jwks", protocol(jwks), methods=["GET"], include_in_schema=False)


async def discovery(request: Request) -> Response:
    """Discovery document (OpenID Connect Discovery 3, RFC 8414)."""
    return await _spoilt(request, "discovery", document(provider_of(request).issuer))


async def jwks(request: Request) -> Response:
    """Public signing keys (RFC 7517)."""
    found, (kid, _) = await call_of(request).state.db.run(
        lambda work: (keys.published(work), keys.active(work, "RS256"))
    )
    return await _spoilt(request, "jwks", found, kid)


async def _spoilt(request: Request, endpoint: Endpoint, body: dict[str, Any], active: str = "") -> Response:
    try:
        asked = misbehaving.wishes(request.headers.get(misbehaving.HEADER, ""))
    except misbehaving.Unknown:
        asked = []
    chosen = provider_of(request).queue.chosen(endpoint, asked)
    answer = Answer(200, {"Cache-Control": "public, max-age=60"}, body)
    return await plain(misbehaving.spoilt(endpoint, answer, chosen, active=active))


def document(issuer: str) -> dict[str, Any]:
    """The metadata of the provider."""
    endpoints = {
        "authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo",
        "jwks_uri": "jwks", "end_session_endpoint": "logout", "introspection_endpoint": "introspect",
        "revocation_endpoint": "revoke", "registration_endpoint": "register",
        "pushed_authorization_request_endpoint": "par",
    }  # fmt: skip
    proving = [method for method in METHODS if method != "none"]
    signing = ["RS256", "PS256", "ES256", "EdDSA"]
    return {
        "issuer": issuer,
        **{name: f"{issuer}/{path}" for name, path in endpoints.items()},
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": list(GRANTS),
        "acr_values_supported": list(assurance.LEVELS),
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": list(SIGNING),
        "token_endpoint_auth_methods_supported": list(METHODS),
        "token_endpoint_auth_signing_alg_values_supported": signing,
        "introspection_endpoint_auth_methods_supported": proving,
        "introspection_endpoint_auth_signing_alg_values_supported": signing,
        "revocation_endpoint_auth_methods_supported": list(METHODS),
        "revocation_endpoint_auth_signing_alg_values_supported": signing,
        "frontchannel_logout_supported": True,
        "frontchannel_logout_session_supported": True,
        "claim_types_supported": ["normal"],
        "claims_supported": [*ALWAYS, *KNOWN],
        "claims_parameter_supported": True,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "require_pushed_authorization_requests": False,
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": sorted(PROMPTS),
        "ui_locales_supported": list(LANGUAGES),
        "authorization_response_iss_parameter_supported": True,
        "service_documentation": f"{issuer}/docs",
    }
