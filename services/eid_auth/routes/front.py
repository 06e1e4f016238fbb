"""Where browsers come: /authorize and /logout."""

from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import authorize, leaving
from services.eid_auth.actions.authorize import Browser
from services.eid_auth.actions.leaving import Leaving
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.secrets import fresh
from services.eid_auth.routes.answers import NO_STORE, form, keep, protocol, provider_of, query, sent
from services.eid_auth.rules import misbehaving
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.params import Params
from services.eid_auth.rules.requests import raw_state

PERSONA = "sandbox-persona"
PARAMETERS = ("id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales")


class Left(NamedTuple):
    """A logout that was done; ``sid`` names the session where other clients have to be told of its end."""

    asked: Leaving
    sid: str


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
    return await gone(provider, await call.state.db.run(lambda work: left(work, provider, asked, cookie, by)), params)


def left(work: Work, provider: Provider, asked: Leaving, cookie: str, by: Caller) -> Left:
    """End the session, and see whether somebody else has to be told."""
    sid = leaving.leave(work, asked, cookie, by)
    return Left(asked, sid if leaving.to_tell(work, provider, sid, asked.client_id) else "")


async def gone(provider: Provider, seen: Left, params: Params) -> Response:
    """The session has ended: back to the client, or to the page that says so and tells the other clients."""
    asked = seen.asked
    where = asked.target or "/signed-out"
    if seen.sid:
        where = f"/signed-out?left={seen.sid}{carried(params)}"
    response = await sent(provider, Answer(303, {"Location": where}), relaxed=asked.relaxed)
    response.delete_cookie(provider.session_cookie, path="/", httponly=True, samesite="lax", secure=provider.secure)
    return response


def confirm(params: Params) -> Response:
    """Ask the person first, on a page: any site may send a browser here."""
    return Response(status_code=303, headers={**NO_STORE, "Location": f"/leave?{carried(params)}"})


def carried(params: Params) -> str:
    """The parameters of a logout for one of our own pages: those that it has, ``state`` as it came."""
    known = {name: params[name] for name in PARAMETERS if name in params and name != "state"}
    state = raw_state(params)
    return "".join(f"&{urlencode({name: value})}" for name, value in known.items()) + (
        f"&state={state}" if state else ""
    )
