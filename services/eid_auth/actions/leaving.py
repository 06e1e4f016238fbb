"""RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0): who leaves, and where the browser may go then."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import issuing, keys, parties, sessions
from services.eid_auth.actions.provider import Provider
from services.eid_auth.rules import redirects, requests
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params
from services.eid_auth.store import sign_in as store
from services.eid_auth.store import tokens


class Leaving(NamedTuple):
    """A logout that was asked for. ``sure`` where the hint proves that the client speaks of this session."""

    client_id: str
    target: str
    sure: bool
    signed_in: bool
    relaxed: tuple[str, ...] = ()


def asked(work: Work, provider: Provider, params: Params, cookie: str) -> Leaving:
    """Read a logout request; raises OAuthError where the browser must not be sent anywhere."""
    params.check()
    hint = keys.hinted(work, params["id_token_hint"]) if "id_token_hint" in params else {}
    client_id = str(hint.get("aud", "") or params.get("client_id", ""))
    if hint and params.get("client_id", client_id) != client_id:
        raise OAuthError("invalid_request", "client_id is not the audience of id_token_hint")
    target, used = _target(work, provider, params, client_id)
    session = sessions.current(work, cookie)
    sure = bool(hint) and session is not None and hint.get("sid") == session.sid
    return Leaving(client_id, target, sure, session is not None, used)


def _target(work: Work, provider: Provider, params: Params, client_id: str) -> tuple[str, tuple[str, ...]]:
    uri = params.get("post_logout_redirect_uri", "")
    if not uri:
        return "", ()
    known = parties.find(work, provider, client_id) if client_id else None
    if known is None:
        raise OAuthError("invalid_request", "post_logout_redirect_uri needs id_token_hint or client_id")
    used: tuple[str, ...] = ()
    if uri not in known.party.post_logout_redirect_uris:
        if "logout-any-redirect" not in known.relaxed:
            raise OAuthError("invalid_request", "post_logout_redirect_uri is not registered")
        used = ("logout-any-redirect",)
    state = requests.raw_state(params)
    return redirects.address(uri, [("state", params["state"])], state) if state else uri, used


def leave(work: Work, leaving: Leaving, cookie: str, by: Caller) -> str:
    """End the session of this browser; returns which one it was, or an empty text."""
    session = sessions.current(work, cookie)
    if session is None:
        return ""
    sessions.end(work, session)
    audit.record(
        work, issuing.on_behalf(by, leaving.client_id, session.sub), "sign-out", about=session.cccd, outcome="ended"
    )
    return session.sid


def to_tell(work: Work, provider: Provider, sid: str, but: str = "") -> dict[str, str]:
    """Which other clients the browser tells that a session has ended, and where (Front-Channel Logout 1.0).

    Clients by name; nobody is told of a session that still lives, so the address of this list is no way to end one.
    """
    session = work.fresh(store.BY_SID, sid=sid) if sid else None
    if session is None or not session.ended_at:
        return {}
    found = (parties.find(work, provider, one) for one in work.fresh_all(tokens.CLIENTS_OF_SESSION, sid=sid))
    known = [one.party for one in found if one and one.party.client_id != but and one.party.frontchannel_logout_uri]
    told = [("iss", provider.issuer), ("sid", sid)]
    return {
        party.client_name or party.client_id: redirects.address(party.frontchannel_logout_uri, told) for party in known
    }
