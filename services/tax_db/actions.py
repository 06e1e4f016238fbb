"""One function for each thing a caller may ask; the audit line is written in the same transaction."""

from collections.abc import Sequence

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.vnid.evidence import FIELD_REASONS, RULE_VERSION
from motcua.wire.fields import Reason
from motcua.wire.taxpayers import (
    AboutTaxpayer,
    AskLegacy,
    LegacyPage,
    Link,
    LinkCccd,
    LinkHistory,
    LinkOutcome,
    LookupTaxpayer,
    TaxLookup,
    Taxpayer,
    TaxVerdict,
    TaxVerification,
    VerifyTaxpayer,
)
from services.tax_db import rules, store
from services.tax_db.rules import Decision, Declared, Event, Record

REASONS = {
    code: Reason(field=rules.FIELDS[code.partition(".")[0]], code=code, vi=vi, en=en)
    for code, (vi, en) in {**FIELD_REASONS, **rules.LINK_REASONS}.items()
    if code.partition(".")[0] in rules.FIELDS
}


def lookup(work: Work, ask: LookupTaxpayer, /, *, by: Caller) -> TaxLookup:
    """The tax records of a code or of an identity number."""
    records = (
        store.by_code(work, ask.mst) if ask.mst else _under_any(work, ask.id_number or "", ask.former_numbers or [])
    )
    verdict = rules.found(records)
    for about in [record.mst for record in records] or [ask.mst or ask.id_number or ""]:
        audit.record(work, by, "lookup", about=about, outcome=verdict)
    return TaxLookup(verdict=verdict, taxpayers=[_shown(work, record) for record in records])


def _under_any(work: Work, number: str, former: Sequence[str]) -> list[Record]:
    """Every record under one of the numbers, each once, by tax code."""
    if not former:
        return store.by_number(work, number)
    found = {record.mst: record for one in dict.fromkeys((number, *former)) for record in store.by_number(work, one)}
    return [found[mst] for mst in sorted(found)]


def verify(work: Work, ask: VerifyTaxpayer, /, *, by: Caller) -> TaxVerification:
    """Do the three fields agree exactly with the record? The record itself is not told."""
    records = store.by_code(work, ask.mst)
    about = records[0].mst if records else ask.mst
    codes: tuple[str, ...] = ("link.none",)
    verdict = TaxVerdict.NOT_FOUND
    if records:
        declared = Declared(ask.full_name, ask.born_on, frozenset({ask.id_number}))
        codes = rules.differences(declared, records[0])
        verdict = TaxVerdict.MATCH if rules.agrees(codes) else TaxVerdict.MISMATCH
    audit.record(work, by, "verify", about=about, outcome=verdict)
    return TaxVerification(verdict=verdict, reasons=[REASONS[code] for code in codes], rule_version=RULE_VERSION)


def link_cccd(work: Work, ask: LinkCccd, /, *, by: Caller) -> Link:
    """Link a confirmed personal number, if the three fields agree exactly; else say why not."""
    work.alone()  # one link after another: the second of two requests for one record must see the first
    record = next(iter(store.by_code(work, ask.mst, fresh=True)), None)
    declared = Declared(ask.full_name, ask.born_on, frozenset({ask.cccd, *ask.former_numbers}))
    decision = rules.decide(record, ask.cccd, ask.living_status, declared)
    if record is not None:
        record = STEPS[decision.outcome](work, ask, record, declared, decision)
    about = record.mst if record else ask.mst
    audit.record(work, by, "link-cccd", about=ask.cccd, outcome=decision.outcome, fields=[about])
    linked = decision.outcome in {LinkOutcome.LINKED, LinkOutcome.ALREADY_LINKED}
    told = linked or (decision.outcome is LinkOutcome.MISMATCH and rules.concerns(decision.reasons))
    return Link(
        outcome=decision.outcome,
        mst=about,
        cccd=ask.cccd if linked else None,
        status=rules.status(record, _today(work)) if record and told else None,
        folded=work.fresh_all(store.FOLDED, cccd=ask.cccd) if linked else [],
        reasons=[REASONS[code] for code in decision.reasons],
        rule_version=RULE_VERSION,
    )


def _join(work: Work, ask: LinkCccd, asked: Record, declared: Declared, _: Decision) -> Record:
    """Link one code and fold the person's others under the personal number; returns the code that goes on."""
    bearing = {one.mst: one for number in sorted(declared.numbers) for one in store.fresh_by_number(work, number)}
    bearing.pop(asked.mst, None)
    others = [one for one in bearing.values() if rules.same_person(declared, one, ask.cccd)]
    goes_on = rules.survivor(asked, others, ask.cccd)
    for one in (asked, *others):
        if one is not goes_on:
            store.change(work, one, rules.folded(one, ask.cccd), Event.FOLDED, f"into {goes_on.mst}")
    after = rules.linked(goes_on, ask.cccd, store.status_before(work, goes_on.mst))
    gone = " ".join(one.mst for one in (asked, *others) if one is not goes_on)
    return store.change(work, goes_on, after, Event.LINKED, f"took over {gone}" if gone else "")


def _again(work: Work, ask: LinkCccd, asked: Record, _: Declared, __: Decision) -> Record:
    """Nothing to do; a folded code answers with the one that goes on."""
    return next(iter(store.by_code(work, ask.cccd, fresh=True)), asked) if asked.folded_into else asked


def _differs(work: Work, _: LinkCccd, asked: Record, __: Declared, decision: Decision) -> Record:
    """Status 10, where the record is about the person and still in use."""
    after = rules.waiting(asked) if rules.concerns(decision.reasons) else asked
    return store.change(work, asked, after, Event.MISMATCH, " ".join(decision.reasons))


def _refused(work: Work, _: LinkCccd, asked: Record, __: Declared, decision: Decision) -> Record:
    """Nothing changes, but the record remembers that somebody tried."""
    return store.change(work, asked, asked, Event.REFUSED, " ".join(decision.reasons))


STEPS = {
    LinkOutcome.LINKED: _join,
    LinkOutcome.ALREADY_LINKED: _again,
    LinkOutcome.MISMATCH: _differs,
    LinkOutcome.DECEASED: _refused,
    LinkOutcome.TAKEN: _refused,
}


def legacy(work: Work, ask: AskLegacy, /, *, by: Caller) -> LegacyPage:
    """A page of the records that are still keyed by CMND, by tax code."""
    records = work.all(store.LEGACY_PAGE, after=ask.cursor or "", limit=ask.page_size + 1)
    (total,) = work.one(store.LEGACY_TOTAL) or (0,)
    page = records[: ask.page_size]
    audit.record(work, by, "legacy", outcome=f"listed {len(page)} of {total}")
    return LegacyPage(
        taxpayers=[_shown(work, record) for record in page],
        next_cursor=page[-1].mst if len(records) > len(page) else None,
        total=total,
    )


def history(work: Work, ask: AboutTaxpayer, /, *, by: Caller) -> LinkHistory:
    """What was linked, refused and folded, oldest first."""
    records = store.by_code(work, ask.mst)
    about = records[0].mst if records else ask.mst
    events = work.all(store.EVENTS_OF, mst=about) if records else []
    audit.record(work, by, "history", about=about, outcome="found" if records else "not_found")
    return LinkHistory(found=bool(records), events=events)


def _shown(work: Work, record: Record) -> Taxpayer:
    return Taxpayer(
        mst=record.mst,
        full_name=record.full_name,
        born_on=record.born_on or None,
        id_kind=record.id_kind or None,
        id_number=record.id_number or None,
        status=rules.status(record, _today(work)),
        office=record.office or None,
        address=record.address or None,
        linked_cccd=record.linked_cccd or None,
        folded_into=record.folded_into or None,
    )


def _today(work: Work) -> str:
    return work.clock.today().isoformat()
