"""The pages of one interaction, ``/sign-in/{id}``: every step has the same address, and every post goes there."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from motcua.chassis.db import Work
from motcua.chassis.site import check, csrf_token
from services.eid_auth.pages import shown
from services.eid_auth.pages.acts import Done, Given, act
from services.eid_auth.pages.browser import at_desk, browser_cookie, leave
from services.eid_auth.pages.desk import Desk, View, again, level_of, name_of, view
from services.eid_auth.pages.people import grouped
from services.eid_auth.pages.site import Form, Slip, onward, page, typed
from services.eid_auth.rules import corruptions, misconduct

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{10,64}$")]


@router.get("/sign-in/{one}")
async def show(one: Id, request: Request) -> Response:
    """The step that comes next."""
    return await _answer(request, await at_desk(request, one, view))


@router.post("/sign-in/{one}")
async def post(one: Id, request: Request) -> Response:
    """What the person did: on to the next step, or back to this one with what was wrong."""
    given = await request.form(max_fields=12)
    check(request, given.get("csrf"), browser_cookie(request))

    done, seen = await at_desk(request, one, lambda work, desk: _done(work, desk, given))
    if done.slips or seen.kind == "leave":
        return await _answer(request, seen, done.slips, typed(given, "login"))
    return onward(request, f"/sign-in/{one}{done.to}")


@router.get("/sign-in/{one}/personas")
async def personas(one: Id, request: Request) -> Response:
    """Everybody whom one can be, with their stories."""
    desk, groups = await at_desk(request, one, lambda work, desk: (desk, grouped(work)))
    return desk_page(request, "personas.html", desk, groups=groups)


def desk_page(request: Request, template: str, desk: Desk, **values: Any) -> Response:
    """A page of an interaction: it says who asks, leads nowhere else, and its forms may lead back to the client."""
    asked = desk.request
    return page(
        request, template,
        **{
            "client": name_of(desk.party), "purpose": desk.party.purpose, "place": shown.place(asked),
            "level": level_of(asked, None), "post": f"/sign-in/{desk.interaction.id}",
            "csrf": csrf_token(request, browser_cookie(request)), "form_action": shown.targets(asked.redirect_uri),
            "nav": (), **values,
        },
    )  # fmt: skip


def _done(work: Work, desk: Desk, given: Given) -> tuple[Done, View]:
    """What was done, and the page to show at once: with what was wrong, or on the way back to the client."""
    done = act(work, desk, given)
    if done.slips:
        return done, view(work, again(work, desk))
    if done.step is not None and done.step.kind == "leave":
        return done, View(desk, "leave", answer=done.step.answer, cookie=done.step.cookie)
    return done, View(desk, "identify")


async def _answer(request: Request, seen: View, slips: tuple[Slip, ...] = (), login: str = "") -> Response:
    if seen.kind == "leave":
        return await leave(request, seen.desk, seen.answer, seen.cookie)
    status = 403 if seen.kind == "over" else 422 if slips else 200
    form = Form({"login": login or seen.desk.request.login_hint, "code": ""}, slips)
    return desk_page(
        request, f"{seen.kind}.html", seen.desk, status=status, view=seen, form=form, level=seen.level,
        rows=shown.rows(seen.told), corruptions=corruptions.ALL, misconduct=misconduct.ALL,
        chosen=seen.desk.request.misbehave, persona=seen.persona,
    )  # fmt: skip
