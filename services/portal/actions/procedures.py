"""The catalogue of public services: searched and shown."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import State
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.procedures import FindProcedures, Procedure, ProcedureList, Result
from services.portal.errors.forms import ProcedureUnknown
from services.portal.rules import procedures
from services.portal.rules.procedures import Catalogue, line


def catalogue(state: State) -> Catalogue:
    """The services of the contracts folder, and those of the knob ``procedures``."""
    return procedures.catalogue(state.service.knobs.procedures)


def procedure_of(state: State, name: str) -> Procedure:
    """The procedure with this slug or code; raises ProcedureUnknown."""
    found = catalogue(state).get(name)
    if found is None:
        raise ProcedureUnknown
    return found


def result_keys(state: State) -> dict[str, str]:
    """The name under which forms take the values of a result, by the result's code."""
    results = (one for procedure in catalogue(state).all() for one in (*procedure.results, *_of_parts(procedure)))
    return {result.code: result.key for result in results}


def _of_parts(procedure: Procedure) -> list[Result]:
    return [part.result for part in procedure.parts]


class Search(NamedTuple):
    """What is searched, and where."""

    ask: FindProcedures
    among: Catalogue


def find_procedures(work: Work, search: Search, /, *, by: Caller) -> ProcedureList:
    """The services that hold every word, best first."""
    today = work.clock.today()
    found = [line(one, today) for one in search.among.search(search.ask.q)]
    audit.record(work, by, "find-procedures", outcome=f"listed {len(found)}")
    return ProcedureList(procedures=found)


def show_procedure(work: Work, procedure: Procedure, /, *, by: Caller) -> Procedure:
    """One service, whole, as its file has it."""
    audit.record(work, by, "show-procedure", outcome=procedure.slug)
    return procedure
