"""What the law says of a service: codes, legal basis, form, agency, fee and time limit, each with its days."""

from enum import StrEnum

from pydantic import Field

from motcua.wire.procedures.datum import Dated, Datum, Words


class Code(Dated):
    """A code of the procedure (mã TTHC). Where no source gives one the sandbox uses 9.9900NN, marked assumed."""

    code: str = Field(description="Mã TTHC", pattern=r"^[0-9]\.[0-9]{6}$", examples=["1.004222"])


class Basis(Dated):
    """A text of law, cited in Vietnamese."""

    text: str = Field(description="Kind, number and year, as it is cited")


class FormId(Dated):
    """The official form that the electronic form stands for."""

    id: str = Field(description="Number of the form, as CT01", examples=["CT01"])
    title: Words = Field(description="Its title")


class Level(StrEnum):
    """Where a dossier is decided."""

    COMMUNE = "commune"
    PROVINCE = "province"
    CENTRAL = "central"
    ENTERPRISE = "enterprise"


class Agency(Datum):
    """Who decides. Codes of agencies are of the sandbox: H99 and G99 belong to nobody."""

    code: str = Field(
        description="H of a province, G of a ministry; begins the dossier number",
        pattern=r"^[HG][0-9]{2}(\.[0-9]{1,3}){0,3}$",
        examples=["H99.1"],
    )
    name: Words = Field(description="Who receives and decides")
    level: Level = Field(description="Where that is")
    ministry: Words = Field(description="The ministry in charge on the sandbox day; earlier ones in the note")
    note: str = Field(default="", description="Owners before, and what is doubtful")


class Kind(StrEnum):
    """What filing it makes: most make a dossier, some only a notice, one only a payment."""

    DOSSIER = "dossier"
    NOTICE = "notice"
    PAYMENT = "payment"
    BUNDLE = "bundle"


class Fee(Dated):
    """The fee in đồng by channel; 0 is free."""

    counter: int = Field(ge=0, description="Over the counter")
    online: int = Field(ge=0, description="Filed online")
    name: Words | None = Field(default=None, description="What it is called")


class TimeUnit(StrEnum):
    """How a time limit is counted: ``ngày làm việc``, ``ngày``, working hours, or within the day."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    SAME_DAY = "same_day"
    AT_ONCE = "at_once"


class TimeLimit(Dated):
    """How long the agency has. ``cut_off``: received after it counts from the next working day."""

    unit: TimeUnit = Field(description="How it is counted")
    counter: int = Field(ge=0, description="Over the counter, in the unit; 0 for same_day and at_once")
    online: int = Field(ge=0, description="Online, in the unit")
    cut_off: str = Field(
        default="17:00",
        description="Received after it counts from the next working day",
        pattern=r"^[0-2][0-9]:[0-5][0-9]$",
    )
