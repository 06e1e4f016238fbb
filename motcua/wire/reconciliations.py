"""portal on the wire, first part: the reconciliation of a CMND with the personal number and the tax record."""

from enum import StrEnum

from pydantic import Field

from motcua.vnid.evidence import Flag, Policy, Verdict
from motcua.wire.fields import Answer, Ask, BornOn, Cmnd, FullName, Mst, Reason


class OpenReconciliation(Ask):
    """What the citizen or officer declares."""

    cmnd: Cmnd
    full_name: FullName
    born_on: BornOn
    tax_code: Mst | None = None
    policy: Policy = Policy.TOLERANT
    link: bool = Field(default=False, description="On a match, also link the personal number in the tax database")


class TaxOutcome(StrEnum):
    """What the tax database said, after the population database had confirmed the person."""

    NOT_ASKED = "not_asked"
    NOT_FOUND = "not_found"
    VERIFIED = "verified"
    LINKED = "linked"
    MISMATCH = "mismatch"
    SEVERAL = "several"
    DECEASED = "deceased"


class TaxPart(Answer):
    """The tax side of a case."""

    outcome: TaxOutcome
    mst: str | None = None
    status: str | None = Field(default=None, description="Status code of the tax record after the case, e.g. 00 or 10")
    folded: list[str] = Field(default_factory=list)
    reasons: list[Reason] = Field(default_factory=list)


class Evidence(Answer):
    """One question that the portal asked a register, and its answer in one word."""

    at: str
    system: str
    operation: str
    outcome: str
    request_id: str


class Reconciliation(Answer):
    """A case: the verdict of the latest run, its reasons and its evidence."""

    id: str
    opened_at: str
    updated_at: str
    run: int = Field(description="1 for the first run, higher after each re-run", ge=1)
    opened_by: str = Field(description="Client that opened the case")
    cmnd: str
    full_name: str
    born_on: str
    policy: Policy
    verdict: Verdict
    cccd: str | None
    flags: list[Flag]
    reasons: list[Reason]
    candidates: int
    tax: TaxPart
    evidence: list[Evidence]
    rule_version: str


class ReconciliationPage(Answer):
    """A page of cases, newest first."""

    reconciliations: list[Reconciliation]
    next_cursor: str | None
    total: int
