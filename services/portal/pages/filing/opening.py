"""The button that opens a form: whoever is not signed in strongly enough signs in first, and comes back."""

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from motcua.chassis.site import language
from motcua.wire.forms import OpenForm
from services.portal.actions import forms as actions
from services.portal.errors.forms import ProcedureUnknown
from services.portal.pages.caller import account_of, own_post
from services.portal.pages.services import known, sign_in_for
from services.portal.pages.shown import in_language

router = APIRouter(include_in_schema=False)


@router.post("/services/{slug}/form")
async def open_form(slug: str, request: Request) -> Response:
    """Ask the registers, fill the form, and lead to it."""
    given, procedure, account = await request.form(max_fields=10), known(request, slug), await account_of(request)
    lang = language(str(given.get("lang", "")))
    if account is None or account.auth_level < procedure.assurance:
        return RedirectResponse(sign_in_for(procedure, lang), 303)
    call, account = await own_post(request, given.get("csrf"))
    try:
        ask = OpenForm(procedure=procedure.slug, account=account.id, consent=[str(x) for x in given.getlist("consent")])
    except ValidationError as odd:  # no page of ours sends it
        raise ProcedureUnknown from odd
    form = await actions.open_form(call, ask)
    return RedirectResponse(f"/forms/{form.id}{in_language(lang)}", 303)
