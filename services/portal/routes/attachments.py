"""Files of citizens and officers, before and in a dossier: parse, one action, answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from motcua.chassis.call import call_of
from motcua.wire.dossiers import Upload, Uploaded
from services.portal.actions import dossiers as actions
from services.portal.routes.documents import answers_file, as_file

router = APIRouter(prefix="/v1/attachments", tags=["attachments"])
Refused = dict[int | str, dict[str, Any]]
FileId = Annotated[str, Path(pattern="^[0-9a-f]{1,40}$", description="Mã tệp · id of a file")]
FILE = answers_file("application/pdf", "image/jpeg", "image/png")
KEEPS: Refused = {404: {}, 409: {}}


@router.post("", status_code=201, responses=KEEPS, summary="Tải tệp lên · upload a file")
async def upload_file(ask: Upload, request: Request) -> Uploaded:
    """A PDF, JPEG or PNG of at most 5 MB, for a component of a form or of a dossier; known by its content."""
    return await call_of(request).run(actions.upload_file, ask)


@router.get("/{file_id}", responses=FILE, response_class=Response, summary="Lấy tệp · get a file")
async def show_attachment(file_id: FileId, request: Request) -> Response:
    """The file, to whom it belongs and to the officers of its dossier."""
    return as_file(await call_of(request).run(actions.show_attachment, file_id))


@router.delete("/{file_id}", responses=KEEPS, summary="Bỏ tệp · drop a file")
async def drop_upload(file_id: FileId, request: Request) -> Uploaded:
    """Take a file away that is in no dossier yet."""
    return await call_of(request).run(actions.drop_upload, file_id)
