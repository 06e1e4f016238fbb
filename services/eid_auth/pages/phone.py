"""The simulated phone, ``/phone``: whose it is, who asks for what, and the person's answer."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.db import Work
from motcua.chassis.problems import NothingHere
from motcua.chassis.site import check, csrf_token
from services.eid_auth.actions import challenges, interactions, parties
from services.eid_auth.actions.provider import Persona, Provider, persona_of, personas
from services.eid_auth.pages import shown
from services.eid_auth.pages.browser import keep_phone, phone_cookie
from services.eid_auth.pages.desk import level_of, name_of
from services.eid_auth.pages.people import grouped
from services.eid_auth.pages.site import Form, Slip, onward, page, typed
from services.eid_auth.routes.answers import provider_of
from services.eid_auth.rules import factors, sign_in
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.factors import Challenge, Face, State
from services.eid_auth.store.accounts import account_by_login, account_of

router = APIRouter(include_in_schema=False)
USUAL = "123456"  # the passcode in the field: any six digits will do


class Screen(NamedTuple):
    """What the phone shows."""

    code: str
    state: State | None = None
    client: str = ""
    place: str = ""
    level: int = 0
    held: Held | None = None
    face_allowed: bool = False
    left: int = 0
    groups: dict[str, list[Persona]] = {}  # noqa: RUF012  # never changed

    @property
    def persona(self) -> Persona | None:
        """Whose story the phone's owner has."""
        return persona_of(self.held.cccd) if self.held else None


@router.get("/phone")
async def show(request: Request) -> Response:
    """The phone: ready to read a code, or with the question of the code that it read."""
    return await _screen(request, ())


@router.post("/phone")
async def post(request: Request) -> Response:
    """What the person does on the phone."""
    given, phone = await request.form(max_fields=8), phone_cookie(request)
    check(request, given.get("csrf"), phone)
    code = factors.challenge_code(request.query_params.get("c", ""))
    slips = await call_of(request).state.db.run(lambda work: _act(work, code, phone, given))
    if slips:
        return await _screen(request, slips, typed(given, "login"))
    return onward(request, f"/phone?c={code}")


async def _screen(request: Request, slips: tuple[Slip, ...], login: str = "") -> Response:
    given, phone, provider = request.query_params.get("c", ""), phone_cookie(request), provider_of(request)
    screen = await call_of(request).state.db.run(
        lambda work: _seen(work, provider, factors.challenge_code(given), phone)
    )
    if given and screen.state is None:
        slips = (Slip("c", "challenge_unknown"),)
    template = {None: "code", State.PENDING: "who", State.SCANNED: "ask"}.get(screen.state, "end")
    response = page(
        request, f"phone_{template}.html", status=422 if slips else 200, screen=screen, usual=USUAL,
        form=Form({"c": given[:20], "login": login, "passcode": USUAL}, slips), csrf=csrf_token(request, phone),
    )  # fmt: skip
    return keep_phone(request, response, phone)


def _seen(work: Work, provider: Provider, code: str, phone: str) -> Screen:
    found = challenges.find(work, code, phone) if code else None
    if found is None:
        return Screen(code)
    challenge, interaction = found
    asked, now = interactions.request_of(interaction), work.clock.now()
    known = parties.find(work, provider, asked.client_id, asked.redirect_uri)
    held = account_of(work, challenge.cccd, fresh=True) if challenge.cccd else None
    return Screen(
        code,
        factors.state_now(challenge, now),
        name_of(known.party) if known else asked.client_id,
        shown.place(asked),
        level_of(asked, held),
        held,
        held is not None and factors.face_allowed(int(held.level)),
        factors.seconds_left(challenge, now),
        {} if held else grouped(work),
    )


def _act(work: Work, code: str, phone: str, given: Mapping[str, Any]) -> tuple[Slip, ...]:
    found = challenges.find(work, code, phone) if code else None
    if found is None:
        return (Slip("c", "challenge_unknown"),)
    challenge = found[0]
    if given.get("act") == "scan":
        return _scan(work, challenge, phone, given)
    if given.get("act") == "approve":
        return _approve(work, challenge, given)
    if given.get("act") != "reject":
        raise NothingHere
    challenges.reject(work, challenge)
    return ()


def _scan(work: Work, challenge: Challenge, phone: str, given: Mapping[str, Any]) -> tuple[Slip, ...]:
    person, login = personas().get(typed(given, "persona")), typed(given, "login")
    if person is None and not login:
        return (Slip("persona", "phone_whose"),)
    held = account_of(work, person.cccd, fresh=True) if person else account_by_login(work, login)
    field = "persona" if person else "login"
    if held is None:
        return (Slip(field, "phone_nobody"),)
    if obstacle := sign_in.obstacle(held, work.clock.today()):
        return (Slip(field, f"account_{obstacle}"),)
    challenges.scan(work, challenge, phone, held.cccd)
    return ()


def _approve(work: Work, challenge: Challenge, given: Mapping[str, Any]) -> tuple[Slip, ...]:
    held = account_of(work, challenge.cccd, fresh=True)
    face, passcode = typed(given, "face"), typed(given, "passcode")
    if not factors.is_passcode(passcode):
        return (Slip("passcode", "passcode_wrong"),)
    if held is None or sign_in.obstacle(held, work.clock.today()):
        return (Slip("passcode", "phone_nobody"),)
    if face in {Face.NO_MATCH, Face.SPOOF}:
        return (Slip("face-match", f"face_{face}"),)
    challenges.approve(work, challenge, face=face == Face.MATCH and factors.face_allowed(int(held.level)))
    return ()
