"""tax_db on the wire: look up and verify a taxpayer, link a confirmed number, list what is still keyed by CMND."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, Field, model_validator

from motcua.vnid.evidence import Policy
from motcua.wire.fields import Answer, Ask, BornOn, Cccd, Cmnd, FullName, IdNumber, Mst, Reason, plain


def _exactly_one(schema: dict[str, Any]) -> None:
    for name in ("mst", "id_number", "former_numbers"):
        plain(schema, name)
    schema["oneOf"] = [
        {"required": ["mst"], "not": {"anyOf": [{"required": ["id_number"]}, {"required": ["former_numbers"]}]}},
        {"required": ["id_number"], "not": {"required": ["mst"]}},
    ]


class LookupTaxpayer(Ask):
    """Look up by tax code or by identity number: exactly one of the two.

    With an identity number may stand the person's former CMND: then every record under any of them is found.
    """

    model_config = ConfigDict(json_schema_extra=_exactly_one)

    mst: Mst | None = None
    id_number: IdNumber | None = None
    former_numbers: Annotated[list[Cmnd], Field(max_length=10)] | None = Field(
        default=None, description="Further CMND of the same person; only with `id_number`"
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> "LookupTaxpayer":
        if len({"mst", "id_number"} & self.model_fields_set) != 1 or (self.mst or self.id_number) is None:
            raise ValueError("cần đúng một trong hai: mst, id_number · give exactly one of mst, id_number")
        if "former_numbers" in self.model_fields_set and (self.id_number is None or self.former_numbers is None):
            raise ValueError("former_numbers chỉ đi cùng id_number · former_numbers only with id_number")
        return self


class Status(Answer):
    """A taxpayer status with its names on the sandbox day, as contracts/codelists/tax-statuses.csv has them."""

    code: str = Field(description="00–07, 09, 10; 08 never existed", examples=["00"])
    reason: str | None = Field(description="Reason within the status", examples=["02"])
    vi: str = Field(examples=["Người nộp thuế đã được cấp mã số thuế"])
    en: str = Field(examples=["Taxpayer has a tax code"])
    reason_vi: str | None = Field(default=None, examples=["Đang hoạt động"])
    reason_en: str | None = Field(default=None, examples=["Operating"])
    valid: bool = Field(
        description="False where the code is not in force on the sandbox day, as 04 since 2026-07-01", examples=[True]
    )
    since: str | None = Field(default=None, description="Day of the status", examples=["2009-11-20"])
    law: str = Field(description="The circular in force on the sandbox day", examples=["90/2026/TT-BTC"])


class Taxpayer(Answer):
    """A tax record as the office holds it: names may be mistyped, numbers old."""

    mst: str = Field(description="Mã số thuế · tax code", examples=["9999901017"])
    full_name: str = Field(description="As the office typed it", examples=["Trần Thị Hoa"])
    born_on: str | None = Field(description="Full or partial, as typed", examples=["1971-03-02"])
    id_kind: str | None = Field(description="What the office believes it holds: cmnd, cccd", examples=["cmnd"])
    id_number: str | None = Field(
        description="As stored: perhaps an old CMND, padded with 000, a placeholder", examples=["901999001"]
    )
    status: Status
    office: str | None = Field(description="Managing tax office", examples=["Thuế thành phố Hà Nội"])
    address: str | None
    linked_cccd: str | None = Field(description="Confirmed personal number", examples=[None])
    folded_into: str | None = Field(description="The code that took this one over", examples=[None])


class LookupVerdict(StrEnum):
    """What a look-up found; several codes of one number are a normal answer."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    SEVERAL = "several"


class TaxLookup(Answer):
    """The tax records found."""

    verdict: LookupVerdict
    taxpayers: list[Taxpayer]


class VerifyTaxpayer(Ask):
    """Do these three fields agree with the tax record? Strict: exactly, as the tax authority compares with the NPDB."""

    mst: Mst
    id_number: IdNumber
    full_name: FullName
    born_on: BornOn


class TaxVerdict(StrEnum):
    """Outcome of a strict comparison with a tax record."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"


class TaxVerification(Answer):
    """The verdict, with the fields that differ and never their content."""

    verdict: TaxVerdict
    reasons: list[Reason]
    policy: Policy = Policy.STRICT
    rule_version: str


class LinkCccd(Ask):
    """Link a personal number that population_db has confirmed, with the three fields exactly as it holds them."""

    mst: Mst
    cccd: Cccd
    full_name: FullName
    born_on: BornOn
    former_numbers: Annotated[list[Cmnd], Field(max_length=10)] = Field(
        default_factory=list, description="The person's CMND numbers, as population_db confirmed them"
    )
    living_status: Annotated[str, Field(pattern="^[123]$", description="1 living, 2 dead, 3 missing")] = "1"


class LinkOutcome(StrEnum):
    """What became of a link request."""

    LINKED = "linked"
    ALREADY_LINKED = "already_linked"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    DECEASED = "deceased"
    TAKEN = "taken"


class Link(Answer):
    """The outcome, the record's status after it and the other codes that were folded."""

    outcome: LinkOutcome
    mst: str = Field(description="The code that goes on: the one asked, unless it was folded into another")
    cccd: str | None = Field(description="The linked number; null unless linked")
    status: Status | None = Field(description="After the request; null where the record is not the person's to know")
    folded: list[str] = Field(default_factory=list, description="Other tax codes of the person, now folded")
    reasons: list[Reason]
    rule_version: str


class LinkEvent(Answer):
    """One line of a tax record's history."""

    at: str = Field(description="Sandbox time, UTC", examples=["2026-07-01T02:00:00.000000+00:00"])
    mst: str = Field(examples=["9999901017"])
    event: str = Field(description="linked, folded, mismatch or refused", examples=["linked"])
    cccd: str | None = Field(description="Personal number under which the record stood afterwards")
    detail: str = Field(description="Codes taken over, the code that took over, or reason codes", examples=[""])


class LinkHistory(Answer):
    """What was linked, refused and folded, oldest first."""

    found: bool
    events: list[LinkEvent]


class AboutTaxpayer(Ask):
    """A call about one tax record."""

    mst: Mst


class AskLegacy(Ask):
    """A page of the taxpayers still keyed by CMND."""

    cursor: Mst | None = Field(default=None, description="`next_cursor` of the page before")
    page_size: int = Field(default=50, ge=1, le=200)


class LegacyPage(Answer):
    """A page of the taxpayers still keyed by CMND, by tax code."""

    taxpayers: list[Taxpayer] = Field(description="By tax code")
    next_cursor: str | None = Field(description="Give it back as `cursor`; null on the last page")
    total: int = Field(description="Over all pages", ge=0)
