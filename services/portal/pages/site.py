"""The portal's site: its templates and texts over the shared ones (``motcua.chassis.site``)."""

from pathlib import Path
from typing import Any

from fastapi import Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.site import Link, Site, form_target
from services.portal.pages.caller import account_of, csrf_of
from services.portal.settings import party

WRITING = {"unaccented", "variant", "year_only", "month_year", "default_day", "swapped"}


def mark(code: str) -> str:
    """How a reason looks: same, near (only the writing differs) or other."""
    outcome = code.rpartition(".")[2]
    return "same" if outcome == "same" else "near" if outcome in WRITING else "other"


STRANGER, KNOWN = [Link("sign-in", "/sign-in")], [Link("account", "/account")]
SITE = Site(
    Path(__file__).parents[1],
    brand="portal",
    nav=STRANGER,
    footer=[Link("personas", "/personas")],
    functions={"mark": mark},
)


async def page(request: Request, template: str, **values: Any) -> Response:
    """A page with the header of whoever is here, and the code for its forms.

    The one form that leads elsewhere is signing out: from here to the provider and back.
    """
    known = await account_of(request) is not None
    targets = [form_target(party(call_of(request).state.service).issuer)] if known else []
    csrf = csrf_of(request) if known else ""
    return SITE.page(request, template, nav=KNOWN if known else STRANGER, form_action=targets, csrf=csrf, **values)
