"""My documents: what holds, what was given where, a link for somebody else."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.call import Call
from motcua.chassis.problems import BodyMalformed, Refusal
from motcua.chassis.site import language
from motcua.wire.documents import FindDocuments, Shared, ShareDocument
from motcua.wire.dossiers import DOCUMENT_ID
from services.portal.actions import documents as actions
from services.portal.pages.account import back
from services.portal.pages.caller import account_of, own_post, page_call, to_sign_in
from services.portal.pages.shown import in_language
from services.portal.pages.site import page
from services.portal.routes.documents import as_file
from services.portal.settings import public_url
from services.portal.store.accounts import Account

router = APIRouter(include_in_schema=False)
Id = Annotated[str, Path(pattern=DOCUMENT_ID)]
HOURS = (1, 24, 72, 168)


@router.get("/documents")
async def documents(request: Request) -> Response:
    """Everything in the store, newest first."""
    known = await account_of(request)
    if known is None:
        return to_sign_in(request)
    return await _listed(request, await page_call(request), known, done=request.query_params.get("done", ""))


@router.get("/documents/{document_id}/file")
async def file(document_id: Id, request: Request) -> Response:
    """The signed PDF, to be kept."""
    if await account_of(request) is None:
        return to_sign_in(request)
    return as_file(await (await page_call(request)).run(actions.document_file, document_id), download=True)


@router.post("/documents/{document_id}/share")
async def share(document_id: Id, request: Request) -> Response:
    """Make a link. It is shown in the answer itself, once: an address with a key in it goes through no redirect."""
    given = await request.form(max_fields=5)
    call, known = await own_post(request, given.get("csrf"))
    lang = language(str(given.get("lang", "")))
    wanted = actions.ToShare(document_id, _for_how_long(given.get("hours")), public_url(call.state.service))
    try:
        made = await call.run(actions.share_document, wanted)
    except Refusal as refusal:
        await call.refuse(refusal)
        return await _listed(request, call, known, lang=lang, refusal=refusal)
    return await _listed(request, call, known, lang=lang, made=made, made_for=document_id)


def _for_how_long(hours: object) -> ShareDocument:
    """What the form asks; raises BodyMalformed."""
    try:
        return ShareDocument(hours=int(str(hours or "")))
    except ValueError as wrong:  # a ValidationError is one
        raise BodyMalformed from wrong


@router.get("/documents/{document_id}/share")
async def shared_before(document_id: Id, request: Request) -> Response:
    """Where a browser comes that asks again for the answer to a form: the language switch, a refresh."""
    return RedirectResponse(f"/documents{in_language(request.query_params.get('lang'))}", 303)


@router.post("/documents/{document_id}/stop-sharing")
async def stop_sharing(document_id: Id, request: Request) -> Response:
    """End every link to a document."""
    given = await request.form(max_fields=5)
    call, _ = await own_post(request, given.get("csrf"))
    await call.run(actions.stop_sharing, document_id)
    return back("/documents", given.get("lang"), "stopped")


async def _listed(
    request: Request,
    call: Call,
    known: Account,
    *,
    lang: str = "",
    done: str = "",
    made: Shared | None = None,
    made_for: str = "",
    refusal: Refusal | None = None,
) -> Response:
    found = await call.run(actions.find_documents, FindDocuments(account=known.id))
    return await page(
        request,
        "documents.html",
        status=refusal.status if refusal else 200,
        lang=lang,
        documents=found.documents,
        done=done if done == "stopped" else "",
        made=made,
        made_for=made_for,
        refusal=refusal,
        hours=HOURS,
    )
