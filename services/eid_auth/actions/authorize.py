"""GET or POST /authorize: back to the client at once, or on to the pages (OpenID Connect Core 3.1.2)."""

from typing import NamedTuple

from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import interactions, issuing, keys, parties, sessions
from services.eid_auth.actions.provider import Provider, personas
from services.eid_auth.actions.secrets import kept
from services.eid_auth.errors import RedirectUnregistered, RelyingPartyUnknown
from services.eid_auth.rules import assurance, claims, misbehaving, requests, sign_in
from services.eid_auth.rules.clients import redirect_fits
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params
from services.eid_auth.rules.requests import AuthorizationRequest
from services.eid_auth.store import tokens
from services.eid_auth.store.accounts import account_of
from services.eid_auth.store.sign_in import Session


class Browser(NamedTuple):
    """What the browser brings: its two cookies, and the persona and the misbehaviour that headers name."""

    session: str = ""
    id: str = ""
    persona: str = ""
    misbehave: str = ""


class Sent(NamedTuple):
    """What the browser is told, with which new session cookie; ``persona`` is who was signed in without pages."""

    answer: Answer
    request: AuthorizationRequest
    cookie: str = ""
    persona: str = ""


def authorize(work: Work, provider: Provider, params: Params, browser: Browser, by: Caller) -> Sent:
    """Decide; raises RelyingPartyUnknown or RedirectUnregistered, where no redirect is safe."""
    pushed = _pulled(work, params) if "request_uri" in params else None
    known = _client(work, provider, params)
    if pushed is None:
        used = [*known.used, *_redirect(known, params)]
        try:
            request = _private(requests.read(params, known.party, known.relaxed, used))
            if known.party.require_pushed_authorization_requests:
                raise OAuthError("invalid_request", "this client is registered to push its requests")
        except OAuthError as error:
            return Sent(_early(provider, params, error), _bare(params))
    else:
        request = pushed.model_copy(update=_sandbox(params, pushed))
    if browser.misbehave:
        request = request.model_copy(update={"misbehave": browser.misbehave})
    try:
        misbehaving.wishes(request.misbehave)
    except OAuthError as strange:
        request = request.model_copy(update={"misbehave": ""})
        return Sent(issuing.refused(provider, request, strange), request)
    try:
        return _decided(work, provider, request, browser, by)
    except OAuthError as error:
        return Sent(issuing.refused(provider, request, error), request)


def _private(request: AuthorizationRequest) -> AuthorizationRequest:
    """A hint that is an identity number is not used: it belongs in no address. Pushed requests may carry one."""
    digits = request.login_hint.isascii() and request.login_hint.isdigit()
    telephone = len(request.login_hint) == 10 and request.login_hint.startswith("0")
    return request.model_copy(update={"login_hint": ""}) if digits and not telephone else request


def _client(work: Work, provider: Provider, params: Params) -> parties.Known:
    repeated = {"client_id", "redirect_uri", "request_uri"} & params.repeated
    known = None
    if not repeated:
        known = parties.find(work, provider, params.get("client_id", ""), params.get("redirect_uri", ""))
    if known is None:
        vi, en = "Tham số client_id thiếu, lặp lại hoặc không đúng", "client_id is missing, repeated or wrong"
        raise RelyingPartyUnknown(vi, en)
    return known


def _redirect(known: parties.Known, params: Params) -> list[str]:
    """The relaxation that the redirect needed; raises RedirectUnregistered."""
    given = params.get("redirect_uri", "")
    fits = redirect_fits(known.party.redirect_uris, given, known.relaxed) if given else None
    if fits is None:
        known_ones = ", ".join(known.party.redirect_uris)
        raise RedirectUnregistered(f"Đã đăng ký: {known_ones}", f"Registered: {known_ones}")
    return [fits] if fits else []


def _pulled(work: Work, params: Params) -> AuthorizationRequest:
    """A pushed request, once, and only by the client that pushed it (RFC 9126, 4)."""
    found = work.fresh(tokens.PULL, one=params["request_uri"])
    good = found is not None and found.client_id == params.get("client_id") and found.expires_at > work.clock.stamp()
    if found is None or not good or work.run(tokens.PULLED, one=found.request_uri) != 1:
        raise RedirectUnregistered(
            "request_uri không có, đã dùng, hết hạn hoặc của ứng dụng khác",
            "request_uri is unknown, used, expired or another client's",
        )
    return AuthorizationRequest.model_validate_json(found.request)


def _sandbox(params: Params, pushed: AuthorizationRequest) -> dict[str, object]:
    """What a tester may add to a pushed request in the address; the pushed members themselves stay."""
    return {
        "persona": params.get("persona", pushed.persona),
        "misbehave": params.get("misbehave", pushed.misbehave),
    }


def _bare(params: Params) -> AuthorizationRequest:
    return AuthorizationRequest(client_id=params["client_id"], redirect_uri=params["redirect_uri"], scope=())


def _early(provider: Provider, params: Params, error: OAuthError) -> Answer:
    state = "" if "state" in params.repeated else requests.raw_state(params)
    return issuing.refused(provider, _bare(params).model_copy(update={"state": state}), error)


def _decided(work: Work, provider: Provider, request: AuthorizationRequest, browser: Browser, by: Caller) -> Sent:
    request = _hinted(work, request)
    session = sessions.current(work, browser.session)
    persona = (request.persona or browser.persona or provider.sign_in_as) if provider.silent else ""
    if persona:
        return _silently(work, provider, request, session, persona=persona, by=by)
    now, enough = sessions.now(work), False
    if session is not None and sign_in.meant(request, session.sub):
        enough = not request.prompt & {"login", "select_account"}
        enough = enough and sign_in.fresh_enough(request, session.auth_time, now)
    if session is not None and enough:
        held = sign_in.refuse_obstacle(account_of(work, session.cccd, fresh=True), work.clock.today())
        level = sign_in.wanted(request, int(held.level))
        allowed = issuing.consented(work, request, session.cccd)
        if session.level >= level and allowed and "consent" not in request.prompt:
            return Sent(issuing.issue(work, provider, request, session, by), request)
        if "none" in request.prompt:
            why = "consent_required" if session.level >= level else "interaction_required"
            raise OAuthError(why, "the person would have to do something, and prompt=none forbids it")
    elif "none" in request.prompt:
        raise OAuthError("login_required", "nobody suitable is signed in")
    opened = interactions.open_(work, request, kept(browser.id), session=session, keep=enough)
    lang = "?lang=en" if request.language == "en" else ""
    return Sent(Answer(303, {"Location": f"/sign-in/{opened.id}{lang}"}), request)


def _hinted(work: Work, request: AuthorizationRequest) -> AuthorizationRequest:
    """The request with the subject of its hint, verified once; raises invalid_request."""
    hint = request.id_token_hint
    sub = str(keys.hinted(work, hint).get("sub", "")) if hint else ""
    return request.model_copy(update={"id_token_hint": "", "hinted_sub": sub}) if hint else request


def _silently(
    work: Work, provider: Provider, request: AuthorizationRequest, session: Session | None,
    *, persona: str, by: Caller,
) -> Sent:  # fmt: skip
    """Sign a persona in without pages, at the level asked, and let it consent: for CI."""
    known = personas().get(persona)
    if known is None:
        raise OAuthError("access_denied", f"there is no persona of this name with a number: {persona[:60]}")
    cccd = known.cccd
    held = sign_in.refuse_obstacle(account_of(work, cccd, fresh=True), work.clock.today())
    if not sign_in.meant(request, claims.subject(cccd)):
        raise OAuthError("login_required", "the persona is not the person whom the client named")
    level = sign_in.wanted(request, int(held.level))
    cookie = ""
    fits = session is not None and session.cccd == cccd and session.level >= level and "login" not in request.prompt
    if session is None or not fits or not sign_in.fresh_enough(request, session.auth_time, sessions.now(work)):
        session, cookie = sessions.after_login(work, session, cccd, assurance.WAYS[level])
    if not issuing.consented(work, request, cccd) or "consent" in request.prompt:
        issuing.remember(work, request, cccd)
    return Sent(issuing.issue(work, provider, request, session, by), request, cookie, persona)
