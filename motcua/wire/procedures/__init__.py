"""Public services as data: one file ``contracts/procedures/NN-slug.yaml`` each, in exactly this shape.

The same models are the JSON Schema of the files (``contracts/schemas/procedure.schema.json``) and the answer of
``GET /v1/procedures/{slug}``: what an integrator reads is what the portal obeys. Marks carry the doubt of
``domain/facts.md``: *seen* in a source, *knowledge* from memory, *derived* from seen facts, *assumed* by the sandbox.
"""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from motcua.wire.fields import Answer, Ask
from motcua.wire.procedures.datum import Dated, Datum, Mark, Name, Slug, Source, Words
from motcua.wire.procedures.form import (
    Checks,
    Column,
    Condition,
    Consent,
    FieldType,
    FormField,
    OnDispute,
    OnPartial,
    OnSilent,
    Option,
    PersonRule,
    Section,
)
from motcua.wire.procedures.law import Agency, Basis, Code, Fee, FormId, Kind, Level, TimeLimit, TimeUnit
from motcua.wire.procedures.papers import Component, Part, Result


class Procedure(Datum):
    """A public service."""

    number: int = Field(ge=1, le=99, description="In the order of the list; 1–25 are the priority services")
    slug: Slug = Field(description="Name in addresses; the file is NN-slug.yaml")
    name: Words = Field(description="As the administrative procedure is called")
    summary: Words = Field(description="One sentence for who searches")
    keywords: list[str] = Field(default_factory=list, description="More words by which people search")
    kind: Kind = Field(default=Kind.DOSSIER, description="What filing it makes")
    subject: Literal["citizen", "organisation"] = Field(default="citizen", description="Who files")
    agency: Agency = Field(description="Who receives and decides")
    codes: list[Code] = Field(min_length=1, description="By day; the first in force counts, all lead here")
    legal_basis: list[Basis] = Field(min_length=1, description="By day")
    form: list[FormId] = Field(min_length=1, description="By day")
    fee: list[Fee] = Field(min_length=1, description="By day")
    time_limit: list[TimeLimit] = Field(min_length=1, description="By day")
    assurance: int = Field(ge=1, le=4, description="Authentication level needed (Decree 69/2024 Art. 20)")
    components: list[Component] = Field(default_factory=list, description="Papers")
    results: list[Result] = Field(default_factory=list, description="Of a bundle: those of its parts")
    parts: list[Part] = Field(default_factory=list, description="Of a bundle")
    consent: list[Consent] = Field(default_factory=list, description="What the citizen is asked first")
    sections: list[Section] = Field(min_length=1, description="The form; `use: name` takes one of _blocks.yaml")
    personas: list[Slug] = Field(min_length=1, description="Who fits, for demonstrations and tests")
    sample: dict[str, str | list[dict[str, str]]] = Field(
        description="What the first persona declares: field id → value; a whole filing with it is accepted"
    )
    sample_people: dict[Name, Slug | dict[str, str]] = Field(
        default_factory=dict, description="Other people of the sample: role → persona, or cccd, full_name, born_on"
    )

    def code_on(self, day: date) -> str:
        """The code in force on ``day``, else the latest before it, else the first."""
        holding = [one.code for one in self.codes if one.holds(day)]
        return (holding or [self.codes[-1].code])[0]

    @model_validator(mode="after")
    def _consistent(self) -> "Procedure":
        ids = [one.id for section in self.sections for one in section.fields]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise ValueError(f"fields named twice: {', '.join(sorted(twice))}")
        if (self.kind is Kind.BUNDLE) != bool(self.parts):
            raise ValueError("a bundle, and only a bundle, has parts")
        return self


class FindProcedures(Ask):
    """Search among the public services; diacritics do not matter."""

    q: str = Field(default="", max_length=100, description="Words of the name, the form, the agency; empty: all")


class ProcedureLine(Answer):
    """A public service in a list."""

    number: int
    slug: str
    code: str
    name: Words
    summary: Words
    agency: Words
    kind: Kind
    form: str
    fee_online: int


class ProcedureList(Answer):
    """The services that fit, best first."""

    procedures: list[ProcedureLine]


__all__ = [
    "Agency",
    "Basis",
    "Checks",
    "Code",
    "Column",
    "Component",
    "Condition",
    "Consent",
    "Dated",
    "Datum",
    "Fee",
    "FieldType",
    "FindProcedures",
    "FormField",
    "FormId",
    "Kind",
    "Level",
    "Mark",
    "Name",
    "OnDispute",
    "OnPartial",
    "OnSilent",
    "Option",
    "Part",
    "PersonRule",
    "Procedure",
    "ProcedureLine",
    "ProcedureList",
    "Result",
    "Section",
    "Slug",
    "Source",
    "TimeLimit",
    "TimeUnit",
    "Words",
]
