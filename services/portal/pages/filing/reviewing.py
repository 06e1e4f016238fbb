"""Everything once more, read only, with the declaration; then the button that files, once however often pressed."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.site import language
from motcua.wire.forms import FORM_ID
from services.portal.pages.caller import account_of, page_call, to_sign_in
from services.portal.pages.filing.doing import spoken

router = APIRouter(include_in_schema=False)
FormId = Annotated[str, Path(pattern=FORM_ID)]


@router.get("/forms/{form_id}/review")
async def review(form_id: FormId, request: Request) -> Response:
    """What will be filed."""
    if await account_of(request) is None:
        return to_sign_in(request)
    await page_call(request)
    return RedirectResponse(f"/forms/{form_id}{spoken(language(request.query_params.get('lang')))}", 303)
