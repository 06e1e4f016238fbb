"""Children: below 14 a guardian acts, below 6 there is level 1 only (Decree 69/2024; facts.md 4.1).

That somebody is the guardian is declared, not checked: the one question to the population register is about the child
[assumed]. The guardian must have an active account of level 2.
"""

from collections.abc import Collection
from datetime import date

from motcua.wire.accounts import AccountState
from services.eid_auth.rules.accounts import Held, state_now
from services.eid_auth.rules.lifecycle import Actor

OF_AGE, LEVEL_2_FROM = 14, 6
_LATEST = {4: "-12-31", 7: "-31", 10: ""}


def age(born_on: str, today: date) -> int:
    """Years on a day; where only a year or a month is known, as for one born on its last day."""
    year, month, day = map(int, (born_on + _LATEST[len(born_on)]).split("-"))
    return today.year - year - ((today.month, today.day) < (month, day))


def is_child(born_on: str, today: date) -> bool:
    """Whether a guardian has to act; of unknown birth one is taken for grown up."""
    return bool(born_on) and age(born_on, today) < OF_AGE


def may_represent(held: Held | None, today: date) -> bool:
    """Whether one may act for somebody else, a child or an organisation: an active account of level 2, grown up."""
    usable = held is not None and held.level == "2" and state_now(held, today) is AccountState.ACTIVE
    return usable and held is not None and not is_child(held.born_on, today)


def acting(
    roles: Collection[Actor], held: Held | None, named: str | None, guardian: Held | None, today: date
) -> tuple[frozenset[Actor], str]:
    """Who takes the step, where ``roles`` are what the client may be; and what bars the person who asks, if anything.

    ``named`` is the guardian that the request names, ``guardian`` that person's account.
    """
    actors = frozenset(roles) - {Actor.GUARDIAN}
    if Actor.OWNER not in actors or held is None:
        return actors, ""
    child = bool(held.guardian) and is_child(held.born_on, today)
    why = ""
    if child and named is None:
        why = "guardian.needed"
    elif child and named != held.guardian:
        why = "guardian.other"
    elif child and not may_represent(guardian, today):
        why = "guardian.not-active"
    elif not child and named is not None:
        why = "guardian.of-age"
    if why:
        return actors - {Actor.OWNER}, why
    return (actors - {Actor.OWNER} | {Actor.GUARDIAN}, "") if child else (actors, "")
