"""QR sign-in: a browser shows a challenge, a phone answers it, the browser takes the answer."""

import secrets

from motcua.chassis.db import Work
from services.eid_auth.actions import interactions
from services.eid_auth.actions.secrets import kept
from services.eid_auth.rules import factors as rules
from services.eid_auth.rules.factors import Challenge, Event, State
from services.eid_auth.store import factors as store
from services.eid_auth.store.sign_in import INTERACTION, Interaction


def show(work: Work, interaction: Interaction) -> Challenge:
    """A new challenge; the one that the browser showed before is good for nothing any more."""
    before = of(work, interaction)
    if before is not None:
        _step(work, before, Event.CANCEL)
    code = "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.CHALLENGE_LENGTH))
    challenge = Challenge(code, interaction.id, before.nth + 1 if before else 1, State.PENDING, work.clock.stamp())
    work.run(store.SHOW, **challenge._asdict())
    return challenge


def of(work: Work, interaction: Interaction) -> Challenge | None:
    """The challenge that the browser shows."""
    return work.fresh(store.OF_INTERACTION, one=interaction.id)


def cancel(work: Work, interaction: Interaction) -> None:
    """The browser goes another way."""
    challenge = of(work, interaction)
    if challenge is not None:
        _step(work, challenge, Event.CANCEL)


def find(work: Work, code: str, phone: str) -> tuple[Challenge, Interaction] | None:
    """The challenge with this code and what it is for, unless another phone answers it already."""
    challenge = work.fresh(store.CHALLENGE, one=code)
    interaction = work.fresh(INTERACTION, one=challenge.interaction) if challenge else None
    if challenge is None or interaction is None or challenge.phone not in {"", kept(phone)}:
        return None
    return challenge, interaction


def scan(work: Work, challenge: Challenge, phone: str, cccd: str) -> bool:
    """This person's phone read the code."""
    return _step(work, challenge._replace(phone=kept(phone), cccd=cccd), Event.SCAN)


def approve(work: Work, challenge: Challenge, *, face: bool) -> bool:
    """The person agreed on the phone, with the passcode and perhaps the face."""
    return _step(work, challenge._replace(amr=" ".join(rules.on_phone(face=face))), Event.APPROVE)


def reject(work: Work, challenge: Challenge) -> bool:
    """The person did not agree."""
    return _step(work, challenge, Event.REJECT)


def take(work: Work, interaction: Interaction, challenge: Challenge) -> bool:
    """The browser takes what the phone approved; once."""
    if not _step(work, challenge, Event.TAKE):
        return False
    interactions.proved(work, interaction, challenge.cccd, *challenge.amr.split())
    return True


def _step(work: Work, challenge: Challenge, event: Event) -> bool:
    """Move a challenge by the table of steps; says whether there was such a step."""
    now = rules.state_now(challenge, work.clock.now())
    after = rules.after(now, event)
    return after is not None and store.change(work, challenge, challenge._replace(state=after))
