"""Factors as the pages ask for them: how long a code lives, what a face says, which way a challenge goes.

Lives and numbers of tries are ours [assumed]; no published text of VNeID names them.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple

from services.eid_auth.rules import assurance

CODE_LIFE = timedelta(minutes=3)
CODE_TRIES = 3
RESEND_AFTER = timedelta(seconds=30)
CHALLENGE_LIFE = timedelta(minutes=2)
# Without the signs that one takes for another on a screen.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CHALLENGE_LENGTH = 8
PASSCODE_LENGTH = 6


class Face(StrEnum):
    """What the biometric prompt finds."""

    MATCH = "match"
    NO_MATCH = "no_match"
    SPOOF = "spoof"


class State(StrEnum):
    """Where a challenge stands."""

    PENDING = "pending"
    SCANNED = "scanned"
    APPROVED = "approved"
    REJECTED = "rejected"
    TAKEN = "taken"
    CANCELLED = "cancelled"
    TIMED_OUT = "timed_out"


class Event(StrEnum):
    """What happens to a challenge."""

    SCAN = "scan"
    APPROVE = "approve"
    REJECT = "reject"
    TAKE = "take"
    CANCEL = "cancel"


STEPS: dict[tuple[State, Event], State] = {
    (State.PENDING, Event.SCAN): State.SCANNED,
    (State.SCANNED, Event.APPROVE): State.APPROVED,
    (State.SCANNED, Event.REJECT): State.REJECTED,
    (State.APPROVED, Event.TAKE): State.TAKEN,
    (State.PENDING, Event.CANCEL): State.CANCELLED,
    (State.SCANNED, Event.CANCEL): State.CANCELLED,
    (State.APPROVED, Event.CANCEL): State.CANCELLED,
}
"""Everything that can happen to a challenge; what does not stand here cannot."""
LIVING = frozenset({State.PENDING, State.SCANNED, State.APPROVED})


class Code(NamedTuple):
    """A one-time code as kept."""

    interaction: str
    code: str
    sent_at: str
    wrong: int = 0
    used_at: str = ""


class Challenge(NamedTuple):
    """A QR code as kept."""

    code: str
    interaction: str
    nth: int
    state: str
    shown_at: str
    phone: str = ""
    cccd: str = ""
    amr: str = ""


def judged(kept: Code | None, given: str, now: datetime) -> Literal["right", "wrong", "expired", "spent"]:
    """What a typed code is: the right one, a wrong one, or one that cannot be right any more.

    >>> from datetime import UTC
    >>> kept = Code("i", "123456", "2026-01-01T00:00:00+00:00")
    >>> soon, late = datetime(2026, 1, 1, 0, 2, 59, tzinfo=UTC), datetime(2026, 1, 1, 0, 3, tzinfo=UTC)
    >>> judged(kept, "123 456", soon), judged(kept, "123457", soon), judged(kept, "123456", late)
    ('right', 'wrong', 'expired')
    >>> judged(kept._replace(wrong=3), "123456", soon), judged(None, "123456", soon)
    ('spent', 'spent')
    """
    if kept is None or kept.used_at or kept.wrong >= CODE_TRIES:
        return "spent"
    if now >= datetime.fromisoformat(kept.sent_at) + CODE_LIFE:
        return "expired"
    return "right" if digits(given) == kept.code else "wrong"


def wait(kept: Code | None, now: datetime) -> int:
    """Seconds until another code may be sent; 0 for at once."""
    if kept is None:
        return 0
    left = datetime.fromisoformat(kept.sent_at) + RESEND_AFTER - now
    return max(0, -(-left // timedelta(seconds=1)))


def state_now(challenge: Challenge, now: datetime) -> State:
    """Where a challenge stands by the clock: nobody has to come by for it to time out."""
    state = State(challenge.state)
    late = now >= datetime.fromisoformat(challenge.shown_at) + CHALLENGE_LIFE
    return State.TIMED_OUT if late and state in LIVING else state


def seconds_left(challenge: Challenge, now: datetime) -> int:
    """How long a challenge can still be answered."""
    left = datetime.fromisoformat(challenge.shown_at) + CHALLENGE_LIFE - now
    return max(0, -(-left // timedelta(seconds=1)))


def after(state: State, event: Event) -> State | None:
    """The state after an event, or None where there is no such step."""
    return STEPS.get((state, event))


def on_phone(*, face: bool) -> tuple[str, ...]:
    """The factors that an approval on the phone proves: the device, its passcode, perhaps the face."""
    return ("hwk", "pin", "face") if face else ("hwk", "pin")


def face_allowed(identification_level: int) -> bool:
    """Whether a face may count: never where the account cannot reach a level with biometrics."""
    return assurance.REACH[identification_level] > assurance.DEFAULT


def digits(given: str) -> str:
    """A code as typed or read aloud, without the gaps."""
    return "".join(given.split()).replace("-", "")


def challenge_code(given: str) -> str:
    """The code of a challenge as typed: capitals, without gaps; an empty text where it cannot be one.

    >>> challenge_code("kx7f-2m9q"), challenge_code("KX7F2M9"), challenge_code("KX7F2M90")
    ('KX7F2M9Q', '', '')
    """
    code = digits(given).upper()
    return code if len(code) == CHALLENGE_LENGTH and set(code) <= set(ALPHABET) else ""


def is_passcode(given: str) -> bool:
    """Whether this is a passcode: six digits, any six, since nobody chose one."""
    return len(given) == PASSCODE_LENGTH and given.isascii() and given.isdigit()
