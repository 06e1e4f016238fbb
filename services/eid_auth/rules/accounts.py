"""Pure decisions of eid_auth: in which state an account is on a day, and what may be said about it."""

from datetime import date
from typing import NamedTuple

from motcua.wire.accounts import Account, AccountKind, AccountState
from services.eid_auth.rules import lifecycle_dates
from services.eid_auth.rules.lifecycle_dates import Standing, by_the_clock


class Held(NamedTuple):
    """An account as stored; an empty text is unknown or not yet. What holds today, ``as_of`` tells."""

    cccd: str
    level: str
    state: str
    registered_on: str
    notified_on: str
    activated_on: str
    locked_on: str
    lock_reason: str
    phone: str = ""
    email: str = ""
    full_name: str = ""
    born_on: str = ""
    sex: str = ""
    kind: str = ""
    guardian: str = ""
    residence_until: str = ""


def standing(held: Held) -> Standing:
    """Its state with its days."""
    return Standing(*held[2:8])


def as_of(held: Held, today: date) -> Held:
    """The account as the clock left it: expired, or locked because the residence ended."""
    written = standing(held)
    now = by_the_clock(written, today, held.residence_until)
    return held if now is written else held._replace(**now._asdict())


def state_now(held: Held, today: date) -> AccountState:
    """In which state the account is today, whatever was written last."""
    return AccountState(as_of(held, today).state)


def shown(held: Held, today: date) -> Account:
    """What a licensed system is told: never telephone or e-mail, which no caller has asked the citizen for."""
    held = as_of(held, today)
    return Account(
        cccd=held.cccd,
        level=int(held.level),
        kind=AccountKind(held.kind or AccountKind.CITIZEN),
        has_guardian=bool(held.guardian),
        **lifecycle_dates.shown(standing(held)),
    )
