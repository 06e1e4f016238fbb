"""Tables: the population slice as rows. Text only; an empty text means that the register does not know."""

from sqlalchemy import Index
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class Register(SQLModel, registry=registry()):
    """Tables of this service alone: four services may live in one process."""


class Citizen(Register, table=True):
    """A person, by the personal number in force."""

    __tablename__ = "citizens"

    cccd: str = Field(primary_key=True)
    full_name: str = ""
    born_on: str = ""
    sex: str = ""
    ethnicity: str = ""
    religion: str = ""
    nationality: str = ""
    marital_status: str = ""
    blood_type: str = ""
    birth_province: str = ""
    birth_place: str = ""
    hometown: str = ""
    permanent_address: str = ""
    permanent_ward: str = ""
    permanent_province: str = ""
    current_address: str = ""
    current_ward: str = ""
    current_province: str = ""
    living_status: str = ""
    died_on: str = ""
    household_id: str = Field(default="", index=True)
    household_role: str = ""
    father_cccd: str = Field(default="", index=True)
    father_name: str = ""
    mother_cccd: str = Field(default="", index=True)
    mother_name: str = ""
    spouse_cccd: str = ""
    spouse_name: str = ""
    as_of: str = ""
    disputed: str = ""


class Number(Register, table=True):
    """A number that a person was given: all CMND, and cancelled personal numbers."""

    __tablename__ = "numbers"
    __table_args__ = (Index("numbers_number", "kind", "number"),)

    cccd: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    ordinal: str = Field(primary_key=True)
    number: str = ""
    issued_on: str = ""
    issuer: str = ""
    ended_on: str = ""
    end_reason: str = ""


class Household(Register, table=True):
    """A household and its head."""

    __tablename__ = "households"

    household_id: str = Field(primary_key=True)
    head_cccd: str = ""
    address: str = ""
    ward: str = ""
    province: str = ""


CITIZENS = Register.metadata.tables["citizens"]
NUMBERS = Register.metadata.tables["numbers"]
HOUSEHOLDS = Register.metadata.tables["households"]
ALL = tuple(Register.metadata.sorted_tables)
