"""A form as an answer: everything in it follows from the kept snapshot and the procedure."""

import json

from motcua.wire.forms import FilledField, Form, FormState, PersonState, SourceReport
from motcua.wire.procedures import Procedure
from services.portal.rules.prefill import filling, papers, wanted
from services.portal.rules.prefill.answers import Answered, Snapshot, loads, split
from services.portal.store.forms import OpenedForm

NAMES = {
    "npdb": ("CSDL quốc gia về dân cư", "National population database"),
    "tax": ("CSDL thuế", "Tax database"),
    "eid": ("Tài khoản định danh điện tử", "Electronic identity"),
    "store": ("Kho tài liệu của bạn", "Your documents"),
    "sector": ("CSDL chuyên ngành (dữ liệu hộp cát)", "Sector registers (sandbox sector data)"),
    "person": ("CSDL quốc gia về dân cư, người khác", "National population database, another person"),
}
SANDBOX_DATA = frozenset({"sector"})


def told(form: OpenedForm, procedure: Procedure, now: str) -> Form:
    """The form with its fields, sources, papers, people and what was typed so far."""
    snapshot = loads(form.snapshot)
    fields = filling.fill(procedure, snapshot)
    shown = papers.papers(procedure, snapshot)
    missing = wanted.consent_missing(procedure, frozenset(form.consent.split()))
    return Form(
        id=form.id,
        procedure=form.procedure,
        code=form.code,
        account=form.account_id,
        state=_state(form, now),
        opened_at=form.opened_at,
        expires_at=form.expires_at,
        sources=[_report(source, answer, fields) for source, answer in snapshot.answers.items()],
        fields=fields,
        papers=shown,
        people=_people(procedure, snapshot),
        consent_needed=sorted(missing),
        counts=papers.counts(fields, shown),
        draft=json.loads(form.draft),
        dossier=form.dossier or None,
    )


def _state(form: OpenedForm, now: str) -> FormState:
    if form.dossier:
        return FormState.FILED
    return FormState.EXPIRED if now >= form.expires_at else FormState.OPEN


def _report(source: str, answer: Answered, fields: list[FilledField]) -> SourceReport:
    vi, en = NAMES[source.partition(".")[0]]
    return SourceReport(
        source=source,
        name_vi=vi,
        name_en=en,
        outcome=answer.outcome,
        asked_at=answer.asked_at or None,
        fields=sum(field.source is not None and split(field.source)[0] == source for field in fields),
        sandbox_data=source in SANDBOX_DATA,
        request_id=answer.request_id or None,
    )


def _people(procedure: Procedure, snapshot: Snapshot) -> list[PersonState]:
    known = snapshot.people
    return [
        PersonState(
            role=role,
            found=role in known,
            verified=role in known,
            full_name=known[role].full_name if role in known else None,
        )
        for role in wanted.people(procedure)
    ]
