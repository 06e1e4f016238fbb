"""What an access token opens: userinfo; what it is: introspection (RFC 7662); and its end: revocation (RFC 7009)."""

from typing import Any

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import issuing, sessions, telling
from services.eid_auth.actions.parties import Known
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.secrets import kept
from services.eid_auth.rules import claims
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params
from services.eid_auth.rules.requests import AuthorizationRequest
from services.eid_auth.rules.sign_in import obstacle, refuse_obstacle
from services.eid_auth.store import tokens as store
from services.eid_auth.store.accounts import account_of


class Userinfo(dict[str, Any]):
    """The claims, with the request that they answer."""

    request: AuthorizationRequest
    cccd: str


def userinfo(work: Work, access: str, by: Caller) -> Userinfo:
    """The claims that the token's scope names; raises OAuthError(invalid_token or insufficient_scope)."""
    token = work.fresh(store.TOKEN, one=kept(access))
    if token is None or token.kind != "access" or not store.living(work, token, sessions.now(work)):
        raise OAuthError("invalid_token", "the access token is unknown, expired or revoked")
    scope = token.scope.split()
    grant = store.grant_of(work, token.grant_id) if token.grant_id else None
    if grant is None or "openid" not in scope:
        raise OAuthError("insufficient_scope", "userinfo needs the scope openid")
    try:
        held = refuse_obstacle(account_of(work, token.cccd), work.clock.today())
    except OAuthError as stands:
        raise OAuthError("invalid_token", stands.description) from stands
    request = AuthorizationRequest.model_validate_json(grant.request)
    answer = Userinfo(sub=token.sub, **telling.told(work, held, claims.names(scope, request.in_userinfo)))
    answer.request, answer.cccd = request, token.cccd
    who = issuing.on_behalf(by, token.client_id, token.sub)
    audit.record(work, who, "userinfo", about=token.cccd, outcome="told", fields=tuple(answer))
    return answer


def introspect(work: Work, provider: Provider, known: Known, params: Params) -> dict[str, Any]:
    """What a token is; to a client that neither got it nor guards a resource it is no token at all (RFC 7662, 4)."""
    found = work.fresh(store.TOKEN, one=kept(params.need("token")))
    mine = found is not None and (found.client_id == known.party.client_id or known.party.resource_server)
    if found is None or not mine or not store.living(work, found, sessions.now(work)) or found.used_at:
        return {"active": False}
    about = {
        "active": True, "scope": found.scope, "client_id": found.client_id, "sub": found.sub, "iat": found.issued_at,
        "exp": found.expires_at, "iss": provider.issuer, "token_type": "Bearer" if found.kind == "access" else "",
    }  # fmt: skip
    grant = store.grant_of(work, found.grant_id) if found.grant_id else None
    if grant and obstacle(account_of(work, grant.cccd), work.clock.today()):
        return {"active": False}
    login = claims.login(grant.amr.split(), grant.auth_time) if grant else {}
    return {name: value for name, value in {**about, **login}.items() if value != ""}


def revoke(work: Work, known: Known, params: Params) -> None:
    """End a token; a refresh token ends its whole family. An unknown token is revoked already (RFC 7009, 2.2)."""
    found = work.fresh(store.TOKEN, one=kept(params.need("token")))
    if found is None or found.client_id != known.party.client_id:
        return
    if found.kind == "refresh":
        store.revoke(work, found.grant_id, "revoked_by_client")
    else:
        work.run(store.REVOKE_TOKEN, one=found.hash, at=work.clock.stamp())
