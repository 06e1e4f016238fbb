"""The life of a dossier as one table: from which status, by what, to which, who may, and what it needs beside.

The ten statuses are the portal's (facts.md 5.3 [seen]); that a supplement may be asked once and that an apology goes
before a late result is rule (5.5 [seen]). Who may do what, where no source is that fine, is assumed. Diagram and table
of docs/dossiers.md are drawn from here.

>>> advance(Status.REGISTERED, Event.RECEIVE, {Actor.RECEIVER}).to
<Status.RECEIVED: '2'>
>>> advance(Status.RETURNED, Event.WITHDRAW, {Actor.CITIZEN}).why
<Why.NO_STEP: 'no-step'>
"""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import NamedTuple

from motcua.wire.dossiers import Actor, Event, Status
from motcua.wire.procedures import Kind

S, E, A = Status, Event, Actor
NONE = None
"""The status of what has not been filed."""


class Why(StrEnum):
    """Why a step is not taken."""

    ACTOR = "actor"  # whoever asks never takes this step, or not from here
    NO_STEP = "no-step"
    KIND = "kind"  # dossiers of this kind do not know the step
    REASON = "reason"
    TWICE = "twice"
    KNOWN = "known"
    COMPONENT = "component"
    PAPERS = "papers"
    NO_FEE = "no-fee"
    UNPAID = "unpaid"
    AGENCY = "agency"
    NOT_LATE = "not-late"
    MINUTES = "minutes"
    APOLOGY = "apology"
    PART = "part"
    PART_DONE = "part-done"
    PART_WAITS = "part-waits"
    PARTS_DONE = "parts-done"


class Facts(NamedTuple):
    """What of a dossier and of what is asked the guards look at; by default nothing is wrong."""

    kind: Kind = Kind.DOSSIER
    back: Status = Status.PROCESSING
    """Where it was before it waited for the citizen."""
    reason: bool = True
    supplements: int = 0
    forced: bool = False
    components_known: bool = True
    """Whether every paper that is asked is one of the procedure's."""
    asks_data: bool = False
    """Whether a paper is asked that a register or the store stands for already (NQ 66.7/2025/NQ-CP)."""
    papers: bool = True
    """Whether every paper that was asked is brought."""
    fee_due: bool = False
    agency: bool = True
    late: bool = False
    """Whether it is later than last promised: an apology is due."""
    minutes: bool = True
    part: bool = True
    part_done: bool = False
    part_ready: bool = True
    last_part: bool = False
    any_part_done: bool = False


Guard = Callable[[Facts], Why | None]


def _needs(name: str, otherwise: Why) -> Guard:
    return lambda facts: None if getattr(facts, name) else otherwise


def _not(name: str, otherwise: Why) -> Guard:
    return lambda facts: otherwise if getattr(facts, name) else None


def _once(facts: Facts) -> Why | None:
    return Why.TWICE if facts.supplements and not facts.forced else None


# What a step needs beside the status and the right person: how docs call it, and the guard.
GUARDS: dict[str, Guard] = {
    "a reason": _needs("reason", Why.REASON),
    "the first supplement, or forced": _once,
    "papers of the procedure": _needs("components_known", Why.COMPONENT),
    "nothing that the State has": _not("asks_data", Why.KNOWN),
    "every paper asked": _needs("papers", Why.PAPERS),
    "a fee unpaid": _needs("fee_due", Why.NO_FEE),
    "no fee unpaid": _not("fee_due", Why.UNPAID),
    "another agency": _needs("agency", Why.AGENCY),
    "lateness": _needs("late", Why.NOT_LATE),
    "a new time": _needs("minutes", Why.MINUTES),
    "an apology where late": _not("late", Why.APOLOGY),
    "a part of the bundle": _needs("part", Why.PART),
    "the part open": _not("part_done", Why.PART_DONE),
    "the parts before it done": _needs("part_ready", Why.PART_WAITS),
    "no part done": _not("any_part_done", Why.PARTS_DONE),
}
STAYS, BACK, PARTS = "stays", "back", "parts"
"""Where a step leads whose target is no fixed status: nowhere, to before the waiting, or on with the last part."""
EVERY, DOSSIERS = tuple(Kind), (Kind.DOSSIER, Kind.BUNDLE)


class Step(NamedTuple):
    """Where a step leads, who may take it, what it needs (names of GUARDS)."""

    to: Status | str
    by: tuple[Actor, ...]
    needs: tuple[str, ...] = ()


_SUPPLEMENT = ("a reason", "papers of the procedure", "nothing that the State has", "the first supplement, or forced")
_PART = ("no fee unpaid", "a part of the bundle", "the part open", "the parts before it done")
_RUNNING = (S.REGISTERED, S.RECEIVED, S.PROCESSING, S.SUPPLEMENT, S.PAYMENT)
_TABLE: tuple[tuple[tuple[Kind, ...], tuple[Status | None, ...], Event, Step], ...] = (
    (DOSSIERS, (NONE,), E.FILE, Step(S.REGISTERED, (A.CITIZEN,))),
    ((Kind.NOTICE,), (NONE,), E.FILE, Step(S.RETURNED, (A.CITIZEN,))),  # taken note of at once
    ((Kind.PAYMENT,), (NONE,), E.FILE, Step(S.PAYMENT, (A.CITIZEN,))),
    (DOSSIERS, (S.REGISTERED,), E.RECEIVE, Step(S.RECEIVED, (A.RECEIVER,))),
    (DOSSIERS, (S.REGISTERED,), E.REFUSE_RECEIPT, Step(S.NOT_RECEIVED, (A.RECEIVER,), ("a reason",))),
    (DOSSIERS, (S.RECEIVED,), E.PROCESS, Step(S.PROCESSING, (A.PROCESSOR,))),
    (DOSSIERS, (S.REGISTERED,), E.ASK_SUPPLEMENT, Step(S.SUPPLEMENT, (A.RECEIVER,), _SUPPLEMENT)),
    (DOSSIERS, (S.RECEIVED,), E.ASK_SUPPLEMENT, Step(S.SUPPLEMENT, (A.RECEIVER, A.PROCESSOR), _SUPPLEMENT)),
    (DOSSIERS, (S.PROCESSING,), E.ASK_SUPPLEMENT, Step(S.SUPPLEMENT, (A.PROCESSOR,), _SUPPLEMENT)),
    (DOSSIERS, (S.SUPPLEMENT,), E.SUPPLEMENT, Step(BACK, (A.CITIZEN, A.RECEIVER), ("every paper asked",))),
    (DOSSIERS, (S.RECEIVED, S.PROCESSING), E.ASK_PAYMENT,
     Step(S.PAYMENT, (A.RECEIVER, A.PROCESSOR), ("a fee unpaid",))),
    (DOSSIERS, (S.PAYMENT,), E.PAID, Step(BACK, (A.SYSTEM,))),
    ((Kind.PAYMENT,), (S.PAYMENT,), E.PAID, Step(S.RETURNED, (A.SYSTEM,))),  # the receipt is the result
    ((Kind.DOSSIER,), (S.REGISTERED,), E.TRANSFER, Step(STAYS, (A.RECEIVER,), ("another agency",))),
    ((Kind.DOSSIER,), (S.RECEIVED,), E.TRANSFER, Step(STAYS, (A.RECEIVER, A.PROCESSOR), ("another agency",))),
    ((Kind.DOSSIER,), (S.PROCESSING,), E.TRANSFER, Step(STAYS, (A.PROCESSOR,), ("another agency",))),
    (DOSSIERS, (S.RECEIVED, S.PROCESSING, S.FINISHED), E.APOLOGISE,
     Step(STAYS, (A.PROCESSOR, A.APPROVER), ("a reason", "a new time", "lateness"))),
    (DOSSIERS, (S.RECEIVED, S.PROCESSING, S.SUPPLEMENT, S.PAYMENT), E.STOP,
     Step(S.STOPPED, (A.PROCESSOR, A.APPROVER), ("a reason",))),
    (DOSSIERS, (S.PROCESSING,), E.REFUSE, Step(S.STOPPED, (A.APPROVER,), ("a reason", "no part done"))),
    ((Kind.DOSSIER,), (S.PROCESSING,), E.APPROVE, Step(S.FINISHED, (A.APPROVER,), ("no fee unpaid",))),
    ((Kind.BUNDLE,), (S.PROCESSING,), E.PART_RESULT,
     Step(PARTS, (A.APPROVER,), _PART)),
    (DOSSIERS, (S.FINISHED,), E.RETURN_RESULT, Step(S.RETURNED, (A.RECEIVER,), ("an apology where late",))),
    (DOSSIERS, _RUNNING, E.WITHDRAW, Step(S.WITHDRAWN, (A.CITIZEN,), ("no part done",))),
    ((Kind.PAYMENT,), (S.PAYMENT,), E.WITHDRAW, Step(S.WITHDRAWN, (A.CITIZEN,))),
)  # fmt: skip
STEPS: dict[tuple[Kind, Status | None, Event], Step] = {
    (kind, status, event): step for kinds, statuses, event, step in _TABLE for kind in kinds for status in statuses
}
MAY: dict[Event, frozenset[Actor]] = {
    event: frozenset(actor for (_, _, one), step in STEPS.items() if one is event for actor in step.by)
    for event in Event
}
_KNOWN = {(kind, event) for kind, _, event in STEPS}


class Decision(NamedTuple):
    """Where it goes and who went, or why it does not."""

    to: Status | None
    actor: Actor | None
    why: Why | None = None


def advance(status: Status | None, event: Event, actors: Collection[Actor], facts: Facts | None = None) -> Decision:
    """The step that one of ``actors`` takes, or why there is none; who never may is told nothing of the status."""
    facts = facts or Facts()
    step = STEPS.get((facts.kind, status, event))
    if not MAY[event] & set(actors):
        return Decision(None, None, Why.ACTOR)
    if step is None:
        return Decision(None, None, Why.NO_STEP if (facts.kind, event) in _KNOWN else Why.KIND)
    actor = next((one for one in step.by if one in actors), None)
    if actor is None:
        return Decision(None, None, Why.ACTOR)
    why = next((found for need in step.needs if (found := GUARDS[need](facts))), None)
    return Decision(None, None, why) if why else Decision(_target(status, step.to, facts), actor)


def possible(status: Status, actors: Collection[Actor], facts: Facts) -> list[Event]:
    """What ``actors`` may do from here, where ``facts`` says of what they would ask that nothing is wrong with it."""
    return [event for event in Event if advance(status, event, actors, facts).why is None]


def _target(status: Status | None, to: Status | str, facts: Facts) -> Status | None:
    if isinstance(to, Status):
        return to
    if to == BACK:
        return facts.back
    return Status.FINISHED if to == PARTS and facts.last_part else status
