"""Where browsers come: /authorize and /logout."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from services.eid_auth.actions import authorize, leaving
from services.eid_auth.actions.authorize import Browser
from services.eid_auth.actions.leaving import Leaving
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.secrets import fresh
from services.eid_auth.routes.answers import NO_STORE, form, keep, protocol, provider_of, query, sent
from services.eid_auth.rules import misbehaving
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.params import Params

PERSONA = "sandbox-persona"


def add_to(router: APIRouter) -> None:
    """Add both addresses; they are described by discovery, not by OpenAPI."""
    router.add_route("/authorize", protocol(begin), methods=["GET", "POST"], include_in_schema=False)
    router.add_route("/logout", protocol(end), methods=["GET", "POST"], include_in_schema=False)


async def begin(request: Request) -> Response:
    """Authorization endpoint (OpenID Connect Core 3.1.2)."""
    call, provider = call_of(request), provider_of(request)
    params = form(request) if request.method == "POST" else query(request)
    known = request.cookies.get(provider.browser_cookie, "")
    browser = Browser(
        request.cookies.get(provider.session_cookie, ""), known or fresh(),
        request.headers.get(PERSONA, ""), request.headers.get(misbehaving.HEADER, ""),
    )  # fmt: skip
    by = call.by
    said = await call.state.db.run(lambda work: authorize.authorize(work, provider, params, browser, by))
    response = await sent(provider, said.answer, said.cookie, relaxed=said.request.relaxed, persona=said.persona)
    if not known:
        keep(response, provider, provider.browser_cookie, browser.id)
    return response


async def end(request: Request) -> Response:
    """End-session endpoint (RP-Initiated Logout 1.0): at once where the hint proves it, else after a question."""
    call, provider = call_of(request), provider_of(request)
    params = form(request) if request.method == "POST" else query(request)
    cookie = request.cookies.get(provider.session_cookie, "")
    asked = await call.state.db.run(lambda work: leaving.asked(work, provider, params, cookie))
    if asked.signed_in and not asked.sure:
        return confirm(params)
    by = call.by
    await call.state.db.run(lambda work: leaving.leave(work, asked, cookie, by))
    return await gone(request, provider, asked)


async def gone(request: Request, provider: Provider, asked: Leaving) -> Response:
    """The session has ended: back to the client, or a page that says so."""
    where = asked.target or "/signed-out"
    response = await sent(provider, Answer(303, {"Location": where}), relaxed=asked.relaxed)
    response.delete_cookie(provider.session_cookie, path="/", httponly=True, samesite="lax", secure=provider.secure)
    return response


def confirm(params: Params) -> Response:
    """Ask the person first, on a page: any site may send a browser here."""
    given = "&".join(f"{name}={value}" for name, value in params.raw.items())
    return Response(status_code=303, headers={**NO_STORE, "Location": f"/leave?{given}"})
