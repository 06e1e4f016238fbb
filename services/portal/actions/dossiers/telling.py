"""Dossiers as answers: what their citizen or an officer sees, at the sandbox time of now."""

from motcua.chassis.db import Work
from motcua.vnid import cccd
from motcua.wire.documents import DocumentKind
from motcua.wire.dossiers import (
    Actor,
    Channel,
    Dossier,
    DossierLine,
    DossierPaper,
    DossierPart,
    Event,
    Line,
    Status,
)
from services.portal.actions.dossiers.planning import standing
from services.portal.actions.dossiers.who import Who
from services.portal.rules.deadlines import colour, overdue
from services.portal.rules.dossier_machine import possible
from services.portal.store import attachments, payments
from services.portal.store import dossier_contents as contents
from services.portal.store import dossiers as store


def told(work: Work, row: store.Dossier, asking: Who, *, plain: bool = False) -> Dossier:
    """A dossier, whole; the personal number is masked but to its person and where ``plain``."""
    now, status = work.clock.stamp(), Status(row.status)
    documents, parts = contents.documents(work, row.code), contents.parts(work, row.code)
    results = [one.document for one in documents if one.kind == DocumentKind.RESULT]
    return Dossier(
        code=row.code,
        bundle=row.bundle or None,
        procedure=row.procedure,
        procedure_code=row.procedure_code,
        name_vi=row.name_vi,
        name_en=row.name_en,
        status=status,
        version=row.version,
        account=row.account_id,
        applicant=row.applicant,
        applicant_cccd=row.applicant_cccd if plain or asking.account else cccd.mask(row.applicant_cccd),
        channel=Channel(row.channel),
        agency=row.agency,
        agency_vi=row.agency_vi,
        agency_en=row.agency_en,
        filed_at=row.filed_at,
        received_at=row.received_at or None,
        due_at=row.due_at or None,
        due=colour(row.clockwork, now),
        overdue=overdue(row.clockwork, now),
        supplements=row.supplements,
        asked=row.asked.split() if status is Status.SUPPLEMENT else [],
        waited_minutes=row.waited_minutes,
        finished_at=row.finished_at or None,
        fee=row.fee,
        paid=bool(row.paid),
        payment=payments.latest_of(work, row.code),
        values=row.values,
        provenance=row.origins,
        papers=papers(work, row.code),
        parts=[part(one) for one in parts],
        letters=[one.document for one in documents if one.kind != DocumentKind.RESULT],
        results=results,
        history=history(work, row.code),
        possible=possible(status, asking.actors, standing(row, parts, now)),
    )


def papers(work: Work, code: str) -> list[DossierPaper]:
    """Every paper, with the name of its file."""
    files = attachments.of_dossier(work, code)
    return [
        DossierPaper(
            component=one.component,
            name_vi=one.name_vi,
            name_en=one.name_en,
            attachment=one.attachment or None,
            document=one.document or None,
            by_data=one.by_data or None,
            digitised=bool(one.digitised),
            file_name=files[one.attachment].name if one.attachment in files else None,
        )
        for one in contents.papers(work, code)
    ]


def part(row: contents.Part) -> DossierPart:
    """One agency's share."""
    return DossierPart(
        key=row.part,
        name_vi=row.name_vi,
        name_en=row.name_en,
        agency=row.agency,
        code=row.own_code,
        status=Status(row.status),
        due_at=row.due_at or None,
        document=row.document or None,
    )


def history(work: Work, code: str) -> list[Line]:
    """Who did what, when and why; oldest first."""
    return [
        Line(
            version=one.version,
            at=one.at,
            event=Event(one.event),
            actor=Actor(one.actor),
            by=one.by,
            by_name=one.by_name,
            before=Status(one.status_before) if one.status_before else None,
            after=Status(one.status_after),
            note=one.note,
            part=one.part,
        )
        for one in contents.steps(work, code)
    ]


def line(row: store.Dossier, now: str) -> DossierLine:
    """A dossier in a list."""
    return DossierLine(
        code=row.code,
        procedure=row.procedure,
        name_vi=row.name_vi,
        name_en=row.name_en,
        applicant=row.applicant,
        status=Status(row.status),
        filed_at=row.filed_at,
        due_at=row.due_at or None,
        due=colour(row.clockwork, now),
        version=row.version,
    )
