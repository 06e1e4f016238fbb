"""The site of eid_auth: its templates and texts over the shared ones (``motcua.chassis.site``)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import Request
from starlette.responses import RedirectResponse

from motcua.chassis.site import Link, Site
from motcua.vnid import cccd

SITE = Site(
    Path(__file__).parents[1],
    brand="identity",
    nav=[Link("inbox", "/inbox"), Link("phone", "/phone"), Link("account", "/account")],
    styles=["identity.css"],
    filters={"masked": cccd.mask},
)
page = SITE.page
LONGEST = 200


class Slip(NamedTuple):
    """Something that cannot be taken: the id to jump to, and the key of its sentence below ``errors`` in the texts."""

    field: str
    text: str


class Form(NamedTuple):
    """What was typed, and what is wrong with it."""

    typed: dict[str, str]
    slips: tuple[Slip, ...] = ()


def typed(given: Mapping[str, Any], name: str, longest: int = LONGEST) -> str:
    """A field as typed, cut to a length, without the NUL that no database text holds.

    >>> typed({"login": " 0900000001 " + chr(0)}, "login"), typed({}, "login")
    ('0900000001', '')
    """
    return str(given.get(name, ""))[:longest].replace("\0", "").strip()


def onward(request: Request, path: str) -> RedirectResponse:
    """To a page of ours after a post, in the language of the address."""
    lang = request.query_params.get("lang") == "en"
    return RedirectResponse(path + (f"{'&' if '?' in path else '?'}lang=en" if lang else ""), 303)
