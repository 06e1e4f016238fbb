"""Signing in and out: the portal is an ordinary relying party of eid_auth."""

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from motcua.chassis.call import Call
from motcua.chassis.site import form_target, language
from motcua.wire.oidc import SignInFailed, Wish
from services.portal.actions import signing_in
from services.portal.errors import refused
from services.portal.pages import browser
from services.portal.pages.caller import CITIZEN, own_post, page_call
from services.portal.pages.people import people
from services.portal.pages.site import page
from services.portal.rules.sessions import LONGEST

router = APIRouter(include_in_schema=False)
LEVELS = {"2": 2, "3": 3, "4": 4}
USUAL = 2  # two factors; a page may ask for more, an address never for less
OLDEST = int(LONGEST.total_seconds())  # no session of the provider's is taken that could not be one of ours any more
NOWHERE = "default-src 'none'; frame-ancestors 'none'"
FRAME = '<!doctype html><html lang="vi"><title>[SANDBOX] {said}</title><p>{said}.</html>'
YOURS = {400: "again", 403: "refused", 503: "later"}


@router.get("/sign-in")
async def sign_in(request: Request) -> Response:
    """Send the browser to the provider; first to the portal's own address where it came by another."""
    if at := browser.elsewhere(request):
        return RedirectResponse(f"{at}/sign-in?{urlencode({**request.query_params, browser.MOVED: 1})}", 303)
    call, cookie, query = await page_call(request), browser.new_sign_in_cookie(request), request.query_params
    wish = _wish(query)
    back = query.get("return_to") or ("/account?lang=en" if wish.lang == "en" else "/account")
    try:
        address = await signing_in.begin(call, wish, back, cookie)
    except SignInFailed as failed:
        return await _failed(request, call, failed)
    answer: Response = RedirectResponse(address + _as_persona(query.get("persona", "")), 303)
    browser.keep_sign_in(request, answer, cookie)
    return answer


def _wish(query: Mapping[str, str]) -> Wish:
    """How the address wants the sign-in to be."""
    prompt = "login" if query.get("again") else ""
    return Wish(LEVELS.get(query.get("level", ""), USUAL), OLDEST, prompt, language(query.get("lang")))


def _as_persona(slug: str) -> str:
    """For demonstrations the sandbox's provider signs a persona in without its pages, where it is asked so."""
    return f"&persona={slug}" if slug in people() else ""


@router.get("/signed-in")
async def signed_in(request: Request) -> Response:
    """The provider's answer, brought by the browser."""
    call = await page_call(request)
    call.operation, call.by = "sign-in", call.by._replace(on_behalf_of=CITIZEN)  # whoever sat here before is not meant
    try:
        entered = await signing_in.finish(
            call, request.query_params.multi_items(), browser.sign_in_cookie(request), browser.session_cookie(request)
        )
    except SignInFailed as failed:
        return await _failed(request, call, failed)
    answer = RedirectResponse(entered.return_to, 303)
    browser.keep_session(request, answer, entered.cookie)
    return answer


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session here, then the provider's."""
    given = await request.form(max_fields=5)
    call, _ = await own_post(request, given.get("csrf"))
    lang = language(str(given.get("lang", "")))
    try:
        address = await signing_in.leave(call, browser.session_cookie(request), lang)
    except SignInFailed as failed:
        address = f"/signed-out?{urlencode({'left': failed.failure, 'lang': lang})}"
    answer = RedirectResponse(address or "/signed-out", 303)
    browser.forget_session(request, answer)
    return answer


@router.get("/signed-out")
async def signed_out(request: Request) -> Response:
    """Where the provider sends the browser after a sign-out."""
    return await page(request, "signed-out.html", lang=_spoken(request), left=bool(request.query_params.get("left")))


@router.get("/signed-out-elsewhere")
async def signed_out_elsewhere(request: Request) -> Response:
    """A frame on the provider's page: its session has ended, so ours does. The session's name is known to few."""
    call, query = await page_call(request), request.query_params
    ours = await signing_in.left_elsewhere(call, query.get("iss", ""), query.get("sid", ""))
    policy = f"default-src 'none'; frame-ancestors {form_target(query.get('iss', ''))}" if ours else NOWHERE
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
    said = "Đã đăng xuất khỏi cổng" if ours else "Không phải nhà cung cấp định danh của cổng"
    return HTMLResponse(FRAME.format(said=said), 200 if ours else 400, headers)


def _spoken(request: Request) -> str:
    """The language of the address, else of the sign-in that the provider sends back."""
    query = request.query_params
    return language(query.get("lang") or query.get("state", "").partition(".")[0])


async def _failed(request: Request, call: Call, failed: SignInFailed) -> Response:
    """A page in plain words, and the audit line of the refusal."""
    refusal = refused(failed)
    await call.refuse(refusal)
    return await page(
        request,
        "sign-in-failed.html",
        status=refusal.status,
        lang=_spoken(request),
        refusal=refusal,
        told=YOURS.get(refusal.status, "provider"),
    )
