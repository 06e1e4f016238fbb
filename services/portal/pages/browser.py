"""The browser's cookies: one that binds a sign-in to it, one that keeps it signed in.

Ports share cookies, so the names carry the port.
"""

import secrets
from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from services.portal.rules.sessions import LONGEST, SIGN_IN
from services.portal.settings import public_url

MOVED = "moved"
"""Says that a browser was sent to our own address already: behind a proxy the name may never be ours."""


def _name(request: Request, what: str) -> str:
    at = urlsplit(public_url(call_of(request).state.service))
    return f"motcua-portal-{at.port or at.scheme}{what}"


def _set(request: Request, response: Response, name: str, value: str, seconds: float) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(seconds),
        httponly=True,
        samesite="lax",  # strict would not be sent when the provider sends the browser back
        secure=public_url(call_of(request).state.service).startswith("https:"),
    )


def session_cookie(request: Request) -> str:
    """The cookie of the session; "" where there is none."""
    return request.cookies.get(_name(request, ""), "")


def keep_session(request: Request, response: Response, cookie: str) -> None:
    """Sign the browser in."""
    _set(request, response, _name(request, ""), cookie, LONGEST.total_seconds())


def forget_session(request: Request, response: Response) -> None:
    """Sign the browser out."""
    response.delete_cookie(_name(request, ""), httponly=True, samesite="lax")


def sign_in_cookie(request: Request) -> str:
    """The cookie that binds sign-ins to this browser; "" where there is none."""
    return request.cookies.get(_name(request, "-sign-in"), "")


def new_sign_in_cookie(request: Request) -> str:
    """The one that is there, so that two tabs may sign in at once, or a new one."""
    return sign_in_cookie(request) or secrets.token_urlsafe(32)


def keep_sign_in(request: Request, response: Response, cookie: str) -> None:
    """Bind sign-ins to the browser."""
    _set(request, response, _name(request, "-sign-in"), cookie, SIGN_IN.total_seconds())


def kept(request: Request, what: str) -> str:
    """The cookie of another purpose; "" where there is none."""
    return request.cookies.get(_name(request, what), "")


def keep(request: Request, response: Response, what: str, value: str, seconds: float) -> None:
    """Keep a cookie of another purpose."""
    _set(request, response, _name(request, what), value, seconds)


def elsewhere(request: Request) -> str:
    """The portal's own address where the browser used another name for it, else "".

    Cookies of another name would not be there when the provider sends the browser back.
    """
    at = public_url(call_of(request).state.service)
    named = urlsplit(at).netloc == request.headers.get("host", "")
    return "" if not at or named or MOVED in request.query_params else at
