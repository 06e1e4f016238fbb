"""One interaction as its pages see it: who asks for what, and which page comes next."""

from typing import Any, Literal, NamedTuple

from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import factors, interactions, parties, telling
from services.eid_auth.actions.provider import Persona, Provider, persona_of
from services.eid_auth.errors import InteractionOver
from services.eid_auth.pages.people import grouped
from services.eid_auth.rules import assurance, sign_in
from services.eid_auth.rules import factors as rules
from services.eid_auth.rules.accounts import Held, as_of
from services.eid_auth.rules.clients import RelyingParty
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.requests import AuthorizationRequest
from services.eid_auth.store import factors as kept
from services.eid_auth.store.sign_in import Interaction

Kind = Literal["identify", "otp", "face", "consent", "unable", "over", "leave"]
TOO_MANY = OAuthError("access_denied", "too many wrong tries")


class Desk(NamedTuple):
    """An interaction with all that belongs to it."""

    provider: Provider
    by: Caller
    interaction: Interaction
    request: AuthorizationRequest
    party: RelyingParty


class View(NamedTuple):
    """The page that comes next."""

    desk: Desk
    kind: Kind
    held: Held | None = None
    answer: Answer = Answer()
    cookie: str = ""
    error: OAuthError | None = None
    obstacle: str = ""
    wait: int = 0
    delivered: bool = True
    told: dict[str, Any] = {}  # noqa: RUF012  # never changed
    groups: dict[str, list[Persona]] = {}  # noqa: RUF012  # never changed

    @property
    def level(self) -> int:
        """The authentication level that is asked for."""
        return level_of(self.desk.request, self.held)

    @property
    def persona(self) -> Persona | None:
        """Whose story the identified person has."""
        return persona_of(self.held.cccd) if self.held else None


def name_of(party: RelyingParty) -> str:
    """How people call a client."""
    return party.client_name or party.client_id


def level_of(request: AuthorizationRequest, held: Held | None) -> int:
    """The level that is asked of this account, or of anybody while nobody is identified."""
    reached = assurance.target(request.acr_values, int(held.level)) if held else None
    return reached or next(iter(assurance.asked(request.acr_values)), assurance.DEFAULT)


def open_(work: Work, provider: Provider, by: Caller, interaction_id: str, browser: str) -> Desk:
    """The interaction of this browser; raises InteractionUnknown or InteractionOver."""
    interaction = interactions.current(work, interaction_id, browser)
    request = interactions.request_of(interaction)
    known = parties.find(work, provider, request.client_id, request.redirect_uri)
    if known is None:  # the client was taken away meanwhile
        raise InteractionOver
    return Desk(provider, by, interaction, request, known.party)


def again(work: Work, desk: Desk) -> Desk:
    """The same interaction as it is after what was just done."""
    interaction = interactions.current(work, desk.interaction.id, desk.interaction.browser)
    return desk._replace(interaction=interaction, request=interactions.request_of(interaction))


def view(work: Work, desk: Desk) -> View:
    """Which page comes next; what ends the interaction is written here."""
    interaction, provider = desk.interaction, desk.provider
    if interactions.worn_out(interaction):
        step = interactions.unable(work, provider, interaction, TOO_MANY)
        return View(desk, "over", answer=step.answer)
    try:
        step = interactions.next_step(work, provider, interaction, desk.by)
    except OAuthError as error:
        return _unable(work, desk, error)
    return _page_of(work, desk, step)


def delivered(held: Held) -> bool:
    """Whether messages reach this person."""
    persona = persona_of(held.cccd)
    return persona is None or persona.sign_in.get("otp") != "not_delivered"


def _page_of(work: Work, desk: Desk, step: interactions.Step) -> View:
    if step.kind == "leave":
        return View(desk, "leave", answer=step.answer, cookie=step.cookie)
    if step.kind == "consent" and step.held is not None:
        return View(desk, "consent", step.held, told=telling.told(work, step.held, sign_in.needed(desk.request)))
    if step.factor == "face":
        return View(desk, "face", step.held)
    if step.factor == "otp" and step.held is not None:
        return _code(work, desk, step.held)
    return View(desk, "identify", groups=grouped(work))


def _unable(work: Work, desk: Desk, error: OAuthError) -> View:
    held = interactions.account(work, desk.interaction)
    today = work.clock.today()
    held = as_of(held, today) if held else None
    return View(desk, "unable", held, error=error, obstacle=sign_in.obstacle(held, today))


def _code(work: Work, desk: Desk, held: Held) -> View:
    """The page for the code; the first one is sent when the page is first needed."""
    code = kept.code_of(work, desk.interaction.id)
    if code is None and held.phone:
        factors.send_code(work, desk.interaction, held, name_of(desk.party), delivered=delivered(held))
        code = kept.code_of(work, desk.interaction.id)
    return View(desk, "otp", held, wait=rules.wait(code, work.clock.now()), delivered=delivered(held))
