"""What an officer asks the population register about an applicant: the procedure's fields, for one dossier."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.dossiers import Dossier
from motcua.wire.procedures import Procedure
from services.portal.actions.sources import population
from services.portal.errors import AccountUnknown
from services.portal.rules.prefill.answers import Known
from services.portal.rules.prefill.wanted import wanted
from services.portal.store import accounts

SOURCE = "npdb"


class Looked(NamedTuple):
    """What the register said of the applicant; no values where it knows nobody."""

    cccd: str
    names: tuple[str, ...]
    values: dict[str, Known]

    @property
    def found(self) -> bool:
        """Whether the register knows the person."""
        return bool(self.values)


def may_ask(procedure: Procedure) -> tuple[str, ...]:
    """The fields that a procedure may see: exactly those that its form names (Law 91/2025/QH15)."""
    names = wanted(procedure).get(SOURCE, ())
    return tuple(name for name in names if name in population.SHAREABLE)


async def ask_applicant(call: Call, dossier: Dossier, procedure: Procedure) -> Looked:
    """Ask the register; its own audit names the officer, the dossier and the procedure. Raises UpstreamFailure."""
    call.by.licence.require_operation("look-up-applicant")
    account = await call.state.db.run(lambda work: accounts.by_id(work, dossier.account))
    if account is None:
        raise AccountUnknown
    names = may_ask(procedure)
    said = await population.share(call, account.cccd, names) if names else None
    return Looked(account.cccd, names, {name: value for name, value in (said or {}).items() if name in names})


def look_up_applicant(work: Work, looked: Looked, /, *, by: Caller) -> Looked:
    """The portal's own line about the look: who, for which dossier, which fields."""
    outcome = "found" if looked.found else "not_found"
    audit.record(work, by, "look-up-applicant", about=looked.cccd, outcome=outcome, fields=sorted(looked.values))
    return looked
