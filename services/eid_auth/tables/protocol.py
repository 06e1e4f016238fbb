"""What the OpenID Provider keeps. Codes, tokens and secrets are kept as SHA-256 only; a copied file signs nobody in."""

from sqlalchemy import Index
from sqlmodel import Field

from services.eid_auth.tables.register import Register


class Key(Register, table=True):
    """A signing key: published (announced, not used yet), active (signs), retired (still published)."""

    __tablename__ = "keys"

    kid: str = Field(primary_key=True)
    alg: str
    jwk: str
    state: str
    seq: int
    created_at: str


class Client(Register, table=True):
    """A relying party registered while the sandbox runs; those of the file are not rows. Metadata as in RFC 7591."""

    __tablename__ = "clients"

    client_id: str = Field(primary_key=True)
    client_metadata: str
    secret: str = ""
    access: str = ""
    registered_at: str
    origin: str


class Interaction(Register, table=True):
    """An authorization request on its way through the sign-in pages of one browser."""

    __tablename__ = "interactions"

    id: str = Field(primary_key=True)
    browser: str
    client_id: str
    request: str
    began_at: str
    expires_at: str
    cccd: str = ""
    amr: str = ""
    proved_at: str = ""
    wrong: int = 0
    sid: str = ""
    ended: str = ""


class Session(Register, table=True):
    """A signed-in browser (single sign-on). ``level`` is the authentication level reached, 1 to 4."""

    __tablename__ = "sessions"

    sid: str = Field(primary_key=True)
    cookie: str = Field(unique=True)
    cccd: str = Field(index=True)
    sub: str
    auth_time: int
    amr: str
    level: int
    expires_at: str
    ended_at: str = ""


class Pushed(Register, table=True):
    """A pushed authorization request (RFC 9126), good for one use."""

    __tablename__ = "pushed"

    request_uri: str = Field(primary_key=True)
    client_id: str
    request: str
    expires_at: str
    used: int = 0


class Grant(Register, table=True):
    """What one person allowed one client in one sign-in: the family of a code and all tokens that came of it."""

    __tablename__ = "grants"
    __table_args__ = (Index("grants_person", "cccd", "client_id"),)

    id: str = Field(primary_key=True)
    client_id: str
    cccd: str
    sub: str
    sid: str = Field(index=True)
    request: str
    auth_time: int
    amr: str
    level: int
    granted_at: str
    revoked_at: str = ""
    why: str = ""


class Code(Register, table=True):
    """An authorization code, good for one use."""

    __tablename__ = "codes"

    hash: str = Field(primary_key=True)
    grant_id: str
    expires_at: str
    used_at: str = ""


class Token(Register, table=True):
    """An access or refresh token; a refresh token that was used and comes back revokes its grant."""

    __tablename__ = "tokens"

    hash: str = Field(primary_key=True)
    kind: str
    grant_id: str = Field(index=True)
    client_id: str
    cccd: str = ""
    sub: str = ""
    scope: str
    issued_at: int
    expires_at: int
    used_at: str = ""
    revoked_at: str = ""


class Assertion(Register, table=True):
    """A ``jti`` of a client assertion (RFC 7523), so that it is accepted once."""

    __tablename__ = "assertions"

    client_id: str = Field(primary_key=True)
    jti: str = Field(primary_key=True)
    expires_at: int


class Consent(Register, table=True):
    """What a person allowed a client to be told, until withdrawn; its id is the receipt's number."""

    __tablename__ = "consents"
    __table_args__ = (Index("consents_person", "cccd", "client_id"),)

    id: str = Field(primary_key=True)
    cccd: str
    client_id: str
    scope: str
    claims: str = ""
    given_at: str
    withdrawn_at: str = ""


KEYS = Register.metadata.tables["keys"]
CLIENTS = Register.metadata.tables["clients"]
INTERACTIONS = Register.metadata.tables["interactions"]
SESSIONS = Register.metadata.tables["sessions"]
PUSHED = Register.metadata.tables["pushed"]
GRANTS = Register.metadata.tables["grants"]
CODES = Register.metadata.tables["codes"]
TOKENS = Register.metadata.tables["tokens"]
ASSERTIONS = Register.metadata.tables["assertions"]
CONSENTS = Register.metadata.tables["consents"]
