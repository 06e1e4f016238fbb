"""What a person does on a page of an interaction: one function for each value of the form's ``act``."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from motcua.chassis.db import Work
from motcua.chassis.problems import NothingHere
from services.eid_auth.actions import challenges, factors, interactions
from services.eid_auth.actions.interactions import Step
from services.eid_auth.actions.provider import personas
from services.eid_auth.pages.desk import Desk, delivered, name_of
from services.eid_auth.pages.site import LONGEST, Slip, typed
from services.eid_auth.rules import assurance, misbehaving
from services.eid_auth.rules.factors import Face
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.store import sign_in as store
from services.eid_auth.store.accounts import account_of

Given = Mapping[str, Any]


class Done(NamedTuple):
    """What came of it: slips, or the page below the interaction to go to, or the way back to the client."""

    slips: tuple[Slip, ...] = ()
    to: str = ""
    step: Step | None = None


def act(work: Work, desk: Desk, given: Given) -> Done:
    """Do what the form says; raises NothingHere for what no page offers."""
    doing = ACTS.get(typed(given, "act"))
    if doing is None:
        raise NothingHere
    return doing(work, desk, given)


def _password(work: Work, desk: Desk, given: Given) -> Done:
    login, password = typed(given, "login"), str(given.get("password", ""))[:LONGEST]
    slips = [Slip(field, f"{field}_missing") for field, text in (("login", login), ("password", password)) if not text]
    if slips:
        return Done(tuple(slips))
    right = factors.password(work, desk.interaction, login, password) == "right"
    return Done() if right else Done((Slip("login", "login_wrong"),))


def _persona(work: Work, desk: Desk, given: Given) -> Done:
    """The sandbox's short cut: everything that the level needs is taken as proved."""
    person = personas().get(typed(given, "persona"))
    if person is None:
        return Done((Slip("persona", "persona_missing"),))
    held = account_of(work, person.cccd, fresh=True)
    if held is None:
        return Done((Slip("persona", "persona_none"),))
    reached = assurance.target(desk.request.acr_values, int(held.level)) or assurance.REACH[int(held.level)]
    interactions.proved(work, desk.interaction, person.cccd, *assurance.WAYS[reached])
    return Done()


def _code(work: Work, desk: Desk, given: Given) -> Done:
    if not interactions.asks(work, desk.interaction, "otp"):
        return Done()
    found = factors.try_code(work, desk.interaction, typed(given, "code"))
    return Done() if found == "right" else Done((Slip("code", f"code_{found}"),))


def _resend(work: Work, desk: Desk, _: Given) -> Done:
    held = interactions.account(work, desk.interaction)
    if held is None or not held.phone:
        return Done((Slip("code", "code_no_phone"),))
    left = factors.send_code(work, desk.interaction, held, name_of(desk.party), delivered=delivered(held))
    return Done((Slip("code", "code_too_soon"),)) if left else Done()


def _face(work: Work, desk: Desk, given: Given) -> Done:
    found = typed(given, "face")
    if not interactions.asks(work, desk.interaction, "face"):
        return Done()
    if found not in set(Face):
        return Done((Slip("face-match", "face_missing"),))
    good = factors.face(work, desk.interaction, Face(found))
    return Done() if good else Done((Slip("face-match", f"face_{found}"),))


def _qr(work: Work, desk: Desk, _: Given) -> Done:
    challenges.show(work, desk.interaction)
    return Done(to="/qr")


def _other_way(work: Work, desk: Desk, _: Given) -> Done:
    challenges.cancel(work, desk.interaction)
    return Done()


def _other_person(work: Work, desk: Desk, _: Given) -> Done:
    store.change(work, desk.interaction._replace(cccd="", amr=""))
    return Done()


def _allow(work: Work, desk: Desk, _: Given) -> Done:
    try:
        return Done(step=interactions.consented(work, desk.provider, desk.interaction, desk.by))
    except OAuthError:
        return Done()  # the next page says why


def _refuse(work: Work, desk: Desk, _: Given) -> Done:
    return Done(step=interactions.cancelled(work, desk.provider, desk.interaction))


def _give_up(work: Work, desk: Desk, _: Given) -> Done:
    """Back to the client with the reason for which it cannot go on."""
    try:
        step = interactions.next_step(work, desk.provider, desk.interaction, desk.by)
    except OAuthError as error:
        return Done(step=interactions.unable(work, desk.provider, desk.interaction, error))
    return Done(step=step) if step.kind == "leave" else _refuse(work, desk, {})


def _misbehave(work: Work, desk: Desk, given: Given) -> Done:
    name = typed(given, "misbehave")
    if name and name not in misbehaving.NAMES:
        return Done((Slip("misbehave", "misbehave_unknown"),))
    interactions.misbehave(work, desk.interaction, name)
    return Done()


ACTS: dict[str, Callable[[Work, Desk, Given], Done]] = {
    "password": _password,
    "persona": _persona,
    "code": _code,
    "resend": _resend,
    "face": _face,
    "qr": _qr,
    "other_way": _other_way,
    "other_person": _other_person,
    "allow": _allow,
    "refuse": _refuse,
    "give_up": _give_up,
    "misbehave": _misbehave,
}
