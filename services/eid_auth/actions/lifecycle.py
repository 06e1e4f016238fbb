"""The life of a person's account, one function for each thing a caller may ask; everything leaves an audit line."""

from collections.abc import Callable

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.accounts import AccountKind, Ground
from motcua.wire.accounts_life import (
    AccountHistory,
    AccountStep,
    ActivateAccount,
    AskAccount,
    CallHotline,
    ChangePhone,
    LockAccount,
    UnlockAccount,
)
from services.eid_auth.actions import lifecycle_steps, passwords
from services.eid_auth.actions.lifecycle_steps import Move, commit, decide, is_repeated, require, roles
from services.eid_auth.rules import guardians
from services.eid_auth.rules import lifecycle as life
from services.eid_auth.rules.accounts import Held, as_of, shown, standing
from services.eid_auth.rules.lifecycle import Event
from services.eid_auth.rules.passwords import is_strong
from services.eid_auth.rules.registration import against_residence
from services.eid_auth.store import accounts, lifecycle

Check = Callable[[Held], str]
Change = Callable[[Held], Held]


def notify(work: Work, ask: AskAccount, /, *, by: Caller) -> AccountStep:
    """The owner is told that the account is made: seven days begin."""
    return _step(work, ask, Event.NOTIFY, "notify", by=by)


def activate(work: Work, ask: ActivateAccount, /, *, by: Caller) -> AccountStep:
    """The owner opens the account on a device, with a password of its own or the default."""
    return _opened(work, ask, Event.ACTIVATE, "activate", by=by)


def hotline(work: Work, ask: CallHotline, /, *, by: Caller) -> AccountStep:
    """The hotline opens an account that expired; the number that calls has to be the account's or its guardian's."""

    def known(held: Held) -> str:
        child = bool(held.guardian) and guardians.is_child(held.born_on, work.clock.today())
        guardian = accounts.account_of(work, held.guardian, fresh=True) if child else None
        numbers = {held.phone, guardian.phone if guardian else ""} - {""}
        return "" if ask.phone in numbers else "phone.differs"

    return _opened(work, ask, Event.HOTLINE_REACTIVATE, "hotline", known, by=by)


def lock(work: Work, ask: LockAccount, /, *, by: Caller) -> AccountStep:
    """Lock on a ground; a second ground is kept beneath the heavier one."""
    return _step(work, ask, life.lock(ask.ground), "lock", by=by, note=ask.ground)


def unlock(work: Work, ask: UnlockAccount, /, *, by: Caller) -> AccountStep:
    """End a ground; the account is open again once none is left."""

    def resides(held: Held) -> str:
        if ask.ground is not Ground.RESIDENCE_EXPIRED:
            return ""
        return against_residence(AccountKind.FOREIGNER, "known", ask.residence_until, work.clock.today())

    def extended(held: Held) -> Held:
        if ask.ground is not Ground.RESIDENCE_EXPIRED or not ask.residence_until:
            return held
        lifecycle.extend_residence(work, held.cccd, ask.residence_until)
        return held._replace(residence_until=ask.residence_until)

    return _step(work, ask, life.unlock(ask.ground), "unlock", check=resides, change=extended, by=by, note=ask.ground)


def cancel(work: Work, ask: AskAccount, /, *, by: Caller) -> AccountStep:
    """The end of the account: its telephone and password are let go."""

    def emptied(held: Held) -> Held:
        lifecycle.forget(work, held.cccd)
        passwords.forget(work, held.cccd)
        return held._replace(phone="", residence_until="")

    return _step(work, ask, Event.CANCEL, "cancel", change=emptied, by=by)


def phone(work: Work, ask: ChangePhone, /, *, by: Caller) -> AccountStep:
    """Another SIM, unless it opens another account."""

    def free(held: Held) -> str:
        return "phone.tied" if accounts.tied_to_another(work, ask.phone, held.cccd) else ""

    def changed(held: Held) -> Held:
        return held._replace(phone=ask.phone)

    return _step(work, ask, Event.CHANGE_PHONE, "phone", check=free, change=changed, by=by)


def history(work: Work, ask: AskAccount, /, *, by: Caller) -> AccountHistory:
    """What happened to the account, oldest first."""
    found = accounts.account_of(work, ask.cccd) is not None
    audit.record(work, by, "history", about=ask.cccd, outcome="found" if found else "not_found")
    events = lifecycle.history(work, ask.cccd)
    return AccountHistory(found=found, events=events, visits=lifecycle.visits(work, ask.cccd))


def _opened(
    work: Work, ask: ActivateAccount, event: Event, action: str, check: Check = lambda held: "", *, by: Caller
) -> AccountStep:
    def fit(held: Held) -> str:
        weak = ask.password is not None and not is_strong(ask.password)
        return check(held) or ("password.weak" if weak else "")

    def opened(held: Held) -> Held:
        if ask.password is not None:
            passwords.put(work, held.cccd, ask.password)
        return held

    return _step(work, ask, event, action, check=fit, change=opened, by=by, note=ask.device or "")


def _step(
    work: Work,
    ask: AskAccount,
    event: Event,
    action: str,
    *,
    by: Caller,
    check: Check = lambda held: "",
    change: Change = lambda held: held,
    note: str = "",
) -> AccountStep:
    """One step of an existing account: who may, is it asked again, what does the table say, what else, write."""
    work.alone()  # one step after another: the second of two requests must see the first
    require(roles(by), event)
    today = work.clock.today()
    held = accounts.account_of(work, ask.cccd, fresh=True)
    move = move_of(held, ask.cccd, work)
    if held and is_repeated(work, move, event, ask) and _same_password(work, ask):
        return told(work, by, action, ask.cccd, held)
    guardian = accounts.account_of(work, ask.guardian, fresh=True) if ask.guardian else None
    actors, bar = guardians.acting(roles(by), held, ask.guardian, guardian, today)
    decision = decide(work, move, event, actors, bar)
    why = decision.why or (check(as_of(held, today)) if held else "")
    if why or held is None:
        return told(work, by, action, ask.cccd, held, why)
    new = commit(work, move, event, decision, by=by, ask=ask, reason=note)
    held = change(held)._replace(**new._asdict())
    accounts.put(work, held, new=False)
    return told(work, by, action, ask.cccd, held)


def _same_password(work: Work, ask: AskAccount) -> bool:
    password = getattr(ask, "password", None)
    return password is None or passwords.check(work, ask.cccd, password)


def move_of(held: Held | None, cccd: str, work: Work) -> Move:
    """The account before a step."""
    if held is None:
        return Move(cccd, AccountKind.CITIZEN, None, None)
    kind = AccountKind(held.kind or AccountKind.CITIZEN)
    return Move(cccd, kind, standing(held), standing(as_of(held, work.clock.today())))


def told(
    work: Work, by: Caller, action: str, cccd: str, held: Held | None, *why: str, due_on: str | None = None
) -> AccountStep:
    """The answer, and its audit line: the state after the step, or the first reason against it."""
    account = shown(held, work.clock.today()) if held else None
    outcome, reasons = lifecycle_steps.told(work, by, action, cccd, account, *why)
    return AccountStep(outcome=outcome, account=account, reasons=reasons, due_on=due_on)
