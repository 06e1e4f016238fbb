"""A document behind a link that its person made. Whoever has the link is let in; nobody is asked who they are."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from services.portal.actions import documents as actions
from services.portal.pages.caller import page_call
from services.portal.pages.site import page
from services.portal.routes.documents import as_file

router = APIRouter(include_in_schema=False)
Key = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{32}$")]


@router.get("/shared/{key}")
async def shared(key: Key, request: Request) -> Response:
    """What it is, whether it holds, and the file."""
    opened = await (await page_call(request)).run(actions.open_shared, actions.ToOpen(key))
    answer = await page(request, "shared.html", one=opened, key=key)
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address is the secret
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/shared/{key}/file")
async def file(key: Key, request: Request) -> Response:
    """The signed PDF."""
    opened = await (await page_call(request)).run(actions.open_shared, actions.ToOpen(key, whole=True))
    if opened.file is None:
        raise RuntimeError("the file was asked for")
    return as_file(opened.file, download=True)
