"""The token endpoint and its neighbours: codes, refresh tokens, machine clients, introspection, revocation.

An error with a consequence (a code or refresh token that comes back revokes its family) is returned, not raised: what
is raised would be rolled back.
"""

import hashlib
from base64 import urlsafe_b64encode
from typing import Any, NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import issuing, sessions, telling
from services.eid_auth.actions.parties import Known
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.secrets import fresh, kept
from services.eid_auth.rules import claims, sign_in
from services.eid_auth.rules.clients import MACHINE_SCOPES
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params
from services.eid_auth.rules.requests import AuthorizationRequest
from services.eid_auth.store import tokens as store
from services.eid_auth.store.accounts import account_of
from services.eid_auth.store.tokens import Grant, Token

ACCESS_LIFE, REFRESH_LIFE, ID_LIFE, PUSHED_LIFE = 900, 30 * 86_400, 900, 90


class Issued(NamedTuple):
    """A good answer of the token endpoint, before its ID token is signed: ``id_claims`` is None where there is none."""

    body: dict[str, Any]
    id_claims: dict[str, Any] | None = None
    request: AuthorizationRequest | None = None
    cccd: str = ""


def token(work: Work, provider: Provider, known: Known, params: Params, by: Caller) -> Issued | OAuthError:
    """Answer a token request of a client that proved itself; raises OAuthError where nothing is to be kept."""
    kind = params.need("grant_type")
    if kind not in {"authorization_code", "refresh_token", "client_credentials"}:
        raise OAuthError("unsupported_grant_type", "grant_type is none of those of the discovery document")
    if kind not in known.party.grant_types:
        raise OAuthError("unauthorized_client", f"this client is not registered for {kind}")
    if kind == "authorization_code":
        return _by_code(work, provider, known, params, by)
    if kind == "refresh_token":
        return _by_refresh(work, provider, known, params, by)
    return _by_client(work, known, params)


def _by_code(work: Work, provider: Provider, known: Known, params: Params, by: Caller) -> Issued | OAuthError:
    code = work.fresh(store.CODE, one=kept(params.need("code")))
    grant = store.grant_of(work, code.grant_id) if code else None
    if code is None or grant is None or grant.client_id != known.party.client_id:
        raise OAuthError("invalid_grant", "the code is unknown, or was issued to another client")
    request = AuthorizationRequest.model_validate_json(grant.request)
    if work.run(store.SPEND, one=code.hash, at=work.clock.stamp()) != 1:
        store.revoke(work, grant.id, "code_reused")
        return OAuthError("invalid_grant", "the code was used before; its tokens are revoked")
    stands = _code_obstacle(params, request, expired=code.expires_at <= work.clock.stamp(), revoked=grant.revoked_at)
    if stands:
        return OAuthError("invalid_grant", stands)  # the code is spent: whoever guesses has one guess
    known.used.extend(name for name in request.relaxed if name not in known.used)
    return _issued(work, provider, known, grant, request, scope=request.scope, by=by, nonce=request.nonce)


def _code_obstacle(params: Params, request: AuthorizationRequest, *, expired: bool, revoked: str) -> str:
    """What stands against a code (RFC 6749 4.1.3, RFC 7636 4.6, RFC 9700 4.8), or an empty text."""
    verifier, challenge = params.get("code_verifier", ""), request.code_challenge
    wrong = bool(challenge) and _challenge(verifier, request.challenge_method) != challenge
    for stands, why in (
        (expired, "the code has expired"),
        (bool(revoked), "the authorization was revoked"),
        (params.get("redirect_uri", "") != request.redirect_uri, "redirect_uri differs from that of the request"),
        (bool(challenge) and not verifier, "code_verifier is missing"),
        (bool(verifier) and not challenge, "code_verifier given, but the request had no code_challenge"),
        (wrong, "code_verifier does not fit the code_challenge"),
    ):
        if stands:
            return why
    return ""


def _challenge(verifier: str, method: str) -> str:
    if method == "plain":
        return verifier
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _by_refresh(work: Work, provider: Provider, known: Known, params: Params, by: Caller) -> Issued | OAuthError:
    found = work.fresh(store.TOKEN, one=kept(params.need("refresh_token")))
    if found is None or found.kind != "refresh" or found.client_id != known.party.client_id:
        raise OAuthError("invalid_grant", "the refresh token is unknown, or was issued to another client")
    static = "refresh-static" in known.relaxed
    if found.used_at and not static:
        store.revoke(work, found.grant_id, "refresh_reused")
        return OAuthError("invalid_grant", "the refresh token was used before; its family is revoked")
    grant = store.grant_of(work, found.grant_id)
    if grant is None or not store.living(work, found, sessions.now(work)):
        raise OAuthError("invalid_grant", "the refresh token has expired or was revoked")
    request = AuthorizationRequest.model_validate_json(grant.request)
    scope = tuple(params["scope"].split()) if "scope" in params else request.scope
    if not set(scope) <= set(request.scope):
        raise OAuthError("invalid_scope", "a refresh cannot ask for more than was granted")
    if static:
        known.used.append("refresh-static")
        again = params["refresh_token"]
    else:
        if work.run(store.USE, one=found.hash, at=work.clock.stamp()) != 1:  # another request was quicker
            store.revoke(work, found.grant_id, "refresh_reused")
            return OAuthError("invalid_grant", "the refresh token was used before; its family is revoked")
        again = ""
    return _issued(work, provider, known, grant, request, scope=scope, by=by, refresh=again)


def _issued(work: Work, *about: Any, **more: Any) -> Issued | OAuthError:
    """Tokens, or why there are none: returned, so that what was spent stays spent."""
    try:
        return _issue(work, *about, **more)
    except OAuthError as stands:
        return stands


def _issue(
    work: Work, provider: Provider, known: Known, grant: Grant, request: AuthorizationRequest, *,
    scope: tuple[str, ...], by: Caller, nonce: str = "", refresh: str = "",
) -> Issued:  # fmt: skip
    """Tokens of a grant; raises OAuthError where the account was locked meanwhile."""
    try:
        held = sign_in.refuse_obstacle(account_of(work, grant.cccd, fresh=True), work.clock.today())
    except OAuthError as stands:
        raise OAuthError("invalid_grant", stands.description) from stands
    now = sessions.now(work)
    access = _kept_token(work, "access", grant, scope, ACCESS_LIFE)
    body: dict[str, Any] = {
        "access_token": access, "token_type": "Bearer", "expires_in": ACCESS_LIFE, "scope": " ".join(scope),
    }  # fmt: skip
    if request.offline and "refresh_token" in known.party.grant_types:
        body["refresh_token"] = refresh or _kept_token(work, "refresh", grant, request.scope, REFRESH_LIFE)
    told = telling.told(work, held, claims.names((), request.in_id_token))
    id_claims: dict[str, Any] = {
        "iss": provider.issuer, "sub": grant.sub, "aud": grant.client_id, "azp": grant.client_id,
        "exp": now + ID_LIFE, "iat": now, **claims.login(grant.amr.split(), grant.auth_time), "sid": grant.sid,
        **({"nonce": nonce} if nonce else {}), "at_hash": _half_hash(access), **told,
    }  # fmt: skip
    audit.record(
        work, issuing.on_behalf(by, grant.client_id, grant.sub), "token", about=grant.cccd, outcome="issued",
        fields=tuple(told),
    )  # fmt: skip
    return Issued(body, id_claims, request, grant.cccd)


def _kept_token(work: Work, kind: str, grant: Grant, scope: tuple[str, ...], life: int) -> str:
    value, now = fresh(), sessions.now(work)
    issued = Token(
        kept(value), kind, grant.id, grant.client_id, grant.cccd, grant.sub, " ".join(scope), now, now + life
    )  # fmt: skip
    work.run(store.ISSUE, **issued._asdict())
    return value


def _half_hash(access: str) -> str:
    """``at_hash`` of Core 3.1.3.6: RS256 and ES256 both hash with SHA-256."""
    return urlsafe_b64encode(hashlib.sha256(access.encode()).digest()[:16]).decode().rstrip("=")


def _by_client(work: Work, known: Known, params: Params) -> Issued:
    party, now, value = known.party, sessions.now(work), fresh()
    scope = params.get("scope", "").split()
    if beyond := [name for name in scope if name not in party.scope.split() or name not in MACHINE_SCOPES]:
        raise OAuthError("invalid_scope", f"a machine client cannot have the scope {beyond[0]}")
    work.run(
        store.ISSUE,
        **Token(kept(value), "access", "", party.client_id, "", "", " ".join(scope), now, now + ACCESS_LIFE)._asdict(),
    )
    body = {"access_token": value, "token_type": "Bearer", "expires_in": ACCESS_LIFE, "scope": " ".join(scope)}
    return Issued({name: member for name, member in body.items() if member != ""})
