"""What the desk needs beside the dossiers: how many wait, and what the population register says of an applicant."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.dossiers import Dossier, Due, Status
from motcua.wire.procedures import Procedure
from services.portal.actions.sources import population
from services.portal.errors import AccountUnknown
from services.portal.rules.officers import Officer
from services.portal.rules.prefill.answers import Known
from services.portal.rules.prefill.wanted import wanted
from services.portal.store import accounts
from services.portal.store import dossier_queue as queue

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


class Tally(NamedTuple):
    """How many dossiers of an officer's agencies are new, near their deadline, overdue."""

    new: int
    near: int
    overdue: int


def tally_dossiers(work: Work, officer: Officer, /, *, by: Caller) -> Tally:
    """Count what waits; nobody's data is read."""
    everything = {
        "own": "", **queue.serving(officer.agencies), "account": "", "status": "", "due": "", "procedure": "",
        "procedure_code": "", "agency": "", "now": work.clock.stamp(),
    }  # fmt: skip
    new = queue.count(work, **{**everything, "status": Status.REGISTERED.value})
    near, overdue = (queue.count(work, **{**everything, "due": due.value}) for due in (Due.NEAR, Due.OVERDUE))
    audit.record(work, by, "tally-dossiers", outcome=f"{new} {near} {overdue}")
    return Tally(new, near, overdue)


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
