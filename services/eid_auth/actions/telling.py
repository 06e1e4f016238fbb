"""What a client is told about a person, with the organisations that the person acts for where that is asked."""

from collections.abc import Collection
from typing import Any

from motcua.chassis.db import Work
from motcua.wire.accounts import AccountState
from services.eid_auth.rules import claims
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.organisations import as_of
from services.eid_auth.store import organisations as store


def told(work: Work, held: Held, wanted: Collection[str]) -> dict[str, Any]:
    """The claims; an organisation counts while its own account is active."""
    if "organisations" not in wanted:
        return claims.about(held, wanted)
    today = work.clock.today()
    every = (as_of(one, today) for one in store.represented_by(work, held.cccd))
    return claims.about(held, wanted, [one for one in every if one.state == AccountState.ACTIVE])
