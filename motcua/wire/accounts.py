"""eid_auth on the wire, first part: the state of an electronic identity account. The OpenID Provider comes later."""

from pydantic import Field

from motcua.wire.fields import Answer, Ask, Cccd


class LookupAccount(Ask):
    """Has this person an account?"""

    cccd: Cccd


class Account(Answer):
    """An account: its identification level (1, 2) is not the authentication level of a login (1–4)."""

    cccd: str
    level: int = Field(ge=1, le=2)
    state: str = Field(description="registered, notified, active, expired, locked, cancelled")
    registered_on: str | None
    activated_on: str | None
    locked_on: str | None
    lock_reason: str | None


class AccountFound(Answer):
    """The account, or the verdict that there is none."""

    found: bool
    account: Account | None = None
