"""The life of an organisation's account, through its legal representative, a desk or an authority."""

from collections.abc import Callable

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.accounts import AccountKind
from motcua.wire.accounts_organisations import (
    AskOrganisation,
    LockOrganisation,
    LookupOrganisation,
    OrganisationFound,
    OrganisationStep,
    RegisterOrganisation,
    ReplaceRepresentative,
)
from services.eid_auth.actions import lifecycle_steps
from services.eid_auth.actions.lifecycle_steps import (
    Move,
    commit,
    decide,
    is_repeated,
    repeated_on,
    require,
    roles,
)
from services.eid_auth.rules import lifecycle as life
from services.eid_auth.rules import organisations as rules
from services.eid_auth.rules.guardians import may_represent
from services.eid_auth.rules.lifecycle import Actor, Event
from services.eid_auth.rules.organisations import Organisation
from services.eid_auth.rules.registration import organisation_due_on
from services.eid_auth.store import accounts
from services.eid_auth.store import organisations as store

Check = Callable[[Organisation], str]
Change = Callable[[Organisation], Organisation]


def lookup_organisation(work: Work, ask: LookupOrganisation, /, *, by: Caller) -> OrganisationFound:
    """Has this organisation an account, and in which state is it?"""
    held = store.organisation_of(work, ask.mst)
    account = rules.shown(held, work.clock.today()) if held else None
    audit.record(work, by, "lookup-organisation", about=ask.mst, outcome=account.state if account else "not_found")
    return OrganisationFound(found=account is not None, account=account)


def register_organisation(work: Work, ask: RegisterOrganisation, /, *, by: Caller) -> OrganisationStep:
    """An account, asked for by the legal representative or at a desk."""
    work.alone()
    require(_possible(by), Event.REGISTER)
    today, held = work.clock.today(), store.organisation_of(work, ask.mst, fresh=True)
    move = _move_of(held, ask.mst, work)
    if held and is_repeated(work, move, Event.REGISTER, ask):
        due_on = organisation_due_on(repeated_on(work, move), on_file=ask.on_file)
        return _told(work, by, "register-organisation", ask.mst, held, due_on=due_on)
    person = accounts.account_of(work, ask.representative, fresh=True)
    actors, bar = rules.acting(roles(by), None, ask.representative, person, today)
    decision = decide(work, move, Event.REGISTER, actors, bar)
    why = decision.why or ("" if may_represent(person, today) else "representative.not-active")
    if why:
        return _told(work, by, "register-organisation", ask.mst, None, why)
    new = commit(work, move, Event.REGISTER, decision, by=by, ask=ask)
    made = Organisation(ask.mst, ask.name, ask.representative, *new)
    store.put(work, made, new=held is None)
    due_on = organisation_due_on(today, on_file=ask.on_file)
    return _told(work, by, "register-organisation", ask.mst, made, due_on=due_on)


def notify_organisation(work: Work, ask: AskOrganisation, /, *, by: Caller) -> OrganisationStep:
    """The representative is told that the account is made: seven days begin."""
    return _step(work, ask, Event.NOTIFY, "notify-organisation", by=by)


def activate_organisation(work: Work, ask: AskOrganisation, /, *, by: Caller) -> OrganisationStep:
    """The representative opens the account."""
    return _step(work, ask, Event.ACTIVATE, "activate-organisation", by=by)


def reactivate_organisation(work: Work, ask: AskOrganisation, /, *, by: Caller) -> OrganisationStep:
    """The hotline opens an account that expired."""
    return _step(work, ask, Event.HOTLINE_REACTIVATE, "reactivate-organisation", by=by)


def lock_organisation(work: Work, ask: LockOrganisation, /, *, by: Caller) -> OrganisationStep:
    """Lock on a ground."""
    return _step(work, ask, life.lock(ask.ground), "lock-organisation", by=by, note=ask.ground)


def unlock_organisation(work: Work, ask: LockOrganisation, /, *, by: Caller) -> OrganisationStep:
    """End a ground."""
    return _step(work, ask, life.unlock(ask.ground), "unlock-organisation", by=by, note=ask.ground)


def cancel_organisation(work: Work, ask: AskOrganisation, /, *, by: Caller) -> OrganisationStep:
    """The end of the account."""
    return _step(work, ask, Event.CANCEL, "cancel-organisation", by=by)


def replace_representative(work: Work, ask: ReplaceRepresentative, /, *, by: Caller) -> OrganisationStep:
    """Another legal representative, who needs an active account of level 2 as well."""

    def able(held: Organisation) -> str:
        if ask.successor == held.representative:
            return "representative.same"
        successor = accounts.account_of(work, ask.successor, fresh=True)
        return "" if may_represent(successor, work.clock.today()) else "representative.not-active"

    def replaced(held: Organisation) -> Organisation:
        return held._replace(representative=ask.successor)

    return _step(work, ask, Event.CHANGE_REPRESENTATIVE, "replace-representative", check=able, change=replaced, by=by)


def _step(
    work: Work,
    ask: AskOrganisation,
    event: Event,
    action: str,
    *,
    by: Caller,
    check: Check = lambda held: "",
    change: Change = lambda held: held,
    note: str = "",
) -> OrganisationStep:
    """One step of an existing account, as for people."""
    work.alone()
    require(_possible(by), event)
    today, held = work.clock.today(), store.organisation_of(work, ask.mst, fresh=True)
    move = _move_of(held, ask.mst, work)
    if held and is_repeated(work, move, event, ask):
        return _told(work, by, action, ask.mst, held)
    person = accounts.account_of(work, ask.representative, fresh=True) if ask.representative else None
    actors, bar = rules.acting(roles(by), held, ask.representative, person, today) if held else (_possible(by), "")
    decision = decide(work, move, event, actors, bar)
    why = decision.why or (check(held) if held else "")
    if why or held is None:
        return _told(work, by, action, ask.mst, held if not bar else None, why)
    new = commit(work, move, event, decision, by=by, ask=ask, reason=note)
    held = change(held)._replace(**new._asdict())
    store.put(work, held, new=False)
    return _told(work, by, action, ask.mst, held)


def _possible(by: Caller) -> frozenset[Actor]:
    """What the client could act as for an organisation, before it is known who asks."""
    found = roles(by)
    return found - {Actor.OWNER} | {Actor.REPRESENTATIVE} if Actor.OWNER in found else found


def _move_of(held: Organisation | None, mst: str, work: Work) -> Move:
    written = rules.standing(held) if held else None
    now = rules.standing(rules.as_of(held, work.clock.today())) if held else None
    return Move(mst, AccountKind.ORGANISATION, written, now)


def _told(
    work: Work, by: Caller, action: str, mst: str, held: Organisation | None, *why: str, due_on: str | None = None
) -> OrganisationStep:
    account = rules.shown(held, work.clock.today()) if held else None
    outcome, reasons = lifecycle_steps.told(work, by, action, mst, account, *why)
    return OrganisationStep(outcome=outcome, account=account, reasons=reasons, due_on=due_on)
