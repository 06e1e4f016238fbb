"""Opening, running again, showing and finding cases; the audit line is written in the same transaction."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import EVERYTHING, Caller
from motcua.chassis.db import Work
from motcua.vnid import cmnd
from motcua.vnid.evidence import Policy, Verdict
from motcua.wire.reconciliations import (
    FindReconciliations,
    OpenReconciliation,
    Reconciliation,
    ReconciliationLine,
    ReconciliationPage,
    Run,
    TaxOutcome,
)
from services.portal.actions.inquiry import Findings
from services.portal.errors import ReconciliationUnknown
from services.portal.store import cases as store

FIND_ALL = "find-all"


class Rerun(NamedTuple):
    """A case that was asked about again."""

    case_id: str
    findings: Findings

    @property
    def cmnd(self) -> str:
        """Whom the run is about, for the audit."""
        return self.findings.cmnd


def visible_to(by: Caller) -> str:
    """The client whose cases the caller may see; "" for everybody's, which takes the licence ``find-all``."""
    return "" if {FIND_ALL, EVERYTHING} & by.licence.operations else by.client


def own_only(by: Caller) -> str:
    """On whose behalf a case must have been opened for the caller to see it: a citizen sees their own; "" for any."""
    return by.on_behalf_of if by.on_behalf_of.startswith("citizen:") else ""


def reconcile(work: Work, findings: Findings, /, *, by: Caller) -> Reconciliation:
    """Open a case with its first run."""
    today, now, declared = work.clock.today(), work.clock.stamp(), findings.declared
    day = today.strftime("%y%m%d")
    numbers = store.next_numbers(work, day)
    case_id = f"DS-{day}-{numbers.number:06}"
    run = _run(findings, 1, now)
    case = store.Case(
        numbers.seq,
        case_id,
        day,
        numbers.number,
        now,
        now,
        by.client,
        by.on_behalf_of,
        by.procedure,
        declared.cmnd,
        declared.full_name,
        declared.born_on,
        declared.tax_code or "",
        declared.policy,
        int(declared.link),
        run.run,
        run.verdict,
        run.tax.outcome,
    )
    work.run(store.OPEN, **case._asdict())
    store.add_run(work, case_id, run)
    _audit(work, by, "reconcile", case_id, findings)
    return _whole(case, [run])


def declared(work: Work, case_id: str, by: Caller) -> OpenReconciliation:
    """What a case asks, for running it again; raises ReconciliationUnknown."""
    case = _case(work, case_id, by)
    return OpenReconciliation(
        cmnd=case.cmnd,
        full_name=case.full_name,
        born_on=case.born_on,
        tax_code=case.tax_code or None,
        policy=Policy(case.policy),
        link=bool(case.link),
    )


def rerun(work: Work, again: Rerun, /, *, by: Caller) -> Reconciliation:
    """Add a run to a case; the earlier ones stay."""
    work.alone()
    case, now = _case(work, again.case_id, by), work.clock.stamp()
    run = _run(again.findings, case.run + 1, now)
    case = case._replace(updated_at=now, run=run.run, verdict=run.verdict, tax=run.tax.outcome)
    store.update(work, case)
    store.add_run(work, case.id, run)
    _audit(work, by, "rerun", case.id, again.findings)
    return _whole(case, store.runs(work, case.id))


def show(work: Work, case_id: str, /, *, by: Caller) -> Reconciliation:
    """A case with all its runs."""
    case = _case(work, case_id, by)
    runs = store.runs(work, case.id)
    audit.record(work, by, "show", about=runs[-1].cccd or case.cmnd, outcome=case.id)
    return _whole(case, runs)


def find(work: Work, ask: FindReconciliations, /, *, by: Caller) -> ReconciliationPage:
    """A page of cases, newest first."""
    filters = {
        "verdict": str(ask.verdict or ""),
        "tax": str(ask.tax or ""),
        "opened_by": ask.opened_by,
        "on_behalf_of": own_only(by),
        "visible_to": visible_to(by),
    }
    cases = store.page(work, before=int(ask.cursor or store.LAST), limit=ask.page_size + 1, **filters)
    shown, more = cases[: ask.page_size], len(cases) > ask.page_size
    total = store.count(work, **filters)
    audit.record(work, by, "find", outcome=f"{len(shown)} of {total}")
    return ReconciliationPage(
        reconciliations=[_line(case) for case in shown],
        next_cursor=str(shown[-1].seq) if more else None,
        total=total,
    )


def _case(work: Work, case_id: str, by: Caller) -> store.Case:
    case = store.one(work, case_id, visible_to(by))
    if case is None or own_only(by) not in {"", case.on_behalf_of}:
        raise ReconciliationUnknown(f"Mã: {case_id}", f"Id: {case_id}")
    return case


def _run(findings: Findings, number: int, now: str) -> Run:
    found = findings.resolution
    return Run(
        run=number,
        at=now,
        verdict=found.verdict,
        cccd=found.cccd,
        flags=found.flags,
        reasons=found.reasons,
        candidates=found.candidates,
        tax=findings.tax,
        evidence=list(findings.evidence),
        rule_version=found.rule_version,
    )


def _audit(work: Work, by: Caller, operation: str, case_id: str, findings: Findings) -> None:
    found = findings.resolution
    outcome = f"{found.verdict} {findings.tax.outcome} {case_id}"
    audit.record(work, by, operation, about=found.cccd or findings.cmnd, outcome=outcome)


def _whole(case: store.Case, runs: list[Run]) -> Reconciliation:
    return Reconciliation(
        **dict(runs[-1]),
        id=case.id,
        opened_at=case.opened_at,
        opened_by=case.opened_by,
        on_behalf_of=case.on_behalf_of,
        procedure=case.procedure,
        cmnd=case.cmnd,
        full_name=case.full_name,
        born_on=case.born_on,
        tax_code=case.tax_code or None,
        policy=Policy(case.policy),
        link=bool(case.link),
        earlier_runs=runs[:-1],
    )


def _line(case: store.Case) -> ReconciliationLine:
    return ReconciliationLine(
        id=case.id,
        opened_at=case.opened_at,
        updated_at=case.updated_at,
        run=case.run,
        opened_by=case.opened_by,
        cmnd=cmnd.mask(case.cmnd),
        verdict=Verdict(case.verdict),
        tax=TaxOutcome(case.tax),
    )
