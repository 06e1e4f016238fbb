"""The browser that a page is for: its cookies, its code against foreign posts, its way back to the client."""

from collections.abc import Callable
from typing import TypeVar

from fastapi import Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.db import Work
from services.eid_auth.actions.secrets import fresh, kept
from services.eid_auth.pages.desk import Desk, open_
from services.eid_auth.routes.answers import keep, provider_of, sent
from services.eid_auth.rules.misconduct import Answer

R = TypeVar("R")


def browser_cookie(request: Request) -> str:
    """What the browser got at /authorize."""
    return request.cookies.get(provider_of(request).browser_cookie, "")


def session_cookie(request: Request) -> str:
    """What the browser got when somebody signed in."""
    return request.cookies.get(provider_of(request).session_cookie, "")


def _phone_name(request: Request) -> str:
    return provider_of(request).browser_cookie.replace("browser", "phone")


def phone_cookie(request: Request) -> str:
    """What tells one simulated phone from another: its browser's own cookie, new where there is none."""
    return request.cookies.get(_phone_name(request), "") or fresh()


def keep_phone(request: Request, response: Response, cookie: str) -> Response:
    """Let the browser be this phone from now on."""
    keep(response, provider_of(request), _phone_name(request), cookie)
    return response


async def at_desk(request: Request, interaction_id: str, do: Callable[[Work, Desk], R]) -> R:
    """Do something with an interaction of this browser, in one transaction."""
    call, provider, browser = call_of(request), provider_of(request), kept(browser_cookie(request))
    return await call.state.db.run(lambda work: do(work, open_(work, provider, call.by, interaction_id, browser)))


async def leave(request: Request, desk: Desk, answer: Answer, cookie: str) -> Response:
    """Back to the client, signed in where there is a cookie; nobody is told the address of the page."""
    response = await sent(provider_of(request), answer, cookie, relaxed=desk.request.relaxed)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def forget(request: Request, response: Response) -> Response:
    """Let the browser drop the cookie of a session that ended."""
    provider = provider_of(request)
    response.delete_cookie(provider.session_cookie, path="/", httponly=True, samesite="lax", secure=provider.secure)
    return response
