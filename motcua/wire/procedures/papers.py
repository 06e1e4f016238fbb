"""Papers that a service takes and results that it gives, also those of a bundle's parts."""

from pydantic import Field

from motcua.wire.procedures.datum import Datum, Mark, Name, Source, Words
from motcua.wire.procedures.form import Condition
from motcua.wire.procedures.law import Agency, TimeLimit


class Component(Datum):
    """A paper (thành phần hồ sơ). What the State has already is not asked again."""

    code: str = Field(
        description="Mã thành phần hồ sơ; of the sandbox",
        pattern=r"^[A-Z0-9]+([.-][A-Z0-9]+)*$",
        examples=["000.00.00.G99-KQ000003"],
    )
    name: Words = Field(description="What is handed in")
    required: bool = Field(default=True, description="Whether a filing without it, or what replaces it, is refused")
    required_when: Condition | None = Field(default=None, description="Asked only then; `required` does not count")
    replaced_by: list[str] = Field(default_factory=list, description="Result codes in the store that stand for it")
    replaced_by_source: list[Source] = Field(default_factory=list, description="Values that stand for it")
    on_site: bool = Field(default=False, description="Done at the desk (photo, fingerprints), never uploaded")
    mark: Mark = Field(description="How sure it is that it is asked")
    note: str = Field(default="", description="Where it was read, or what is doubtful")


class Result(Datum):
    """What the procedure ends in: a signed paper in the citizen's store."""

    code: str = Field(
        description="Mã kết quả; of the sandbox", pattern=r"^KQ\.[HG][0-9]{2}\.[0-9]{6}$", examples=["KQ.G99.000003"]
    )
    key: Name = Field(description="Name under which later forms take its values: store.<key>.<value>")
    name: Words = Field(description="The paper")
    valid_months: int | None = Field(default=None, description="Months that it holds; null: no end")
    values: dict[Name, str] = Field(
        default_factory=dict,
        description="What the result says: name → `field:<id of a field>` or `made:<number|book|page|today|until>`",
    )
    mark: Mark = Field(description="How sure the paper and its code are")


class Part(Datum):
    """One agency's share of a bundle (thủ tục liên thông): its own number, deadline and result."""

    key: Name = Field(description="Name of the part")
    agency: Agency = Field(description="Who decides it")
    name: Words = Field(description="What is done")
    procedure: str = Field(description="Code of the procedure that the part is", examples=["1.001193"])
    time_limit: TimeLimit = Field(description="Its own")
    result: Result = Field(description="Its own")
    after: list[Name] = Field(default_factory=list, description="Parts that must have given their result first")
