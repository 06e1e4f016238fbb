"""What a person sees when something goes wrong: a page in words instead of a problem document."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.problems import NothingHere, Refusal
from motcua.chassis.upstream import as_refusal
from motcua.wire.client import UpstreamFailure

MACHINES = ("/v1/", "/_sandbox/", "/docs", "/openapi.json")
Handler = Callable[[Request, Any], Awaitable[Response] | Response]


class Pages(Protocol):
    """What renders a page."""

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """Render a template."""
        ...


def install(app: FastAPI, site: Pages) -> None:
    """Let refusals at page addresses leave as pages; everywhere else nothing changes."""
    for kind in (Refusal, UpstreamFailure, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _for_people(app.exception_handlers[kind], site))


def _for_people(chassis: Handler, site: Pages) -> Handler:
    async def plain(request: Request, exception: Exception) -> Response:
        answer = chassis(request, exception)
        return answer if isinstance(answer, Response) else await answer

    async def handler(request: Request, exception: Exception) -> Response:
        if request.url.path.startswith(MACHINES) or "text/html" not in request.headers.get("accept", ""):
            return await plain(request, exception)
        call = call_of(request)
        if isinstance(exception, RequestValidationError):
            exception = NothingHere()  # only addresses are validated below the form
        if isinstance(exception, UpstreamFailure):
            exception = as_refusal(exception)
        refusal = exception if isinstance(exception, Refusal) else None
        answer: Response
        if refusal:
            answer = await call.refuse(refusal, audited=bool(call.by.client))
        else:
            answer = await plain(request, exception)
        shown = site.page(request, "trouble.html", status=answer.status_code, code=call.code, refusal=refusal)
        if "allow" in answer.headers:
            shown.headers["Allow"] = answer.headers["allow"]
        return shown

    return handler
