"""The one interface of all sources: about whom, which values, in what time; a failure is an outcome, no exception."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import NamedTuple

from motcua.chassis.call import Call
from motcua.wire.client import UpstreamFailure
from motcua.wire.forms import Outcome
from services.portal.rules.prefill.answers import Answered, Known
from services.portal.rules.stored import Stored
from services.portal.store.accounts import Account

# Nobody waits longer for a form to open, whatever the knob says (2 s: more than a hundred times what registers need).
DEADLINE = 2.0


class About(NamedTuple):
    """Whom a source is asked about, and what the portal itself knows of them."""

    account: Account
    today: date
    documents: tuple[Stored, ...] = ()


# asks for values by name; gives those that are known, or None where the source knows no such person
Values = dict[str, Known] | None
Source = Callable[[Call, About, tuple[str, ...]], Awaitable[Values]]


async def heard(call: Call, source: Source, about: About, names: tuple[str, ...]) -> Answered:
    """Ask one source within the deadline; what it does wrong becomes the outcome of its fields."""
    asked_at, request_id = call.state.clock.stamp(), call.by.request_id
    try:
        async with asyncio.timeout(min(DEADLINE, call.state.service.knobs.upstream_timeout)):
            values = await source(call, about, names)
    except TimeoutError:
        return Answered(Outcome.TIMEOUT, asked_at, request_id)
    except UpstreamFailure as failure:
        return Answered(Outcome(failure.kind), asked_at, request_id)
    if values is None:
        return Answered(Outcome.SILENT, asked_at, request_id)
    asked_for = {name: values[name] for name in names if name in values}  # nothing that nobody asked for
    return Answered(Outcome.ANSWERED, asked_at, request_id, asked_for)
