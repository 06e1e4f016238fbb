"""What may be done with a dossier: one post for every step, with the version that the officer saw."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from motcua.chassis.problems import BodyMalformed, Refusal
from motcua.chassis.site import language
from motcua.wire.dossiers import Dossier, Event, GivenPaper, TakeStep
from services.portal.actions import dossiers
from services.portal.errors.dossiers import VersionStale
from services.portal.pages.caller import officer_post
from services.portal.pages.desk.dossier import DossierCode, opened, show
from services.portal.rules.calendar import DAY

router = APIRouter(include_in_schema=False)
MINUTES = int(DAY.total_seconds()) // 60


@router.post("/desk/{code}/steps")
async def step(code: DossierCode, request: Request) -> Response:
    """Take a step: back with what stands against it, or on to the dossier as it is then."""
    given = await request.form(max_fields=60)
    await officer_post(request, given.get("csrf"), code)
    one, lang = await opened(request, code), language(str(given.get("lang", "")))
    try:
        asked = read(given, one.dossier)
        await dossiers.step(one.at.call, code, asked)
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


def read(given: FormData, dossier: Dossier) -> TakeStep:
    """A posted step; raises BodyMalformed where no page of ours sends such a thing."""
    told: dict[str, Any] = {name: str(given.get(name, "")).strip() for name in ("event", "note", "agency", "part")}
    brought = [paper for paper in dossier.papers if paper.digitised and paper.attachment]
    try:
        return TakeStep(
            **told,
            version=_number(given.get("version")),
            forced=bool(given.get("forced")),
            components=[str(one) for one in given.getlist("component")],
            minutes=MINUTES * _number(given.get("days")),
            papers=[GivenPaper(component=paper.component, attachment=paper.attachment) for paper in brought]
            if told["event"] == Event.SUPPLEMENT
            else [],
        )
    except ValidationError as wrong:
        raise BodyMalformed from wrong


def _number(given: object) -> int:
    text = str(given or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def back(code: str, lang: str, done: str) -> RedirectResponse:
    """To the dossier, which says what was done."""
    return RedirectResponse(f"/desk/{code}?done={done}" + ("&lang=en" if lang == "en" else ""), 303)
