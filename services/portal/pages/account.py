"""The person's own account: identity, contacts, sign-out. Every post leads back to a page by a redirect."""

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.wire.portal_accounts import LookupPortalAccount, PortalAccount, Recheck, SetContacts
from services.portal import actions
from services.portal.errors import AccountUnknown, EmailTaken, PhoneTaken
from services.portal.pages.caller import account_of, own_post, page_call, to_sign_in
from services.portal.pages.form import Form, Slip
from services.portal.pages.shown import in_language
from services.portal.pages.site import page
from services.portal.store.accounts import Account

router = APIRouter(include_in_schema=False)
DONE = {"recheck", "contacts", "claimed", "merged"}
TAKEN = {PhoneTaken.code: Slip("phone", "phone_taken"), EmailTaken.code: Slip("email", "email_taken")}


@router.get("/account")
async def account(request: Request) -> Response:
    """Who this is to the portal, and what the population register says of it."""
    known = await account_of(request)
    if known is None:
        return to_sign_in(request)
    done = request.query_params.get("done", "")
    found = await shown(await page_call(request), known)
    return await page(request, "account.html", account=found, done=done if done in DONE else "")


@router.get("/account/verify")
async def verify(request: Request) -> Response:
    """What a doubtful identity means, and the button that asks again."""
    known = await account_of(request)
    if known is None:
        return to_sign_in(request)
    return await page(request, "account-verify.html", account=await shown(await page_call(request), known))


@router.post("/account/verify")
async def verify_again(request: Request) -> Response:
    """Ask the population register again."""
    given = await request.form(max_fields=5)
    call, known = await own_post(request, given.get("csrf"))
    call.enter("recheck", None)
    await call.run(actions.recheck, await actions.ask_again(call, Recheck(account=known.id)))
    return back("/account", given.get("lang"), "recheck")


@router.get("/account/contacts")
async def contacts(request: Request) -> Response:
    """Phone and e-mail, to be changed."""
    known = await account_of(request)
    if known is None:
        return to_sign_in(request)
    typed = Form({"phone": known.phone, "email": known.email}, None, ())
    return await page(request, "account-contacts.html", form=typed, taken=known.contacts_taken.split())


@router.post("/account/contacts")
async def set_contacts(request: Request) -> Response:
    """Change them: back with every slip named, or on to the account."""
    given = await request.form(max_fields=6)
    call, known = await own_post(request, given.get("csrf"))
    typed = {name: str(given.get(name, "")).strip()[:120] for name in ("phone", "email")}
    slips = await _change(call, known, typed)
    if not slips:
        return back("/account", given.get("lang"), "contacts")
    lang, form = language(str(given.get("lang", ""))), Form(typed, None, slips)
    return await page(request, "account-contacts.html", status=422, lang=lang, form=form, taken=[])


async def _change(call: Call, known: Account, typed: dict[str, str]) -> tuple[Slip, ...]:
    """Change contacts, or say what stands against them."""
    phone, email = "".join(typed["phone"].split()), typed["email"]
    try:
        ask = SetContacts(account=known.id, phone=phone or None, email=email or None)
    except ValidationError as wrong:
        fields = dict.fromkeys(str(error["loc"][0]) for error in wrong.errors())
        return tuple(Slip(field, f"{field}_wrong") for field in fields)
    try:
        await call.run(actions.set_contacts, ask)
    except Refusal as refusal:
        if refusal.code not in TAKEN:
            raise
        await call.refuse(refusal)  # its audit line; the page is the answer
        return (TAKEN[refusal.code],)
    return ()


async def shown(call: Call, known: Account) -> PortalAccount:
    """The account as its person sees it."""
    found = await call.run(actions.lookup_account, LookupPortalAccount(cccd=known.cccd))
    if found.account is None:  # only while reads are served stale on demand: a session never outlives its account
        raise AccountUnknown
    return found.account


def back(path: str, lang: object, done: str) -> RedirectResponse:
    """To a page that says what was done."""
    return RedirectResponse(f"{path}{in_language(lang, done=done)}", 303)
