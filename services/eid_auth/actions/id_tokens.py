"""The last step of the token endpoint: the ID token is signed, or spoilt where somebody wishes so."""

from typing import Any

from motcua.chassis.db import Work
from services.eid_auth.actions import keys, sessions
from services.eid_auth.actions.parties import Known
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.tokens import Issued
from services.eid_auth.rules import corruptions, misbehaving, misconduct
from services.eid_auth.rules.clients import relaxations_named
from services.eid_auth.rules.misconduct import Answer, Endpoint, Wish
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params


def answer(
    work: Work, provider: Provider, known: Known, params: Params, *, issued: Issued | OAuthError, asked: list[Wish]
) -> Answer:  # fmt: skip
    """The answer of the token endpoint to a client that proved itself."""
    endpoint: Endpoint = "refresh" if params.get("grant_type") == "refresh_token" else "token"
    if isinstance(issued, OAuthError):
        return Answer(issued.status, {}, dict[str, Any](issued.body()))
    wishes = [*asked, *(misbehaving.wishes(issued.request.misbehave) if issued.request else [])]
    chosen = provider.queue.chosen(endpoint, wishes, client=known.party.client_id, cccd=issued.cccd)
    body = dict(issued.body)
    if issued.id_claims is not None:
        body["id_token"] = _token(work, known, issued.id_claims, chosen)
    said, presented = Answer(200, relaxations_named(known.used), body), params.get("refresh_token", "")
    return misbehaving.spoilt(endpoint, said, chosen, presented=presented)


def _token(work: Work, known: Known, claims: dict[str, Any], chosen: list[Wish]) -> str:
    alg = known.party.id_token_signed_response_alg
    if misconduct.wants_rotation(chosen):
        keys.step(work, "revoke", alg)
    name = misbehaving.corruption(chosen)
    if not name:
        return keys.sign(work, claims, alg)
    kid, key = keys.active(work, alg)
    others = [other for other in keys.others(work, alg) if other is not key]
    ring = corruptions.Keys(key, others, key.as_pem(private=False), known.secret)
    return corruptions.corrupt(name, {"alg": alg, "kid": kid, "typ": "JWT"}, claims, ring, sessions.now(work))
