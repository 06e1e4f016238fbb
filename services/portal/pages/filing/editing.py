"""The form itself: prefilled, typed into, looked up, saved; it works without scripts, one press at a time."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.site import language
from motcua.wire.forms import FORM_ID, FormState
from services.portal.actions import forms as actions
from services.portal.pages.caller import account_of, own_post, page_call, to_sign_in
from services.portal.pages.filing import doing, posted
from services.portal.pages.filing.rendering import form_page
from services.portal.pages.shown import in_language

router = APIRouter(include_in_schema=False)
FormId = Annotated[str, Path(pattern=FORM_ID)]


@router.get("/forms/{form_id}")
async def form(form_id: FormId, request: Request) -> Response:
    """The form with everything the State knew, and what is still to be declared."""
    if await account_of(request) is None:
        return to_sign_in(request)
    call = await page_call(request)
    found = await actions.show_form(call, form_id)
    if found.state is FormState.FILED:
        lang = language(request.query_params.get("lang"))
        return RedirectResponse(f"/dossiers/{found.dossier}{in_language(lang)}", 303)
    return await form_page(request, call, found)


@router.post("/forms/{form_id}")
async def fill(form_id: FormId, request: Request) -> Response:
    """One press of a button: what was typed is kept, then the button does its work."""
    async with request.form(max_fields=1000, max_files=40) as given:
        call, _ = await own_post(request, given.get("csrf"))
        done = await doing.press(call, form_id, posted.read(given.multi_items()))
    if done.slips:
        return await form_page(request, call, done.form, lang=done.lang, slips=done.slips, status=422)
    return RedirectResponse(done.address, 303)
