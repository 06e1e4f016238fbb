"""Public services as data: one file ``contracts/procedures/NN-slug.yaml`` each, in exactly this shape.

The same models are the JSON Schema of the files (``contracts/schemas/procedure.schema.json``) and the answer of
``GET /v1/procedures/{slug}``: what an integrator reads is what the portal obeys. Marks carry the doubt of
``domain/facts.md``: *seen* in a source, *knowledge* from memory, *derived* from seen facts, *assumed* by the sandbox.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from motcua.wire import patterns
from motcua.wire.fields import Answer, Ask

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NAME = r"^[a-z][a-z0-9_]*$"
# npdb.full_name · sector.vehicle.plate_number · store.birth_certificate.number · person.mother.full_name
SOURCE = r"^(npdb|eid|tax|store|sector|person)(\.[a-z][a-z0-9_]*){1,2}$"
Slug = Annotated[str, Field(pattern=SLUG, max_length=60, examples=["dang-ky-thuong-tru"])]
Name = Annotated[str, Field(pattern=NAME, max_length=40, examples=["new_address"])]
Source = Annotated[str, Field(pattern=SOURCE, examples=["npdb.permanent_address"])]


class Datum(Answer):
    """A member of a procedure file: unknown members are refused, so that a misspelt one never passes in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Datum):
    """The same in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Mark(StrEnum):
    """How sure a fact is."""

    SEEN = "seen"
    KNOWLEDGE_HIGH = "knowledge-high"
    KNOWLEDGE_MEDIUM = "knowledge-medium"
    KNOWLEDGE_LOW = "knowledge-low"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Dated(Datum):
    """A fact with its days (inclusive) and its doubt."""

    valid_from: date | None = Field(default=None, description="null where no source states one")
    valid_to: date | None = Field(default=None, description="null while in force")
    mark: Mark
    note: str = Field(default="", description="Where it was read, or what is doubtful, in English")

    def holds(self, day: date) -> bool:
        """Whether the fact is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Code(Dated):
    """A code of the procedure (mã TTHC). Where no source gives one the sandbox uses 9.9900NN, marked assumed."""

    code: str = Field(pattern=r"^[0-9]\.[0-9]{6}$", examples=["1.004222"])


class Basis(Dated):
    """A text of law, cited in Vietnamese."""

    text: str


class FormId(Dated):
    """The official form that the electronic form stands for."""

    id: str = Field(examples=["CT01"])
    title: Words


class Level(StrEnum):
    """Where a dossier is decided."""

    COMMUNE = "commune"
    PROVINCE = "province"
    CENTRAL = "central"
    ENTERPRISE = "enterprise"


class Agency(Datum):
    """Who decides. Codes of agencies are of the sandbox: H99 and G99 belong to nobody."""

    code: str = Field(pattern=r"^[HG][0-9]{2}(\.[0-9]{1,3}){0,3}$", examples=["H99.1"])
    name: Words
    level: Level
    ministry: Words = Field(description="The ministry in charge on the sandbox day; earlier ones in the note")
    note: str = ""


class Kind(StrEnum):
    """What filing it makes: most make a dossier, some only a notice, one only a payment."""

    DOSSIER = "dossier"
    NOTICE = "notice"
    PAYMENT = "payment"
    BUNDLE = "bundle"


class Fee(Dated):
    """The fee in đồng by channel; 0 is free."""

    counter: int = Field(ge=0)
    online: int = Field(ge=0)
    name: Words | None = None


class TimeUnit(StrEnum):
    """How a time limit is counted: ``ngày làm việc``, ``ngày``, working hours, or within the day."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    SAME_DAY = "same_day"
    AT_ONCE = "at_once"


class TimeLimit(Dated):
    """How long the agency has. ``cut_off``: received after it counts from the next working day."""

    unit: TimeUnit
    counter: int = Field(ge=0, description="Over the counter, in the unit; 0 for same_day and at_once")
    online: int = Field(ge=0, description="Online, in the unit")
    cut_off: str = Field(default="17:00", pattern=r"^[0-2][0-9]:[0-5][0-9]$")


class Component(Datum):
    """A paper (thành phần hồ sơ). What the State has already is not asked again."""

    code: str = Field(pattern=r"^[A-Z0-9]+([.-][A-Z0-9]+)*$", examples=["000.00.00.G99-KQ000003"])
    name: Words
    required: bool = True
    required_when: "Condition | None" = None
    replaced_by: list[str] = Field(default_factory=list, description="Result codes in the store that stand for it")
    replaced_by_source: list[Source] = Field(default_factory=list, description="Values that stand for it")
    on_site: bool = Field(default=False, description="Done at the desk (photo, fingerprints), never uploaded")
    mark: Mark
    note: str = ""


class Result(Datum):
    """What the procedure ends in: a signed paper in the citizen's store."""

    code: str = Field(pattern=r"^KQ\.[HG][0-9]{2}\.[0-9]{6}$", examples=["KQ.G99.000003"])
    key: Name = Field(description="Name under which later forms take its values: store.<key>.<value>")
    name: Words
    valid_months: int | None = Field(default=None, description="null: no end")
    values: dict[Name, str] = Field(
        default_factory=dict,
        description="What the result says: name → `field:<id of a field>` or `made:<number|book|page|today|until>`",
    )
    mark: Mark


class Condition(Datum):
    """True where another field has one of these values, or, without ``is``, any value."""

    field: Name
    one_of: list[str] = Field(default_factory=list, description="Empty: any value that is not empty")
    negated: bool = False


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

    value: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")
    label: Words


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

    pattern: str = ""
    shortest: int | None = None
    longest: int | None = Field(default=None, le=4000)
    least: int | None = None
    most: int | None = None
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

    id: Name
    label: Words
    type: FieldType = FieldType.TEXT
    required: bool = False
    options: list[Option] = Field(default_factory=list)
    codelist: str = ""


class FormField(Datum):
    """One field of the form: what it is and where it comes from."""

    id: Name
    label: Words
    hint: Words | None = None
    type: FieldType = FieldType.TEXT
    required: bool = True
    required_when: Condition | None = None
    shown_when: Condition | None = None
    options: list[Option] = Field(default_factory=list)
    codelist: str = Field(default="", description="A list of contracts/codelists, by name")
    columns: list[Column] = Field(default_factory=list, description="Of a list")
    rows: int = Field(default=5, ge=1, le=20, description="Of a list, at most")
    checks: Checks = Field(default_factory=Checks)
    source: list[Source] = Field(default_factory=list, description="In order of fallback; empty: declared")
    editable: bool = Field(default=False, description="Whether a value from a source may be changed by the citizen")
    silent: OnSilent = OnSilent.DECLARE
    partial: OnPartial = OnPartial.KEEP
    disputed: OnDispute = OnDispute.DECLARE
    compared_with: list[Source] = Field(default_factory=list, description="Sources that may contradict; shown")
    initial: str = Field(default="", description="What a declared field starts with")
    mark: Mark = Mark.DERIVED

    @model_validator(mode="after")
    def _consistent(self) -> "FormField":
        if self.type is FieldType.CHOICE and not (self.options or self.codelist):
            raise ValueError(f"{self.id}: a choice needs options or a codelist")
        if (self.type is FieldType.LIST) != bool(self.columns):
            raise ValueError(f"{self.id}: a list, and only a list, has columns")
        return self


class PersonRule(Datum):
    """Another person on the form, found by number, name and birth date (facts.md 3.2, 3.3)."""

    role: Name = Field(examples=["mother"])
    label: Words
    required: bool = False
    known_by: Source | None = Field(
        default=None,
        description="Where their number may be known: npdb.mother_cccd; then it is not asked",
    )
    guardian_of: bool = Field(default=False, description="Whether the applicant must be a parent or guardian")


class Section(Datum):
    """A part of the form."""

    id: Name
    title: Words
    intro: Words | None = None
    person: PersonRule | None = Field(default=None, description="The section is about another person")
    shown_when: Condition | None = None
    fields: list[FormField] = Field(min_length=1)


class Consent(Datum):
    """A source that may be asked only with consent (Law 91/2025/QH15 Art. 9)."""

    source: Literal["tax", "store", "sector"]
    purpose: Words


class Part(Datum):
    """One agency's share of a bundle (thủ tục liên thông): its own number, deadline and result."""

    key: Name
    agency: Agency
    name: Words
    procedure: str = Field(description="Code of the procedure that the part is", examples=["1.001193"])
    time_limit: TimeLimit
    result: Result
    after: list[Name] = Field(default_factory=list, description="Parts that must have given their result first")


class Procedure(Datum):
    """A public service."""

    number: int = Field(ge=1, le=99)
    slug: Slug
    name: Words
    summary: Words
    keywords: list[str] = Field(default_factory=list, description="More words by which people search")
    kind: Kind = Kind.DOSSIER
    subject: Literal["citizen", "organisation"] = "citizen"
    agency: Agency
    codes: list[Code] = Field(min_length=1)
    legal_basis: list[Basis] = Field(min_length=1)
    form: list[FormId] = Field(min_length=1)
    fee: list[Fee] = Field(min_length=1)
    time_limit: list[TimeLimit] = Field(min_length=1)
    assurance: int = Field(ge=1, le=4, description="Authentication level needed (Decree 69/2024 Art. 20)")
    components: list[Component] = Field(default_factory=list)
    results: list[Result] = Field(default_factory=list)
    parts: list[Part] = Field(default_factory=list, description="Of a bundle")
    consent: list[Consent] = Field(default_factory=list)
    sections: list[Section] = Field(min_length=1)
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
