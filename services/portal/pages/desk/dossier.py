"""One dossier at the desk: everything in it, and the steps that the officer may take now."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.wire.dossiers import DOSSIER_CODE, Dossier, Event, Line
from motcua.wire.procedures import Component, Procedure
from services.portal.actions import dossiers
from services.portal.actions.heads import heads, procedure_code
from services.portal.pages.caller import AtDesk, account_of, officer_call, officer_post, to_sign_in
from services.portal.pages.services import known, offered
from services.portal.pages.site import page
from services.portal.pages.values import sections
from services.portal.rules.agencies import agencies
from services.portal.settings import PROCEDURE

router = APIRouter(include_in_schema=False)
DossierCode = Annotated[str, Path(pattern=DOSSIER_CODE)]
# What is likely comes first, and open; the rest is folded below it.
FIRST = (
    Event.RECEIVE, Event.PROCESS, Event.APPROVE, Event.PART_RESULT, Event.RETURN_RESULT, Event.SUPPLEMENT,
    Event.APOLOGISE,
)  # fmt: skip
PROMISES = (1, 2, 3, 5, 10, 20)  # working days of an apology


class Opened(NamedTuple):
    """A dossier, and the call of the officer who has it open: for its procedure."""

    at: AtDesk
    dossier: Dossier
    procedure: Procedure


@router.get("/desk/{code}")
async def dossier(code: DossierCode, request: Request) -> Response:
    """A dossier, whole."""
    if await account_of(request) is None:
        return to_sign_in(request)
    done = request.query_params.get("done", "")
    return await show(request, await opened(request, code), done=done if done in {*Event, "digitise"} else "")


async def opened(request: Request, code: str) -> Opened:
    """A dossier that the officer may see; raises DossierUnknown, and whatever keeps people from the desk."""
    at = await tied(request, code)
    found = await at.call.run(dossiers.show_dossier, code)
    return Opened(at, found, known(request, found.procedure))


async def tied(request: Request, code: str) -> AtDesk:
    """An officer's call about one dossier, for its procedure; whether it is theirs to see, the question itself says."""
    at = await officer_call(request, code)
    at.call.by = at.call.by._replace(procedure=await procedure_code(at.call, code) or PROCEDURE)
    return at


async def tied_post(request: Request, code: str, csrf: object) -> AtDesk:
    """The same for a post from a form of ours; raises what stands against it."""
    await officer_post(request, csrf, code)
    return await tied(request, code)


async def show(
    request: Request,
    one: Opened,
    *,
    lang: str = "",
    done: str = "",
    refusal: Refusal | None = None,
    meanwhile: Sequence[Line] = (),
) -> Response:
    """The page; with a refusal, why the step was not taken and what others did ``meanwhile``."""
    lang = lang or language(request.query_params.get("lang"))
    found, today = one.dossier, one.at.call.state.clock.today()
    return await page(
        request, "desk-dossier.html", status=refusal.status if refusal else 200, lang=lang, one=found,
        officer=one.at.officer, done=done, refusal=refusal, meanwhile=meanwhile,
        sections=sections(one.procedure, found.values, found.provenance, lang, today),
        likely=[event for event in FIRST if event in found.possible],
        rare=[event for event in found.possible if event not in FIRST],
        components=[part for part in one.procedure.components if not part.on_site], askable=askable(one),
        agencies={code: name for code, name in agencies(offered(request).all()).items() if code != found.agency},
        documents=await heads(one.at.call, (*found.letters, *found.results)), promises=PROMISES,
        here=f"/desk/{found.code}",
    )  # fmt: skip


def askable(one: Opened) -> list[Component]:
    """Papers that may be asked: not what is done on site, nor what the State has (Resolution 66.7/2025/NQ-CP)."""
    had = {paper.component for paper in one.dossier.papers if paper.document or paper.by_data}
    return [part for part in one.procedure.components if not part.on_site and part.code not in had]
