"""My dossiers, and one of them: where it is, what happened, what the citizen has to do."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.wire.dossiers import DOSSIER_CODE, Dossier, DossierPage, Event, FindDossiers
from services.portal.actions import dossiers
from services.portal.actions.heads import heads
from services.portal.pages.caller import account_of, page_call, to_sign_in
from services.portal.pages.desk.files import Id, download
from services.portal.pages.services import known
from services.portal.pages.site import page
from services.portal.pages.values import sections

router = APIRouter(include_in_schema=False)
DossierCode = Annotated[str, Path(pattern=DOSSIER_CODE)]
DONE = {"filed", Event.SUPPLEMENT.value, Event.WITHDRAW.value}
LAST = 2**31 - 1


@router.get("/dossiers")
async def mine(request: Request) -> Response:
    """Everything that the citizen filed, newest first."""
    account = await account_of(request)
    if account is None:
        return to_sign_in(request)
    ask = FindDossiers(account=account.id, cursor=_place(request.query_params.get("after", "")))
    found: DossierPage = await (await page_call(request)).run(dossiers.find_dossiers, ask)
    return await page(request, "dossiers.html", found=found, further=_further(request, found.next_cursor))


@router.get("/dossiers/{code}")
async def one(code: DossierCode, request: Request) -> Response:
    """One dossier, whole."""
    if await account_of(request) is None:
        return to_sign_in(request)
    call, done = await page_call(request), request.query_params.get("done", "")
    return await show(request, call, code, done=done if done in DONE else "")


@router.get("/dossiers/{code}/papers/{paper}")
async def paper(code: DossierCode, paper: Id, request: Request) -> Response:
    """A paper that was filed."""
    if await account_of(request) is None:
        return to_sign_in(request)
    found = await (await page_call(request)).run(dossiers.show_attachment, paper)
    return download(found.content, found.media_type, found.name)


async def show(
    request: Request, call: Call, code: str, *, lang: str = "", done: str = "", refusal: Refusal | None = None
) -> Response:
    """The page of a dossier; with a refusal, why what was asked did not happen."""
    lang = lang or language(request.query_params.get("lang"))
    found: Dossier = await call.run(dossiers.show_dossier, code)
    procedure = known(request, found.procedure)
    names = {part.code: part.name.en if lang == "en" else part.name.vi for part in procedure.components}
    return await page(
        request, "dossier.html", status=refusal.status if refusal else 200, lang=lang, one=found, done=done,
        refusal=refusal, asked={code: names.get(code, code) for code in found.asked},
        wanted=[line.note for line in found.history if line.event is Event.ASK_SUPPLEMENT and line.note][-1:],
        documents=await heads(call, (*found.results, *found.letters)), here=f"/dossiers/{code}",
        sections=sections(procedure, found.values, found.provenance, lang, call.state.clock.today()),
    )  # fmt: skip


def _place(given: str) -> int | None:
    """Where the list goes on, if the address says so."""
    return int(given) if given.isascii() and given.isdigit() and 1 <= int(given) <= LAST else None


def _further(request: Request, cursor: int | None) -> str:
    return f"/dossiers?{urlencode({**request.query_params, 'after': cursor})}" if cursor else ""
