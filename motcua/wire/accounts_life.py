"""eid_auth on the wire: the life of an account. What is asked at each step, the answer to all, and the history."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from motcua.wire.accounts import Account, AccountKind, AccountState, Ground, LookupAccount
from motcua.wire.fields import Answer, BornOn, Cccd, FullName, Reason, Switch

Phone = Annotated[
    str,
    Field(description="Số điện thoại chính chủ · own telephone", examples=["0900009901"], pattern=r"^0[0-9]{9}$"),
]
Email = Annotated[
    str,
    StringConstraints(max_length=120, pattern=r"^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,40}(\.[A-Za-z0-9-]{1,10}){1,2}$"),
    Field(description="Thư điện tử · e-mail", examples=["vy@example.com"]),
]
DAY_SCHEMA = {"type": "string", "format": "date", "pattern": "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"}


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


Day = Annotated[str, StringConstraints(pattern=DAY_SCHEMA["pattern"]), AfterValidator(_day), WithJsonSchema(DAY_SCHEMA)]
Passport = Annotated[
    str, Field(description="Số hộ chiếu · passport", examples=["M99900061"], pattern=r"^[A-Z0-9]{6,12}$")
]
Password = Annotated[
    str,
    StringConstraints(min_length=1, max_length=128),
    Field(
        description="Mật khẩu riêng, từ 8 ký tự, đủ loại · own password, 8 or more, mixed", examples=["Hoa-1971-moi"]
    ),
]
Device = Annotated[
    str,
    Field(
        description="Thiết bị · device that the app runs on", examples=["vneid-999"], pattern=r"^[A-Za-z0-9._-]{1,60}$"
    ),
]
Guardian = Annotated[
    Cccd | None, Field(description="Số định danh của người giám hộ · the guardian who asks, for a child below 14")
]


class CardStanding(StrEnum):
    """The identity card on the day of the registration: it decides the deadline (Decree 69/2024 Art. 13)."""

    VALID = "valid"
    EXPIRED = "expired"
    NONE = "none"


class Biometric(StrEnum):
    """What a device at the desk said: simulated, the caller chooses."""

    MATCH = "match"
    NO_MATCH = "no_match"
    POOR_QUALITY = "poor_quality"
    SPOOF = "spoof"


class AskAccount(LookupAccount):
    """About one account; a child's through its guardian."""

    guardian: Guardian = None


class RegisterAccount(AskAccount):
    """An account of level 1, asked for in the app."""

    full_name: FullName
    born_on: BornOn
    phone: Phone | None = Field(default=None, description="A child may have none: then its guardian's counts")
    email: Email | None = None
    card: CardStanding = CardStanding.VALID
    kind: AccountKind = Field(default=AccountKind.CITIZEN, description="citizen or foreigner")
    passport: Passport | None = Field(default=None, description="Foreigners only")
    residence_until: Day | None = Field(default=None, description="Foreigners only: last day of the residence")


class VisitDesk(RegisterAccount):
    """A visit at a commune police desk: form TK01, face and fingerprints (Decree 69/2024)."""

    consent: Switch = Field(description="Phiếu TK01 đã ký · form TK01 was signed", examples=[True])
    face: Biometric
    fingerprint: Biometric


class ActivateAccount(AskAccount):
    """Activate on a device, within seven days of the notice."""

    password: Password | None = None
    device: Device | None = None


class CallHotline(ActivateAccount):
    """Activate later than seven days after the notice: the hotline calls back the number of the account."""

    phone: Phone = Field(description="Số máy gọi đến · the number that calls: the account's or its guardian's")


class LockAccount(AskAccount):
    """Lock on a ground."""

    ground: Ground = Field(examples=["owner"])


class UnlockAccount(LockAccount):
    """End a ground; the account opens once none is left."""

    residence_until: Day | None = Field(default=None, description="The new end, where the ground was the residence")


class ChangePhone(AskAccount):
    """Another SIM."""

    phone: Phone


class StepOutcome(StrEnum):
    """Whether the step was taken."""

    DONE = "done"
    REFUSED = "refused"


class AccountStep(Answer):
    """The account after the step, or why it was not taken. Asked again at once, the same step answers the same."""

    outcome: StepOutcome
    account: Account | None = Field(description="As it stands now; null where nothing may be told")
    reasons: list[Reason] = Field(description="Why it was refused; empty when done")
    due_on: str | None = Field(
        default=None, description="Day by which the registration has to be decided (Art. 13)", examples=["2026-07-06"]
    )


class AccountEvent(Answer):
    """One thing that happened to an account."""

    seq: int = Field(description="Grows with time, over all accounts", examples=[1])
    at: str = Field(description="Sandbox time, UTC", examples=["2026-07-01T02:00:00.000000+00:00"])
    event: str = Field(description="An event of docs/accounts.md", examples=["activate"])
    was: AccountState | None
    became: AccountState
    actor: str = Field(description="owner, guardian, representative, desk, hotline, authority or system")
    client: str = Field(description="The system it came through; empty for the clock", examples=["portal"])
    reason: str | None = Field(
        description="The ground of a lock, the level, the device", examples=["residence_expired"]
    )


class DeskCase(Answer):
    """One visit at a desk, also one that changed nothing."""

    at: str = Field(description="Sandbox time, UTC", examples=["2026-07-01T02:00:00.000000+00:00"])
    client: str = Field(examples=["cong-an-demo"])
    face: Biometric
    fingerprint: Biometric
    card: CardStanding
    outcome: StepOutcome
    reasons: list[str] = Field(description="Codes of the reasons; empty when done", examples=[["face.no_match"]])


class AccountHistory(Answer):
    """What happened since the sandbox began, oldest first; what the world brought along has no lines."""

    found: bool
    events: list[AccountEvent] = Field(default_factory=list)
    visits: list[DeskCase] = Field(
        default_factory=list, description="At police desks, also before there was an account"
    )
