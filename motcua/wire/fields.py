"""The types of wire members: meaning enters at the edge, so nothing further in handles a raw string.

Members are English snake_case with ISO 8601 dates; the Vietnamese wire forms of the real systems are separate profiles.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)

from motcua.vnid import dates


def _no_text(value: object) -> object:
    if isinstance(value, (str, bool)):
        raise ValueError("phải là số · must be a number")  # pydantic turns a ValueError into a refusal
    return value


def _only_text(value: object) -> object:
    if value is not None and not isinstance(value, str):
        raise ValueError("phải là chuỗi ký tự · must be text")  # as above
    return value


# JSON knows truth from numbers and numbers from text; pydantic would forgive 0 for false and "5" for 5.
# NUMBER and TEXT stand last in an Annotated, or the schema loses its bounds.
Switch = StrictBool
NUMBER = BeforeValidator(_no_text)
TEXT = BeforeValidator(_only_text)


class Ask(BaseModel):
    """A request body: unknown members are refused, so that a misspelt one never passes in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def one_of(*names: str) -> Callable[[dict[str, Any]], None]:
    """For ``json_schema_extra``: exactly one of these members, none of them null."""

    def extra(schema: dict[str, Any]) -> None:
        for name in names:
            plain(schema, name)
        schema["oneOf"] = [
            {"required": [name], "not": {"anyOf": [{"required": [other]} for other in names if other != name]}}
            for name in names
        ]

    return extra


def plain(schema: dict[str, Any], name: str) -> None:
    """A member that may be absent, but is never null: as it is described, without the default."""
    member = schema["properties"][name]
    member.pop("default", None)
    options = member.pop("anyOf", None)
    if options:
        member.update(options[0])


class Answer(BaseModel):
    """A reply body."""

    model_config = ConfigDict(frozen=True)


def _digits(what: str, example: str, pattern: str) -> Any:
    return Field(description=what, examples=[example], pattern=pattern)


Cmnd = Annotated[str, _digits("Số CMND 9 số · 9-digit CMND", "901999001", r"^[0-9]{9}$")]
Cccd = Annotated[str, _digits("Số định danh cá nhân / CCCD, 12 số · personal number", "001171999001", r"^[0-9]{12}$")]
Mst = Annotated[
    str,
    _digits("Mã số thuế: 10 số, 10-3 hoặc 12 số · tax code", "9000000019", r"^[0-9]{10}(-[0-9]{3})?$|^[0-9]{12}$"),
]
IdNumber = Annotated[
    str,
    _digits("CMND 9 số hoặc số định danh 12 số · CMND or personal number", "901999001", r"^[0-9]{9}([0-9]{3})?$"),
]
FullName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$"),
    Field(description="Họ và tên đầy đủ · full name, family name first", examples=["Trần Thị Hoa"]),
]
# A birth date may be a year or a year and month: the NPDB itself holds such records (element Nam beside NgayThangNam).
BORN_SCHEMA = {
    "description": "Ngày sinh ISO 8601: đầy đủ, tháng-năm hoặc chỉ năm · birth date, month or year",
    "examples": ["1971-03-02"],
    "anyOf": [
        {"type": "string", "format": "date", "pattern": "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
        {"type": "string", "pattern": "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$"},
        {"type": "string", "pattern": "^(19|20)[0-9]{2}$"},
    ],
}


def _born(text: str) -> str:
    born = dates.parse(text)
    if not born.startswith(("19", "20")):
        raise ValueError("năm sinh phải từ 1900 đến 2099 · the birth year must lie between 1900 and 2099")
    return born


BornOn = Annotated[str, AfterValidator(_born), WithJsonSchema(BORN_SCHEMA)]


class Sex(StrEnum):
    """Sex, as the NPDB codes it (QCVN 109): 1 male, 2 female. Other systems code it otherwise."""

    MALE = "1"
    FEMALE = "2"


class Reason(Answer):
    """Why a verdict came out as it did, for one field."""

    field: str = Field(description="The field concerned", examples=["full_name"])
    code: str = Field(description="Stable reason code", examples=["name.same"])
    vi: str = Field(description="Giải thích bằng tiếng Việt")
    en: str = Field(description="The same in English")
