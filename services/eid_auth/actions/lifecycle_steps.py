"""How any account takes a step: decided by the table, written with its grounds and a line of history."""

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import EVERYTHING, Caller
from motcua.chassis.clock import VIETNAM
from motcua.chassis.db import Work
from motcua.wire.accounts import Account, AccountKind, AccountState, Ground
from motcua.wire.accounts_life import StepOutcome
from motcua.wire.accounts_organisations import OrganisationAccount
from motcua.wire.fields import Ask, Reason
from services.eid_auth.errors import ActorNotAllowed
from services.eid_auth.rules.lifecycle import MAY, OWN, Actor, Decision, Event, advance
from services.eid_auth.rules.lifecycle_dates import NOWHERE, Standing, after, grounds_after
from services.eid_auth.rules.lifecycle_reasons import reason
from services.eid_auth.store import lifecycle as store

NOBODY = "actor.not-allowed"


class Move(NamedTuple):
    """An account that is asked to take a step: as it was written, and as the clock left it; None: there is none."""

    number: str
    kind: AccountKind
    written: Standing | None
    now: Standing | None

    @property
    def state(self) -> AccountState | None:
        """Where it stands."""
        return AccountState(self.now.state) if self.now else None


def roles(by: Caller) -> frozenset[Actor]:
    """What the client may act as: its licence names ``as-owner`` …; ``as-system`` counts on behalf of ``system:…``."""
    named = by.licence.operations
    found = frozenset(actor for actor in Actor if EVERYTHING in named or f"as-{actor}" in named)
    if Actor.SYSTEM not in found:
        return found
    return frozenset({Actor.SYSTEM}) if by.on_behalf_of.startswith("system:") else found - {Actor.SYSTEM}


def require(actors: Collection[Actor], event: Event) -> None:
    """Raise ActorNotAllowed where none of them ever takes this step; before anything is looked up."""
    if not MAY[event] & set(actors):
        raise _not_allowed(event)


def _not_allowed(event: Event) -> ActorNotAllowed:
    may = ", ".join(sorted(MAY[event]))
    return ActorNotAllowed(f"Việc: {event}. Được phép: {may}", f"Step: {event}. May take it: {may}")


def is_repeated(work: Work, move: Move, event: Event, ask: Ask) -> bool:
    """Whether the last thing that happened to the account is this very step, asked for in the same words."""
    last = store.last(work, move.number)
    return last is not None and (last.event, last.became, last.asked) == (event, move.state, _asked(ask))


def repeated_on(work: Work, move: Move) -> date:
    """The day in Viet Nam on which the last thing happened to the account."""
    last = store.last(work, move.number)
    return datetime.fromisoformat(last.at).astimezone(VIETNAM).date() if last else work.clock.today()


def decide(work: Work, move: Move, event: Event, actors: Collection[Actor], bar: str = "") -> Decision:
    """The step, or why not: ``bar`` is what keeps the person who asks from being the owner, guardian, representative.

    Raises ActorNotAllowed.
    """
    if bar and not MAY[event] & set(actors) and MAY[event] & set(OWN):
        return Decision(None, None, bar)
    decision = advance(move.state, event, actors, grounds=_grounds(work, move), kind=move.kind)
    if decision.why == NOBODY:
        if bar:
            return Decision(None, None, bar)
        raise _not_allowed(event)
    return decision


def told(
    work: Work, by: Caller, action: str, number: str, account: Account | OrganisationAccount | None, *why: str
) -> tuple[StepOutcome, list[Reason]]:
    """What came of a step, with its audit line: the state after it, or the first reason against it."""
    codes = [code for code in why if code]
    audit.record(work, by, action, about=number, outcome=codes[0] if codes else str(account.state if account else ""))
    return StepOutcome.REFUSED if codes else StepOutcome.DONE, [reason(code) for code in codes]


def commit(
    work: Work, move: Move, event: Event, decision: Decision, *, by: Caller, ask: Ask, reason: str = ""
) -> Standing:
    """Write grounds and history of a step that was decided, and what the clock did before; returns the new standing."""
    today = work.clock.today().isoformat()
    if move.written and move.now and move.written != move.now:
        lapsed = Event.EXPIRE if move.state is AccountState.EXPIRED else Event.LOCK_RESIDENCE_EXPIRED
        _line(work, move.number, lapsed, move.written.state, move.now.state)
    grounds = grounds_after(_grounds(work, move), event, today)
    new = after(move.now or NOWHERE, event, decision.to, today, grounds)
    store.put_grounds(work, move.number, {one: day for one, day in grounds.items() if one != new.lock_reason})
    was, actor = move.now.state if move.now else "", (decision.actor or Actor.SYSTEM).value
    told = {"actor": actor, "client": by.client, "reason": reason, "asked": _asked(ask)}
    _line(work, move.number, event, was, new.state, **told)
    return new


def _line(work: Work, number: str, event: Event, was: str, became: str, **more: str) -> None:
    line = {"actor": Actor.SYSTEM.value, "client": "", "reason": "", "asked": "", **more}
    store.add_event(work, number=number, event=event.value, was=str(was), became=str(became), **line)


def _grounds(work: Work, move: Move) -> dict[Ground, str]:
    """Every ground in force: the one that shows and those beneath it."""
    if move.now is None or not move.now.lock_reason:
        return {}
    return {**store.grounds(work, move.number), Ground(move.now.lock_reason): move.now.locked_on}


def _asked(ask: Ask) -> str:
    return hashlib.sha256(ask.model_dump_json(exclude={"password"}).encode()).hexdigest()
