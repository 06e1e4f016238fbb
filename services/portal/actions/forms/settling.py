"""Before a form is reviewed or filed: is the snapshot still true, was nothing locked touched, is all of it right?"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.db import Work
from motcua.wire.dossiers import GivenPaper
from motcua.wire.procedures import Procedure
from services.portal.actions.forms import asking
from services.portal.actions.forms.opening import Loaded, load
from services.portal.errors.forms import FormFiled, FormIncomplete, FormOutdated, LockedFieldChanged
from services.portal.rules.prefill import answers, filling, papers, settled
from services.portal.rules.validation import fields, given
from services.portal.rules.validation.given import SettledPaper
from services.portal.store import forms as store

FRESH = timedelta(minutes=30)


class Settled(NamedTuple):
    """A form that may be filed: values with where they come from, papers, whose it is."""

    form_id: str
    account_id: str
    procedure: Procedure
    code: str
    values: dict[str, Any]
    provenance: dict[str, str]
    papers: list[SettledPaper]
    applicant_name: str
    applicant_cccd: str


async def settle(call: Call, form_id: str, values: Mapping[str, Any], brought: Sequence[GivenPaper] = ()) -> Settled:
    """Everything about a form, checked for filing; fields not sent are taken from the draft.

    Raises what stands against the form itself (FormUnknown, FormExpired, FormFiled, …), LockedFieldChanged,
    FormOutdated, or FormIncomplete naming every field and paper.
    """
    loaded = await fresh(call, await load(call, form_id))
    procedure, account = loaded.question.procedure, loaded.question.account
    filled = filling.fill(procedure, loaded.snapshot)
    by_id = {field.id: field for field in filled}
    if changed := settled.locked_changed(by_id, values):
        raise LockedFieldChanged(changed)
    merged = settled.merged(by_id, {**json.loads(loaded.form.draft), **values})
    checked = fields.check(procedure, by_id, merged, call.state.clock.today().isoformat())
    shown = papers.papers(procedure, loaded.snapshot)
    bundle = given.check(procedure, shown, brought, checked.values, loaded.question.documents)
    missing = settled.people_missing(procedure, loaded.snapshot, checked.values)
    if problems := [*checked.problems, *missing, *bundle.problems]:
        raise FormIncomplete(problems)
    return Settled(
        form_id,
        account.id,
        procedure,
        loaded.form.code,
        checked.values,
        settled.provenance(by_id, checked.values),
        bundle.papers,
        account.full_name,
        account.cccd,
    )


async def fresh(call: Call, loaded: Loaded) -> Loaded:
    """The same form with a snapshot that is not old; raises FormOutdated where a locked value is another now.

    Whether a document was revoked or came costs nothing to see, so then everything is asked again at once.
    """
    young = call.state.clock.stamp(-FRESH) <= loaded.form.asked_at
    if young and asking.standing_in(loaded.question) == loaded.snapshot.documents:
        return loaded
    asked_at = call.state.clock.stamp()
    heard = settled.keep_unheard(loaded.snapshot, await asking.ask(call, loaded.question))
    by, form, account, procedure = call.by, loaded.form, loaded.question.account, loaded.question.procedure
    changed = settled.locked_differing(procedure, loaded.snapshot, heard)

    def keep(work: Work) -> None:
        work.alone()
        now = store.by_id(work, form.id, fresh=True)
        if now is not None and now.snapshot == form.snapshot:  # else somebody was found, or it was asked, meanwhile
            store.set_snapshot(work, form.id, answers.dumps(heard), asked_at)
        outcome = "outdated" if changed else "still true"
        audit.record(work, by, "ask-form-again", about=account.cccd, outcome=f"{outcome} {form.id}", fields=changed)

    await call.state.db.run(keep)
    if changed:
        raise FormOutdated(changed)
    return loaded._replace(form=form._replace(asked_at=asked_at), snapshot=heard)


def close(work: Work, form: Settled, dossier: str) -> None:
    """Inside the filing's transaction: from now on the form is this dossier's; raises FormFiled where it was filed."""
    work.alone()
    if not store.close(work, form.form_id, dossier):
        kept = store.by_id(work, form.form_id, fresh=True)
        raise FormFiled(kept.dossier if kept else "")


async def check_form(call: Call, form_id: str, values: Mapping[str, Any], brought: Sequence[GivenPaper]) -> Settled:
    """Settle without filing; the look leaves its line."""
    call.enter("check-form", None)
    found = await settle(call, form_id, values, brought)
    by = call.by

    def note(work: Work) -> None:
        audit.record(
            work, by, "check-form", about=found.applicant_cccd, outcome=found.form_id, fields=sorted(found.values)
        )

    await call.state.db.run(note)
    return found
