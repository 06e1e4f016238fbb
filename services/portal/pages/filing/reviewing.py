"""Everything once more, read only, with the declaration; then the button that files, once however often pressed."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.wire.dossiers import FileDossier
from motcua.wire.forms import FORM_ID, Form, FormState
from services.portal.actions import dossiers
from services.portal.actions import forms as actions
from services.portal.actions.procedures import procedure_of
from services.portal.errors.forms import FormFiled, FormIncomplete, FormOutdated
from services.portal.pages.caller import account_of, own_post, page_call, to_sign_in
from services.portal.pages.filing import papers, posted, showing
from services.portal.pages.filing.rendering import asked, form_page
from services.portal.pages.shown import in_language
from services.portal.pages.site import page
from services.portal.pages.values import sections

router = APIRouter(include_in_schema=False)
FormId = Annotated[str, Path(pattern=FORM_ID)]


@router.get("/forms/{form_id}/review")
async def review(form_id: FormId, request: Request) -> Response:
    """What will be filed; a form that is incomplete is shown again with what is missing."""
    if await account_of(request) is None:
        return to_sign_in(request)
    call, lang = await page_call(request), language(request.query_params.get("lang"))
    form = await actions.show_form(call, form_id)
    if form.state is not FormState.OPEN:
        return RedirectResponse(f"/forms/{form_id}{in_language(lang)}", 303)
    return await _review(request, call, form, lang)


@router.post("/forms/{form_id}/review")
async def file(form_id: FormId, request: Request) -> Response:
    """File. Pressed twice, the second press leads to the dossier of the first."""
    given = await request.form(max_fields=60)
    call, _ = await own_post(request, given.get("csrf"))
    sent = posted.read(given.multi_items())
    lang, form = language(sent.show_in or sent.lang), await actions.show_form(call, form_id)
    if sent.show_in:
        return await _review(request, call, form, lang)
    ask = FileDossier(form=form.id, values=sent.values, papers=await papers.given(call, form))
    try:
        code = (await dossiers.file(call, ask)).code
    except (FormIncomplete, FormOutdated, FormFiled) as refusal:
        return await _refused(request, call, form, refusal, lang)
    return RedirectResponse(f"/dossiers/{code}{in_language(lang, done='filed')}", 303)


async def _refused(request: Request, call: Call, form: Form, refusal: Refusal, lang: str) -> Response:
    """Where a filing that was refused goes on: at the box that was not ticked, at the form, at the dossier."""
    await call.refuse(refusal)  # its audit line; the page is the answer
    if isinstance(refusal, FormFiled):
        return RedirectResponse(f"/forms/{form.id}{in_language(lang)}", 303)  # which leads to the dossier
    slips = showing.slips(refusal.fields, lang)
    declared = {field.id for field in showing.declarations(procedure_of(call.state, form.procedure))}
    if isinstance(refusal, FormIncomplete) and slips.keys() <= declared:
        return await _review(request, call, form, lang, slips=slips)
    return await form_page(request, call, form, lang=lang, slips=slips, status=refusal.status)


async def _review(
    request: Request, call: Call, form: Form, lang: str, *, slips: Mapping[str, str] | None = None
) -> Response:
    procedure, brought = procedure_of(call.state, form.procedure), await papers.given(call, form)
    declared = showing.declarations(procedure)
    try:
        settled = await actions.check_form(call, form.id, {field.id: "true" for field in declared}, brought)
    except (FormIncomplete, FormOutdated) as refusal:
        return await _refused(request, call, form, refusal, lang)
    values = {name: value for name, value in settled.values.items() if name not in {field.id for field in declared}}
    return await page(
        request,
        "filing-review.html",
        status=422 if slips else 200,
        lang=lang,
        form=form,
        one=procedure,
        sections=sections(procedure, values, settled.provenance, lang, call.state.clock.today()),
        papers=asked(procedure, form),
        uploads={one.component: one.name for one in await papers.uploads(call, form.id)},
        declared=declared,
        slips=dict(slips or {}),
        anchor=showing.anchor,
        switch_form="review" if request.method == "POST" else "",
    )
