"""portal on the wire, first part: the reconciliation of a CMND with the personal number and the tax record."""

from enum import StrEnum

from pydantic import ConfigDict, Field

from motcua.vnid.evidence import Flag, Policy, Verdict
from motcua.wire.fields import Answer, Ask, BornOn, Cmnd, FullName, Mst, Reason, Switch
from motcua.wire.taxpayers import Status

CASE_ID = r"^DS-[0-9]{6}-[0-9]{6,9}$"


class OpenReconciliation(Ask):
    """What the citizen or officer declares."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"},
                {"cmnd": "924999010", "full_name": "Phan Thị Lan", "born_on": "1974-06-15", "link": True},
            ]
        }
    )

    cmnd: Cmnd
    full_name: FullName
    born_on: BornOn
    tax_code: Mst | None = Field(
        default=None, description="Mã số thuế, nếu biết; thiếu thì tìm theo các số của người đó · tax code, if known"
    )
    policy: Policy = Field(default=Policy.TOLERANT, description="strict as the tax authority, or the tolerant rules")
    link: Switch = Field(default=False, description="On a match, also link the personal number in the tax database")


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
    mst: str | None = Field(default=None, description="The tax code concerned; null where it may be another person's")
    status: Status | None = Field(default=None, description="Status of the tax record after the run, e.g. 00 or 10")
    folded: list[str] = Field(default_factory=list, description="Other tax codes of the person, folded by the link")
    reasons: list[Reason] = Field(default_factory=list)


class Evidence(Answer):
    """One question that the portal asked a register, and its answer in one word."""

    at: str = Field(examples=["2026-01-01T02:30:00.000000+00:00"])
    system: str = Field(examples=["population_db"])
    operation: str = Field(examples=["resolve-cmnd"])
    outcome: str = Field(examples=["match"])
    request_id: str = Field(description="The same id stands in the audit of the register that was asked")


class Run(Answer):
    """One time that the registers were asked about a case."""

    run: int = Field(description="1 for the first run, higher after each re-run", ge=1)
    at: str
    verdict: Verdict
    cccd: str | None = Field(description="Personal number; null unless the verdict is a match")
    flags: list[Flag]
    reasons: list[Reason]
    candidates: int = Field(description="How many holders of the CMND the population register knows", ge=0)
    tax: TaxPart
    evidence: list[Evidence]
    rule_version: str


class Case(Answer):
    """What was declared, by whom and when."""

    id: str = Field(description="Mã đối soát · case id", examples=["DS-260101-000123"], pattern=CASE_ID)
    opened_at: str
    opened_by: str = Field(description="Client that opened the case")
    on_behalf_of: str = Field(examples=["officer:CB001"])
    procedure: str = Field(examples=["1.008503"])
    cmnd: str
    full_name: str
    born_on: str
    tax_code: str | None
    policy: Policy
    link: Switch


class Reconciliation(Run, Case):
    """A case with its latest run, the reasons and the evidence, and with the earlier runs."""

    earlier_runs: list[Run] = Field(default_factory=list, description="Oldest first; a re-run never replaces one")


class FindReconciliations(Ask):
    """Which cases to list."""

    verdict: Verdict | None = None
    tax: TaxOutcome | None = None
    opened_by: str = Field(default="", pattern=r"^[A-Za-z0-9._-]{0,40}$", description="Client that opened the case")
    cursor: str = Field(default="", pattern=r"^[0-9]{0,9}$", description="`next_cursor` of the page before")
    page_size: int = Field(default=20, ge=1, le=100)


class ReconciliationLine(Answer):
    """A case in a list: no names, and the CMND masked."""

    id: str = Field(examples=["DS-260101-000123"], pattern=CASE_ID)
    opened_at: str
    updated_at: str
    run: int = Field(ge=1)
    opened_by: str
    cmnd: str = Field(examples=["90****001"])
    verdict: Verdict
    tax: TaxOutcome


class ReconciliationPage(Answer):
    """A page of cases, newest first."""

    reconciliations: list[ReconciliationLine]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last")
    total: int = Field(description="Cases that fit the filter, on all pages", ge=0)
