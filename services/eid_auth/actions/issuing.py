"""The end of an authorization: consent remembered, a grant, a code, and the way back to the client."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote_plus

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions.provider import Provider, persona_of
from services.eid_auth.actions.secrets import fresh, kept
from services.eid_auth.rules import misbehaving, redirects, sign_in
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.requests import AuthorizationRequest
from services.eid_auth.store import sign_in as store
from services.eid_auth.store import tokens
from services.eid_auth.store.sign_in import Consent, Session
from services.eid_auth.store.tokens import Code, Grant

CODE_LIFE = timedelta(seconds=60)
PROCEDURE = "sign-in"


def on_behalf(by: Caller, client_id: str, sub: str) -> Caller:
    """Who stands in the audit: the client, on behalf of the person who signed in."""
    return by._replace(client=client_id, on_behalf_of=f"citizen:{sub}", procedure=PROCEDURE)


def back(provider: Provider, request: AuthorizationRequest, pairs: redirects.Pairs, cccd: str = "") -> Answer:
    """The client's redirect with these members, ``state`` and ``iss``, spoilt where somebody wishes so."""
    state = unquote_plus(request.state, errors="replace")
    full = [*pairs, *([("state", state)] if state else []), ("iss", provider.issuer)]
    asked = misbehaving.wishes(request.misbehave)
    chosen = provider.queue.chosen("authorize", asked, client=request.client_id, cccd=cccd)
    answer = misbehaving.spoilt("authorize", Answer(303, {}, full), chosen)
    if not isinstance(answer.body, list):
        return answer
    address = redirects.address(request.redirect_uri, answer.body, request.state, fragment=answer.fragment)
    return replace(answer, headers={**answer.headers, "Location": address}, body="")


def refused(provider: Provider, request: AuthorizationRequest, error: OAuthError) -> Answer:
    """The client's redirect with an error."""
    return back(provider, request, list(error.body().items()))


def consented(work: Work, request: AuthorizationRequest, cccd: str) -> bool:
    """Whether the person allowed all of this before and did not withdraw it."""
    given = work.fresh_all(store.CONSENTED, cccd=cccd, client_id=request.client_id)
    return sign_in.covered(request, ((one.scope, one.claims) for one in given))


def remember(work: Work, request: AuthorizationRequest, cccd: str) -> Consent:
    """Keep a consent; its id is the number of the receipt."""
    consent = Consent(
        fresh()[:16], cccd, request.client_id, " ".join(request.scope), " ".join(sign_in.needed(request)),
        work.clock.stamp(),
    )  # fmt: skip
    work.run(store.GIVE, **consent._asdict())
    return consent


def issue(work: Work, provider: Provider, request: AuthorizationRequest, session: Session, by: Caller) -> Answer:
    """A grant and its code; returns the client's redirect with the code."""
    request = _with_persona(request, session.cccd)
    code, grant_id = fresh(), fresh()[:22]
    grant = Grant(
        grant_id, request.client_id, session.cccd, session.sub, session.sid,
        request.model_dump_json(exclude_defaults=True), session.auth_time, session.amr, session.level,
        work.clock.stamp(),
    )  # fmt: skip
    work.run(tokens.GIVE, **grant._asdict())
    work.run(tokens.ISSUE_CODE, **Code(kept(code), grant_id, work.clock.stamp(CODE_LIFE))._asdict())
    names = sign_in.needed(request)
    audit.record(
        work, on_behalf(by, request.client_id, session.sub), "authorize", about=session.cccd,
        outcome=f"granted LoA{session.level}", fields=names,
    )  # fmt: skip
    return back(provider, request, [("code", code)], session.cccd)


def _with_persona(request: AuthorizationRequest, cccd: str) -> AuthorizationRequest:
    """What a persona always brings about is wished for in all of its sign-ins."""
    persona = persona_of(cccd)
    always = misbehaving.text_of(misbehaving.of_persona(persona.triggers)) if persona else ""
    return request.model_copy(update={"misbehave": ",".join(filter(None, (request.misbehave, always)))})
