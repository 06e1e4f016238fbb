"""Which documents a step signs, and what they say: letters of forms 01 to 04, results of a procedure or of a part."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from motcua.wire.documents import DocumentKind
from motcua.wire.dossiers import Event
from motcua.wire.procedures import Result
from services.portal.actions.documents import Wanted
from services.portal.actions.dossiers.planning import Plan
from services.portal.actions.dossiers.who import Who
from services.portal.rules import letters, results
from services.portal.rules.calendar import at
from services.portal.rules.deadlines import local, stamp
from services.portal.rules.letters import About, Letter
from services.portal.store.dossiers import Dossier

SIGNS = frozenset({
    Event.RECEIVE, Event.ASK_SUPPLEMENT, Event.REFUSE_RECEIPT, Event.REFUSE, Event.APOLOGISE, Event.APPROVE,
    Event.PART_RESULT,
})  # fmt: skip
"""Steps that a document goes with."""


class Agency(NamedTuple):
    """Who issues."""

    code: str
    vi: str
    en: str


def wanted(plan: Plan, paper_names: Sequence[str]) -> list[Wanted]:
    """The documents of a step, in the order of their making."""
    event, after = plan.step.ask.event, plan.after
    if event is Event.APPROVE:
        return [_result(plan, result, after.code, _agency(after)) for result in plan.step.procedure.results]
    if event is Event.PART_RESULT:
        (rule,) = [one for one in plan.step.procedure.parts if one.key == plan.step.ask.part]
        (row,) = [one for one in plan.parts if one.part == rule.key]
        return [_result(plan, rule.result, row.own_code, Agency(row.agency, rule.agency.name.vi, rule.agency.name.en))]
    form, said = _letter(plan, paper_names)
    return [letter(after, form, said, plan.step.asking, plan.line.at)] if form else []


def _letter(plan: Plan, paper_names: Sequence[str]) -> tuple[str, Letter]:
    event, after, note = plan.step.ask.event, plan.after, plan.line.note
    described = about(after)
    if event is Event.RECEIVE:
        return letters.RECEIPT, letters.receipt(described, paper_names, after.fee)
    if event is Event.ASK_SUPPLEMENT:
        return letters.SUPPLEMENT, letters.supplement(described, plan.asked, note)
    if event in {Event.REFUSE_RECEIPT, Event.REFUSE}:
        return letters.REFUSAL, letters.refusal(described, note)
    if event is Event.APOLOGISE:
        return letters.APOLOGY, letters.apology(described, note, _local(plan.before.due_at))
    return "", Letter([], "")


def letter(dossier: Dossier, form: str, said: Letter, signing: Who, now: str) -> Wanted:
    """A letter of a dossier, signed by ``signing``."""
    title = letters.TITLES[form]
    fee = form == letters.FEE
    return Wanted(
        kind=DocumentKind.RECEIPT if fee else DocumentKind.LETTER,
        code=form,
        template="receipt" if fee else "letter",
        number=letters.number(dossier.code, form, dossier.version),
        name_vi=title.vi,
        name_en=title.en,
        rows=said.rows,
        text=said.text,
        values={},
        valid_until="",
        **_of(dossier, _agency(dossier), signing, now),
    )


def _result(plan: Plan, result: Result, code: str, issuer: Agency) -> Wanted:
    now = plan.line.at
    said = results.state(plan.step.procedure, result, plan.after.values, code, local(now).date())
    return Wanted(
        kind=DocumentKind.RESULT,
        code=result.code,
        template="result",
        number=said.number,
        name_vi=result.name.vi,
        name_en=result.name.en,
        rows=said.rows,
        text="",
        values=said.values,
        valid_until=_end_of(said.valid_until),
        **_of(plan.after, issuer, plan.step.asking, now),
    )


def _of(dossier: Dossier, issuer: Agency, signing: Who, now: str) -> dict[str, str]:
    return {
        "owner": dossier.account_id,
        "owner_name": dossier.applicant,
        "owner_cccd": dossier.applicant_cccd,
        "dossier": dossier.code,
        "procedure": dossier.procedure,
        "agency_vi": issuer.vi,
        "agency_en": issuer.en,
        "agency": issuer.code,
        "signed_by": signing.name,
        "signer_title": signing.title,
        "issued_at": now,
    }


def about(dossier: Dossier) -> About:
    """What every letter says of its dossier."""
    return About(
        dossier.code, dossier.bundle, dossier.name_vi, dossier.applicant, dossier.agency_vi, dossier.channel,
        dossier.delivery, local(dossier.filed_at), _local(dossier.received_at), _local(dossier.due_at),
    )  # fmt: skip


def _agency(dossier: Dossier) -> Agency:
    return Agency(dossier.agency, dossier.agency_vi, dossier.agency_en)


def _local(kept: str) -> datetime | None:
    return local(kept) if kept else None


def _end_of(day: str) -> str:
    """The end of a day of Viet Nam, as a time."""
    return stamp(at(datetime.fromisoformat(day).date() + timedelta(days=1), time())) if day else ""
