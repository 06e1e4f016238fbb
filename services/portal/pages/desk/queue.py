"""The queue: the dossiers of an officer's agencies, newest first, by status, deadline, service and agency."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.wire.dossiers import DossierPage, Due, FindDossiers, Status
from motcua.wire.procedures import Words
from services.portal.actions import desk, dossiers
from services.portal.errors.desk import DeskOfficersOnly
from services.portal.pages.caller import AtDesk, account_of, officer_call, to_sign_in
from services.portal.pages.services import offered
from services.portal.pages.site import page
from services.portal.rules.agencies import agencies
from services.portal.rules.officers import Officer, officers

router = APIRouter(include_in_schema=False)
MOST = 2**31 - 1


@router.get("/desk")
async def queue(request: Request) -> Response:
    """What is there to do, for the officer who is signed in."""
    if await account_of(request) is None:
        return to_sign_in(request)
    try:
        at = await officer_call(request)
    except DeskOfficersOnly as refusal:
        return await _officers_only(request, refusal)
    return await _queue(request, at)


async def _queue(request: Request, at: AtDesk) -> Response:
    asked = wanted(request)
    today = at.call.state.clock.today().isoformat()
    tally = await at.call.run(desk.tally_dossiers, at.officer)
    found: DossierPage = await at.call.run(dossiers.find_dossiers, asked)
    return await page(
        request, "desk.html", officer=at.officer, tally=tally, asked=asked, found=found,
        statuses=list(Status), dues=list(Due), procedures=offered(request).all(),
        agencies=_agencies(request, at.officer),
        further=_again(request, found.next_cursor) if found.next_cursor else "", newest=_again(request), today=today,
        filtered=asked != FindDossiers(page_size=asked.page_size),
    )  # fmt: skip


async def _officers_only(request: Request, refusal: DeskOfficersOnly) -> Response:
    """The refusal as a page that names who may, and signs them in."""
    await call_of(request).refuse(refusal)  # its audit line; the page is the answer
    return await page(request, "desk-officers.html", status=refusal.status, officers=list(officers().values()))


def wanted(request: Request) -> FindDossiers:
    """What the address asks for; whatever is no filter of ours is left out."""
    query = request.query_params
    cursor = query.get("after", "")
    return FindDossiers(
        status=Status(query["status"]) if query.get("status") in set(Status) else None,
        due=Due(query["due"]) if query.get("due") in set(Due) else None,
        procedure=query.get("procedure", "") if offered(request).get(query.get("procedure", "")) else "",
        agency=query.get("agency", "") if query.get("agency") in agencies(offered(request).all()) else "",
        cursor=int(cursor) if cursor.isascii() and cursor.isdigit() and 1 <= int(cursor) <= MOST else None,
    )


def _agencies(request: Request, officer: Officer) -> dict[str, Words]:
    """The agencies whose dossiers the officer handles."""
    every = agencies(offered(request).all())
    return {code: name for code, name in every.items() if officer.serves(code)}


def _again(request: Request, after: int | None = None) -> str:
    """The address of the queue with the same filters, from a place in it on."""
    kept = {name: value for name, value in request.query_params.items() if name != "after"}
    return f"/desk?{urlencode({**kept, **({'after': after} if after else {})})}"
