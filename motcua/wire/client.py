"""The client of a sandbox service: the only place that knows the network.

Timeout, no connection, a refusal and nonsense are four different failures; what they mean for the asker is decided
above.
"""

from collections.abc import Mapping
from typing import Literal, TypeVar

import httpx
from pydantic import ValidationError

from motcua.wire.fields import Answer, Ask
from motcua.wire.problem import MEDIA_TYPE, Problem

A = TypeVar("A", bound=Answer)


class UpstreamFailure(Exception):
    """Another system did not answer usefully."""

    def __init__(self, system: str, kind: Literal["timeout", "down", "broken"], detail: str) -> None:
        super().__init__(detail)
        self.system, self.kind = system, kind


class RefusedByUpstream(UpstreamFailure):
    """Another system answered with a problem document."""

    def __init__(self, system: str, problem: Problem) -> None:
        super().__init__(system, "broken", f"{problem.status} {problem.code}: {problem.title_en}")
        self.problem = problem


class Client:
    """Asks one system; ``speaking`` gives a copy that carries who asks and why.

    ``http`` is the connection below, for a protocol that is not ours (``motcua.wire.oidc``).
    """

    def __init__(self, system: str, http: httpx.AsyncClient, headers: Mapping[str, str] | None = None) -> None:
        self.system = system
        self.http, self._headers = http, dict(headers or {})

    def speaking(self, headers: Mapping[str, str]) -> "Client":
        """The same client on behalf of one caller."""
        return Client(self.system, self.http, headers)

    async def ask(self, path: str, ask: Ask, expect: type[A]) -> A:
        """POST ``ask`` and read the answer as ``expect``; raises UpstreamFailure."""
        try:
            response = await self.http.post(
                path,
                content=ask.model_dump_json(exclude_none=True),
                headers={**self._headers, "Content-Type": "application/json"},
            )
        except httpx.TimeoutException as slow:
            raise UpstreamFailure(self.system, "timeout", f"no answer in time at {path}") from slow
        except httpx.TransportError as broken:
            raise UpstreamFailure(self.system, "down", f"{type(broken).__name__} at {path}") from broken
        return self._read(response, path, expect)

    async def steer(self, method: str, what: str, body: Mapping[str, object] | None = None) -> None:
        """Ask the system's control plane (``/_sandbox/<what>``); raises UpstreamFailure."""
        path = f"/_sandbox/{what}"
        try:
            response = await self.http.request(method, path, json=body)
        except httpx.TransportError as broken:
            raise UpstreamFailure(self.system, "down", f"{type(broken).__name__} at {path}") from broken
        if not response.is_success:
            raise UpstreamFailure(self.system, "broken", f"status {response.status_code} at {path}")

    def _read(self, response: httpx.Response, path: str, expect: type[A]) -> A:
        kind = response.headers.get("content-type", "").partition(";")[0]
        try:
            if response.is_success:
                return expect.model_validate_json(response.content)
            if kind == MEDIA_TYPE:
                raise RefusedByUpstream(self.system, Problem.model_validate_json(response.content))
        except ValidationError as odd:
            raise UpstreamFailure(self.system, "broken", f"an answer outside the contract at {path}") from odd
        raise UpstreamFailure(self.system, "broken", f"status {response.status_code} at {path}")
