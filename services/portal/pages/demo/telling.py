"""The stories, and each step's caption in large letters for the audience."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.problems import Refusal
from services.portal.pages import browser
from services.portal.pages.people import people
from services.portal.pages.site import page
from services.portal.pages.story import Running, begin, running, step_of, token
from services.portal.rules.officers import officers
from services.portal.rules.stories import stories

router = APIRouter(include_in_schema=False)


@router.get("/demo")
async def demo(request: Request) -> Response:
    """Pick a story, or put everything back to the start."""
    if at := browser.elsewhere(request):  # the cookies of another name would be lost at the first sign-in
        return RedirectResponse(f"{at}/demo?{urlencode({**request.query_params, browser.MOVED: 1})}", 303)
    done = request.query_params.get("done") == "reset"
    shown = await page(
        request, "demo.html", stories=list(stories().values()), running=running(request), key=token(request), done=done,
        cast=cast,
    )  # fmt: skip
    return begin(request, shown)


@router.get("/demo/{story}/{number}")
async def step(story: str, number: int, request: Request) -> Response:
    """What is said at a step, for the projector."""
    return await told(request, step_of(story, number))


async def told(request: Request, at: Running, refusal: Refusal | None = None) -> Response:
    """The caption of a step; with a refusal, why its page cannot be shown yet."""
    shown = await page(
        request, "demo-step.html", status=refusal.status if refusal else 200, at=at, key=token(request),
        refusal=refusal, actor=actor(at.step.who),
    )  # fmt: skip
    return begin(request, shown)


def actor(persona: str) -> dict[str, object]:
    """Who acts: the name and, of an officer, the title; nobody where nobody is signed in."""
    if not persona:
        return {"name": "", "title": None}
    officer = next((one for one in officers().values() if one.persona == persona), None)
    return {"name": people()[persona].name, "title": officer.title if officer else None}


def cast(story: str) -> list[str]:
    """The names of everybody in a story, in the order of their entrance."""
    named = dict.fromkeys(step.who for step in stories()[story].steps if step.who)
    return [people()[persona].name for persona in named]
