"""Making accounts: level 1 in the app, level 2 at a police desk. The population register is asked before any write.

That question is the only call that eid_auth makes. It is ``citizens/lookup``, not ``identity/verify``: a yes or no
could neither name what differs nor tell of a death, and the account keeps the official name and sex.
"""

from typing import NamedTuple

from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.chassis.upstream import upstream
from motcua.wire.accounts import AccountKind, AccountState
from motcua.wire.accounts_life import AccountStep, RegisterAccount, VisitDesk
from motcua.wire.identity import AboutCitizen, Found
from services.eid_auth.actions.lifecycle import move_of, told
from services.eid_auth.actions.lifecycle_steps import commit, decide, is_repeated, repeated_on, require, roles
from services.eid_auth.rules import registration as rules
from services.eid_auth.rules.accounts import Held, as_of
from services.eid_auth.rules.guardians import is_child
from services.eid_auth.rules.lifecycle import Actor, Event
from services.eid_auth.rules.registration import Civil
from services.eid_auth.store import accounts, lifecycle

NEW = frozenset({Actor.OWNER, Actor.DESK})
AT_DESK = (Event.REGISTER, Event.RAISE_LEVEL, Event.CORRECT)


class Identified(NamedTuple):
    """A request with what the population register says of the person."""

    ask: RegisterAccount
    civil: Civil

    @property
    def cccd(self) -> str:
        """Whom it is about, for the audit."""
        return self.ask.cccd


class Visited(NamedTuple):
    """The same for a visit at the desk."""

    ask: VisitDesk
    civil: Civil

    @property
    def cccd(self) -> str:
        """Whom it is about, for the audit."""
        return self.ask.cccd


async def civil_of(call: Call, cccd: str) -> Civil:
    """What the population register says of this number; raises UpstreamFailure where it does not answer usefully."""
    found = await upstream(call, "population_db").ask("/v1/citizens/lookup", AboutCitizen(cccd=cccd), Found)
    citizen = found.citizen
    if citizen is None:
        return Civil()
    return Civil(citizen.cccd, citizen.full_name, citizen.born_on, citizen.sex, citizen.living_status)


def register(work: Work, seen: Identified, /, *, by: Caller) -> AccountStep:
    """An account of level 1, if the register confirms the person and nothing else stands against it."""
    work.alone()  # one step after another: the second of two requests must see the first
    require(roles(by) & NEW, Event.REGISTER)
    return _registered(work, seen.ask, seen.civil, 1, actors=roles(by) & NEW, by=by)


def desk(work: Work, seen: Visited, /, *, by: Caller) -> AccountStep:
    """Level 2 for somebody without an account or with level 1; a level 2 is brought up to date with the register."""
    work.alone()
    ask, actors = seen.ask, roles(by) & {Actor.DESK}
    require(actors, Event.RAISE_LEVEL)
    held = accounts.account_of(work, ask.cccd, fresh=True)
    move = move_of(held, ask.cccd, work)
    if held and any(is_repeated(work, move, event, ask) for event in AT_DESK):
        due_on = rules.due_on(repeated_on(work, move), 2, ask.card)
        return told(work, by, "desk", ask.cccd, held, due_on=due_on)
    why = rules.against_desk(ask)
    if why:
        step = told(work, by, "desk", ask.cccd, held, why)
    elif held is None or held.state == AccountState.CANCELLED:
        step = _registered(work, ask, seen.civil, 2, actors=actors, by=by)
    else:
        step = _raised(work, ask, seen.civil, held, actors, by=by)
    lifecycle.add_visit(
        work,
        cccd=ask.cccd,
        client=by.client,
        face=ask.face.value,
        fingerprint=ask.fingerprint.value,
        card=ask.card.value,
        outcome=step.outcome.value,
        reasons=" ".join(reason.code for reason in step.reasons),
    )
    return step


def _registered(
    work: Work, ask: RegisterAccount, civil: Civil, level: int, *, actors: frozenset[Actor], by: Caller
) -> AccountStep:
    action, today = "register" if level == 1 else "desk", work.clock.today()
    held = accounts.account_of(work, ask.cccd, fresh=True)
    move = move_of(held, ask.cccd, work)
    if held and is_repeated(work, move, Event.REGISTER, ask):
        return told(work, by, action, ask.cccd, held, due_on=rules.due_on(repeated_on(work, move), level, ask.card))
    against = rules.against_register(ask, civil)
    if against:
        return told(work, by, action, ask.cccd, None, *against)
    by_guardian = Actor.OWNER in actors and is_child(civil.born_on, today)
    decision = decide(work, move, Event.REGISTER, actors - {Actor.OWNER} | {Actor.GUARDIAN} if by_guardian else actors)
    why = decision.why or _against(work, ask, civil, level)
    if why:
        return told(work, by, action, ask.cccd, None, why)
    new = commit(work, move, Event.REGISTER, decision, by=by, ask=ask, reason=f"level {level}")
    made = Held(
        ask.cccd,
        str(level),
        *new,
        phone=ask.phone or "",
        email=(ask.email or "").lower(),
        full_name=civil.full_name,
        born_on=civil.born_on,
        sex=civil.sex,
        kind=ask.kind.value,
        guardian=ask.guardian or "",
        residence_until=ask.residence_until or "",
    )
    accounts.put(work, made, new=held is None)
    if made.residence_until:
        lifecycle.put_residence(work, made.cccd, ask.passport or "", made.residence_until)
    return told(work, by, action, ask.cccd, made, due_on=rules.due_on(today, level, ask.card))


def _against(work: Work, ask: RegisterAccount, civil: Civil, level: int) -> str:
    today = work.clock.today()
    guardian = accounts.account_of(work, ask.guardian, fresh=True) if ask.guardian else None
    lacks = "" if ask.phone or is_child(civil.born_on, today) else "phone.needed"
    return (
        rules.against_age(civil.born_on, level, ask.guardian, guardian, today)
        or lacks
        or _tied(work, ask)
        or rules.against_residence(ask.kind, ask.passport, ask.residence_until, today)
    )


def _tied(work: Work, ask: RegisterAccount) -> str:
    return "phone.tied" if ask.phone and accounts.tied_to_another(work, ask.phone, ask.cccd) else ""


def _raised(
    work: Work, ask: VisitDesk, civil: Civil, held: Held, actors: frozenset[Actor], *, by: Caller
) -> AccountStep:
    """From level 1 to 2, or, at level 2, name, birth date and sex as the population register has them today."""
    today, move = work.clock.today(), move_of(held, ask.cccd, work)
    event = Event.RAISE_LEVEL if held.level == "1" else Event.CORRECT
    decision = decide(work, move, event, actors)
    guardian = accounts.account_of(work, ask.guardian, fresh=True) if ask.guardian else None
    age = rules.against_age(civil.born_on or held.born_on, 2, ask.guardian, guardian, today)
    nothing_new = "" if held.level == "1" or rules.differs(held, civil) else "level.reached"
    against = (
        (decision.why,)
        if decision.why
        else rules.against_register(ask, civil)
        or (age or _tied(work, ask) or _over(ask, today.isoformat()) or nothing_new,)
    )
    if any(against):
        return told(work, by, "desk", ask.cccd, held, *against)
    new = commit(work, move, event, decision, by=by, ask=ask, reason="level 2")
    held = as_of(held, today)._replace(
        level="2",
        phone=ask.phone or held.phone,
        email=(ask.email or held.email).lower(),
        full_name=civil.full_name,
        born_on=civil.born_on,
        sex=civil.sex,
        guardian=ask.guardian or "",
        **new._asdict(),
    )
    accounts.put(work, held, new=False)
    if ask.residence_until and held.kind == AccountKind.FOREIGNER:
        lifecycle.extend_residence(work, held.cccd, ask.residence_until)
    return told(work, by, "desk", ask.cccd, held, due_on=rules.due_on(today, 2, ask.card))


def _over(ask: VisitDesk, today: str) -> str:
    return "residence.over" if ask.residence_until and ask.residence_until < today else ""
