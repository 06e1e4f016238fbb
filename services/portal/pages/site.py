"""The portal's site: its templates and texts over the shared ones (``motcua.chassis.site``)."""

from pathlib import Path
from typing import Any

from fastapi import Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.site import Link, Site, form_target
from services.portal.pages.caller import account_of, csrf_of
from services.portal.pages.shown import FILTERS
from services.portal.pages.story import running, token
from services.portal.rules.officers import by_cccd
from services.portal.settings import party
from services.portal.store.accounts import Account

WRITING = {"unaccented", "variant", "year_only", "month_year", "default_day", "swapped"}


def mark(code: str) -> str:
    """How a reason looks: same, near (only the writing differs) or other."""
    outcome = code.rpartition(".")[2]
    return "same" if outcome == "same" else "near" if outcome in WRITING else "other"


PLACES = (
    Link("services", "/", ("/services/", "/forms/")),
    Link("dossiers", "/dossiers", ("/pay/",)),
    Link("documents", "/documents"),
    Link("reconciliations", "/reconciliations", ("/cases/", "/personas")),
    Link("demo", "/demo"),
)
SIGN_IN, ACCOUNT = Link("sign-in", "/sign-in", apart=True), Link("account", "/account", apart=True)
DESK = Link("desk", "/desk")
SITE = Site(
    Path(__file__).parents[1],
    brand="portal",
    nav=(*PLACES, SIGN_IN),
    footer=[Link("personas", "/personas"), Link("verify", "/verify")],
    styles=("portal.css", "filing.css", "desk.css", "documents.css", "registers.css", "demo.css"),
    filters=FILTERS,
    functions={"mark": mark},
)


async def page(request: Request, template: str, **values: Any) -> Response:
    """A page with the header of whoever is here, and the code for its forms.

    The forms that lead elsewhere are signing out and the next step of a demonstration: to the provider and back.
    """
    known = await account_of(request)
    leads = known is not None or request.url.path.startswith("/demo") or running(request) is not None
    targets = [form_target(party(call_of(request).state.service).issuer)] if leads else []
    shown = {"csrf": csrf_of(request) if known else "", "who": known.full_name if known else "", **_told(request)}
    return SITE.page(request, template, nav=_places(known), form_action=targets, **{**shown, **values})


def _told(request: Request) -> dict[str, Any]:
    """The bar of a story that is being told, above every page but those of the stories themselves."""
    at = None if request.url.path.startswith("/demo") else running(request)
    return {"above": "demo-bar.html", "demo": at, "demo_key": token(request)} if at else {}


def _places(known: Account | None) -> tuple[Link, ...]:
    """Where whoever is here may go; the desk is for officers."""
    if known is None:
        return (*PLACES, SIGN_IN)
    return (*PLACES, *([DESK] if by_cccd(known.cccd) else []), ACCOUNT)
