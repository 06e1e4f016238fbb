"""Where clients come with their own credentials: tokens, userinfo, introspection, revocation, pushed requests."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.db import Work
from services.eid_auth.actions import id_tokens, parties, pushing, resources, tokens
from services.eid_auth.actions.provider import Provider
from services.eid_auth.routes.answers import OPEN, form, plain, protocol, provider_of, query
from services.eid_auth.rules import misbehaving
from services.eid_auth.rules.clients import relaxations_named
from services.eid_auth.rules.misconduct import Answer, Wish
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params


def add_to(router: APIRouter) -> None:
    """Add the addresses; they are described by discovery, not by OpenAPI."""
    for path, handler in (("/token", token), ("/par", push), ("/introspect", introspect), ("/revoke", revoke)):
        router.add_route(path, protocol(handler), methods=["POST"], include_in_schema=False)
        router.add_route(path, preflight, methods=["OPTIONS"], include_in_schema=False)
    router.add_route("/userinfo", protocol(userinfo), methods=["GET", "POST"], include_in_schema=False)
    router.add_route("/userinfo", preflight, methods=["OPTIONS"], include_in_schema=False)


async def preflight(_request: Request) -> Response:
    """What a page of another origin may send (Fetch, CORS)."""
    allowed = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
    }
    return Response(status_code=204, headers={**OPEN, **allowed, "Access-Control-Max-Age": "600"})


def _asked(request: Request) -> list[Wish]:
    """The misbehaviour that a header of this request wishes for; raises invalid_request for an unknown one."""
    return misbehaving.wishes(request.headers.get(misbehaving.HEADER, ""))


async def token(request: Request) -> Response:
    """Token endpoint (RFC 6749 3.2; OpenID Connect Core 3.1.3)."""
    call, provider, params = call_of(request), provider_of(request), form(request)
    authorization, wishes, by = request.headers.get("authorization", ""), _asked(request), call.by

    def whole(work: Work) -> Answer:
        known = parties.authenticate(work, provider, params, authorization, f"{provider.issuer}/token")
        issued = tokens.token(work, provider, known, params, by)
        return id_tokens.answer(work, provider, known, params, issued=issued, asked=wishes)

    answer = await call.state.db.run(whole)
    call.code = str(answer.body.get("error", "")) if isinstance(answer.body, dict) else ""
    return await plain(answer)


async def userinfo(request: Request) -> Response:
    """Userinfo endpoint (Core 5.3), the token in the header or, by POST, in the form (RFC 6750)."""
    call, provider = call_of(request), provider_of(request)
    access, relaxed = _bearer(request, provider)
    wishes, by = _asked(request), call.by
    told = await call.state.db.run(lambda work: resources.userinfo(work, access, by), stale=call.stale)
    wishes += misbehaving.wishes(told.request.misbehave)
    chosen = provider.queue.chosen("userinfo", wishes, client=told.request.client_id, cccd=told.cccd)
    return await plain(misbehaving.spoilt("userinfo", Answer(200, relaxed, dict(told)), chosen))


def _bearer(request: Request, provider: Provider) -> tuple[str, dict[str, str]]:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    ways = [value.strip()] if scheme.lower() == "bearer" and value.strip() else []
    relaxed: dict[str, str] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind == "application/x-www-form-urlencoded":
        posted = form(request)
        posted.check()
        ways += [posted["access_token"]] if "access_token" in posted else []
    asked = query(request)
    if "access_token" in asked:
        if "token-in-query" not in provider.relaxed:
            raise OAuthError("invalid_request", "an access token does not belong in an address (RFC 6750, 2.3)")
        ways, relaxed = [*ways, asked["access_token"]], relaxations_named(["token-in-query"])
    if len(ways) > 1:
        raise OAuthError("invalid_request", "the access token is given in more than one way")
    if not ways:
        raise OAuthError("invalid_token", "no access token")
    return ways[0], relaxed


async def push(request: Request) -> Response:
    """Pushed authorization request endpoint (RFC 9126)."""
    return await _by_client(request, "/par", 201, pushing.push)


async def introspect(request: Request) -> Response:
    """Introspection endpoint (RFC 7662)."""
    provider = provider_of(request)

    def asked(work: Work, known: parties.Known, params: Params) -> dict[str, Any]:
        if known.party.public:
            raise OAuthError("invalid_client", "introspection is for clients that prove themselves")
        return resources.introspect(work, provider, known, params)

    return await _by_client(request, "/introspect", 200, asked)


async def revoke(request: Request) -> Response:
    """Revocation endpoint (RFC 7009): 200 whether or not there was such a token."""
    return await _by_client(request, "/revoke", 200, resources.revoke)


async def _by_client(request: Request, path: str, status: int, action: Any) -> Response:
    call, provider, params = call_of(request), provider_of(request), form(request)
    authorization = request.headers.get("authorization", "")

    def whole(work: Work) -> Answer:
        known = parties.authenticate(work, provider, params, authorization, provider.issuer + path)
        body = action(work, known, params)
        return Answer(status, relaxations_named(known.used), {} if body is None else body)

    return await plain(await call.state.db.run(whole))
