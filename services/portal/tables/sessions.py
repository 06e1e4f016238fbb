"""Browsers: sign-ins on their way through the provider, and sessions. What a browser holds is kept as SHA-256 only."""

from sqlmodel import Field

from services.portal.tables.register import Register


class SignIn(Register, table=True):
    """A sign-in that went to the provider and is good for one answer, in the browser that began it."""

    __tablename__ = "sign_ins"

    state: str = Field(primary_key=True)
    browser: str
    nonce: str
    verifier: str
    level: int
    max_age: int
    return_to: str
    began_at: str


class Session(Register, table=True):
    """A signed-in browser."""

    __tablename__ = "sessions"

    cookie: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    id_token: str
    sid: str = Field(default="", index=True)
    auth_level: int
    began_at: str
    seen_at: str


SIGN_INS = Register.metadata.tables["sign_ins"]
SESSIONS = Register.metadata.tables["sessions"]
