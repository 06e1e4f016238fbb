"""population_db on the wire: resolve a CMND, verify an identity, look up, share, household, relatives, history."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from motcua.vnid.evidence import Flag, Policy, Verdict
from motcua.wire.fields import NUMBER, Answer, Ask, BornOn, Cccd, Cmnd, FullName, Reason, Sex


class ResolveCmnd(Ask):
    """Who holds this CMND? A CMND is no key: number, name and birth date decide together."""

    cmnd: Cmnd
    full_name: FullName
    born_on: BornOn
    sex: Sex | None = None
    policy: Policy = Field(
        default=Policy.TOLERANT, description="strict as the tax authority, or the project's tolerant"
    )


class Resolution(Answer):
    """The verdict; the personal number only with a match."""

    verdict: Verdict
    cccd: str | None = Field(description="Current personal number; null unless the verdict is a match")
    flags: list[Flag]
    reasons: list[Reason]
    candidates: int = Field(description="How many holders of the CMND the register knows", ge=0)
    policy: Policy
    rule_version: str
    as_of: str | None = Field(default=None, description="Day on which the record was last touched")


class VerifyIdentity(Ask):
    """The data-minimal call: do number, name and birth date belong together?"""

    cccd: Cccd
    full_name: FullName
    born_on: BornOn
    sex: Sex | None = None
    policy: Policy = Policy.STRICT


class Verification(Answer):
    """Yes or no, and nothing about the person."""

    verified: bool
    policy: Policy
    rule_version: str


class AboutCitizen(Ask):
    """A call about one person, by the personal number (a cancelled one leads to its successor)."""

    cccd: Cccd


class Citizen(Answer):
    """The core of a record."""

    cccd: str = Field(description="Personal number in force; not the one asked, if that was cancelled")
    full_name: str = Field(description="Upper case, as the NPDB hands it out", examples=["TRẦN THỊ HOA"])
    born_on: str = Field(description="Full, month and year, or only the year", examples=["1971-03-02"])
    sex: str = Field(description="1 nam · male, 2 nữ · female, 0 unknown", examples=["2"])
    living_status: str = Field(description="1 living, 2 dead, 3 missing, 0 unknown", examples=["1"])
    reissued: bool = Field(description="The person once had another 12-digit number")
    as_of: str = Field(description="Day on which the record was last touched", examples=["2025-07-01"])


class Found(Answer):
    """A person, or the verdict that the register knows none."""

    found: bool
    citizen: Citizen | None = None


class ShareField(StrEnum):
    """The fields that population_db can share (facts.md 3.2: no phone, e-mail, card dates, temporary residence)."""

    FULL_NAME = "full_name"
    BORN_ON = "born_on"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    NATIONALITY = "nationality"
    MARITAL_STATUS = "marital_status"
    BLOOD_TYPE = "blood_type"
    BIRTH_PLACE = "birth_place"
    HOMETOWN = "hometown"
    PERMANENT_ADDRESS = "permanent_address"
    CURRENT_ADDRESS = "current_address"
    FATHER = "father_name"
    MOTHER = "mother_name"
    SPOUSE = "spouse_name"
    LIVING_STATUS = "living_status"
    OLD_CMND = "cmnd"
    FATHER_CCCD = "father_cccd"
    MOTHER_CCCD = "mother_cccd"
    SPOUSE_CCCD = "spouse_cccd"
    HEAD = "head_name"
    HEAD_CCCD = "head_cccd"
    HOUSEHOLD_ROLE = "household_role"
    HOUSEHOLD_MEMBERS = "household_members"


class Quality(StrEnum):
    """How far a shared value can be relied on."""

    FULL = "full"
    MONTH_YEAR = "month_year"
    YEAR_ONLY = "year_only"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


def _each_once(fields: list[ShareField]) -> list[ShareField]:
    if len(set(fields)) != len(fields):
        raise ValueError("mỗi trường chỉ nêu một lần · name each field once")
    return fields


class ShareFields(Ask):
    """Share named fields for the stated procedure, within the client's licence."""

    cccd: Cccd
    fields: Annotated[
        list[ShareField],
        Field(min_length=1, max_length=24, description="Each field once", json_schema_extra={"uniqueItems": True}),
        AfterValidator(_each_once),
    ]


class Member(Answer):
    """One member of a household: no birth date, as in the NPDB answer."""

    cccd: str
    full_name: str
    role: str | None = Field(description="Relation to the head (codelists/household-roles.csv)", examples=["CH02"])
    head: bool = Field(description="Whether this member heads the household")


class SharedValue(Answer):
    """One value with its provenance."""

    value: str | list[Member] | None = Field(description="Text; for `household_members` a list")
    as_of: str
    quality: Quality
    source: str = "population_db"


class Shared(Answer):
    """The shared fields by name, or the verdict that the register knows no such person."""

    found: bool
    cccd: str | None = Field(default=None, description="Personal number in force")
    values: dict[str, SharedValue] = Field(default_factory=dict)


class Household(Answer):
    """The household of a person."""

    found: bool
    household_id: str | None = None
    address: str | None = None
    members: list[Member] = Field(default_factory=list)


class Relative(Answer):
    """A relative as the register names them; the number may be unknown."""

    relation: str = Field(description="father, mother, spouse or child", examples=["mother"])
    full_name: str
    cccd: str | None


class Relatives(Answer):
    """Parents, spouse and children."""

    found: bool
    relatives: list[Relative] = Field(default_factory=list)


class NumberRecord(Answer):
    """One number that the person was given."""

    kind: str = Field(description="cmnd, cmnd12 or cccd")
    number: str
    issued_on: str | None
    issuer: str | None = Field(description="Province of the issuing police, 63-province code")
    ended_on: str | None
    end_reason: str | None


class NumberHistory(Answer):
    """All numbers of a person, oldest first."""

    found: bool
    numbers: list[NumberRecord] = Field(default_factory=list)


LAST_LINE = 2**31 - 1
"""Lines of the audit are numbered with four bytes, also on PostgreSQL."""


class AskAccessLog(AboutCitizen):
    """Who looked at this person's record? Newest first, page by page."""

    page_size: Annotated[int, Field(ge=1, le=200), NUMBER] = 50
    cursor: Annotated[int, Field(ge=1, le=LAST_LINE), NUMBER] | None = Field(
        default=None, description="`next_cursor` of the page before"
    )


class Access(Answer):
    """One look at the person's record, or one attempt that was refused."""

    at: str = Field(description="Sandbox time, UTC", examples=["2026-01-01T02:03:04.567890+00:00"])
    client: str = Field(examples=["tinh-demo"])
    on_behalf_of: str = Field(examples=["officer:CB001"])
    procedure: str = Field(examples=["1.004222"])
    dossier: str | None = Field(examples=["H99.1-260101-0001"])
    action: str = Field(examples=["share"])
    outcome: str = Field(description="A verdict, or refused:<code>", examples=["found"])
    fields: list[str] = Field(description="Names of the fields handed out, never their content", examples=[["born_on"]])


class AccessLog(Answer):
    """Who looked at this person: the data subject's right (Law 91/2025/QH15 Art. 4; Circular 46/2022/TT-BCA Art. 8)."""

    found: bool
    accesses: list[Access] = Field(default_factory=list)
    total: int = 0
    next_cursor: int | None = None
