"""Papers of a dossier: digitise one at the counter, open one; open its letters and results."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from motcua.chassis.problems import BodyMalformed, Refusal
from motcua.chassis.site import language
from motcua.wire.dossiers import Upload
from services.portal.actions import documents, dossiers
from services.portal.pages.chosen import chosen
from services.portal.pages.desk.dossier import DossierCode, opened, show, tied, tied_post
from services.portal.pages.desk.steps import back

router = APIRouter(include_in_schema=False)
DocumentKey = Annotated[str, Path(pattern=r"^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$")]
Id = Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{8,40}$")]
TYPES = ("application/pdf", "image/jpeg", "image/png")


@router.post("/desk/{code}/papers")
async def digitise(code: DossierCode, request: Request) -> Response:
    """A paper brought to the counter, scanned: it stands for its component from now on."""
    async with request.form(max_fields=10, max_files=1) as given:  # which closes the file
        at, lang = await tied_post(request, code, given.get("csrf")), language(str(given.get("lang", "")))
        try:
            await at.call.run(dossiers.upload_file, await _uploaded(given, code))
        except Refusal as refusal:
            await at.call.refuse(refusal)
            return await show(request, await opened(request, code), lang=lang, refusal=refusal)
    return back(code, lang, "digitise")


async def _uploaded(given: FormData, code: str) -> Upload:
    """The file of the form; raises BodyMalformed where there is none."""
    file = given.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise BodyMalformed("Hãy chọn một tệp.", "Choose a file.")
    return await chosen(file, str(given.get("component", "")), dossier=code)


@router.get("/desk/{code}/papers/{paper}")
async def paper(code: DossierCode, paper: Id, request: Request) -> Response:
    """A paper of the dossier, as it was uploaded."""
    found = await (await tied(request, code)).call.run(dossiers.show_attachment, paper)
    return download(found.content, found.media_type, found.name)


@router.get("/desk/{code}/documents/{document}")
async def document(code: DossierCode, document: DocumentKey, request: Request) -> Response:
    """A letter or result of the dossier."""
    found = await (await tied(request, code)).call.run(documents.document_file, document)
    return download(found.content, found.media_type, found.name)


def download(content: bytes, media_type: str, name: str) -> Response:
    """A file that the browser keeps and never takes for a page of ours."""
    kind = media_type if media_type in TYPES else "application/octet-stream"
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "._-") else "_" for one in name) or "tep"
    headers = {
        "Content-Disposition": f'attachment; filename="{plain}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)
