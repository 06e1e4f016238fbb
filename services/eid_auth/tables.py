"""Tables: the account slice as rows. An empty text means that there is no such value."""

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class Register(SQLModel, registry=registry()):
    """Tables of this service alone: four services may live in one process."""


class Account(Register, table=True):
    """An electronic identity account, by the personal number."""

    __tablename__ = "accounts"

    cccd: str = Field(primary_key=True)
    level: str = ""
    state: str = ""
    registered_on: str = ""
    notified_on: str = ""
    activated_on: str = ""
    locked_on: str = ""
    lock_reason: str = ""
    phone: str = ""
    email: str = ""


ACCOUNTS = Register.metadata.tables["accounts"]
ALL = tuple(Register.metadata.sorted_tables)
