"""Dossiers shown and found; every look leaves its line, tied to the dossier."""

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.dossiers import Dossier, DossierPage, FindDossiers, History
from services.portal.actions.dossiers import telling
from services.portal.actions.dossiers.who import seen, who
from services.portal.store import dossier_queue as queue


def show_dossier(work: Work, code: str, /, *, by: Caller) -> Dossier:
    """A dossier, whole; raises DossierUnknown."""
    asking = who(by)
    row = seen(work, code, asking, fresh=False)
    outcome = f"{row.status} v{row.version}"
    audit.record(work, by._replace(dossier=code), "show-dossier", about=row.applicant_cccd, outcome=outcome)
    return telling.told(work, row, asking, plain=True)


def dossier_history(work: Work, code: str, /, *, by: Caller) -> History:
    """Only the history; raises DossierUnknown."""
    row = seen(work, code, who(by), fresh=False)
    lines = telling.history(work, code)
    outcome = f"{len(lines)} lines"
    audit.record(work, by._replace(dossier=code), "dossier-history", about=row.applicant_cccd, outcome=outcome)
    return History(code=code, lines=lines)


def find_dossiers(work: Work, ask: FindDossiers, /, *, by: Caller) -> DossierPage:
    """A citizen's own dossiers or an officer's queue, newest first; nobody else finds any."""
    asking, now = who(by), work.clock.stamp()
    filters = {
        "own": asking.account,
        **queue.serving(asking.officer.agencies if asking.officer else ()),
        "account": ask.account,
        "status": str(ask.status or ""),
        "due": str(ask.due or ""),
        "procedure": ask.procedure,
        "procedure_code": asking.procedure,
        "agency": ask.agency,
        "now": now,
    }
    rows = queue.page(work, before=ask.cursor or queue.LAST, limit=ask.page_size + 1, **filters)
    shown, more = rows[: ask.page_size], len(rows) > ask.page_size
    total = queue.count(work, **filters)
    audit.record(work, by, "find-dossiers", outcome=f"{len(shown)} of {total}")
    return DossierPage(
        dossiers=[telling.line(row, now) for row in shown],
        total=total,
        next_cursor=shown[-1].seq if more else None,
    )
