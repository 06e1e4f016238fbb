"""Dynamic client registration (RFC 7591) and what its token opens (RFC 7592, reading and deleting)."""

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from services.eid_auth.actions import registering
from services.eid_auth.routes.answers import plain, protocol, provider_of
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.store.clients import Registered


def add_to(router: APIRouter) -> None:
    """Add the addresses."""
    router.add_route("/register", protocol(register), methods=["POST"], include_in_schema=False)
    router.add_route("/register/{client_id}", protocol(show), methods=["GET"], include_in_schema=False)
    router.add_route("/register/{client_id}", protocol(forget), methods=["DELETE"], include_in_schema=False)


async def register(request: Request) -> Response:
    """Register a client."""
    call, provider, given = call_of(request), provider_of(request), _metadata(request)
    body = await call.state.db.run(lambda work: registering.register(work, provider, given))
    return await plain(Answer(201, {}, body))


def _metadata(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise OAuthError("invalid_client_metadata", "the body must be application/json")
    try:
        given = json.loads(call_of(request).body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise OAuthError("invalid_client_metadata", "the body must be a JSON object")
    return given


async def show(request: Request) -> Response:
    """Read what was registered."""
    found = await _owned(request)
    return await plain(Answer(200, {}, json.loads(found.client_metadata)))


async def forget(request: Request) -> Response:
    """Delete the registration."""
    found = await _owned(request)
    await call_of(request).state.db.run(lambda work: registering.forget(work, found.client_id))
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


async def _owned(request: Request) -> Registered:
    scheme, _, access = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise OAuthError("invalid_token", "the registration access token is missing")
    client_id = request.path_params["client_id"]
    return await call_of(request).state.db.run(lambda work: registering.owned(work, client_id, access.strip()))
