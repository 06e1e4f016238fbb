"""Tables: the account slice as rows. An empty text means that there is no such value."""

from sqlmodel import Field

from services.eid_auth.tables.register import Register


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
