"""Prefilled forms on the wire: what each register knew, where it comes from, and what is still to be declared."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from motcua.wire.fields import Answer, Ask, BornOn, Cccd, FullName
from motcua.wire.identity import Quality
from motcua.wire.portal_accounts import AccountId
from motcua.wire.procedures import Slug

FORM_ID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
FormKey = Annotated[str, Field(pattern=FORM_ID, examples=["5a9d1c1e-58b4-4a41-9e0f-2f6d1f9b7a10"])]
Text = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
Row = dict[Annotated[str, StringConstraints(max_length=40)], Text]
Value = Text | Annotated[list[Row], Field(max_length=20)]
Values = Annotated[dict[Annotated[str, StringConstraints(max_length=40)], Value], Field(max_length=200)]


class OpenForm(Ask):
    """Open the form of a public service, prefilled for an account. Only on behalf of ``citizen:<account>``."""

    procedure: Slug
    account: AccountId
    consent: list[Annotated[str, Field(pattern="^(tax|store|sector)$")]] = Field(
        default_factory=list, max_length=3, description="Sources that the citizen lets the portal ask"
    )


class Outcome(StrEnum):
    """What became of asking one source."""

    ANSWERED = "answered"
    SILENT = "silent"  # it knows no such person
    TIMEOUT = "timeout"
    DOWN = "down"
    BROKEN = "broken"
    CONSENT_NEEDED = "consent_needed"
    NOT_ASKED = "not_asked"


class SourceReport(Answer):
    """One source and what it said, per form."""

    source: str = Field(examples=["npdb"])
    name_vi: str
    name_en: str
    outcome: Outcome
    asked_at: str | None
    fields: int = Field(description="Fields of the form that it filled")
    sandbox_data: bool = Field(description="Whether it is the stand-in for sector registers (sandbox sector data)")
    request_id: str | None


class Note(StrEnum):
    """Why a field is as it is."""

    SILENT = "silent"  # no source has a value
    SOURCE_FAILED = "source_failed"
    CONSENT_NEEDED = "consent_needed"
    PARTIAL = "partial"  # only year, or month and year
    DISPUTED = "disputed"
    CONFLICT = "conflict"  # another source says something else
    FALLBACK = "fallback"  # not the first source in the order
    PERSON_NEEDED = "person_needed"  # give the other person's number, name and birth date first


class Conflict(Answer):
    """Another source that says something else."""

    source: str
    value: str
    as_of: str | None


class FilledField(Answer):
    """One field with its provenance."""

    id: str
    section: str
    value: str | list[dict[str, str]] | None
    source: str | None = Field(description="npdb.full_name …; null where it is declared", examples=["npdb.full_name"])
    as_of: str | None
    quality: Quality
    verified: bool = Field(description="Whether a register vouches for it")
    editable: bool
    notes: list[Note]
    conflicts: list[Conflict]


class Paper(Answer):
    """A component, and what stands for it already."""

    component: str
    name_vi: str
    name_en: str
    required: bool
    on_site: bool
    document: str | None = Field(description="A document in the citizen's store that replaces it")
    by_data: str | None = Field(description="A source whose value replaces it")


class Counts(Answer):
    """What "declare once" saved here."""

    fields: int
    prefilled: int
    locked: int
    declared: int
    papers: int
    papers_replaced: int


class PersonState(Answer):
    """Another person on the form."""

    role: str
    found: bool
    verified: bool
    full_name: str | None = None


class FormState(StrEnum):
    """Where a form is."""

    OPEN = "open"
    FILED = "filed"
    EXPIRED = "expired"


class Form(Answer):
    """A form opened for one citizen."""

    id: FormKey
    procedure: str
    code: str
    account: str
    state: FormState
    opened_at: str
    expires_at: str
    sources: list[SourceReport]
    fields: list[FilledField]
    papers: list[Paper]
    people: list[PersonState]
    consent_needed: list[str]
    counts: Counts
    draft: dict[str, Any] = Field(description="What the citizen typed so far, by field")
    dossier: str | None = Field(description="The dossier it became")


class SaveDraft(Ask):
    """Keep what was typed so far; nothing is checked but the size."""

    values: Values


class FindPerson(Ask):
    """Another person on the form, by number, name and birth date: all three, or nothing is told (facts.md 3.2)."""

    role: Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$", max_length=40)]
    cccd: Cccd | None = Field(default=None, description="May be absent where a register knows it (`known_by`)")
    full_name: FullName | None = Field(default=None, description="May be absent with the number, there only")
    born_on: BornOn
