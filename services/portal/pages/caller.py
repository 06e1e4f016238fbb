"""Who asks when a person uses a page: the portal's own client, on behalf of the citizen who is signed in, if any is."""

from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import RedirectResponse

from motcua.chassis.call import Call, call_of
from motcua.chassis.caller import Licence
from motcua.chassis.site import check, csrf_token, refuse_foreign
from services.portal.actions import sessions
from services.portal.errors import NotVerified, SessionEnded
from services.portal.errors.desk import DeskOfficersOnly
from services.portal.pages.browser import session_cookie
from services.portal.rules.identity import may_file
from services.portal.rules.officers import Officer, by_cccd
from services.portal.settings import NAME, PROCEDURE
from services.portal.store.accounts import Account

# What the pages need and no more. Whoever is not signed in is `page`, and sees what was opened on the page.
ANYBODY = frozenset(
    {"reconcile", "rerun", "show", "find", "sign-in", "verify-identity", "verify-document", "open-shared"}
)
SIGNED_IN = ANYBODY | {
    "lookup-account", "recheck", "claim-old", "merge-old", "set-contacts",
    "open-form", "show-form", "save-draft", "find-person", "check-form",
    "file-dossier", "find-dossiers", "show-dossier", "dossier-history", "take-step",
    "upload-file", "form-uploads", "drop-upload", "show-attachment",
    "begin-payment", "show-payment", "settle-payment", "payment-callback",
    "find-documents", "show-document", "document-file", "share-document", "stop-sharing",
    "show-own-records", "show-looks",
}  # fmt: skip
OFFICER = frozenset({
    "find-dossiers", "show-dossier", "dossier-history", "take-step", "upload-file", "show-attachment",
    "sign-control-sheet", "sign-register-book", "look-up-applicant", "tally-dossiers", "show-document", "document-file",
})  # fmt: skip
CITIZEN = "citizen:page"
KEPT = "motcua.portal.account"


async def account_of(request: Request) -> Account | None:
    """The account that this browser is signed in with; asked once for each request."""
    if KEPT not in request.scope:
        cookie = session_cookie(request)
        found = await call_of(request).state.db.run(lambda work: sessions.current(work, cookie)) if cookie else None
        request.scope[KEPT] = found[1] if found else None
    account: Account | None = request.scope[KEPT]
    return account


async def page_call(request: Request) -> Call:
    """The request's call, made as the page; raises PostedFromElsewhere where the browser says so."""
    call, account = call_of(request), await account_of(request)
    behalf = f"citizen:{account.id}" if account else CITIZEN
    licence = Licence(operations=SIGNED_IN if account else ANYBODY)
    call.by = call.by._replace(client=NAME, on_behalf_of=behalf, procedure=PROCEDURE, licence=licence)
    refuse_foreign(request)
    return call


async def own_post(request: Request, csrf: object) -> tuple[Call, Account]:
    """A post of the person who is signed in, from a form of ours; raises what stands against it."""
    call, account = await page_call(request), await account_of(request)
    if account is None:
        raise SessionEnded
    check(request, csrf, session_cookie(request))
    return call, account


class AtDesk(NamedTuple):
    """An officer's call, made at the desk."""

    call: Call
    officer: Officer


async def officer_call(request: Request, dossier: str = "", procedure: str = "") -> AtDesk:
    """The request's call, made as the officer who is signed in, for one dossier and its procedure where there is one.

    Raises SessionEnded, DeskOfficersOnly, NotVerified, PostedFromElsewhere.
    """
    call, account = call_of(request), await account_of(request)
    refuse_foreign(request)
    if account is None:
        raise SessionEnded
    officer = by_cccd(account.cccd)
    call.by = call.by._replace(
        client=NAME,
        on_behalf_of=f"officer:{officer.code}" if officer else f"citizen:{account.id}",
        procedure=procedure or PROCEDURE,
        dossier=dossier,
        licence=Licence(operations=OFFICER if officer else frozenset()),
    )
    if officer is None:
        raise DeskOfficersOnly
    if not may_file(account.status):
        raise NotVerified
    return AtDesk(call, officer)


async def officer_post(request: Request, csrf: object, dossier: str = "", procedure: str = "") -> AtDesk:
    """A post of the officer who is signed in, from a form of ours; raises what stands against it."""
    at = await officer_call(request, dossier, procedure)
    check(request, csrf, session_cookie(request))
    return at


def csrf_of(request: Request) -> str:
    """The code for the forms of a page."""
    return csrf_token(request, session_cookie(request))


def to_sign_in(request: Request) -> RedirectResponse:
    """Sign in first, then come back to this page."""
    query = {name: value for name, value in request.query_params.items() if name == "lang"}
    back = request.url.path + (f"?{urlencode(query)}" if query else "")
    return RedirectResponse(f"/sign-in?{urlencode({'return_to': back, **query})}", 303)
