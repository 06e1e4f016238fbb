"""Verifying for everybody: by file, or by the code below the QR code. What the QR code opens is here as well."""

import base64
import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.wire.documents import Authentication, VerifyDocument
from motcua.wire.dossiers import DOCUMENT_ID
from services.portal.actions import documents as actions
from services.portal.pages.caller import page_call
from services.portal.pages.shown import in_language
from services.portal.pages.site import page
from services.portal.rules.documents import typed_id

router = APIRouter(include_in_schema=False)
Typed = Annotated[str, Path(max_length=40)]


@router.get("/verify")
async def verify(request: Request) -> Response:
    """The form."""
    return await _form(request)


@router.post("/verify")
async def verify_given(request: Request) -> Response:
    """A file is read at once; a code leads to its own address."""
    call = await page_call(request)
    async with request.form(max_fields=5, max_files=1) as given:
        lang, content, typed = language(str(given.get("lang", ""))), await _content(given), _typed(given)
    if content:
        return await _read(request, call, content, lang)
    if re.fullmatch(DOCUMENT_ID, typed_id(typed)):
        return RedirectResponse(f"/verify/{typed_id(typed)}{in_language(lang)}", 303)
    slip = "code_wrong" if typed else "nothing"
    return await _form(request, status=422, lang=lang, slip=slip, typed=typed)


@router.get("/verify/authority.pem")
async def authority(request: Request) -> Response:
    """The root certificate of the sandbox's authority, for other programs to trust (docs/documents.md)."""
    root = await actions.root_of(await page_call(request))
    headers = {"Content-Disposition": 'attachment; filename="motcua-sandbox-root.pem"'}
    return Response(root.certificate, media_type="application/x-pem-file", headers=headers)


@router.get("/verify/{document_id}")
async def verify_code(document_id: Typed, request: Request) -> Response:
    """What a QR code opens: that the document exists and holds, and who signed. Nothing about the person."""
    code, call = typed_id(document_id), await page_call(request)
    if not re.fullmatch(DOCUMENT_ID, code):
        return await _form(request, status=404, slip="code_wrong", typed=code)
    return await _answer(request, await _verified(call, VerifyDocument(id=code)))


async def _form(
    request: Request,
    *,
    status: int = 200,
    lang: str = "",
    slip: str = "",
    typed: str = "",
    refusal: Refusal | None = None,
) -> Response:
    return await page(request, "verify.html", status=status, lang=lang, slip=slip, typed=typed, refusal=refusal)


async def _read(request: Request, call: Call, content: bytes, lang: str) -> Response:
    try:
        found = await _verified(call, VerifyDocument(content=base64.b64encode(content).decode()))
    except Refusal as refusal:
        await call.refuse(refusal)
        return await _form(request, status=refusal.status, lang=lang, refusal=refusal)
    return await _answer(request, found, lang)


async def _verified(call: Call, ask: VerifyDocument) -> Authentication:
    call.enter("verify-document", None)
    return await call.run(actions.verify_document, await actions.read_file(call, ask))


async def _answer(request: Request, found: Authentication, lang: str = "") -> Response:
    return await page(request, "verified.html", lang=lang, found=found, by_file=request.method == "POST")


async def _content(given: FormData) -> bytes:
    file = given.get("file")
    return await file.read() if isinstance(file, UploadFile) and file.filename else b""


def _typed(given: FormData) -> str:
    return str(given.get("code", "")).strip()[:40]
