"""What happens to accounts: their history, visits at a desk, locks under the one that shows, own passwords."""

from sqlmodel import Field

from services.eid_auth.tables.register import Register


class Event(Register, table=True):
    """What happened to the account of a person or an organisation (``number``): only ever inserted."""

    __tablename__ = "account_events"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: str = Field(default="", index=True)
    event: str = ""
    was: str = ""
    became: str = ""
    at: str = ""
    actor: str = ""
    client: str = ""
    reason: str = ""
    asked: str = ""  # SHA-256 of what was asked, to know a repeated request; never of a password


class Desk(Register, table=True):
    """A visit at a police desk with what the devices said, also one that changed nothing: only ever inserted."""

    __tablename__ = "desk_visits"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    cccd: str = Field(default="", index=True)
    at: str = ""
    client: str = ""
    face: str = ""
    fingerprint: str = ""
    card: str = ""
    outcome: str = ""
    reasons: str = ""


class Ground(Register, table=True):
    """A ground that locks an account beneath the one in ``lock_reason``: it shows again when that one ends."""

    __tablename__ = "account_grounds"

    number: str = Field(primary_key=True)
    ground: str = Field(primary_key=True)
    since: str = ""


class Residence(Register, table=True):
    """Until when a foreigner may reside, and with which passport: the account is locked the day after."""

    __tablename__ = "residences"

    cccd: str = Field(primary_key=True)
    passport: str = ""
    residence_until: str = ""


class Password(Register, table=True):
    """A password that an account set itself: salt and scrypt hash, both in hex."""

    __tablename__ = "passwords"

    cccd: str = Field(primary_key=True)
    salt: str = ""
    hash: str = ""


EVENTS = Register.metadata.tables["account_events"]
DESK = Register.metadata.tables["desk_visits"]
GROUNDS = Register.metadata.tables["account_grounds"]
RESIDENCES = Register.metadata.tables["residences"]
PASSWORDS = Register.metadata.tables["passwords"]
