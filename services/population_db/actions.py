"""One function for each thing a caller may ask; the audit line is written in the same transaction."""

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.vnid.evidence import FIELD_REASONS, RULE_VERSION
from motcua.wire.fields import Reason
from motcua.wire.identity import Resolution, ResolveCmnd
from services.population_db import rules, store


def resolve_cmnd(work: Work, ask: ResolveCmnd, /, *, by: Caller) -> Resolution:
    """Who holds this CMND? The personal number is disclosed only with a match."""
    holders = store.holders_of(work, ask.cmnd)
    decision = rules.decide(ask.full_name, ask.born_on, ask.sex or "", holders, ask.policy)
    holder = decision.holder
    about = holder.cccd if holder else ask.cmnd
    audit.record(work, by, "resolve-cmnd", about=about, outcome=decision.verdict)
    return Resolution(
        verdict=decision.verdict,
        cccd=holder.cccd if holder else None,
        flags=list(decision.flags),
        reasons=[_reason(code) for code in decision.reasons],
        candidates=len(holders),
        policy=ask.policy,
        rule_version=RULE_VERSION,
        as_of=holder.as_of if holder else None,
    )


REASONS = {
    code: Reason(field=rules.FIELDS[code.partition(".")[0]], code=code, vi=vi, en=en)
    for code, (vi, en) in FIELD_REASONS.items()
}


def _reason(code: str) -> Reason:
    return REASONS[code]
