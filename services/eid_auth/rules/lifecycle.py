"""The life cycle of an account as one table: from which state, by what, to which, and who may (Decree 69/2024/NĐ-CP).

Law gives the states, the seven days (Art. 14) and the grounds for a lock (facts.md 4.3). Who may do what where the law
is not that fine, and the weight of the grounds, are assumed. The diagram in docs/accounts.md is drawn from this table.

>>> advance(AccountState.NOTIFIED, Event.ACTIVATE, {Actor.OWNER}).to
<AccountState.ACTIVE: 'active'>
>>> advance(AccountState.EXPIRED, Event.ACTIVATE, {Actor.OWNER}).why
'account.expired'
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from motcua.wire.accounts import AccountKind, AccountState, Ground

REGISTERED, NOTIFIED, ACTIVE = AccountState.REGISTERED, AccountState.NOTIFIED, AccountState.ACTIVE
EXPIRED, LOCKED, CANCELLED = AccountState.EXPIRED, AccountState.LOCKED, AccountState.CANCELLED
NONE = None
"""The state of somebody who has no account."""
BACK = None
"""Where an unlock leads: to the state before the lock."""


class Actor(StrEnum):
    """Who takes a step. The first three come through systems that people use themselves."""

    OWNER = "owner"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    DESK = "desk"
    HOTLINE = "hotline"
    AUTHORITY = "authority"
    SYSTEM = "system"


class Event(StrEnum):
    """What can happen to an account."""

    REGISTER = "register"
    NOTIFY = "notify"
    ACTIVATE = "activate"
    EXPIRE = "expire"
    HOTLINE_REACTIVATE = "hotline_reactivate"
    RAISE_LEVEL = "raise_level"
    CORRECT = "correct"
    CHANGE_PHONE = "change_phone"
    CHANGE_REPRESENTATIVE = "change_representative"
    CANCEL = "cancel"
    LOCK_OWNER = "lock_owner"
    LOCK_TERMS = "lock_terms"
    LOCK_CARD_REVOKED = "lock_card_revoked"
    LOCK_RESIDENCE_EXPIRED = "lock_residence_expired"
    LOCK_AUTHORITY = "lock_authority"
    LOCK_DISSOLVED = "lock_dissolved"
    LOCK_DEATH = "lock_death"
    UNLOCK_OWNER = "unlock_owner"
    UNLOCK_TERMS = "unlock_terms"
    UNLOCK_CARD_REVOKED = "unlock_card_revoked"
    UNLOCK_RESIDENCE_EXPIRED = "unlock_residence_expired"
    UNLOCK_AUTHORITY = "unlock_authority"
    UNLOCK_DISSOLVED = "unlock_dissolved"
    UNLOCK_DEATH = "unlock_death"


class Step(NamedTuple):
    """Where a step leads, and who may take it."""

    to: AccountState | None
    by: tuple[Actor, ...]


class Decision(NamedTuple):
    """Where it goes and who went, or the reason why it does not (``lifecycle_reasons``)."""

    to: AccountState | None
    actor: Actor | None
    why: str = ""


OWN = (Actor.OWNER, Actor.GUARDIAN, Actor.REPRESENTATIVE)
DESK, HOTLINE, AUTHORITY, SYSTEM = (Actor.DESK,), (Actor.HOTLINE,), (Actor.AUTHORITY,), (Actor.SYSTEM,)
UNDER_WAY = (REGISTERED, NOTIFIED, ACTIVE)
OPEN = (*UNDER_WAY, EXPIRED)
WEIGHT = tuple(Ground)
"""Grounds from light to heavy: the heaviest is the one that shows."""

# From which states, by what, to which state ("=": it stays), and who may.
_TABLE: tuple[tuple[tuple[AccountState | None, ...], Event, AccountState | str | None, tuple[Actor, ...]], ...] = (
    ((NONE, CANCELLED), Event.REGISTER, REGISTERED, OWN + DESK),
    ((REGISTERED,), Event.NOTIFY, NOTIFIED, DESK + SYSTEM),
    ((NOTIFIED,), Event.ACTIVATE, ACTIVE, OWN),
    ((NOTIFIED,), Event.EXPIRE, EXPIRED, SYSTEM),  # Art. 14; by the clock
    ((EXPIRED,), Event.HOTLINE_REACTIVATE, ACTIVE, HOTLINE),  # Art. 14
    (UNDER_WAY, Event.RAISE_LEVEL, "=", DESK),
    (UNDER_WAY, Event.CORRECT, "=", DESK),
    (OPEN, Event.CHANGE_PHONE, "=", OWN + DESK),
    ((LOCKED,), Event.CHANGE_PHONE, "=", DESK),  # the telephone was stolen, and its owner locked the account
    (OPEN, Event.CHANGE_REPRESENTATIVE, "=", (Actor.REPRESENTATIVE, *DESK, *AUTHORITY)),
    ((LOCKED,), Event.CHANGE_REPRESENTATIVE, "=", DESK + AUTHORITY),
    (OPEN, Event.CANCEL, CANCELLED, OWN + DESK + AUTHORITY),
    ((LOCKED,), Event.CANCEL, CANCELLED, AUTHORITY),
    ((ACTIVE, LOCKED), Event.LOCK_OWNER, LOCKED, OWN + DESK),
    ((ACTIVE, LOCKED), Event.LOCK_TERMS, LOCKED, AUTHORITY + SYSTEM),
    ((*OPEN, LOCKED), Event.LOCK_CARD_REVOKED, LOCKED, AUTHORITY + SYSTEM),
    ((*OPEN, LOCKED), Event.LOCK_RESIDENCE_EXPIRED, LOCKED, AUTHORITY + SYSTEM),
    ((*OPEN, LOCKED), Event.LOCK_AUTHORITY, LOCKED, AUTHORITY),
    ((*OPEN, LOCKED), Event.LOCK_DISSOLVED, LOCKED, AUTHORITY + SYSTEM),
    ((*OPEN, LOCKED), Event.LOCK_DEATH, LOCKED, AUTHORITY + SYSTEM),
    ((LOCKED,), Event.UNLOCK_OWNER, BACK, OWN + DESK),
    ((LOCKED,), Event.UNLOCK_TERMS, BACK, AUTHORITY + SYSTEM),
    ((LOCKED,), Event.UNLOCK_CARD_REVOKED, BACK, DESK + AUTHORITY + SYSTEM),  # the new card is there
    ((LOCKED,), Event.UNLOCK_RESIDENCE_EXPIRED, BACK, DESK + AUTHORITY + SYSTEM),
    ((LOCKED,), Event.UNLOCK_AUTHORITY, BACK, AUTHORITY),
    ((LOCKED,), Event.UNLOCK_DISSOLVED, BACK, AUTHORITY),
)  # UNLOCK_DEATH stands nowhere: death never ends
STEPS: dict[tuple[AccountState | None, Event], Step] = {
    (source, event): Step(source if to == "=" else AccountState(to) if to else BACK, by)
    for sources, event, to, by in _TABLE
    for source in sources
}
MAY: dict[Event, frozenset[Actor]] = {
    event: frozenset(actor for (_, one), step in STEPS.items() if one is event for actor in step.by) for event in Event
} | {Event.UNLOCK_DEATH: frozenset({Actor.AUTHORITY, Actor.SYSTEM})}

_PEOPLE = frozenset({AccountKind.CITIZEN, AccountKind.FOREIGNER})
_OF_PEOPLE = ("raise_level", "correct", "change_phone", "lock_card_revoked", "unlock_card_revoked", "lock_death")
_OF_ORGANISATIONS = ("change_representative", "lock_dissolved", "unlock_dissolved")
_OF_FOREIGNERS = ("lock_residence_expired", "unlock_residence_expired")
KINDS: dict[Event, frozenset[AccountKind]] = {
    **{Event(name): _PEOPLE for name in (*_OF_PEOPLE, "unlock_death")},
    **{Event(name): frozenset({AccountKind.ORGANISATION}) for name in _OF_ORGANISATIONS},
    **{Event(name): frozenset({AccountKind.FOREIGNER}) for name in _OF_FOREIGNERS},
}
"""Events that only some kinds of account know."""

Reasons = dict[tuple[AccountState | None, Event], str]
_OTHERWISE = {
    NONE: "account.none",
    REGISTERED: "account.not-notified",
    NOTIFIED: "account.not-activated",
    ACTIVE: "account.active",
    EXPIRED: "account.expired",
    LOCKED: "account.locked",
    CANCELLED: "account.cancelled",
}
_EXISTS: Reasons = {(state, Event.REGISTER): "account.exists" for state in (*OPEN, LOCKED)}
_NOTIFIED: Reasons = {(state, Event.NOTIFY): "account.notified" for state in (NOTIFIED, ACTIVE, EXPIRED)}
_NOT_LOCKED: Reasons = {
    (state, event): "account.not-locked" for state in OPEN for event in Event if event.startswith("unlock_")
}
WHY_NOT: Reasons = {
    **{(state, event): why for state, why in _OTHERWISE.items() for event in Event},
    **_EXISTS,
    **_NOTIFIED,
    **_NOT_LOCKED,
    (NOTIFIED, Event.HOTLINE_REACTIVATE): "account.not-expired",
    (LOCKED, Event.UNLOCK_DEATH): "death.final",
}
"""Why there is no such step, for every pair that STEPS does not have."""


def lock(ground: Ground) -> Event:
    """The event that locks on this ground."""
    return Event(f"lock_{ground}")


def unlock(ground: Ground) -> Event:
    """The event that ends this ground."""
    return Event(f"unlock_{ground}")


def ground_of(event: Event) -> Ground:
    """The ground that a lock or an unlock is about."""
    return Ground(event.partition("_")[2])


def heaviest(grounds: Iterable[Ground]) -> Ground:
    """The ground that shows where several hold."""
    return max(grounds, key=WEIGHT.index)


def advance(
    state: AccountState | None,
    event: Event,
    actors: Collection[Actor],
    *,
    grounds: Collection[Ground] = (),
    kind: AccountKind = AccountKind.CITIZEN,
) -> Decision:
    """The step that one of ``actors`` takes, or why there is none; who never may is told nothing of the state."""
    if not MAY[event] & set(actors):
        return Decision(None, None, "actor.not-allowed")
    step = STEPS.get((state, event))
    why = ""
    if state is not None and kind not in KINDS.get(event, {kind}):
        why = "kind.other"
    elif step is None:
        why = WHY_NOT[state, event]
    elif state is LOCKED:
        why = _under_lock(event, grounds)
    if why or step is None:
        return Decision(None, None, why)
    actor = next((one for one in step.by if one in actors), None)
    return Decision(step.to, actor) if actor else Decision(None, None, "actor.not-allowed")


def _under_lock(event: Event, grounds: Collection[Ground]) -> str:
    """What the grounds in force say against a step of a locked account."""
    if event.startswith("lock_"):
        return "ground.already" if ground_of(event) in grounds else ""
    if not event.startswith("unlock_"):
        return ""
    if Ground.DEATH in grounds:
        return "death.final"
    return "" if ground_of(event) in grounds else "ground.other"
