"""What a client is told about a person: scopes, single claims, and how they are named.

Standard names from OpenID Connect Core 5.1; ``cccd``, ``identification_level``, ``account_kind``,
``organisations`` and ``authentication_level`` are ours.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from services.eid_auth.rules import assurance
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.organisations import Organisation

NAMESPACE = uuid.UUID("6d6f7463-7561-5e1d-a075-0000000000e1")
SEX = {"1": "male", "2": "female"}
BY_SCOPE: dict[str, tuple[str, ...]] = {
    "openid": (),
    "profile": ("name", "birthdate", "gender"),
    "phone": ("phone_number", "phone_number_verified"),
    "email": ("email",),
    "identity": ("cccd", "identification_level", "account_kind"),
    "organisations": ("organisations",),
    "offline_access": (),
}
ALWAYS = ("sub", "acr", "amr", "authentication_level", "auth_time")
KNOWN = tuple(name for names in BY_SCOPE.values() for name in names)


def subject(cccd: str) -> str:
    """The ``sub`` of a person: the same for every client and in every run, and no identity number."""
    return str(uuid.uuid5(NAMESPACE, cccd))


def names(scope: Iterable[str], asked: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of the claims that a scope and single requests amount to, in the order of the documentation."""
    wanted = {name for part in scope for name in BY_SCOPE[part]} | set(asked)
    return tuple(name for name in KNOWN if name in wanted)


def about(held: Held, wanted: Iterable[str], represented: Iterable[Organisation] = ()) -> dict[str, Any]:
    """The claims about a person, those that are known (Core 5.3.2: an unknown claim is left out).

    ``represented``: the organisations that the person may act for, as their legal representative.
    """
    acts_for = [{"number": one.number, "name": one.name} for one in represented]
    every = {
        "name": held.full_name,
        "birthdate": held.born_on,
        "gender": SEX.get(held.sex, ""),
        "phone_number": f"+84{held.phone[1:]}" if held.phone.startswith("0") else held.phone,
        "phone_number_verified": True if held.phone else "",
        "email": held.email,
        "cccd": held.cccd,
        "identification_level": int(held.level),
        "account_kind": held.kind or "citizen",
        "organisations": acts_for or "",
    }
    return {name: every[name] for name in wanted if every[name] != ""}


def login(amr: Iterable[str], auth_time: int) -> dict[str, Any]:
    """The claims about a login."""
    methods = list(amr)
    reached = assurance.level(methods)
    return {
        "acr": assurance.ACR[reached],
        "amr": methods,
        "authentication_level": reached,
        "auth_time": auth_time,
    }
