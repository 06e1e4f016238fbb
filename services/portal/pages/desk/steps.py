"""What may be done with a dossier: one post for every step, with the version that the officer saw."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from motcua.chassis.problems import BodyMalformed, Refusal
from motcua.chassis.site import language
from motcua.wire.dossiers import Event, GivenPaper, TakeStep
from services.portal.actions import dossiers
from services.portal.errors.dossiers import VersionStale
from services.portal.pages.caller import AtDesk
from services.portal.pages.desk.dossier import DossierCode, opened, show, tied_post
from services.portal.pages.shown import in_language
from services.portal.rules.calendar import DAY

router = APIRouter(include_in_schema=False)
MINUTES = int(DAY.total_seconds()) // 60


@router.post("/desk/{code}/steps")
async def step(code: DossierCode, request: Request) -> Response:
    """Take a step: back with what stands against it, or on to the dossier as it is then."""
    given = await request.form(max_fields=60)
    at, lang = await tied_post(request, code, given.get("csrf")), language(str(given.get("lang", "")))
    try:
        asked = await _read(at, code, given)
        await dossiers.step(at.call, code, asked)
    except Refusal as refusal:
        return await _not_taken(request, code, refusal, given, lang)
    return back(code, lang, asked.event)


async def _not_taken(request: Request, code: str, refusal: Refusal, given: FormData, lang: str) -> Response:
    """The dossier as it is now, why the step was not taken, and what happened since the officer looked."""
    one, seen = await opened(request, code), _number(given.get("version"))
    await one.at.call.refuse(refusal)  # its audit line; the page is the answer
    stale = isinstance(refusal, VersionStale)
    meanwhile = [line for line in one.dossier.history if stale and line.version > seen]
    return await show(request, one, lang=lang, refusal=refusal, meanwhile=meanwhile)


async def _read(at: AtDesk, code: str, given: FormData) -> TakeStep:
    """A posted step; what was digitised stands for what a supplement asked."""
    if given.get("event") != Event.SUPPLEMENT:
        return read(given, [])
    papers = (await at.call.run(dossiers.show_dossier, code)).papers
    brought = [paper for paper in papers if paper.digitised and paper.attachment]
    return read(given, [GivenPaper(component=paper.component, attachment=paper.attachment) for paper in brought])


def read(given: FormData, papers: list[GivenPaper]) -> TakeStep:
    """A posted step; raises BodyMalformed where no page of ours sends such a thing."""
    told: dict[str, Any] = {name: str(given.get(name, "")).strip() for name in ("event", "note", "agency", "part")}
    try:
        return TakeStep(
            **told,
            version=_number(given.get("version")),
            forced=bool(given.get("forced")),
            components=[str(one) for one in given.getlist("component")],
            minutes=MINUTES * _number(given.get("days")),
            papers=papers,
        )
    except ValidationError as wrong:
        raise BodyMalformed from wrong


def _number(given: object) -> int:
    text = str(given or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def back(code: str, lang: str, done: str) -> RedirectResponse:
    """To the dossier, which says what was done."""
    return RedirectResponse(f"/desk/{code}{in_language(lang, done=done)}", 303)
