"""Opening a form, showing it, keeping what was typed."""

import json
import secrets
import uuid
from datetime import timedelta
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.forms import Form, OpenForm, SaveDraft
from motcua.wire.procedures import Procedure
from services.portal.actions.forms import asking, whose
from services.portal.actions.forms.telling import told
from services.portal.actions.procedures import procedure_of, result_keys
from services.portal.errors.forms import LockedFieldChanged
from services.portal.rules.prefill import answers, filling, settled
from services.portal.store import forms as store
from services.portal.store.accounts import Account
from services.portal.store.forms import OpenedForm

LASTS = timedelta(hours=24)


async def open_form(call: Call, ask: OpenForm) -> Form:
    """Open the form of a service for the citizen who asks, filled as far as the sources go."""
    call.enter("open-form", None)
    procedure = procedure_of(call.state, ask.procedure)
    whose.serve(call, procedure.code_on(call.state.clock.today()))
    by, consent, keys = call.by, frozenset(ask.consent), result_keys(call.state)

    def admitted(work: Work) -> asking.Question:
        account = whose.applicant(work, ask.account, procedure, by)
        return asking.Question(account, procedure, consent, {}, asking.documents_of(work, account.id, keys))

    question = await call.state.db.run(admitted)
    call.about = question.account.cccd
    asked_at = call.state.clock.stamp()
    kept = _new(call, question, asked_at, answers.dumps(await asking.ask(call, question)))
    return await call.state.db.run(lambda work: _keep(work, kept, procedure, question.account, by))


def _new(call: Call, question: asking.Question, asked_at: str, snapshot: str) -> OpenedForm:
    form_id = str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))
    clock = call.state.clock
    return OpenedForm(
        form_id, question.account.id, question.procedure.slug, call.by.procedure, clock.stamp(), asked_at,
        clock.stamp(LASTS), " ".join(sorted(question.consent)), snapshot,
    )  # fmt: skip


def _keep(work: Work, form: OpenedForm, procedure: Procedure, account: Account, by: Caller) -> Form:
    store.add(work, form)
    shown = told(form, procedure, work.clock.stamp())
    seen = [field.id for field in shown.fields if field.source]
    audit.record(work, by, "open-form", about=account.cccd, outcome=form.id, fields=seen)
    return shown


async def show_form(call: Call, form_id: str) -> Form:
    """A form of one's own, as it was filled; raises FormUnknown."""
    call.enter("show-form", None)
    by = call.by

    def shown(work: Work) -> Form:
        form = whose.own_form(work, form_id, by)
        account = whose.account_of(work, form)
        audit.record(work, by, "show-form", about=account.cccd, outcome=form.id)
        return told(form, procedure_of(call.state, form.procedure), work.clock.stamp())

    return await call.state.db.run(shown)


async def save_draft(call: Call, form_id: str, ask: SaveDraft) -> Form:
    """Keep what was typed; raises FormUnknown, FormExpired, FormFiled, or LockedFieldChanged and nothing is kept."""
    call.enter("save-draft", None)
    by = call.by

    def saved(work: Work) -> Form:
        work.alone()
        form = whose.still_open(whose.own_form(work, form_id, by, fresh=True), work.clock.stamp())
        procedure = procedure_of(call.state, form.procedure)
        account = whose.admitted(whose.account_of(work, form), procedure)
        filled = {field.id: field for field in filling.fill(procedure, answers.loads(form.snapshot))}
        if changed := settled.locked_changed(filled, ask.values):
            raise LockedFieldChanged(changed)
        typed = {name: value for name, value in ask.values.items() if name in filled and filled[name].editable}
        form = form._replace(draft=json.dumps(typed, ensure_ascii=False, separators=(",", ":")))
        store.set_draft(work, form.id, form.draft)
        audit.record(work, by, "save-draft", about=account.cccd, outcome=form.id, fields=sorted(typed))
        return told(form, procedure, work.clock.stamp())

    return await call.state.db.run(saved)


class Loaded(NamedTuple):
    """A form that can still be filled, with everything that is needed to ask again."""

    form: OpenedForm
    question: asking.Question
    snapshot: answers.Snapshot


async def load(call: Call, form_id: str) -> Loaded:
    """One's own form, still open; from here on the call serves its procedure. Raises what stands against it."""
    by, keys = call.by, result_keys(call.state)

    def loaded(work: Work) -> Loaded:
        form = whose.still_open(whose.own_form(work, form_id, by), work.clock.stamp())
        procedure = procedure_of(call.state, form.procedure)
        account = whose.admitted(whose.account_of(work, form), procedure)
        snapshot, consent = answers.loads(form.snapshot), frozenset(form.consent.split())
        documents = asking.documents_of(work, account.id, keys)
        return Loaded(form, asking.Question(account, procedure, consent, snapshot.people, documents), snapshot)

    found = await call.state.db.run(loaded)
    call.about = found.question.account.cccd
    whose.serve(call, found.form.code)
    return found
