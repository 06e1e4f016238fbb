"""What the browser remembers of a demonstration: a secret for its forms, and the story and step it is at."""

import secrets
from typing import NamedTuple

from fastapi import Request
from starlette.responses import Response

from motcua.chassis.problems import NothingHere
from motcua.chassis.site import check, csrf_token
from services.portal.pages import browser
from services.portal.rules.stories import Story, StoryStep, stories

SECONDS = 12 * 3600.0
KEY = "motcua.portal.demo"


class Running(NamedTuple):
    """A story that is being told in this browser, and how far it is; ``number`` counts from 1."""

    story: Story
    number: int

    @property
    def step(self) -> StoryStep:
        """The step it is at."""
        return self.story.steps[self.number - 1]

    @property
    def last(self) -> bool:
        """Whether nothing comes after."""
        return self.number == len(self.story.steps)


def step_of(story: str, number: int) -> Running:
    """A step by its address; raises NothingHere."""
    found = stories().get(story)
    if found is None or not 1 <= number <= len(found.steps):
        raise NothingHere
    return Running(found, number)


def running(request: Request) -> Running | None:
    """The demonstration in this browser, if there is one."""
    _, story, number = _parts(request)
    try:
        return step_of(story, int(number)) if number.isascii() and number.isdigit() and len(number) < 4 else None
    except NothingHere:
        return None


def token(request: Request) -> str:
    """The code for the forms of the demonstration: whoever looks at it need not be signed in."""
    return csrf_token(request, _key(request))


def check_token(request: Request, given: object) -> None:
    """Raise what stands against a post of the demonstration's forms."""
    check(request, given, _parts(request)[0])


def keep(request: Request, response: Response, at: Running | None) -> None:
    """Remember where the demonstration is; None: that it is nowhere."""
    key = _key(request)
    where = f"{key}.{at.story.id}.{at.number}" if at else f"{key}.."
    browser.keep(request, response, "-demo", where, SECONDS)


def begin(request: Request, response: Response) -> Response:
    """The same answer, with a secret for the forms of this browser where it has none."""
    if not _parts(request)[0]:
        keep(request, response, None)
    return response


def _key(request: Request) -> str:
    """The browser's secret; a new one, the same for the whole request, where it has none."""
    key: str = request.scope.setdefault(KEY, _parts(request)[0] or secrets.token_urlsafe(24))
    return key


def _parts(request: Request) -> tuple[str, str, str]:
    parts = browser.kept(request, "-demo").split(".")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")
