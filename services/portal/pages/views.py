"""The pages: parse, one action, render. They work without scripts; no number of a person stands in an address."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.chassis.upstream import as_refusal
from motcua.wire.client import UpstreamFailure
from motcua.wire.reconciliations import CASE_ID, FindReconciliations, ReconciliationLine
from services.portal import actions
from services.portal.pages import form
from services.portal.pages.caller import page_call
from services.portal.pages.people import Person, by_situation, people
from services.portal.pages.shown import in_language
from services.portal.pages.site import page

router = APIRouter(include_in_schema=False)
CaseId = Annotated[str, Path(pattern=CASE_ID)]
RECENT = FindReconciliations(page_size=8)


@router.get("/reconciliations")
async def start(request: Request) -> Response:
    """The form, empty or filled as a persona fills it, and the latest cases of the page."""
    person, number = _chosen(request)
    typed = form.of_declaration(person.tries[number].ask) if person else form.EMPTY
    return await _form(request, form.Form(typed, None, ()), person=person, number=number)


@router.post("/reconciliations")
async def submit(request: Request) -> Response:
    """Take the form: back with every slip named, or on to the case."""
    given, call = await request.form(max_fields=20), await page_call(request)
    lang = language(str(given.get("lang", "")))
    read = form.read(given, call.state.clock.today(), real_numbers=call.state.service.knobs.real_numbers)
    if given.get("show_in") or read.declared is None:
        return await _form(request, read, lang=language(str(given.get("show_in") or lang)), status=422)
    try:
        call.enter("reconcile", read.declared)
        case = await call.run(actions.reconcile, await actions.ask_registers(call, read.declared))
    except UpstreamFailure as failure:
        return await _form(request, read, lang=lang, failure=failure)
    return _to_case(case.id, lang)


@router.get("/cases/{case_id}")
async def case(case_id: CaseId, request: Request) -> Response:
    """A case in plain words."""
    found = await (await page_call(request)).run(actions.show, case_id)
    return await page(request, "case.html", case=found)


@router.post("/cases/{case_id}")
async def again(case_id: CaseId, request: Request) -> Response:
    """Run a case again."""
    call, lang = await page_call(request), language(str((await request.form(max_fields=5)).get("lang", "")))
    call.enter("rerun", None)
    ask = await call.state.db.run(lambda work: actions.declared(work, case_id, call.by))
    call.enter("rerun", ask)
    await call.run(actions.rerun, actions.Rerun(case_id, await actions.ask_registers(call, ask)))
    return _to_case(case_id, lang)


@router.get("/personas")
async def personas(request: Request) -> Response:
    """Everybody there is to try, by situation."""
    return await page(request, "personas.html", situations=by_situation())


def _chosen(request: Request) -> tuple[Person | None, int]:
    """The persona in the address and which of its declarations; the last one where there are fewer."""
    person, number = people().get(request.query_params.get("persona", "")), request.query_params.get("try", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
    return person, min(wanted, len(person.tries) - 1) if person else 0


async def _form(
    request: Request,
    read: form.Form,
    *,
    lang: str = "",
    status: int = 200,
    failure: UpstreamFailure | None = None,
    person: Person | None = None,
    number: int = 0,
) -> Response:
    refusal: Refusal | None = as_refusal(failure) if failure else None
    call = await page_call(request)
    if refusal:
        await call.refuse(refusal)  # its audit line; the page is the answer
    return await page(
        request,
        "form.html",
        status=refusal.status if refusal else status,
        lang=lang,
        form=read,
        person=person,
        number=number,
        failure=failure.system if failure else "",
        situations=by_situation(),
        recent=await _recent(request),
        switch_form="declaration" if request.method == "POST" else "",
    )


async def _recent(request: Request) -> list[ReconciliationLine]:
    return (await (await page_call(request)).run(actions.find, RECENT)).reconciliations


def _to_case(case_id: str, lang: str) -> RedirectResponse:
    return RedirectResponse(f"/cases/{case_id}{in_language(lang)}", 303)
