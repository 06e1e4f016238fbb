"""Pure decisions of eid_auth: what an account may be used for, and what may be said about it."""

from typing import NamedTuple

from motcua.wire.accounts import Account, AccountState


class Held(NamedTuple):
    """An account as stored; an empty text is unknown or not yet."""

    cccd: str
    level: str
    state: str
    registered_on: str
    notified_on: str
    activated_on: str
    locked_on: str
    lock_reason: str


def shown(held: Held) -> Account:
    """What a licensed system is told: never telephone or e-mail, which no caller has asked the citizen for."""
    return Account(
        cccd=held.cccd,
        level=int(held.level),
        state=AccountState(held.state),
        usable=AccountState(held.state) is AccountState.ACTIVE,
        registered_on=held.registered_on or None,
        notified_on=held.notified_on or None,
        activated_on=held.activated_on or None,
        locked_on=held.locked_on or None,
        lock_reason=held.lock_reason or None,
    )
