"""``/sign-in/{id}/qr``: the QR code, and whether the phone answered."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.db import Work
from services.eid_auth.actions import challenges
from services.eid_auth.pages.browser import at_desk
from services.eid_auth.pages.desk import Desk
from services.eid_auth.pages.sign_in import Id, desk_page
from services.eid_auth.pages.site import onward
from services.eid_auth.rules import factors
from services.eid_auth.rules.factors import State

router = APIRouter(include_in_schema=False)
SECONDS = 4  # between two looks at whether the phone answered
GONE = frozenset({State.TAKEN, State.CANCELLED})


class Shown(NamedTuple):
    """A challenge as its page shows it."""

    desk: Desk
    state: State
    code: str = ""
    left: int = 0


@router.get("/sign-in/{one}/qr")
async def qr(one: Id, request: Request) -> Response:
    """The code and its state; the page looks again by itself, unless asked not to."""
    seen = await at_desk(request, one, _seen)
    if seen.state in GONE:
        return onward(request, f"/sign-in/{one}")
    address, auto = f"{seen.desk.provider.issuer}/phone?c={seen.code}", request.query_params.get("auto") != "off"
    response = desk_page(
        request, "qr.html", seen.desk, state=str(seen.state), code=seen.code, left=seen.left, address=address,
        drawn=_drawn(address), auto=auto, waiting=seen.state in factors.LIVING, here=request.url.path,
    )  # fmt: skip
    if auto and seen.state in factors.LIVING:
        # A header, not an element: without scripts nothing else looks again, and the page offers to stop it.
        response.headers["Refresh"] = str(SECONDS)
    return response


def _seen(work: Work, desk: Desk) -> Shown:
    found, now = challenges.of(work, desk.interaction), work.clock.now()
    if found is None:
        return Shown(desk, State.CANCELLED)
    state = factors.state_now(found, now)
    if state is State.APPROVED and challenges.take(work, desk.interaction, found):
        state = State.TAKEN
    return Shown(desk, state, found.code, factors.seconds_left(found, now))


def _drawn(address: str) -> str:
    """A picture of squares, as the template may put it into the page."""
    import segno  # noqa: PLC0415  # takes 20 ms to import, which only this page needs

    return segno.make(address, error="m").svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
