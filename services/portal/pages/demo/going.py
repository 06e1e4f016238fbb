"""To the page of a step: the sandbox is arranged, the step's person signed in, the browser led on; nothing is typed."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.call import call_of
from motcua.chassis.site import language
from services.portal.actions import demo, sessions
from services.portal.errors.desk import StepNotReady
from services.portal.pages import browser
from services.portal.pages.caller import account_of, officer_call, page_call
from services.portal.pages.demo.telling import told
from services.portal.pages.story import Running, check_token, keep, step_of
from services.portal.rules.officers import by_cccd
from services.portal.rules.stories import number_of

router = APIRouter(include_in_schema=False)


@router.post("/demo/{story}/{number}")
async def go(story: str, number: int, request: Request) -> Response:
    """Take the step: from here the story's bar is on every page."""
    given, at = await request.form(max_fields=5), step_of(story, number)
    check_token(request, given.get("key"))
    call, lang = await page_call(request), language(str(given.get("lang", "")))
    await demo.arrange(call, at.step.before)
    answer = RedirectResponse(await _way(request, at, lang), 303)
    keep(request, answer, at)
    if not at.step.who:
        await call.state.db.run(lambda work: sessions.end(work, browser.session_cookie(request)))
        browser.forget_session(request, answer)
    return answer


async def _way(request: Request, at: Running, lang: str) -> str:
    """Straight to the page where the right person is signed in strongly enough, else by a sign-in."""
    spoken = {"lang": lang} if lang != "vi" else {}
    there = f"/demo/{at.story.id}/{at.number}/there" + (f"?{urlencode(spoken)}" if spoken else "")
    known, step = await account_of(request), at.step
    here = known is not None and known.cccd == number_of(step.who) if step.who else True
    if here and (known is None or known.auth_level >= step.level):
        return there
    return f"/sign-in?{urlencode({'persona': step.who, 'level': step.level, 'return_to': there, **spoken})}"


@router.get("/demo/{story}/{number}/there")
async def there(story: str, number: int, request: Request) -> Response:
    """The page of the step, with what the story has made so far."""
    at, known = step_of(story, number), await account_of(request)
    desk = at.step.to.startswith("/desk") and known is not None and by_cccd(known.cccd) is not None
    call = (await officer_call(request)).call if desk else await page_call(request)
    try:
        to = await demo.place(call, at.story, at.step.to, known)
    except StepNotReady as refusal:
        await call_of(request).refuse(refusal)  # its audit line; the page is the answer
        return await told(request, at, refusal)
    english = language(request.query_params.get("lang")) == "en"
    return RedirectResponse(to + (("&" if "?" in to else "?") + "lang=en" if english else ""), 303)
