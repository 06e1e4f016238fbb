"""Who a client is, and whether it proved it (RFC 6749 2.3, RFC 7523, OpenID Connect Core 9)."""

import base64
import binascii
import json
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from motcua.chassis.db import Work
from services.eid_auth.actions import sessions
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.secrets import same
from services.eid_auth.rules.clients import RelyingParty, relying_party
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params, readable
from services.eid_auth.store import clients as store

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASYMMETRIC = JWSRegistry(algorithms=["RS256", "PS256", "ES256", "EdDSA"])
UNPROVED = "the client is not known, or did not prove itself"
LEEWAY, LONGEST = 30, 600  # seconds a clock may differ, and the longest life of an assertion


class Known(NamedTuple):
    """A client with the relaxations that hold for it, which of them it needed so far, and the secret it showed."""

    party: RelyingParty
    relaxed: frozenset[str]
    used: list[str]
    secret: str = ""


def find(work: Work, provider: Provider, client_id: str, redirect_uri: str = "") -> Known | None:
    """The client of this id: of the file, registered since, or, where relaxed, anybody."""
    party = provider.parties.get(client_id)
    if party is None and (kept := store.one(work, client_id)):
        party = relying_party({**json.loads(kept.client_metadata), "secret": kept.secret}, provider.relaxed)
    if party is not None:
        return Known(party, provider.relaxed | set(party.relaxations), [])
    if "any-client" not in provider.relaxed or not client_id:
        return None
    anybody = {"client_id": client_id, "redirect_uris": [redirect_uri or "http://127.0.0.1/"], "client_name": client_id}
    party = relying_party({**anybody, "grant_types": ["authorization_code", "refresh_token"]}, provider.relaxed)
    return Known(party, provider.relaxed, ["any-client"])


def authenticate(work: Work, provider: Provider, params: Params, authorization: str, endpoint: str) -> Known:
    """The client that sent this form, proved in the way it is registered for; raises OAuthError(invalid_client).

    ``endpoint`` is the address asked, one of the audiences that an assertion may name.
    """
    params.check()
    basic, posted = authorization[:6].lower() == "basic ", "client_secret" in params
    asserted = "client_assertion" in params or "client_assertion_type" in params
    if basic + posted + asserted > 1:
        raise OAuthError("invalid_request", "the client proves itself in more than one way")
    if basic:
        client_id, secret = _basic(authorization)
        known = _found(work, provider, client_id, params)
        known = _secret(known, secret, "client_secret_basic")
    elif posted:
        known = _found(work, provider, params.get("client_id", ""), params)
        known = _secret(known, params["client_secret"], "client_secret_post")
    elif asserted:
        known = _asserted(work, provider, params, endpoint)
    else:
        known = _found(work, provider, params.get("client_id", ""), params)
        _method(known, "none")
    return known


def _found(work: Work, provider: Provider, client_id: str, params: Params) -> Known:
    known = find(work, provider, client_id, params.get("redirect_uri", ""))
    if known is None:
        raise OAuthError("invalid_client", UNPROVED)
    if params.get("client_id", client_id) != client_id:
        raise OAuthError("invalid_request", "client_id differs from the client that proved itself")
    return known


def _method(known: Known, used: str) -> None:
    if used != known.party.token_endpoint_auth_method and "any-client" not in known.used:
        raise OAuthError("invalid_client", f"this client is not registered for {used}")


def _secret(known: Known, secret: str, method: str) -> Known:
    _method(known, method)
    if "any-client" not in known.used and not same(secret, known.party.secret):
        raise OAuthError("invalid_client", UNPROVED)
    return known._replace(secret=secret)


def _basic(authorization: str) -> tuple[str, str]:
    """Id and secret, each form-encoded before they were joined (RFC 6749, 2.3.1)."""
    try:
        client_id, _, secret = base64.b64decode(authorization[6:].strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise OAuthError("invalid_client", "the Authorization header cannot be read") from None
    found = unquote_plus(client_id), unquote_plus(secret)
    if not readable(found[0]):
        raise OAuthError("invalid_client", "the Authorization header cannot be read")
    return found


def _asserted(work: Work, provider: Provider, params: Params, endpoint: str) -> Known:
    if params.get("client_assertion_type") != ASSERTION:
        raise OAuthError("invalid_client", "client_assertion_type is not jwt-bearer")
    text = params.need("client_assertion")
    named = _peek(text)
    known = _found(work, provider, str(named.get("sub", "")), params)
    _method(known, "private_key_jwt")
    try:
        claims = jwt.decode(text, KeySet.import_key_set(known.party.jwks), registry=ASYMMETRIC).claims  # type: ignore[arg-type]  # checked at registration
    except (JoseError, ValueError, TypeError, KeyError) as wrong:
        raise OAuthError("invalid_client", f"the assertion cannot be verified: {wrong}") from None
    _check(claims, known.party.client_id, {provider.issuer, f"{provider.issuer}/token", endpoint}, sessions.now(work))
    expires = int(claims["exp"])
    if not store.first_use(work, known.party.client_id, str(claims["jti"]), now=sessions.now(work), expires_at=expires):
        raise OAuthError("invalid_client", "the assertion was used before (jti)")
    return known


def _peek(text: str) -> dict[str, Any]:
    """Whose assertion it claims to be, before it is verified."""
    try:
        claims = json.loads(jws.extract_compact(text.encode()).payload)
    except (JoseError, ValueError):
        claims = None
    if not isinstance(claims, dict) or not all(readable(str(claims.get(name, ""))) for name in ("sub", "jti")):
        raise OAuthError("invalid_client", "the assertion is no JWT")
    return claims


def _check(claims: dict[str, Any], client_id: str, audiences: set[str], now: int) -> None:
    given = claims.get("aud")
    named = given if isinstance(given, list) else [given]
    aud = {one if isinstance(one, str) else "" for one in named}
    exp, iat, nbf = claims.get("exp"), claims.get("iat", now), claims.get("nbf", now)
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (exp, iat, nbf))
    for good, why in (
        (claims.get("iss") == client_id == claims.get("sub"), "iss and sub must both be the client"),
        (len(aud) == 1 and aud <= audiences, "aud must be this provider and nobody else"),
        (numbers, "exp must be there, and times must be numbers"),
        (numbers and exp > now - LEEWAY, "it has expired"),  # type: ignore[operator]  # numbers
        (numbers and exp <= now + LONGEST + LEEWAY, "it lives longer than ten minutes"),  # type: ignore[operator]
        (numbers and max(iat, nbf) <= now + LEEWAY, "it is of the future"),
        (isinstance(claims.get("jti"), str) and 0 < len(str(claims.get("jti"))) <= 200, "jti is missing"),
    ):
        if not good:
            raise OAuthError("invalid_client", f"the assertion is refused: {why}")
