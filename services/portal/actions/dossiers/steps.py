"""Steps: weighed, documents signed off the loop, then taken in one transaction if nobody was quicker."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.dossiers import Dossier, Event, TakeStep
from motcua.wire.procedures import Procedure
from services.portal.actions import documents
from services.portal.actions.documents import Made
from services.portal.actions.dossiers import making, telling
from services.portal.actions.dossiers.planning import Plan, Step, plan
from services.portal.actions.dossiers.who import seen, who
from services.portal.errors.dossiers import VersionStale
from services.portal.errors.forms import ProcedureUnknown
from services.portal.rules.agencies import agencies
from services.portal.rules.procedures import Catalogue, catalogue
from services.portal.store import attachments
from services.portal.store import dossier_contents as contents
from services.portal.store import dossiers as store


class Taking(NamedTuple):
    """A step with everything that it will write."""

    plan: Plan
    made: list[Made]


async def step(call: Call, code: str, ask: TakeStep) -> Dossier:
    """Take one step of a dossier's life; raises what stands against it. Nothing is written before all is signed."""
    call.enter("take_step", None)
    planned, papers = await call.state.db.run(lambda work: weighed(work, call, code, ask))
    if planned.step.ask.event in making.SIGNS:
        documents.needed()
    made = [await documents.make(call, one) for one in making.wanted(planned, papers)]
    return await call.run(take_step, Taking(planned, made))


def weighed(work: Work, call: Call, code: str, ask: TakeStep) -> tuple[Plan, list[str]]:
    """The plan of a step and the names of the papers at hand; raises what stands against it."""
    asking, services = who(call.by), catalogue(call.state.service.knobs.procedures)
    row = seen(work, code, asking)
    call.about = row.applicant_cccd
    if row.version != ask.version:
        raise VersionStale(row.version)
    step = Step(asking, ask, procedure_of(services, row.procedure), agencies(services.all()))
    return plan(work, row, step), [one.name_vi for one in contents.papers(work, code)]


def take_step(work: Work, taking: Taking, /, *, by: Caller) -> Dossier:
    """Write a weighed step; raises VersionStale where somebody was quicker."""
    work.alone()
    planned = taking.plan
    row = store.fresh(work, planned.before.code)
    if row is None or row.version != planned.before.version:
        raise VersionStale(row.version if row else 0)
    write(work, planned, taking.made)
    ask = planned.step.ask
    outcome = f"{ask.event} {planned.before.status}>{planned.after.status} v{planned.after.version}"
    audit.record(work, by._replace(dossier=row.code), "take-step", about=row.applicant_cccd, outcome=outcome)
    return telling.told(work, planned.after, planned.step.asking)


def write(work: Work, planned: Plan, made: list[Made]) -> None:
    """Everything that a step changes; the caller is alone and holds the row as it was planned."""
    code = planned.after.code
    store.update(work, planned.after)
    contents.put_papers(work, code, planned.papers)
    for paper in planned.papers:
        if paper.attachment:
            attachments.bind(work, paper.attachment, code)
    for one in made:
        documents.keep(work, one)
        contents.add_document(work, code, one.id, one.document.kind)
    for part in planned.parts:
        done = planned.step.ask.event is Event.PART_RESULT and part.part == planned.step.ask.part
        contents.update_part(work, part._replace(document=made[0].id) if done and made else part)
    contents.add_step(work, planned.line)


def procedure_of(services: Catalogue, slug: str) -> Procedure:
    """The procedure of a dossier; raises ProcedureUnknown where its file has gone."""
    found = services.get(slug)
    if found is None:
        raise ProcedureUnknown
    return found
