"""How an account stands: its state with its days, what the clock makes of them, and what a step writes."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from motcua.wire.accounts import AccountState, Ground
from services.eid_auth.rules.lifecycle import Event, ground_of, heaviest

ACTIVATION = timedelta(days=7)
"""Decree 69/2024/NĐ-CP Art. 14: an account is activated within seven days of the notice, later only by the hotline."""

OPEN = frozenset({AccountState.REGISTERED, AccountState.NOTIFIED, AccountState.ACTIVE, AccountState.EXPIRED})


class Standing(NamedTuple):
    """The state of an account with its days; an empty text is: not yet."""

    state: str
    registered_on: str = ""
    notified_on: str = ""
    activated_on: str = ""
    locked_on: str = ""
    lock_reason: str = ""


NOWHERE = Standing("")


def activate_by(notified_on: str) -> date:
    """The last day on which the owner can activate."""
    return date.fromisoformat(notified_on) + ACTIVATION


def by_the_clock(standing: Standing, today: date, residence_until: str = "") -> Standing:
    """As the clock left it: seven days after the notice it expires, the day after the residence it is locked."""
    if standing.state == AccountState.NOTIFIED and standing.notified_on and today > activate_by(standing.notified_on):
        standing = standing._replace(state=AccountState.EXPIRED)
    if residence_until and today.isoformat() > residence_until and standing.state in OPEN:
        since = (date.fromisoformat(residence_until) + timedelta(days=1)).isoformat()
        return standing._replace(state=AccountState.LOCKED, locked_on=since, lock_reason=Ground.RESIDENCE_EXPIRED)
    return standing


def shown(standing: Standing) -> dict[str, Any]:
    """The members that the answer about any account has: its state with its days, and until when it can be opened."""
    waiting = standing.state in {AccountState.NOTIFIED, AccountState.EXPIRED} and standing.notified_on
    return {
        "state": AccountState(standing.state),
        "usable": standing.state == AccountState.ACTIVE,
        "registered_on": standing.registered_on or None,
        "notified_on": standing.notified_on or None,
        "activate_by": activate_by(standing.notified_on).isoformat() if waiting else None,
        "activated_on": standing.activated_on or None,
        "locked_on": standing.locked_on or None,
        "lock_reason": Ground(standing.lock_reason) if standing.lock_reason else None,
    }


def before_the_lock(standing: Standing) -> AccountState:
    """Where an account goes back to once no ground locks it any more."""
    if standing.activated_on:
        return AccountState.ACTIVE
    return AccountState.NOTIFIED if standing.notified_on else AccountState.REGISTERED


def grounds_after(grounds: Mapping[Ground, str], event: Event, today: str) -> dict[Ground, str]:
    """The grounds that lock the account after a step, each with the day since when."""
    if event.startswith("lock_"):
        return {**grounds, ground_of(event): today}
    if event.startswith("unlock_"):
        return {ground: since for ground, since in grounds.items() if ground is not ground_of(event)}
    return {} if event in {Event.REGISTER, Event.CANCEL} else dict(grounds)


def after(
    standing: Standing, event: Event, to: AccountState | None, today: str, grounds: Mapping[Ground, str]
) -> Standing:
    """What a step writes; ``grounds`` are those that hold after it, of which the heaviest shows."""
    if event is Event.REGISTER:
        return Standing(AccountState.REGISTERED, registered_on=today)
    if grounds:
        shows = heaviest(grounds)
        return standing._replace(state=AccountState.LOCKED, locked_on=grounds[shows], lock_reason=shows)
    state = before_the_lock(standing) if event.startswith("unlock_") else to or standing.state
    days = {
        "notified_on": today if event is Event.NOTIFY else standing.notified_on,
        "activated_on": today if event in {Event.ACTIVATE, Event.HOTLINE_REACTIVATE} else standing.activated_on,
    }
    return standing._replace(state=state, locked_on="", lock_reason="", **days)
