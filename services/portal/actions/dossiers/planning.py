"""A step weighed: what it needs, what it will change, which documents have to be signed before it is taken."""

from collections.abc import Sequence
from typing import NamedTuple

from motcua.chassis.db import Work
from motcua.wire.dossiers import Event, GivenPaper, Status, TakeStep
from motcua.wire.procedures import Kind, Procedure, Words
from services.portal.actions.dossiers.changing import OPEN, Moment, changed, changed_parts
from services.portal.actions.dossiers.refusing import refusal
from services.portal.actions.dossiers.who import Who
from services.portal.errors.attachments import AttachmentUnknown
from services.portal.rules.calendar import calendar
from services.portal.rules.deadlines import unexcused
from services.portal.rules.dossier_machine import Decision, Facts, advance, possible
from services.portal.store import attachments
from services.portal.store import documents as document_store
from services.portal.store import dossier_contents as contents
from services.portal.store.dossier_contents import Paper, Part, Taken
from services.portal.store.dossiers import Dossier


class Step(NamedTuple):
    """A step that somebody asks for."""

    asking: Who
    ask: TakeStep
    procedure: Procedure
    agencies: dict[str, Words]


class Holding(NamedTuple):
    """What the dossier holds, and the components of the papers that come in."""

    parts: Sequence[Part]
    papers: Sequence[Paper]
    coming: set[str]


class Plan(NamedTuple):
    """What a step will change; nothing is written yet."""

    step: Step
    before: Dossier
    after: Dossier
    parts: list[Part]
    papers: list[Paper]
    """Papers that come in."""
    asked: list[str]
    """Names of the papers that a supplement asks."""
    line: Taken


def plan(work: Work, dossier: Dossier, step: Step) -> Plan:
    """Weigh a step on ``dossier`` as it is now; raises what stands against it."""
    ask, status, now = step.ask, Status(dossier.status), work.clock.stamp()
    parts, papers = contents.parts(work, dossier.code), contents.papers(work, dossier.code)
    coming = [_paper(work, dossier, step, given) for given in ask.papers] if ask.event is Event.SUPPLEMENT else []
    weighed = facts(dossier, step, Holding(parts, papers, {one.component for one in coming}), now)
    decision = advance(status, ask.event, step.asking.actors, weighed)
    if decision.why is not None or decision.to is None:
        raise _refused(decision, status, step, standing(dossier, parts, now))
    moment = Moment(ask, decision.to, now, calendar(), step.procedure)
    after = changed(dossier, moment)
    if ask.event is Event.TRANSFER:
        name = step.agencies[ask.agency]
        after = after._replace(agency=ask.agency, agency_vi=name.vi, agency_en=name.en)
    if decision.to in {Status.SUPPLEMENT, Status.PAYMENT}:
        after = after._replace(before_wait=status)
    names = {one.code: one.name.vi for one in step.procedure.components}
    return Plan(
        step,
        dossier,
        after,
        changed_parts(parts, after, moment),
        coming,
        [names[one] for one in ask.components] if ask.event is Event.ASK_SUPPLEMENT else [],
        _line(after, step, decision, status, now),
    )


def facts(dossier: Dossier, step: Step, holding: Holding, now: str) -> Facts:
    """What the guards look at."""
    ask, rules = step.ask, {rule.key: rule for rule in step.procedure.parts}
    keys, done = {one.part for one in holding.parts}, {one.part for one in holding.parts if one.status not in OPEN}
    known = {one.component for one in holding.papers if one.document or one.by_data}
    this = rules.get(ask.part)
    return Facts(
        kind=Kind(dossier.kind),
        back=Status(dossier.before_wait or dossier.status),
        reason=bool(ask.note.strip()),
        supplements=dossier.supplements,
        forced=ask.forced,
        components_known=set(ask.components) <= {one.code for one in step.procedure.components},
        asks_data=bool(set(ask.components) & known),
        papers=set(dossier.asked.split()) <= holding.coming,
        fee_due=dossier.fee_due,
        agency=ask.agency in step.agencies and ask.agency != dossier.agency,
        late=unexcused(dossier.clockwork, now),
        minutes=ask.minutes > 0,
        part=ask.part in keys,
        part_done=ask.part in done,
        part_ready=this is None or set(this.after) <= done,
        last_part=keys <= done | {ask.part},
        any_part_done=bool(done),
    )


def standing(dossier: Dossier, parts: Sequence[Part], now: str) -> Facts:
    """What the guards know of the dossier alone, whatever will be asked."""
    return Facts(
        kind=Kind(dossier.kind),
        forced=True,
        supplements=dossier.supplements,
        fee_due=dossier.fee_due,
        late=unexcused(dossier.clockwork, now),
        any_part_done=any(one.status not in OPEN for one in parts),
    )


def _refused(decision: Decision, status: Status, step: Step, known: Facts) -> Exception:
    if decision.why is None:
        raise AssertionError("a step without a target says why")
    return refusal(decision.why, step.ask.event, status, possible(status, step.asking.actors, known))


def _line(after: Dossier, step: Step, decision: Decision, before: Status, now: str) -> Taken:
    if decision.actor is None:
        raise AssertionError("a step that is taken has an actor")
    ask, asking = step.ask, step.asking
    return Taken(
        after.code, after.version, now, ask.event, decision.actor, asking.by, asking.name or after.applicant, before,
        after.status, ask.note.strip(), ask.part if ask.event is Event.PART_RESULT else "",
    )  # fmt: skip


def _paper(work: Work, dossier: Dossier, step: Step, given: GivenPaper) -> Paper:
    """A paper that somebody brings: a file of this dossier, or a valid document of its citizen's store."""
    component = next((one for one in step.procedure.components if one.code == given.component), None)
    if component is None or not _theirs(work, dossier, given, component.replaced_by):
        raise AttachmentUnknown(f"Thành phần: {given.component}", f"Component: {given.component}")
    return Paper(
        dossier.code, 0, component.code, component.name.vi, component.name.en, given.attachment or "",
        given.document or "", "", int(step.asking.officer is not None),
    )  # fmt: skip


def _theirs(work: Work, dossier: Dossier, given: GivenPaper, replaced_by: Sequence[str]) -> bool:
    if given.attachment:
        file = attachments.one(work, given.attachment)
        return file is not None and file.code == dossier.code and file.component == given.component
    stored = {one.id: one for one in document_store.valid_of(work, dossier.account_id)}
    return bool(given.document) and given.document in stored and stored[given.document].code in replaced_by
