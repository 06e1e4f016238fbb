"""Assembly of a service: routes, refusals, the gate, the control plane, the database."""

import json
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from sqlalchemy import Table
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Scope

from motcua import __version__
from motcua.chassis import audit, caller, control, describe, docs, slices
from motcua.chassis.call import Call, State
from motcua.chassis.clock import Clock
from motcua.chassis.db import Database, Work, shape
from motcua.chassis.faults import FaultMalformed, FaultPlane
from motcua.chassis.gate import API, Gate
from motcua.chassis.journal import Journal
from motcua.chassis.problems import (
    COMMON,
    BodyMalformed,
    BodyUnreadable,
    MethodNotAllowed,
    NothingHere,
    Refusal,
    Unexpected,
)
from motcua.chassis.settings import Service
from motcua.chassis.sqlite import SQLite
from motcua.chassis.upstream import as_refusal, connect
from motcua.wire.client import UpstreamFailure
from motcua.wire.problem import FieldProblem

LOG = logging.getLogger("motcua.app")
Fill = Callable[[Work, Path], None]


class SandboxApp(FastAPI):
    """A FastAPI application behind the gate."""

    motcua: State
    purposeful: bool
    default_procedure: str
    uploads: tuple[str, ...]

    def build_middleware_stack(self) -> ASGIApp:
        """The gate, and inside it only what FastAPI itself needs.

        Server errors and large bodies are the gate's business; FastAPI's own layers for them, and for telemetry that
        nobody configures here, cost every request what a query costs (docs/performance.md).
        """
        return Gate(
            ExceptionMiddleware(AsyncExitStackMiddleware(self.router), handlers=self.exception_handlers),
            self.motcua,
            self.router.routes,
            purposeful=self.purposeful,
            default_procedure=self.default_procedure,
            uploads=self.uploads,
        )


def assemble(
    service: Service,
    *,
    title: str,
    description: str,
    routers: Sequence[APIRouter],
    errors: Sequence[type[Refusal]],
    tables: Sequence[Table],
    fill: Fill,
    purposeful: bool = True,
    default_procedure: str = "",
    uploads: tuple[str, ...] = (),
) -> SandboxApp:
    """Build a service. Nothing is opened before the application starts.

    Args:
        service: where it stands, its upstreams, its slice and the knobs.
        title: name of the real system.
        description: what it stands in for, Markdown.
        routers: the service's routes.
        errors: the service's own refusals, beside the common ones.
        tables: its tables; ``fill`` puts the slice into them.
        fill: ``fill(work, slices)``, called once per world.
        purposeful: whether every call below /v1/ must state procedure and person.
        default_procedure: the procedure that a call without purpose headers serves, on behalf of ``system:<client>``.
        uploads: beginnings of addresses that take files, up to the knob ``max_upload``.
    """
    clock = Clock()
    closed: tuple[type[Refusal], ...] = (*COMMON, FaultMalformed, *control.REFUSALS, *errors)
    refusals = {refusal.code: refusal for refusal in closed}
    world = slices.manifest(service.slices)["digest"] if service.slices else ""
    every = (*tables, audit.TABLE)
    state = State(
        service,
        clock,
        _database(service, every, clock, world),
        caller.registry(service.knobs.clients_file),
        Journal(service.knobs.journal_size),
        FaultPlane(),
        refusals,
        world,
    )

    def filled(work: Work) -> None:
        if service.slices:
            fill(work, service.slices)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        state.db.open(filled)
        async with connect(state):
            yield
        state.db.close()

    app = SandboxApp(
        title=title,
        description=description,
        version=__version__,
        lifespan=lifespan,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.motcua, app.purposeful, app.default_procedure, app.uploads = state, purposeful, default_procedure, uploads
    for router in (*routers, control.router(tables)):
        # Not include_router: its nested matching costs every request more than the JSON parser does.
        app.router.routes.extend(router.routes)
    app.router.routes.extend(docs.routes(title))
    _render(app)
    describe.extend(app, service.name, refusals, purposeful=purposeful and not default_procedure)
    return app


def _database(service: Service, tables: Sequence[Table], clock: Clock, world: str) -> Database:
    """The service's database over ``world``; another world, version or shape of tables never meets its rows."""
    knobs, edition = service.knobs, f"{__version__}-{shape(tables)}"
    if knobs.database_url:
        from motcua.chassis.postgres import PostgreSQL  # noqa: PLC0415  # the driver is an extra

        return PostgreSQL(knobs.database_url, service.name, tables, clock, f"{edition} {world}")
    name, place = f"{service.name}-{edition}", world[:16] or "empty"
    return SQLite(
        knobs.data / "databases" / place, name, tables, clock, knobs.data / "worlds" / place / f"{name}.sqlite"
    )


def _render(app: FastAPI) -> None:
    """Every refusal, whoever raised it, leaves as a problem document with its audit line."""

    async def refusal(request: Request, exception: Exception) -> Response:
        call: Call = request.scope["motcua.call"]
        if getattr(exception, "status_code", 0) == 405:
            exception = MethodNotAllowed(headers={"Allow": _methods(app, request.scope)})
        return await call.refuse(_translated(exception), audited=request.url.path.startswith(API))

    for kind in (Refusal, UpstreamFailure, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, refusal)


def _methods(app: FastAPI, scope: Scope) -> str:
    """Every method of an address: the router itself names only those of the first route that fits."""
    fitting = (route for route in app.router.routes if route.matches(scope)[0] is not Match.NONE)
    return ", ".join(sorted({method for route in fitting for method in getattr(route, "methods", ())}))


def _translated(exception: Exception) -> Refusal:
    if isinstance(exception, Refusal):
        return exception
    if isinstance(exception, UpstreamFailure):
        return as_refusal(exception)
    if isinstance(exception, RequestValidationError):
        return BodyMalformed(fields=[_field(error) for error in exception.errors()])
    if not isinstance(exception, HTTPException):
        LOG.error("defect", exc_info=exception)
        return Unexpected()
    return NothingHere() if exception.status_code == 404 else BodyUnreadable()


# What pydantic says of the commonest slips, in Vietnamese; the English sentence is pydantic's own.
VIETNAMESE = {
    "missing": "Thiếu thông tin bắt buộc",
    "extra_forbidden": "Trường này không có trong hợp đồng dữ liệu",
    "string_pattern_mismatch": "Không đúng định dạng",
    "string_too_short": "Quá ngắn",
    "string_too_long": "Quá dài",
    "string_type": "Phải là chuỗi ký tự",
    "enum": "Không thuộc danh mục cho phép",
    "json_invalid": "JSON không hợp lệ",
    "too_short": "Quá ít phần tử",
    "too_long": "Quá nhiều phần tử",
}


def _field(error: dict[str, Any]) -> FieldProblem:
    code, english = str(error["type"]), str(error["msg"])
    path = ".".join(str(part) for part in error["loc"])
    cause = (error.get("ctx") or {}).get("error")
    vi, en = VIETNAMESE.get(code, "Giá trị không hợp lệ"), english
    if code == "value_error" and cause is not None:
        vi = getattr(cause, "vi", None) or str(cause).partition(" · ")[0]
        en = getattr(cause, "en", None) or str(cause).rpartition(" · ")[2]
        code = getattr(cause, "code", code)
    return FieldProblem(field=path, code=code, vi=vi, en=en)


def openapi_text(app: FastAPI) -> str:
    """The contract as committed: sorted where order means nothing, one trailing newline."""
    return json.dumps(app.openapi(), ensure_ascii=False, indent=2) + "\n"
