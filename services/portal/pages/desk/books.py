"""The control sheet of a dossier (form 05) and the register book of an agency's day (form 06), as signed documents."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.problems import BodyMalformed
from services.portal.actions import documents, dossiers
from services.portal.pages.caller import officer_call, officer_post
from services.portal.pages.desk.dossier import DossierCode, opened
from services.portal.pages.desk.files import DocumentKey, download

router = APIRouter(include_in_schema=False)


@router.post("/desk/books")
async def book(request: Request) -> Response:
    """Make the register book of a day, and lead to it."""
    given = await request.form(max_fields=6)
    at = await officer_post(request, given.get("csrf"))
    made = await dossiers.register_book(at.call, str(given.get("agency", ""))[:40], _day(given.get("day")))
    return RedirectResponse(f"/desk/books/{made}", 303)


@router.get("/desk/books/{document}")
async def kept(document: DocumentKey, request: Request) -> Response:
    """A register book that was made."""
    at = await officer_call(request)
    found = await at.call.run(documents.document_file, document)
    return download(found.content, found.media_type, found.name)


@router.post("/desk/{code}/control-sheet")
async def sheet(code: DossierCode, request: Request) -> Response:
    """Make the control sheet of a dossier, and lead to it."""
    given = await request.form(max_fields=5)
    await officer_post(request, given.get("csrf"), code)
    one = await opened(request, code)
    made = await dossiers.control_sheet(one.at.call, code)
    return RedirectResponse(f"/desk/{code}/documents/{made}", 303)


def _day(given: object) -> date:
    """The day of a form; raises BodyMalformed where it is none."""
    try:
        return date.fromisoformat(str(given or ""))
    except ValueError as wrong:
        raise BodyMalformed("Hãy chọn một ngày.", "Choose a day.") from wrong
