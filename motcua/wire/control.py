"""The control plane on the wire: what ``/_sandbox`` takes and gives on every service."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from motcua.wire.fields import NUMBER, TEXT, Answer, Ask, Switch

FaultKind = Literal["slow", "refuse", "drop", "truncate", "garble", "stale", "rate_limit"]


class Health(Answer):
    """Alive, and over which world."""

    status: str = "ok"
    service: str
    version: str
    world: str = Field(description="Digest of the world")
    sandbox: str = "dữ liệu giả · synthetic data"


class FaultRule(Ask):
    """Misbehave: which way, at which calls, how often."""

    kind: FaultKind
    seconds: Annotated[float, Field(ge=0, le=600), NUMBER] = 1.0
    code: str = Field(default="service.unavailable", description="For refuse: code of the closed list of refusals")
    path: str = Field(default="", description="Only paths that begin so, e.g. /v1/identity")
    client: str = Field(default="", description="Only this client")
    person: str = Field(default="", description="Only calls whose body names this number")
    next: Annotated[int, Field(ge=1, le=1_000_000), NUMBER] | None = Field(
        default=None, description="Only the next N such calls"
    )
    share: Annotated[float, Field(gt=0, le=1), NUMBER] = 1.0
    seed: Annotated[int, NUMBER] = Field(default=0, description="Seed of the share, so that a failing run replays")
    silent: Switch = Field(default=False, description="Do not say in a header that a fault was applied")


class FaultState(Answer):
    """A fault rule in force."""

    id: str
    rule: FaultRule
    applied: int


class Faults(Answer):
    """All fault rules in force."""

    faults: list[FaultState]


class MoveClock(Ask):
    """Set, advance, freeze or reset the clock; set comes first, then advance, then freeze."""

    set: Annotated[datetime | None, TEXT] = Field(default=None, description="ISO 8601 with offset")
    advance: Annotated[float, Field(ge=-1e9, le=1e9), NUMBER] | None = Field(default=None, description="Seconds")
    freeze: Switch | None = None
    reset: Switch = False

    @model_validator(mode="after")
    def _aware(self) -> "MoveClock":
        if self.set is not None and self.set.tzinfo is None:
            raise ValueError("set cần múi giờ · set needs an offset, e.g. 2026-01-01T00:00:00+07:00")
        return self


class ClockState(Answer):
    """The sandbox time."""

    now: str
    today: str = Field(description="The day in Viet Nam")
    frozen: bool
    shift_seconds: float


class Snapshot(Ask):
    """Keep or bring back a named state."""

    name: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_]{0,30}$")]
    restore: Switch = False


class Snapshots(Answer):
    """Names of the kept states."""

    names: list[str]


class SeedRows(Ask):
    """People of one's own: rows of one table of this service's slice; given columns only, the others are empty."""

    table: str
    rows: Annotated[list[dict[str, str]], Field(min_length=1, max_length=10_000)]


class Done(Answer):
    """What was done."""

    done: str
    rows: int = 0


class AskAudit(Ask):
    """Newest audit lines, about one person or about anybody."""

    about: str = ""
    limit: Annotated[int, Field(ge=1, le=1000), NUMBER] = 100


class AuditPage(Answer):
    """Audit lines, newest first, and whether the whole chain is intact."""

    lines: list[dict[str, Any]]
    total: int
    intact: bool
    first_broken: int | None


class JournalPage(Answer):
    """Requests that this service remembers, newest first; numbers masked."""

    requests: list[dict[str, Any]]
