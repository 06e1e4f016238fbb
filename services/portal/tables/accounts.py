"""Accounts of people, how their identity was checked, and the accounts from before the electronic identity."""

from sqlmodel import Field

from services.portal.tables.register import Register


class Account(Register, table=True):
    """One person, by personal number. Name and birth date are as the electronic identity gave them last."""

    __tablename__ = "accounts"

    id: str = Field(primary_key=True)
    cccd: str = Field(unique=True)
    sub: str
    full_name: str
    born_on: str
    phone: str = Field(default="", index=True)
    email: str = Field(default="", index=True)
    contacts_taken: str = ""
    level: int
    auth_level: int
    created_at: str
    signed_in_at: str
    status: str
    cause: str = ""
    matched: str = ""
    rule_version: str = ""
    request_id: str = ""
    checked_at: str = ""
    verified_at: str = ""
    numbers: str = ""
    organisations: str = ""


class IdentityCheck(Register, table=True):
    """One time that the population register was asked about the person behind an account; never overwritten."""

    __tablename__ = "identity_checks"

    account_id: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    at: str
    why: str
    status: str
    cause: str = ""
    matched: str = ""
    rule_version: str = ""
    request_id: str = ""


class OldAccount(Register, table=True):
    """An account that the portal made by itself; usable until 30/6/2024 only (Decree 69/2024 Art. 40)."""

    __tablename__ = "old_accounts"

    username: str = Field(primary_key=True)
    cmnd: str = Field(default="", index=True)
    cccd: str = Field(default="", index=True)
    full_name: str = ""
    born_on: str = ""
    phone: str = Field(default="", index=True)
    email: str = Field(default="", index=True)
    created_on: str = ""


class Claim(Register, table=True):
    """Whose an old account proved to be. Once merged, the new account is the only one left."""

    __tablename__ = "claims"

    username: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    proved_by: str
    case_id: str = ""
    claimed_at: str
    merged_at: str = ""


ACCOUNTS = Register.metadata.tables["accounts"]
IDENTITY_CHECKS = Register.metadata.tables["identity_checks"]
OLD_ACCOUNTS = Register.metadata.tables["old_accounts"]
CLAIMS = Register.metadata.tables["claims"]
