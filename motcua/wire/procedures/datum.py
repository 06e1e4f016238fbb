"""What every member of a procedure file is made of: names, words in both languages, marks of doubt, days."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from motcua.wire.fields import Answer

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

    vi: str = Field(min_length=1, description="Vietnamese, with its diacritics; shown first")
    en: str = Field(min_length=1, description="English")


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
    mark: Mark = Field(description="How sure it is")
    note: str = Field(default="", description="Where it was read, or what is doubtful, in English")

    def holds(self, day: date) -> bool:
        """Whether the fact is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
