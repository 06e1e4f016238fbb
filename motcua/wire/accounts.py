"""eid_auth on the wire: electronic identity accounts and what is said about them. Their life: ``accounts_life``."""

from enum import StrEnum

from pydantic import Field

from motcua.wire.fields import Answer, Ask, Cccd


class AccountState(StrEnum):
    """The life cycle of an account (Decree 69/2024/NĐ-CP; facts.md 4.3)."""

    REGISTERED = "registered"
    NOTIFIED = "notified"
    ACTIVE = "active"
    EXPIRED = "expired"
    LOCKED = "locked"
    CANCELLED = "cancelled"


class AccountKind(StrEnum):
    """Whose account it is."""

    CITIZEN = "citizen"
    FOREIGNER = "foreigner"
    ORGANISATION = "organisation"


class Ground(StrEnum):
    """Why an account is locked (Decree 69/2024/NĐ-CP; facts.md 4.3)."""

    OWNER = "owner"
    TERMS = "terms"
    CARD_REVOKED = "card_revoked"
    RESIDENCE_EXPIRED = "residence_expired"
    AUTHORITY = "authority"
    DISSOLVED = "dissolved"
    DEATH = "death"


class LookupAccount(Ask):
    """Has this person an account?"""

    cccd: Cccd


class Account(Answer):
    """An account: its identification level (1, 2) is not the authentication level of a login (1–4)."""

    cccd: str = Field(description="Số định danh · personal number", examples=["001171999001"])
    level: int = Field(
        description="Mức độ định danh điện tử · identification level (Decree 69/2024)",
        ge=1,
        le=2,
        examples=[2],
    )
    state: AccountState = Field(
        description="registered → notified → active (within 7 days, else expired: Art. 14) ⇄ locked; cancelled"
    )
    usable: bool = Field(description="Only an active account can log in", examples=[True])
    kind: AccountKind = Field(description="citizen or foreigner", examples=["citizen"])
    has_guardian: bool = Field(description="Whether a guardian acts for the person, a child", examples=[False])
    registered_on: str | None = Field(examples=["2023-03-10"])
    notified_on: str | None = Field(description="Day of the notice that the account is made", examples=["2023-03-10"])
    activate_by: str | None = Field(
        description="Last day on which the owner can activate; null once that is no question", examples=[None]
    )
    activated_on: str | None = Field(examples=["2023-03-10"])
    locked_on: str | None = Field(examples=[None])
    lock_reason: Ground | None = Field(description="The weightiest ground for the lock", examples=[None])


class AccountFound(Answer):
    """The account, or the verdict that there is none."""

    found: bool
    account: Account | None = None
