"""The table of steps against a second one, written by hand: every state, event and actor, and every reason."""

from datetime import date
from itertools import product

import pytest

from motcua.wire.accounts import AccountKind, AccountState, Ground
from services.eid_auth.rules import lifecycle_reasons
from services.eid_auth.rules.lifecycle import (
    KINDS,
    MAY,
    STEPS,
    WHY_NOT,
    Actor,
    Event,
    advance,
    ground_of,
    lock,
    unlock,
)
from services.eid_auth.rules.lifecycle_dates import Standing, after, by_the_clock, grounds_after

# o owner, guardian or representative · r representative alone · d desk · h hotline · a authority · s system
EXPECTED = """
event                    none          registered     notified      active        expired       locked      cancelled
register                 registered:od -              -             -             -             -           registered:od
notify                   -             notified:ds    -             -             -             -           -
activate                 -             -              active:o      -             -             -           -
expire                   -             -              expired:s     -             -             -           -
hotline_reactivate       -             -              -             -             active:h      -           -
raise_level              -             registered:d   notified:d    active:d      -             -           -
correct                  -             registered:d   notified:d    active:d      -             -           -
change_phone             -             registered:od  notified:od   active:od     expired:od    locked:d    -
change_representative    -             registered:rda notified:rda  active:rda    expired:rda   locked:da   -
cancel                   -             cancelled:oda  cancelled:oda cancelled:oda cancelled:oda cancelled:a -
lock_owner               -             -              -             locked:od     -             locked:od   -
lock_terms               -             -              -             locked:as     -             locked:as   -
lock_card_revoked        -             locked:as      locked:as     locked:as     locked:as     locked:as   -
lock_residence_expired   -             locked:as      locked:as     locked:as     locked:as     locked:as   -
lock_authority           -             locked:a       locked:a      locked:a      locked:a      locked:a    -
lock_dissolved           -             locked:as      locked:as     locked:as     locked:as     locked:as   -
lock_death               -             locked:as      locked:as     locked:as     locked:as     locked:as   -
unlock_owner             -             -              -             -             -             back:od     -
unlock_terms             -             -              -             -             -             back:as     -
unlock_card_revoked      -             -              -             -             -             back:das    -
unlock_residence_expired -             -              -             -             -             back:das    -
unlock_authority         -             -              -             -             -             back:a      -
unlock_dissolved         -             -              -             -             -             back:a      -
unlock_death             -             -              -             -             -             -           -
"""  # noqa: E501  # a table is read in columns
LETTERS = {
    "o": {Actor.OWNER, Actor.GUARDIAN, Actor.REPRESENTATIVE},
    "r": {Actor.REPRESENTATIVE},
    "d": {Actor.DESK},
    "h": {Actor.HOTLINE},
    "a": {Actor.AUTHORITY},
    "s": {Actor.SYSTEM},
}
HEAD, *ROWS = [line.split() for line in EXPECTED.strip().splitlines()]
CELLS = {(row[0], state): cell for row in ROWS for state, cell in zip(HEAD[1:], row[1:], strict=True)}
STATES = [None, *AccountState]


def kind_of(event: Event) -> AccountKind:
    """A kind of account that knows the event."""
    return next(kind for kind in AccountKind if kind in KINDS.get(event, {kind}))


def grounds_for(event: Event, state: AccountState | None) -> set[Ground]:
    """The grounds of a locked account that let the event pass, if any do: another one for a lock, its own to unlock."""
    if state is not AccountState.LOCKED:
        return set()
    if event.startswith("unlock_"):
        return {ground_of(event)}
    return {Ground.TERMS} if event is Event.LOCK_OWNER else {Ground.OWNER}


def test_the_tables_name_the_same_events() -> None:
    assert [row[0] for row in ROWS] == list(Event)
    assert HEAD[1:] == ["none", *AccountState]


@pytest.mark.parametrize("event", Event)
def test_every_state_and_actor(event: Event) -> None:
    allowed_somewhere = set()
    for state, actor in product(STATES, Actor):
        cell = CELLS[event, state or "none"]
        to, _, letters = cell.partition(":")
        allowed = set().union(*(LETTERS[letter] for letter in letters))
        allowed_somewhere |= allowed
        got = advance(state, event, {actor}, grounds=grounds_for(event, state), kind=kind_of(event))
        if actor in allowed:
            assert (got.to or "back", got.actor, got.why) == (to, actor, ""), (state, actor)
        else:
            assert (got.to, got.actor) == (None, None), (state, actor)
            assert got.why in lifecycle_reasons.REASONS, (state, actor)
    if event is not Event.UNLOCK_DEATH:
        assert allowed_somewhere == MAY[event]


def test_who_never_may_is_not_told_the_state() -> None:
    for state, event, actor in product(STATES, Event, Actor):
        if actor not in MAY[event]:
            assert advance(state, event, {actor}).why == "actor.not-allowed"


def test_every_pair_has_a_step_or_a_reason() -> None:
    for pair in product(STATES, Event):
        assert pair in STEPS or WHY_NOT[pair] in lifecycle_reasons.REASONS


def test_a_kind_of_account_knows_only_its_own_events() -> None:
    for event, kind in product(KINDS, AccountKind):
        got = advance(AccountState.ACTIVE, event, set(Actor), kind=kind)
        assert (got.why == "kind.other") == (kind not in KINDS[event])


def test_death_is_final_whatever_else_holds() -> None:
    for ground in Ground:
        grounds = {Ground.DEATH, ground}
        got = advance(AccountState.LOCKED, unlock(ground), set(Actor), grounds=grounds, kind=kind_of(unlock(ground)))
        assert got.why == "death.final"


def test_a_ground_holds_once_and_only_one_in_force_ends() -> None:
    for ground in set(Ground) - {Ground.DEATH}:
        kind, other = kind_of(lock(ground)), Ground.AUTHORITY if ground is Ground.OWNER else Ground.OWNER
        assert advance(AccountState.LOCKED, lock(ground), set(Actor), grounds={ground}, kind=kind).why == (
            "ground.already"
        )
        assert advance(AccountState.LOCKED, unlock(ground), set(Actor), grounds={other}, kind=kind).why == (
            "ground.other"
        )


@pytest.mark.parametrize(("today", "state"), [("2026-01-08", "notified"), ("2026-01-09", "expired")])
def test_seven_days_after_the_notice_it_expires(today: str, state: str) -> None:
    standing = Standing("notified", "2026-01-01", "2026-01-01")
    assert by_the_clock(standing, date.fromisoformat(today)).state == state


@pytest.mark.parametrize("state", ["registered", "notified", "active", "expired"])
def test_the_day_after_the_residence_it_is_locked(state: str) -> None:
    standing = Standing(state, "2026-01-01", "2026-01-01")
    assert by_the_clock(standing, date(2026, 1, 5), "2026-01-05") == standing
    locked = by_the_clock(standing, date(2026, 3, 1), "2026-01-05")
    assert (locked.state, locked.locked_on, locked.lock_reason) == ("locked", "2026-01-06", "residence_expired")


def test_locks_lie_upon_each_other_and_the_heaviest_shows() -> None:
    grounds: dict[Ground, str] = {}
    standing = Standing("active", "2025-01-01", "2025-01-01", "2025-01-02")
    for event, day, shows in (
        (Event.LOCK_OWNER, "2026-01-01", ("locked", "2026-01-01", "owner")),
        (Event.LOCK_AUTHORITY, "2026-01-02", ("locked", "2026-01-02", "authority")),
        (Event.LOCK_TERMS, "2026-01-03", ("locked", "2026-01-02", "authority")),
        (Event.UNLOCK_AUTHORITY, "2026-01-04", ("locked", "2026-01-03", "terms")),
        (Event.UNLOCK_OWNER, "2026-01-05", ("locked", "2026-01-03", "terms")),
        (Event.UNLOCK_TERMS, "2026-01-06", ("active", "", "")),
    ):
        step = advance(AccountState(standing.state), event, set(Actor), grounds=grounds)
        assert not step.why
        grounds = grounds_after(grounds, event, day)
        standing = after(standing, event, step.to, day, grounds)
        assert (standing.state, standing.locked_on, standing.lock_reason) == shows
    assert standing == Standing("active", "2025-01-01", "2025-01-01", "2025-01-02")


@pytest.mark.parametrize(
    ("notified_on", "activated_on", "back"),
    [("", "", "registered"), ("2026-01-01", "", "notified"), ("2026-01-01", "2026-01-02", "active")],
)
def test_an_unlock_leads_back_to_where_it_stood(notified_on: str, activated_on: str, back: str) -> None:
    locked = Standing("locked", "2026-01-01", notified_on, activated_on, "2026-01-03", "authority")
    assert after(locked, Event.UNLOCK_AUTHORITY, None, "2026-01-04", {}).state == back


def test_every_reason_is_in_two_languages_and_about_a_field() -> None:
    for code, (vi, en) in lifecycle_reasons.REASONS.items():
        assert (vi[-1], en[-1]) == (".", "."), code
        assert lifecycle_reasons.reason(code).field
