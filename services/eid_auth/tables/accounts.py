"""Accounts and the organisations behind them: the slice as rows. An empty text means that there is no such value."""

from sqlmodel import Field

from services.eid_auth.tables.register import Register


class Account(Register, table=True):
    """An electronic identity account, by the personal number. Its data may be older than the population register's."""

    __tablename__ = "accounts"

    cccd: str = Field(primary_key=True)
    level: str = ""
    state: str = ""
    registered_on: str = ""
    notified_on: str = ""
    activated_on: str = ""
    locked_on: str = ""
    lock_reason: str = ""
    phone: str = Field(default="", index=True)
    email: str = ""
    full_name: str = ""
    born_on: str = ""
    sex: str = ""
    kind: str = ""
    guardian: str = Field(default="", index=True)


class Organisation(Register, table=True):
    """An organisation's account, by its tax code. It has no level: Decree 69/2024 gives levels to people only."""

    __tablename__ = "organisations"

    number: str = Field(primary_key=True)
    name: str = ""
    representative: str = Field(default="", index=True)
    state: str = ""
    registered_on: str = ""
    notified_on: str = ""
    activated_on: str = ""
    locked_on: str = ""
    lock_reason: str = ""


ACCOUNTS = Register.metadata.tables["accounts"]
ORGANISATIONS = Register.metadata.tables["organisations"]
