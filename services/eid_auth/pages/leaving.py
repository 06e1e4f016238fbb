"""Signing out: the question asked first, since any site may send a browser here, and the page that says it is done."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.db import Work
from motcua.chassis.site import check, csrf_token, form_target
from services.eid_auth.actions import leaving, parties, sessions
from services.eid_auth.actions.leaving import Leaving
from services.eid_auth.actions.provider import Provider
from services.eid_auth.pages import shown
from services.eid_auth.pages.browser import session_cookie
from services.eid_auth.pages.desk import name_of
from services.eid_auth.pages.site import onward, page
from services.eid_auth.routes.answers import protocol, provider_of, query
from services.eid_auth.routes.front import Left, gone, left
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.params import Params
from services.eid_auth.store.accounts import account_of

router = APIRouter(include_in_schema=False)
WAIT = 2  # seconds, for the frames to load


class Question(NamedTuple):
    """Who wants to end whose session."""

    asked: Leaving
    client: str
    held: Held | None


async def signed_out(request: Request) -> Response:
    """Nobody is signed in here any more; other clients are told by frames, then the browser goes where it was to go."""
    provider, params, cookie = provider_of(request), query(request), session_cookie(request)
    sid = params.get("left", "")

    def seen(work: Work) -> tuple[str, dict[str, str]]:
        asked = leaving.asked(work, provider, params, cookie)
        return asked.target, leaving.to_tell(work, provider, sid, asked.client_id)

    target, frames = await call_of(request).state.db.run(seen)
    response = page(
        request, "signed_out.html", lang="en" if params.get("ui_locales", "").startswith("en") else "",
        frames=frames, target=target, frame=[form_target(uri) for uri in frames.values()],
    )  # fmt: skip
    if target and frames:
        response.headers["Refresh"] = f"{WAIT}; url={target}"
    return response


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

    def leave(work: Work) -> Left:
        return left(work, provider, leaving.asked(work, provider, params, cookie), cookie, by)

    return await gone(provider, await call.state.db.run(leave), params)


def _question(work: Work, provider: Provider, params: Params, cookie: str) -> Question:
    asked, session = leaving.asked(work, provider, params, cookie), sessions.current(work, cookie)
    known = parties.find(work, provider, asked.client_id) if asked.client_id else None
    held = account_of(work, session.cccd, fresh=True) if session else None
    return Question(asked, name_of(known.party) if known else "", held)


router.add_route("/signed-out", protocol(signed_out), methods=["GET"], include_in_schema=False)
router.add_route("/leave", protocol(ask), methods=["GET"], include_in_schema=False)
router.add_route("/leave", protocol(answer), methods=["POST"], include_in_schema=False)
