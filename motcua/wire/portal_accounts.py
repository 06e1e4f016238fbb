"""portal on the wire, second part: accounts of people who sign in with their electronic identity."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from motcua.wire.fields import Answer, Ask, BornOn, Cccd, FullName, Reason

ACCOUNT_ID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
AccountId = Annotated[
    str,
    Field(
        description="Mã tài khoản của cổng, không suy ra được số định danh · the portal's own id (as TechID)",
        examples=["0b7f6f0e-3f6e-4999-9d3a-5f1f5a0c2d11"],
        pattern=ACCOUNT_ID,
    ),
]
USERNAME = r"^[A-Za-z0-9._@-]{3,60}$"
KnownAs = Annotated[
    str,
    Field(
        description="Tên đăng nhập hoặc số CMND của tài khoản cũ · user name or CMND of the old account",
        examples=["hoa1971"],
        pattern=USERNAME,
    ),
]
OldName = Annotated[str, Field(description="User name of a claimed account", examples=["hoa1971"], pattern=USERNAME)]
Phone = Annotated[str, StringConstraints(pattern=r"^0[0-9]{9}$"), Field(examples=["0900000001"])]
Email = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._+-]{1,60}@[A-Za-z0-9-]{1,60}(\.[A-Za-z0-9-]{1,30}){1,4}$", max_length=120),
    Field(examples=["hoa@example.com"]),
]


class IdentityStatus(StrEnum):
    """What is known about the identity behind an account."""

    VERIFIED = "verified"
    NEEDS_VERIFICATION = "needs_verification"
    UNVERIFIED = "unverified"


class Step(Answer):
    """One thing that the person can do."""

    code: str = Field(examples=["recheck"])
    vi: str
    en: str


class Identity(Answer):
    """The identity of an account as it was checked last."""

    status: IdentityStatus = Field(
        description="verified: đã xác minh · needs_verification: cần xác minh · unverified: chưa hỏi được"
    )
    cause: Reason | None = Field(description="Why it is not verified; null where it is")
    matched: list[Reason] = Field(description="How each field of the sign-in agrees with the population register")
    way_out: list[Step] = Field(description="What the person can do; empty where nothing needs doing")
    against: str = Field(default="population_db", description="The register that was asked")
    checked_at: str | None = Field(description="When it was asked last", examples=["2026-01-01T02:30:00.000000+00:00"])
    verified_at: str | None = Field(description="When the identity was last confirmed; null where it is not")
    rule_version: str | None = Field(description="Version of the rules by which fields were compared")
    request_id: str | None = Field(description="The same id stands in the audit of the register")


class OldAccountState(StrEnum):
    """How far an account from before the electronic identity has come."""

    PROPOSED = "proposed"  # it seems to be this person's; nothing was done
    CLAIMED = "claimed"  # proved to be theirs
    MERGED = "merged"  # its history belongs to the new account, contacts were chosen


class OldAccount(Answer):
    """An account that the portal made by itself before 1/7/2024."""

    username: str
    state: OldAccountState
    phone: str | None
    email: str | None
    created_on: str
    proved_by: str | None = Field(description="number or reconciliation", examples=["reconciliation"])
    case_id: str | None = Field(description="The reconciliation by which it was proved", examples=["DS-260101-000123"])
    claimed_at: str | None
    merged_at: str | None


class PortalAccount(Answer):
    """An account. Contacts and old accounts are told to the person alone."""

    id: str
    cccd: str
    full_name: str = Field(description="As the electronic identity gave it at the last sign-in")
    born_on: str
    phone: str | None
    email: str | None
    contacts_taken: list[str] = Field(
        description="Contacts that the electronic identity gave but another account holds: phone, email"
    )
    level: int = Field(description="Identification level of the electronic identity", ge=1, le=2)
    auth_level: int = Field(description="Authentication level of the last sign-in", ge=1, le=4)
    identity: Identity
    may_file: bool = Field(description="Whether the person may file dossiers: only with a verified identity")
    created_at: str
    signed_in_at: str
    old_accounts: list[OldAccount]


class LookupPortalAccount(Ask):
    """Has this person an account, and is the identity behind it verified?"""

    cccd: Cccd


class PortalAccountFound(Answer):
    """The account, or the verdict that there is none."""

    found: bool
    account: PortalAccount | None = None


class Recheck(Ask):
    """Ask the population register again, after data was corrected."""

    account: AccountId


class ClaimOldAccount(Ask):
    """That old account is mine."""

    account: AccountId
    known_as: KnownAs
    full_name: FullName
    born_on: BornOn


class ClaimOutcome(StrEnum):
    """What became of a claim."""

    CLAIMED = "claimed"
    ALREADY_YOURS = "already_yours"
    NOT_FOUND = "not_found"  # no such account, or name and birth date are not its owner's: one answer for both
    NOT_YOURS = "not_yours"  # the number behind it is not the signed-in person's
    NOT_CONFIRMED = "not_confirmed"  # the register does not confirm number, name and birth date of the account
    SEVERAL = "several"  # several people hold the CMND


class Claim(Answer):
    """The verdict on a claim; nothing about anybody else."""

    outcome: ClaimOutcome
    reason: Reason
    case_id: str | None = Field(description="The reconciliation that proved it; null unless it did")
    account: PortalAccount


class MergeOldAccounts(Ask):
    """Fold all claimed old accounts into the new one, and choose whose contacts stay."""

    account: AccountId
    phone_of: OldName | None = Field(default=None, description="Whose phone is taken; null keeps the present one")
    email_of: OldName | None = Field(default=None, description="Whose e-mail is taken; null keeps the present one")


class SetContacts(Ask):
    """Phone and e-mail of an account; null takes one away."""

    account: AccountId
    phone: Phone | None = None
    email: Email | None = None
