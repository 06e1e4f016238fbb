"""The form of a service: sections, fields, where their values come from, and other people on it."""

from enum import StrEnum
from typing import Literal

from pydantic import Field, field_validator, model_validator

from motcua.wire import patterns
from motcua.wire.procedures.datum import Datum, Mark, Name, Source, Words


class Condition(Datum):
    """True where another field has one of these values, or, without ``is``, any value."""

    field: Name = Field(description="Id of the other field")
    one_of: list[str] = Field(default_factory=list, description="Empty: any value that is not empty")
    negated: bool = Field(default=False, description="True where it would be false")


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"
    CCCD = "cccd"
    CMND = "cmnd"
    MST = "mst"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    TIME = "time"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    MONEY = "money"
    LIST = "list"


class Option(Datum):
    """One choice."""

    value: str = Field(description="What is kept", pattern=r"^[A-Za-z0-9_.-]{1,40}$")
    label: Words = Field(description="What is shown")


class OnSilent(StrEnum):
    """What happens where the source has no value."""

    DECLARE = "declare"
    LEAVE_EMPTY = "leave_empty"


class OnPartial(StrEnum):
    """What happens where only the year (or month) is known."""

    KEEP = "keep"
    DECLARE = "declare"


class OnDispute(StrEnum):
    """What happens with a value under dispute."""

    SHOW = "show"
    DECLARE = "declare"


class Checks(Datum):
    """Rules beyond the type's own."""

    pattern: str = Field(default="", description="A regular expression for the whole text, without nested repeats")
    shortest: int | None = Field(default=None, description="Fewest characters")
    longest: int | None = Field(default=None, le=4000, description="Most characters")
    least: int | None = Field(default=None, description="Of a number or an amount")
    most: int | None = Field(default=None, description="Of a number or an amount")
    not_before: str = Field(default="", description="`today` or the id of a date field")
    not_after: str = Field(default="", description="`today` or the id of a date field")

    @field_validator("pattern")
    @classmethod
    def _safe(cls, pattern: str) -> str:
        if not patterns.safe(pattern):
            raise ValueError("a pattern that is wrong, or may take for ever: no repeat within a repeat")
        return pattern


class Column(Datum):
    """One column of a list."""

    id: Name = Field(description="Name of its value")
    label: Words = Field(description="What is shown")
    type: FieldType = Field(default=FieldType.TEXT, description="What it holds, and so how it is checked")
    required: bool = Field(default=False, description="In every row")
    options: list[Option] = Field(default_factory=list, description="Of a choice")
    codelist: str = Field(default="", description="A list of contracts/codelists, by name")


class FormField(Datum):
    """One field of the form: what it is and where it comes from."""

    id: Name = Field(description="Name of its value")
    label: Words = Field(description="What is shown")
    hint: Words | None = Field(default=None, description="A sentence below it")
    type: FieldType = Field(default=FieldType.TEXT, description="What it holds, and so how it is checked")
    required: bool = Field(default=True, description="Whether it may stay empty; not counted beside `required_when`")
    required_when: Condition | None = Field(default=None, description="Required only then")
    shown_when: Condition | None = Field(default=None, description="Part of the form only then")
    options: list[Option] = Field(default_factory=list, description="Of a choice")
    codelist: str = Field(default="", description="A list of contracts/codelists, by name")
    columns: list[Column] = Field(default_factory=list, description="Of a list")
    rows: int = Field(default=5, ge=1, le=20, description="Of a list, at most")
    checks: Checks = Field(default_factory=Checks, description="Rules beyond the type's own")
    source: list[Source] = Field(default_factory=list, description="In order of fallback; empty: declared")
    editable: bool = Field(default=False, description="Whether a value from a source may be changed by the citizen")
    silent: OnSilent = Field(default=OnSilent.DECLARE, description="Where no source has a value")
    partial: OnPartial = Field(default=OnPartial.KEEP, description="Where only the year or month is known")
    disputed: OnDispute = Field(default=OnDispute.DECLARE, description="Where the value is under dispute")
    compared_with: list[Source] = Field(default_factory=list, description="Sources that may contradict; shown")
    initial: str = Field(default="", description="What a declared field starts with")
    mark: Mark = Field(default=Mark.DERIVED, description="How sure it is that the form has it")

    @model_validator(mode="after")
    def _consistent(self) -> "FormField":
        if self.type is FieldType.CHOICE and not (self.options or self.codelist):
            raise ValueError(f"{self.id}: a choice needs options or a codelist")
        if (self.type is FieldType.LIST) != bool(self.columns):
            raise ValueError(f"{self.id}: a list, and only a list, has columns")
        return self


class PersonRule(Datum):
    """Another person on the form, found by number, name and birth date (facts.md 3.2, 3.3)."""

    role: Name = Field(description="Name in sources: person.<role>.full_name", examples=["mother"])
    label: Words = Field(description="Who that is")
    required: bool = Field(default=False, description="Whether the form needs them found")
    known_by: Source | None = Field(
        default=None,
        description="Where their number may be known: npdb.mother_cccd; then it is not asked",
    )
    guardian_of: bool = Field(default=False, description="Whether the applicant must be a parent or guardian")


class Section(Datum):
    """A part of the form."""

    id: Name = Field(description="Name of the section")
    title: Words = Field(description="Its heading")
    intro: Words | None = Field(default=None, description="A sentence below the heading")
    person: PersonRule | None = Field(default=None, description="The section is about another person")
    shown_when: Condition | None = Field(default=None, description="Part of the form only then")
    fields: list[FormField] = Field(min_length=1, description="In their order")


class Consent(Datum):
    """A source that may be asked only with consent (Law 91/2025/QH15 Art. 9)."""

    source: Literal["tax", "store", "sector"] = Field(description="Asked only with consent")
    purpose: Words = Field(description="What for, as the citizen reads it")
