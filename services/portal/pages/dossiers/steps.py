"""What a citizen may do with a dossier: bring what is asked, pay, withdraw."""

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from motcua.chassis.call import Call
from motcua.chassis.problems import BodyMalformed, Refusal
from motcua.chassis.site import language
from motcua.wire.documents import AskPayment
from motcua.wire.dossiers import Event, GivenPaper, TakeStep, Uploaded
from services.portal.actions import dossiers, payments
from services.portal.pages.caller import own_post
from services.portal.pages.chosen import chosen
from services.portal.pages.dossiers.own import DossierCode, show
from services.portal.pages.shown import in_language

router = APIRouter(include_in_schema=False)
FILE = "file."
MOST = 30


@router.post("/dossiers/{code}/supplement")
async def supplement(code: DossierCode, request: Request) -> Response:
    """Bring the papers that an officer asked for, all at once."""
    async with request.form(max_fields=10, max_files=MOST) as given:  # which closes the files
        call, _ = await own_post(request, given.get("csrf"))
        lang = language(str(given.get("lang", "")))
        try:
            papers = [await _kept(call, code, name, file) for name, file in _files(given).items()]
            await dossiers.step(call, code, _step(given, Event.SUPPLEMENT, papers=papers))
        except Refusal as refusal:
            await call.refuse(refusal)
            return await show(request, call, code, lang=lang, refusal=refusal)
    return _back(code, lang, Event.SUPPLEMENT)


@router.post("/dossiers/{code}/withdraw")
async def withdraw(code: DossierCode, request: Request) -> Response:
    """Take the dossier back."""
    given = await request.form(max_fields=6)
    call, _ = await own_post(request, given.get("csrf"))
    lang = language(str(given.get("lang", "")))
    try:
        await dossiers.step(call, code, _step(given, Event.WITHDRAW, note=str(given.get("note", "")).strip()))
    except Refusal as refusal:
        await call.refuse(refusal)
        return await show(request, call, code, lang=lang, refusal=refusal)
    return _back(code, lang, Event.WITHDRAW)


@router.post("/dossiers/{code}/pay")
async def pay(code: DossierCode, request: Request) -> Response:
    """Begin to pay the fee, or go on with what was begun, at the payment stand-in."""
    given = await request.form(max_fields=5)
    call, _ = await own_post(request, given.get("csrf"))
    lang = language(str(given.get("lang", "")))
    try:
        begun = await payments.begin(call, AskPayment(dossier=code))
    except Refusal as refusal:
        await call.refuse(refusal)
        return await show(request, call, code, lang=lang, refusal=refusal)
    return RedirectResponse(f"/pay/{begun.id}{in_language(lang)}", 303)


def _files(given: FormData) -> dict[str, UploadFile]:
    """The files that were chosen, by component."""
    return {
        name.removeprefix(FILE): part
        for name, part in given.multi_items()
        if isinstance(part, UploadFile) and name.startswith(FILE) and part.filename
    }


async def _kept(call: Call, code: str, component: str, file: UploadFile) -> GivenPaper:
    """A file, kept for the dossier; raises what stands against it."""
    kept: Uploaded = await call.run(dossiers.upload_file, await chosen(file, component, dossier=code))
    return GivenPaper(component=component, attachment=kept.id)


def _step(given: FormData, event: Event, *, note: str = "", papers: list[GivenPaper] | None = None) -> TakeStep:
    """A posted step; raises BodyMalformed where no page of ours sends such a thing."""
    try:
        return TakeStep.model_validate(
            {"event": event, "version": int(str(given.get("version", ""))), "note": note, "papers": papers or []}
        )
    except ValueError as wrong:
        raise BodyMalformed from wrong


def _back(code: str, lang: str, done: str) -> RedirectResponse:
    return RedirectResponse(f"/dossiers/{code}{in_language(lang, done=done)}", 303)
