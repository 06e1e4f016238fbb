"""Accounts of organisations: the same life, without levels, through a legal representative (Decree 69/2024)."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from motcua.wire.accounts_organisations import OrganisationAccount
from services.eid_auth.rules import lifecycle_dates
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.guardians import may_represent
from services.eid_auth.rules.lifecycle import Actor
from services.eid_auth.rules.lifecycle_dates import Standing, by_the_clock


class Organisation(NamedTuple):
    """An organisation's account as stored."""

    number: str
    name: str
    representative: str
    state: str
    registered_on: str = ""
    notified_on: str = ""
    activated_on: str = ""
    locked_on: str = ""
    lock_reason: str = ""


def standing(organisation: Organisation) -> Standing:
    """Its state with its days."""
    return Standing(*organisation[3:9])


def as_of(organisation: Organisation, today: date) -> Organisation:
    """The account as the clock left it."""
    return organisation._replace(**by_the_clock(standing(organisation), today)._asdict())


def acting(
    roles: Collection[Actor],
    organisation: Organisation | None,
    named: str | None,
    representative: Held | None,
    today: date,
) -> tuple[frozenset[Actor], str]:
    """Who takes the step, and what bars the person who asks: ``representative`` is the account of the one named.

    A client that people use themselves (``Actor.OWNER``) acts as the representative that the request names.
    """
    actors = frozenset(roles)
    if Actor.OWNER not in actors:
        return actors, ""
    actors -= {Actor.OWNER}
    if organisation is not None and named != organisation.representative:
        return actors, "representative.other"
    if not may_represent(representative, today):
        return actors, "representative.not-active"
    return actors | {Actor.REPRESENTATIVE}, ""


def shown(organisation: Organisation, today: date) -> OrganisationAccount:
    """What a licensed system is told: not who represents it, which is asked of the business register."""
    now = as_of(organisation, today)
    return OrganisationAccount(mst=now.number, name=now.name, **lifecycle_dates.shown(standing(now)))
