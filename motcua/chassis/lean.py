"""A route for the commonest operation: one body in, one action, one answer out.

FastAPI's general handler (dependencies, forms, files, streams, background tasks, exit stacks) costs more than the
whole look-up. Where a handler takes nothing but the body's model and the request, the body is parsed and the answer
written by pydantic directly; every other handler, and the OpenAPI document of all, remain FastAPI's.
"""

import inspect
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from motcua.chassis.problems import BodyUnreadable

NO_BODY = [{"type": "missing", "loc": ("body",), "msg": "Field required", "input": None}]


class LeanRoute(APIRoute):
    """``APIRouter(route_class=LeanRoute)``; a handler of another shape is served as usual."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = _body_model(self)
        if asked is not None:
            self.app = _lean(self, asked)


def _body_model(route: APIRoute) -> type[BaseModel] | None:
    """The body's model, if handler and answer are as plain as this module wants them."""
    annotations = [parameter.annotation for parameter in inspect.signature(route.endpoint).parameters.values()]
    plain = len(annotations) == 2 and annotations[1] is Request and not route.dependencies
    answers = isinstance(route.response_model, type) and issubclass(route.response_model, BaseModel)
    if plain and answers and isinstance(annotations[0], type) and issubclass(annotations[0], BaseModel):
        return annotations[0]
    return None


def _lean(route: APIRoute, asked: type[BaseModel]) -> ASGIApp:
    validate = asked.__pydantic_validator__.validate_json
    write = route.response_model.__pydantic_serializer__.to_json
    endpoint, status = route.endpoint, route.status_code or 200

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body: bytes = scope["motcua.call"].body
        try:
            ask = validate(body)
        except ValidationError as wrong:
            raise _refused(body, wrong) from None
        content = write(await endpoint(ask, Request(scope, receive, send)))
        headers = [(b"content-length", str(len(content)).encode()), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    return app


def _refused(body: bytes, wrong: ValidationError) -> Exception:
    """The refusal that FastAPI would raise for the same body."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return BodyUnreadable()
    errors: list[Any] = [{**error, "loc": ("body", *error["loc"])} for error in wrong.errors(include_url=False)]
    return RequestValidationError(errors if body else NO_BODY)
