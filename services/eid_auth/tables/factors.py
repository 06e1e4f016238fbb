"""What proves a person on the pages: one-time codes, the messages that bring them, challenges for the phone."""

from sqlmodel import Field

from services.eid_auth.tables.register import Register


class OneTimeCode(Register, table=True):
    """The newest code of an interaction; a new one takes its place."""

    __tablename__ = "one_time_codes"

    interaction: str = Field(primary_key=True)
    code: str
    sent_at: str
    wrong: int = 0
    used_at: str = ""


class Message(Register, table=True):
    """A message to a telephone: the sandbox sends none, it shows them in its inbox."""

    __tablename__ = "messages"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    phone: str = Field(index=True)
    sent_at: str
    code: str
    client: str


class Challenge(Register, table=True):
    """A QR code that a browser shows and a phone answers: the ``nth`` of its interaction.

    ``phone`` is the SHA-256 of the phone's cookie.
    """

    __tablename__ = "challenges"

    code: str = Field(primary_key=True)
    interaction: str = Field(index=True)
    nth: int
    state: str
    shown_at: str
    phone: str = ""
    cccd: str = ""
    amr: str = ""


CODES = Register.metadata.tables["one_time_codes"]
MESSAGES = Register.metadata.tables["messages"]
CHALLENGES = Register.metadata.tables["challenges"]
