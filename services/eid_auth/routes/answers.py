"""From what the protocol decided to what goes over the wire: statuses, headers, cookies, errors in the RFC's form."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from services.eid_auth.actions.provider import Provider
from services.eid_auth.errors import BrowserRefused
from services.eid_auth.rules.clients import relaxations_named
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
# A page of another origin may ask with its own code and token; cookies never travel with that.
OPEN = {"Access-Control-Allow-Origin": "*"}
SILENT = "Sandbox-Silent-Sign-In"
BROWSED = frozenset({"/authorize", "/logout", "/leave"})
Handler = Callable[[Request], Awaitable[Response]]


def provider_of(request: Request) -> Provider:
    """The provider of this application."""
    found: Provider = request.app.state.provider
    return found


def form(request: Request) -> Params:
    """The form of a POST; raises invalid_request for another kind of body."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = call_of(request).body
    if kind != FORM and body:
        raise OAuthError("invalid_request", f"the body must be {FORM}")
    try:
        return Params(body.decode())
    except UnicodeDecodeError:
        raise OAuthError("invalid_request", "the body must be UTF-8") from None


def query(request: Request) -> Params:
    """The parameters of the address."""
    return Params(request.scope["query_string"].decode("latin-1"))


async def plain(answer: Answer, *, extra: Mapping[str, str] = {}) -> Response:  # never changed
    """An answer as it is, after its delay."""
    if answer.delay:
        await asyncio.sleep(answer.delay)
    headers = {**NO_STORE, **OPEN, **extra, **answer.headers}
    if isinstance(answer.body, str):
        return Response(answer.body, answer.status, headers)
    return Response(json.dumps(answer.body, ensure_ascii=False), answer.status, {"Content-Type": JSON, **headers})


async def sent(
    provider: Provider, answer: Answer, cookie: str = "", *, relaxed: tuple[str, ...] = (), persona: str = ""
) -> Response:
    """An answer to a browser: on to the client or to the pages, with the cookie of a new session."""
    extra = {**relaxations_named(relaxed), **({SILENT: persona} if persona else {})}
    response = await plain(answer, extra=extra)
    del response.headers["access-control-allow-origin"]
    if cookie:
        keep(response, provider, provider.session_cookie, cookie)
    return response


def keep(response: Response, provider: Provider, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send along with a form."""
    response.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=provider.secure)


def refused(error: OAuthError, *, basic: bool = False, headers: Mapping[str, str] = {}) -> Answer:
    """An error in the RFC's form, with the challenge that a 401 needs."""
    found: dict[str, str] = dict(headers)
    if error.error == "invalid_client" and basic:
        found["WWW-Authenticate"] = 'Basic realm="motcua sandbox", charset="UTF-8"'
    if error.error in {"invalid_token", "insufficient_scope"}:
        said = error.body().get("error_description", "")
        found["WWW-Authenticate"] = f'Bearer realm="motcua sandbox", error="{error.error}", error_description="{said}"'
    return Answer(error.status, found, dict[str, Any](error.body()))


def protocol(handler: Handler) -> Handler:
    """A handler whose protocol errors leave as JSON, or as a page where a browser asks."""

    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except OAuthError as error:
            if request.url.path in BROWSED and "text/html" in request.headers.get("accept", ""):
                raise BrowserRefused(error.description, error.description) from None
            call_of(request).code = error.error
            return await plain(refused(error, basic="authorization" in request.headers))

    guarded.__name__ = handler.__name__
    return guarded
