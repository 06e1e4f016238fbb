"""The signed-in person's own pages: the session, what was allowed to whom, receipts, withdrawal."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.db import Work
from motcua.chassis.site import check, csrf_token
from services.eid_auth.actions import consents, leaving, parties, sessions
from services.eid_auth.actions.provider import Provider
from services.eid_auth.errors import ConsentUnknown
from services.eid_auth.pages import shown
from services.eid_auth.pages.browser import forget, session_cookie
from services.eid_auth.pages.desk import name_of
from services.eid_auth.pages.site import onward, page, typed
from services.eid_auth.routes.answers import provider_of
from services.eid_auth.rules.accounts import Held
from services.eid_auth.store.accounts import account_of
from services.eid_auth.store.sign_in import Consent, Session

router = APIRouter(include_in_schema=False)
Number = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{10,64}$")]
LEAVING = leaving.Leaving("", "", sure=True, signed_in=True)


class Mine(NamedTuple):
    """What a person sees of their own."""

    session: Session
    held: Held | None
    consents: list[Consent]
    clients: dict[str, str]


@router.get("/account")
async def account(request: Request) -> Response:
    """Who is signed in on this browser, and what they allowed."""
    provider, cookie = provider_of(request), session_cookie(request)
    mine = await call_of(request).state.db.run(lambda work: _mine(work, provider, cookie))
    portal = call_of(request).state.service.public.get("portal", "")
    return page(request, "account.html", mine=mine, portal=portal, csrf=csrf_token(request, cookie))


@router.post("/account")
async def change(request: Request) -> Response:
    """Withdraw what was allowed to a client, or sign out."""
    given, call, cookie = await request.form(max_fields=5), call_of(request), session_cookie(request)
    check(request, given.get("csrf"), cookie)
    by, withdrawn = call.by, typed(given, "withdraw")
    if withdrawn:
        await call.state.db.run(lambda work: consents.withdraw(work, _session(work, cookie), withdrawn, by))
        return onward(request, "/account")
    sid = await call.state.db.run(lambda work: leaving.leave(work, LEAVING, cookie, by))
    return forget(request, onward(request, f"/signed-out?left={sid}" if sid else "/signed-out"))


@router.get("/consents/{one}")
async def receipt(one: Number, request: Request) -> Response:
    """The receipt of one consent."""
    provider, cookie = provider_of(request), session_cookie(request)

    def seen(work: Work) -> tuple[Consent, str, Held | None]:
        session = _session(work, cookie)
        found = consents.receipt(work, session, one)
        return found, _clients(work, provider, [found])[found.client_id], account_of(work, session.cccd)

    consent, client, held = await call_of(request).state.db.run(seen)
    rows = shown.rows(dict.fromkeys(consent.claims.split(), ""))
    return page(
        request, "receipt.html", consent=consent, client=client, held=held, rows=rows, csrf=csrf_token(request, cookie)
    )


def _session(work: Work, cookie: str) -> Session:
    """The living session; without one there is nothing to see here."""
    session = sessions.current(work, cookie)
    if session is None:
        raise ConsentUnknown
    return session


def _mine(work: Work, provider: Provider, cookie: str) -> Mine | None:
    session = sessions.current(work, cookie)
    if session is None:
        return None
    found = consents.given(work, session)
    return Mine(session, account_of(work, session.cccd), found, _clients(work, provider, found))


def _clients(work: Work, provider: Provider, found: list[Consent]) -> dict[str, str]:
    """Names of the clients by id; a client that is gone keeps its id."""
    names = {}
    for client_id in {one.client_id for one in found}:
        known = parties.find(work, provider, client_id)
        names[client_id] = name_of(known.party) if known else client_id
    return names
