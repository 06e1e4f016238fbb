"""Signing out: the question asked first, since any site may send a browser here, and the page that says it is done."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.db import Work
from motcua.chassis.site import check, csrf_token
from services.eid_auth.actions import leaving, parties, sessions
from services.eid_auth.actions.leaving import Leaving
from services.eid_auth.actions.provider import Provider
from services.eid_auth.pages import shown
from services.eid_auth.pages.browser import session_cookie
from services.eid_auth.pages.desk import name_of
from services.eid_auth.pages.site import onward, page
from services.eid_auth.routes.answers import protocol, provider_of, query
from services.eid_auth.routes.front import gone
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.params import Params
from services.eid_auth.store.accounts import account_of

router = APIRouter(include_in_schema=False)


class Question(NamedTuple):
    """Who wants to end whose session."""

    asked: Leaving
    client: str
    held: Held | None


@router.get("/signed-out")
async def signed_out(request: Request) -> Response:
    """Nobody is signed in here any more."""
    return page(request, "signed_out.html")


async def ask(request: Request) -> Response:
    """The question; with the parameters of /logout in the address, where that endpoint put them."""
    provider, params, cookie = provider_of(request), query(request), session_cookie(request)
    seen = await call_of(request).state.db.run(lambda work: _question(work, provider, params, cookie))
    if seen.held is None:
        return onward(request, "/signed-out")
    return page(
        request, "leave.html", client=seen.client, held=seen.held, csrf=csrf_token(request, cookie),
        post=f"/leave?{request.url.query}", form_action=shown.targets(seen.asked.target),
    )  # fmt: skip


async def answer(request: Request) -> Response:
    """The person wants to leave."""
    call, provider, params, cookie = call_of(request), provider_of(request), query(request), session_cookie(request)
    given, by = await request.form(max_fields=3), call.by
    check(request, given.get("csrf"), cookie)

    def leave(work: Work) -> Leaving:
        asked = leaving.asked(work, provider, params, cookie)
        leaving.leave(work, asked, cookie, by)
        return asked

    return await gone(request, provider, await call.state.db.run(leave))


def _question(work: Work, provider: Provider, params: Params, cookie: str) -> Question:
    asked, session = leaving.asked(work, provider, params, cookie), sessions.current(work, cookie)
    known = parties.find(work, provider, asked.client_id) if asked.client_id else None
    held = account_of(work, session.cccd, fresh=True) if session else None
    return Question(asked, name_of(known.party) if known else "", held)


router.add_route("/leave", protocol(ask), methods=["GET"], include_in_schema=False)
router.add_route("/leave", protocol(answer), methods=["POST"], include_in_schema=False)
