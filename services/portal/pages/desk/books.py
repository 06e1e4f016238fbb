"""The control sheet of a dossier (form 05) and the register book of an agency's day (form 06), as signed documents."""

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from motcua.chassis.problems import BodyMalformed
from motcua.wire.dossiers import AskBook
from services.portal.actions import documents, dossiers
from services.portal.pages.caller import officer_call, officer_post
from services.portal.pages.desk.dossier import DossierCode, tied_post
from services.portal.pages.desk.files import DocumentKey, download

router = APIRouter(include_in_schema=False)


@router.post("/desk/books")
async def book(request: Request) -> Response:
    """Make the register book of a day, and lead to it."""
    given = await request.form(max_fields=6)
    at = await officer_post(request, given.get("csrf"))
    made = await dossiers.register_book(at.call, _asked(given))
    return RedirectResponse(f"/desk/books/{made.document}", 303)


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
    at = await tied_post(request, code, given.get("csrf"))
    made = await dossiers.control_sheet(at.call, code)
    return RedirectResponse(f"/desk/{code}/documents/{made.document}", 303)


def _asked(given: FormData) -> AskBook:
    """The agency and day of a form; raises BodyMalformed where it is neither."""
    try:
        return AskBook(agency=str(given.get("agency", "")), day=str(given.get("day", "")))
    except ValidationError as wrong:
        raise BodyMalformed("Hãy chọn một cơ quan và một ngày.", "Choose an agency and a day.") from wrong
