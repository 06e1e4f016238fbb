"""Passwords, one-time codes and faces on the pages: each says what came of it and counts what was wrong."""

import secrets
from typing import Literal

from motcua.chassis.db import Work
from services.eid_auth.actions import interactions, passwords
from services.eid_auth.rules import factors as rules
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.factors import Code, Face
from services.eid_auth.store import accounts
from services.eid_auth.store import factors as store
from services.eid_auth.store.sign_in import Interaction

Judged = Literal["right", "wrong", "expired", "spent"]


def password(work: Work, interaction: Interaction, login: str, given: str) -> Judged:
    """Number, telephone or e-mail with a password: which of the two was wrong is not said."""
    held = accounts.account_by_login(work, login)
    if held is None or not passwords.check(work, held.cccd, given):
        interactions.wrong(work, interaction)
        return "wrong"
    interactions.proved(work, interaction, held.cccd, "pwd")
    return "right"


def send_code(work: Work, interaction: Interaction, held: Held, client: str, *, delivered: bool = True) -> int:
    """Send a new code to the account's telephone, unless one was sent just now: then returns the seconds to wait."""
    now = work.clock.now()
    if left := rules.wait(store.code_of(work, interaction.id), now):
        return left
    code = f"{secrets.randbelow(10**6):06}"
    store.keep(work, Code(interaction.id, code, work.clock.stamp()))
    if delivered:
        store.write(work, held.phone, code, client)
    return 0


def try_code(work: Work, interaction: Interaction, given: str) -> Judged:
    """The code that somebody typed."""
    kept = store.code_of(work, interaction.id)
    found = rules.judged(kept, given, work.clock.now())
    if kept is not None and found == "right":
        store.keep(work, kept._replace(used_at=work.clock.stamp()))
        interactions.proved(work, interaction, interaction.cccd, "otp")
    elif kept is not None and found == "wrong":
        store.keep(work, kept._replace(wrong=kept.wrong + 1))
        interactions.wrong(work, interaction)
    return found


def face(work: Work, interaction: Interaction, found: Face) -> bool:
    """What the biometric prompt found; says whether it was the account's face."""
    if found is Face.MATCH:
        interactions.proved(work, interaction, interaction.cccd, "face")
        return True
    interactions.wrong(work, interaction)
    return False
