"""``/``: what this is, and where to go."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from services.eid_auth.pages.site import page

router = APIRouter(include_in_schema=False)


@router.get("/")
async def start(request: Request) -> Response:
    """Who comes here without an application that asks."""
    return page(request, "start.html", portal=call_of(request).state.service.public.get("portal", ""))
