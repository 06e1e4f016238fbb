"""Routes of documents: parse, one action, answer. Reading and making PDFs happens off the event loop."""

from typing import Annotated, Any, Protocol
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.documents import (
    Authentication,
    DocumentList,
    FindDocuments,
    RevokeDocument,
    Shared,
    ShareDocument,
    StoredDocument,
    VerifyDocument,
)
from motcua.wire.dossiers import DOCUMENT_ID
from services.portal.actions import documents as actions
from services.portal.routes.addresses import DOCUMENT
from services.portal.settings import public_url

router = APIRouter(prefix="/v1/documents", tags=["documents"], route_class=LeanRoute)
Refused = dict[int | str, dict[str, Any]]
UNKNOWN: Refused = {404: {}}


def answers_file(*kinds: str) -> Refused:
    """What a route that answers with a file says of itself in the contract."""
    return {200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}}, 404: {}}


FILE = answers_file("application/pdf")
Id = Annotated[
    str, Path(pattern=DOCUMENT_ID, description="Mã tài liệu · document id", examples=["7K3M-Q2TD-9FHA-XW51"])
]


@router.post("/find", responses=UNKNOWN, summary="Kho tài liệu của một người · a person's documents")
async def find_documents(ask: FindDocuments, request: Request) -> DocumentList:
    """Newest first. For the person, or for an officer whose `X-Purpose-Dossier` is a dossier of that person."""
    return await call_of(request).run(actions.find_documents, ask)


@router.post("/verify", responses={409: {}, 501: {}}, summary="Kiểm tra tài liệu · verify a document")
async def verify_document(ask: VerifyDocument, request: Request) -> Authentication:
    """Who signed, when, and whether it holds: for a file, or for the code printed on it. Every outcome is an answer."""
    call = call_of(request)
    call.enter("verify-document", None)
    return await call.run(actions.verify_document, await actions.read_file(call, ask))


@router.get(DOCUMENT, responses=UNKNOWN, summary="Xem tài liệu · show a document")
async def show_document(document_id: Id, request: Request) -> StoredDocument:
    """One document with what it states. Somebody else's is unknown."""
    return await call_of(request).run(actions.show_document, document_id)


@router.get(f"{DOCUMENT}/file", response_class=Response, responses=FILE, summary="Tải tệp PDF · the signed PDF")
async def document_file(document_id: Id, request: Request) -> Response:
    """The file as it was signed, to the last byte."""
    return as_file(await call_of(request).run(actions.document_file, document_id))


@router.post(f"{DOCUMENT}/share", responses={404: {}, 409: {}}, summary="Chia sẻ bằng liên kết · share by a link")
async def share_document(document_id: Id, ask: ShareDocument, request: Request) -> Shared:
    """A link for whoever has it, told once and good for a time. Only by the document's own person."""
    call = call_of(request)
    wanted = actions.ToShare(document_id, ask, public_url(call.state.service))
    return await call.run(actions.share_document, wanted)


@router.post(f"{DOCUMENT}/stop-sharing", responses=UNKNOWN, summary="Ngừng chia sẻ · end every link")
async def stop_sharing(document_id: Id, request: Request) -> StoredDocument:
    """End every link to the document at once. Only by its own person."""
    return await call_of(request).run(actions.stop_sharing, document_id)


@router.post(f"{DOCUMENT}/revoke", responses={404: {}, 409: {}}, summary="Thu hồi tài liệu · revoke a document")
async def revoke_document(document_id: Id, ask: RevokeDocument, request: Request) -> StoredDocument:
    """It no longer holds, and its links end. Only on behalf of an approver of the agency that issued it."""
    return await call_of(request).run(actions.revoke_document, actions.ToRevoke(document_id, ask))


class AFile(Protocol):
    """What a document and an upload have in common."""

    @property
    def name(self) -> str:
        """Its name, in any letters."""
        ...

    @property
    def media_type(self) -> str:
        """Its type."""
        ...

    @property
    def content(self) -> bytes:
        """The file itself."""
        ...


def as_file(file: AFile, *, download: bool = False) -> Response:
    """A file as an answer; kept by no cache, as it is about a person."""
    how = "attachment" if download else "inline"
    headers = {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, safe='')}",  # RFC 6266, RFC 8187
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(file.content, media_type=file.media_type, headers=headers)
