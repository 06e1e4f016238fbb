"""What spares a presenter the typing: the sample filled into the open form, a paper to upload; and the reset."""

import base64
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.call import Call
from motcua.chassis.site import language
from motcua.wire.dossiers import Upload
from motcua.wire.forms import FindPerson, SaveDraft
from motcua.wire.procedures import Procedure
from services.portal.actions import demo, dossiers
from services.portal.actions.forms import find_person, save_draft
from services.portal.errors import SessionEnded
from services.portal.pages import browser
from services.portal.pages.caller import account_of, page_call
from services.portal.pages.filing.doing import check
from services.portal.pages.services import known
from services.portal.pages.shown import in_language
from services.portal.pages.story import check_token, keep, step_of
from services.portal.rules.stories import identity_of, sample_paper

router = APIRouter(include_in_schema=False)
NAME = "giay-to-mau.pdf"


@router.post("/demo/reset")
async def reset(request: Request) -> Response:
    """Everything in the sandbox back to its start; whoever was signed in is not any more."""
    given = await request.form(max_fields=3)
    check_token(request, given.get("key"))
    await demo.reset(await page_call(request))
    answer = RedirectResponse(f"/demo{in_language(given.get('lang'), done='reset')}", 303)
    browser.forget_session(request, answer)
    keep(request, answer, None)
    return answer


@router.post("/demo/end")
async def end(request: Request) -> Response:
    """The story ends here; whatever it made stays."""
    given = await request.form(max_fields=3)
    check_token(request, given.get("key"))
    answer = RedirectResponse(f"/demo{in_language(given.get('lang'))}", 303)
    keep(request, answer, None)
    return answer


@router.get("/demo/giay-to-mau.pdf")
async def paper() -> Response:
    """A paper to be uploaded where a story asks for one."""
    headers = {"Content-Disposition": 'attachment; filename="giay-to-mau.pdf"', "X-Content-Type-Options": "nosniff"}
    return Response(sample_paper(), media_type="application/pdf", headers=headers)


@router.post("/demo/{story}/{number}/fill")
async def fill(story: str, number: int, request: Request) -> Response:
    """What the story's person declares, typed for them: it is a draft, to be read and sent by hand."""
    given, at = await request.form(max_fields=3), step_of(story, number)
    check_token(request, given.get("key"))
    call, account = await page_call(request), await account_of(request)
    if account is None:
        raise SessionEnded
    form, lang = await demo.open_form_of(call, at.story, account), language(str(given.get("lang", "")))
    if form:
        await _typed(call, form, known(request, at.story.procedure), at.step.values, lang)
    return RedirectResponse(
        f"/forms/{form}{in_language(lang)}" if form else f"/demo/{story}/{number}{in_language(lang)}", 303
    )


async def _typed(call: Call, form: str, procedure: Procedure, values: dict[str, Any], lang: str) -> None:
    """The sample declared, its people found, and a sample file for every paper that is still missing then."""
    declared = values or procedure.sample
    kept = await save_draft(call, form, SaveDraft(values=declared))
    for ask in _people(procedure) if not values else ():
        kept = await find_person(call, form, ask)
    content = base64.b64encode(sample_paper()).decode()
    for name in await check(call, kept, lang):
        what, _, component = name.partition(".")
        if what == "papers":
            paper = Upload(form=form, component=component, name=NAME, media_type="application/pdf", content=content)
            await call.run(dossiers.upload_file, paper)


def _people(procedure: Procedure) -> list[FindPerson]:
    """The other people of the sample."""
    return [
        FindPerson(role=role, **(identity_of(who) if isinstance(who, str) else who))
        for role, who in procedure.sample_people.items()
    ]
