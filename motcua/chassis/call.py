"""One call: who asks, and the way for its one action into one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from fastapi import Request
from starlette.responses import JSONResponse

from motcua.chassis import audit
from motcua.chassis.caller import Caller, Registry
from motcua.chassis.clock import Clock
from motcua.chassis.db import Database, Work
from motcua.chassis.faults import FaultPlane
from motcua.chassis.journal import Journal
from motcua.chassis.problems import Refusal
from motcua.chassis.settings import Service
from motcua.wire.problem import MEDIA_TYPE

A = TypeVar("A")
R = TypeVar("R")
A_contra = TypeVar("A_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)
SUBJECTS = ("cccd", "cmnd", "mst", "id_number")


@dataclass(slots=True)
class State:
    """What one running service holds."""

    service: Service
    clock: Clock
    db: Database
    registry: Registry
    journal: Journal
    faults: FaultPlane
    refusals: dict[str, type[Refusal]]
    world: str = ""
    upstreams: dict[str, Any] = field(default_factory=dict)
    on_reset: list[Callable[[], object]] = field(default_factory=list)


class Action(Protocol[A_contra, R_co]):
    """One thing a caller may ask: ``action(work, ask, by=caller)``. Its name is the operation's name everywhere."""

    __name__: str

    def __call__(self, work: Work, ask: A_contra, /, *, by: Caller) -> R_co:
        """Do it, and write the audit line."""
        ...


class Call:
    """A request on its way to an action."""

    __slots__ = ("about", "body", "by", "code", "operation", "stale", "state")

    def __init__(self, state: State, by: Caller, operation: str) -> None:
        self.state, self.by, self.operation = state, by, operation
        self.about = self.code = ""
        self.body = b""
        self.stale = False

    def enter(self, operation: str, ask: object) -> None:
        """Note what is asked about whom, and refuse what the licence does not name."""
        self.operation = operation.replace("_", "-")
        self.about = next((str(getattr(ask, name)) for name in SUBJECTS if getattr(ask, name, None)), "")
        self.by.licence.require_operation(self.operation)

    async def run(self, action: Action[A, R], ask: A) -> R:
        """Run the action in one transaction, committed before the answer leaves."""
        self.enter(action.__name__, ask)
        by = self.by
        return await self.state.db.run(lambda work: action(work, ask, by=by), stale=self.stale)

    async def refuse(self, refusal: Refusal, *, audited: bool = True) -> JSONResponse:
        """The refusal as an answer; the attempt leaves its audit line in a transaction of its own."""
        self.code = refusal.code
        if audited:
            by, operation, about, outcome = self.by, self.operation, self.about, f"refused:{refusal.code}"
            names = [problem.field for problem in refusal.fields]
            await self.state.db.run(
                lambda work: audit.record(work, by, operation, about=about, outcome=outcome, fields=names)
            )
        body = refusal.body(self.by.request_id).model_dump(mode="json")
        return JSONResponse(body, refusal.status, refusal.headers, MEDIA_TYPE)


def call_of(request: Request) -> Call:
    """The call that the gate let in.

    Not a FastAPI dependency on purpose: each one costs a tenth of an empty request (docs/performance.md).
    """
    call: Call = request.scope["motcua.call"]
    return call
