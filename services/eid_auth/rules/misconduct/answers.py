"""An answer before it is sent, and the ways to spoil one."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from services.eid_auth.rules.corruptions import Refuse
from services.eid_auth.rules.corruptions.forging import GONE

Endpoint = Literal["discovery", "jwks", "authorize", "token", "refresh", "userinfo", "keys"]
Body = dict[str, Any] | list[tuple[str, str]] | str
SLOW = 10.0  # seconds, where nobody says how many
HTML = "<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint is about to say."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Body = ""
    delay: float = 0.0
    fragment: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """One misbehaviour, as somebody asked for it."""

    name: str
    seconds: float = SLOW
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a misdeed may need to know."""

    seconds: float = SLOW
    active: str = ""
    presented: str = ""


Deed = Callable[[Answer, Known], Answer]


@dataclass(frozen=True, slots=True)
class Misdeed:
    """One way in which an endpoint is wrong."""

    name: str
    endpoint: Endpoint
    vi: str
    en: str
    refuse: Refuse
    clause: str
    client: str
    deed: Deed


def late(answer: Answer, known: Known) -> Answer:
    """The right answer, late."""
    return replace(answer, delay=answer.delay + known.seconds)


def instead(status: int, body: Body, **headers: str) -> Deed:
    """Another answer; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda answer, _: Answer(status, named, body, answer.delay)


def html(status: int) -> Deed:
    """A page, where JSON was expected."""
    return instead(status, HTML, Content_Type="text/html; charset=utf-8")


def members(**changes: object) -> Deed:
    """The JSON object with members changed or, where GONE, left out; text is left as it is."""

    def deed(answer: Answer, _: Known) -> Answer:
        if not isinstance(answer.body, dict):
            return answer
        kept = {name: value for name, value in answer.body.items() if changes.get(name) is not GONE}
        return replace(answer, body=kept | {name: value for name, value in changes.items() if value is not GONE})

    return deed


def pairs(*more: tuple[str, str], without: tuple[str, ...] = ()) -> Deed:
    """The pairs that go back to the client, without some, with more."""

    def deed(answer: Answer, _: Known) -> Answer:
        assert isinstance(answer.body, list)  # noqa: S101  # at authorize, always
        kept = [(name, value) for name, value in answer.body if name not in without]
        return replace(answer, body=[*kept, *more])

    return deed


def other(name: str, value: str) -> Deed:
    """One pair with another value."""
    return pairs((name, value), without=(name,))


def refused(error: str, description: str) -> Deed:
    """An error goes back to the client in place of the code."""
    return pairs(("error", error), ("error_description", description), without=("code",))
