"""The other systems that a service asks: one HTTP client each, opened with the application."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx

from motcua.chassis.call import Call, State
from motcua.chassis.problems import Refusal, UpstreamBroken, UpstreamDown, UpstreamTimeout
from motcua.wire.client import Client, RefusedByUpstream, UpstreamFailure


@asynccontextmanager
async def connect(state: State) -> AsyncIterator[None]:
    """Open a client for every upstream of the service, and close them at the end."""
    service = state.service
    async with AsyncExitStack() as open_clients:
        for system, url in service.upstreams.items():
            own = state.registry.get(service.client)
            http = httpx.AsyncClient(
                base_url=url,
                auth=(own.id, own.secret),
                timeout=service.knobs.upstream_timeout,
                trust_env=False,
                verify=url.startswith("https:"),  # reading the root certificates takes 20 ms, and plain HTTP has none
            )
            state.upstreams[system] = Client(system, await open_clients.enter_async_context(http))
        yield


def upstream(call: Call, system: str) -> Client:
    """The client for ``system``, speaking on behalf of this call's person and purpose."""
    client: Client = call.state.upstreams[system]
    return client.speaking(call.by.headers())


def as_refusal(failure: UpstreamFailure) -> Refusal:
    """What a failure of another system means for our own caller: 504, 503 or 502, naming the system."""
    vi, en = f"Hệ thống: {failure.system}. {failure}", f"System: {failure.system}. {failure}"
    if isinstance(failure, RefusedByUpstream) or failure.kind == "broken":
        return UpstreamBroken(vi, en)
    return UpstreamTimeout(vi, en) if failure.kind == "timeout" else UpstreamDown(vi, en)
