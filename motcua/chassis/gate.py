"""What happens to a request before and after its route: its identity, size, caller, purpose, faults, journal.

The outermost layer of a service, plain ASGI, because every request pays for it. Below ``/v1/`` nobody passes without
known client and stated purpose; ``/_sandbox/`` is neither journaled nor faulted, so that a broken sandbox can be
repaired.
"""

import asyncio
import logging
import os
import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from motcua.chassis import clock
from motcua.chassis.call import Call, State
from motcua.chassis.caller import Caller, Client, licensed
from motcua.chassis.faults import APPLIED, FaultMalformed, from_header
from motcua.chassis.journal import Entry
from motcua.chassis.problems import (
    BodyTooLarge,
    ContentTypeUnsupported,
    HeaderMalformed,
    PurposeMissing,
    Refusal,
    TooManyRequests,
    Unexpected,
)
from motcua.wire.control import FaultRule
from motcua.wire.problem import FieldProblem

LOG = logging.getLogger("motcua.gate")
API, CONTROL = "/v1/", "/_sandbox/"
# The forms of the headers, here and in the contract (describe).
REQUEST_ID, PURPOSE = "[A-Za-z0-9._:-]{1,64}", "[A-Za-z0-9._-]{1,40}"
BEHALF = f"(citizen|officer|system):{PURPOSE}"
_REQUEST_ID, _PURPOSE, _BEHALF = (re.compile(form.encode()) for form in (REQUEST_ID, PURPOSE, BEHALF))
_TRACEPARENT = re.compile(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
OPTIONAL = (
    ("X-Request-Id", b"x-request-id", _REQUEST_ID, "1 to 64 of A-Z a-z 0-9 . _ : -"),
    ("X-Purpose-Dossier", b"x-purpose-dossier", _PURPOSE, "1 to 40 of A-Z a-z 0-9 . _ -"),
)


class Dropped(BaseException):
    """The connection is to be cut without an answer; no handler of errors may turn it into one."""


class Gate:
    """The outermost ASGI layer of one service."""

    def __init__(
        self,
        app: ASGIApp,
        state: State,
        routes: Sequence[BaseRoute],
        *,
        purposeful: bool,
        default_procedure: str = "",
        uploads: tuple[str, ...] = (),
    ) -> None:
        self._app, self._state, self._routes, self._purposeful = app, state, routes, purposeful
        self._default_procedure, self._uploads = default_procedure, uploads
        self._max_body, self._max_upload = state.service.knobs.max_body, state.service.knobs.max_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or refuse it."""
        if scope["type"] != "http" or scope["path"].startswith(CONTROL):
            scope["motcua.call"] = Call(self._state, Caller("control"), "control")
            await self._app(scope, receive, send)
            return
        began, path = clock.ticks(), scope["path"]
        headers = dict(scope["headers"])
        request_id = _request_id(headers)
        call = Call(self._state, _traced(headers, request_id), path.removeprefix(API))
        scope["motcua.call"] = call
        answer = Answering(send, request_id)
        body = b""
        try:
            large = bool(self._uploads) and path.startswith(self._uploads)
            body = call.body = await _whole_body(headers, receive, self._max_upload if large else self._max_body)
            if path.startswith(API):
                self._admit(call, scope, headers, body)
            if self._state.faults.armed or b"sandbox-fault" in headers:
                await self._faults(call, path, headers, body, answer)
            await self._app(scope, _replay(body, receive), answer)
        except Refusal as refusal:
            response = await call.refuse(refusal, audited=path.startswith(API))
            await response(scope, receive, answer)
        except Dropped:
            await _cut(send)
        except Exception:  # a defect of the gate itself, or of an answer that had begun
            LOG.exception("defect", extra={"data": {"request_id": request_id, "path": path}})
            if not answer.status:
                response = await call.refuse(Unexpected(), audited=path.startswith(API))
                await response(scope, receive, answer)
        finally:
            now, seconds, kept = self._state.clock.now(), clock.ticks() - began, body[: self._max_body]
            self._state.journal.add(
                Entry(now, scope["method"], path, call.by, answer.status, seconds, call.code, answer.applied, kept)
            )

    def _admit(self, call: Call, scope: Scope, headers: dict[bytes, bytes], body: bytes) -> None:
        """Raise what stands against this call; an address or method that does not exist is left to the router."""
        try:
            client = self._state.registry.authenticate(headers.get(b"authorization", b"").decode("latin-1"))
            by = call.by = self._with_defaults(_caller(call.by, client, headers), headers)
            if self._purposeful and not (by.procedure and by.on_behalf_of):
                raise PurposeMissing(fields=_missing(by))
            if wrong := _malformed(headers):
                raise HeaderMalformed(fields=wrong)
            call.by = by._replace(licence=licensed(client, self._state.service.name, by.procedure))
            if body and not _is_json(headers.get(b"content-type", b"")):
                raise ContentTypeUnsupported
        except Refusal:
            if any(route.matches(scope)[0] is Match.FULL for route in self._routes):
                raise

    def _with_defaults(self, by: Caller, headers: dict[bytes, bytes]) -> Caller:
        """A default purpose stands in for a header that is absent, never for a malformed one."""
        if not self._default_procedure:
            return by
        procedure = by.procedure if b"x-purpose-procedure" in headers else self._default_procedure
        behalf = by.on_behalf_of if b"x-on-behalf-of" in headers else f"system:{by.client}"
        return by._replace(procedure=procedure, on_behalf_of=behalf)

    async def _faults(
        self, call: Call, path: str, headers: dict[bytes, bytes], body: bytes, answer: "Answering"
    ) -> None:
        asked = headers.get(b"sandbox-fault")
        rules = self._state.faults.chosen(path, call.by.client, body)
        if asked is not None and self._state.service.knobs.fault_header:
            rules += from_header(asked.decode("latin-1"))
        answer.applied = ",".join(rule.kind for rule in rules)
        answer.announced = ",".join(rule.kind for rule in rules if not rule.silent)
        for rule in rules:
            await self._misbehave(call, rule, answer)

    async def _misbehave(self, call: Call, rule: FaultRule, answer: "Answering") -> None:
        if rule.kind == "slow":
            await asyncio.sleep(rule.seconds)
        elif rule.kind == "drop":
            raise Dropped
        elif rule.kind == "stale":
            call.stale = True
        elif rule.kind == "rate_limit":
            raise TooManyRequests(headers={"Retry-After": str(int(rule.seconds))})
        elif rule.kind == "refuse":
            refusal = self._state.refusals.get(rule.code)
            if refusal is None:
                raise FaultMalformed(f"Không có mã lỗi: {rule.code}", f"No such refusal: {rule.code}")
            raise refusal
        else:
            answer.spoil = rule.kind


class Answering:
    """``send``, with the headers that every answer carries, and with the faults that spoil a body."""

    __slots__ = ("_headers", "_send", "announced", "applied", "spoil", "status")

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._headers = [(b"x-request-id", request_id.encode()), (b"sandbox", b"synthetic-data")]
        self.status = 0
        self.applied = self.announced = self.spoil = ""

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        """Pass one ASGI message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), *self._headers]
            if self.announced:
                message["headers"].append((APPLIED.lower().encode(), self.announced.encode()))
        elif self.spoil and message.get("body"):
            message["body"] = _spoilt(message["body"], self.spoil)
            if self.spoil == "truncate":
                message["more_body"] = True
                await self._send(message)
                raise Dropped
        await self._send(message)


def _spoilt(body: bytes, how: str) -> bytes:
    # Garbled bytes keep the length, so that only a client that parses notices.
    return body[: len(body) // 2] if how == "truncate" else bytes(byte ^ 0x15 for byte in body)


def _request_id(headers: dict[bytes, bytes]) -> str:
    """The caller's request id, or a new one."""
    given = headers.get(b"x-request-id")
    return given.decode() if given and _REQUEST_ID.fullmatch(given) else os.urandom(8).hex()


def _traced(headers: dict[bytes, bytes], request_id: str) -> Caller:
    """Nobody yet, but with the trace of the caller; a malformed one is dropped, as W3C Trace Context asks."""
    parent = headers.get(b"traceparent")
    if parent is None or not _TRACEPARENT.fullmatch(parent):
        return Caller("", request_id=request_id)
    state = headers.get(b"tracestate", b"")[:512].decode("latin-1")
    return Caller("", request_id=request_id, traceparent=parent.decode(), tracestate=state)


def _caller(by: Caller, client: Client, headers: dict[bytes, bytes]) -> Caller:
    return Caller(
        client.id,
        _matching(_BEHALF, headers, b"x-on-behalf-of"),
        _matching(_PURPOSE, headers, b"x-purpose-procedure"),
        _matching(_PURPOSE, headers, b"x-purpose-dossier"),
        by.request_id,
        by.traceparent,
        by.tracestate,
    )


def _matching(pattern: re.Pattern[bytes], headers: dict[bytes, bytes], name: bytes) -> str:
    value = headers.get(name, b"")
    return value.decode() if pattern.fullmatch(value) else ""


def _malformed(headers: dict[bytes, bytes]) -> list[FieldProblem]:
    """Optional headers that are there, but not as documented; a bad trace context is restarted, as W3C asks."""
    return [
        FieldProblem(field=f"header.{name}", code=HeaderMalformed.code, vi="Không đúng định dạng", en=f"Must be {form}")
        for name, key, pattern, form in OPTIONAL
        if key in headers and not pattern.fullmatch(headers[key])
    ]


def _missing(by: Caller) -> list[FieldProblem]:
    needed = (
        ("X-Purpose-Procedure", by.procedure, "mã thủ tục, ví dụ 1.008503", "a procedure code, e.g. 1.008503"),
        ("X-On-Behalf-Of", by.on_behalf_of, "citizen:…, officer:… hoặc system:…", "citizen:…, officer:… or system:…"),
    )
    return [
        FieldProblem(field=f"header.{name}", code=PurposeMissing.code, vi=f"Cần {vi}", en=f"Give {en}")
        for name, value, vi, en in needed
        if not value
    ]


def _is_json(content_type: bytes) -> bool:
    kind = content_type.partition(b";")[0].strip().lower()
    return kind == b"application/json" or (kind.startswith(b"application/") and kind.endswith(b"+json"))


async def _whole_body(headers: dict[bytes, bytes], receive: Receive, limit: int) -> bytes:
    """The body, refused as soon as it is known to be too large; the rest is never read."""
    length = headers.get(b"content-length", b"")
    if length.isdigit() and int(length) > limit:
        raise BodyTooLarge(f"Tối đa {limit} byte", f"At most {limit} bytes")
    if length in {b"", b"0"} and b"transfer-encoding" not in headers:
        return b""
    body = b""
    while True:
        message = await receive()
        chunk: bytes = message.get("body", b"")
        body += chunk
        if len(body) > limit:
            raise BodyTooLarge(f"Tối đa {limit} byte", f"At most {limit} bytes")
        if not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed


async def _cut(send: Send) -> None:
    """Abort the connection below the server's HTTP layer; where the server hides it, an error cuts it as well."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise Dropped
    transport.abort()
    await asyncio.sleep(0)  # let the server notice, so that it does not log an unfinished answer
