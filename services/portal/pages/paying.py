"""The page of the stand-in payment platform: pays, refuses, delays or calls back twice. No money moves anywhere."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from motcua.chassis.problems import BodyMalformed
from motcua.wire.documents import PaymentState
from services.portal.actions import payments
from services.portal.pages.caller import account_of, own_post, page_call, to_sign_in
from services.portal.pages.shown import in_language
from services.portal.pages.site import page

router = APIRouter(include_in_schema=False)
PaymentId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
# What the buttons make the platform call back, in order; the second of two alike must change nothing.
ANSWERS = {
    "pay": (PaymentState.PAID,),
    "refuse": (PaymentState.REFUSED,),
    "delay": (PaymentState.DELAYED,),
    "twice": (PaymentState.PAID, PaymentState.PAID),
}


@router.get("/pay/{payment}")
async def paying(payment: PaymentId, request: Request) -> Response:
    """What is to be paid, and the ways it can go."""
    if await account_of(request) is None:
        return to_sign_in(request)
    found = await payments.show(await page_call(request), payment)
    done = request.query_params.get("done", "")
    return await page(request, "paying.html", one=found, answers=list(ANSWERS), done=done if done in ANSWERS else "")


@router.post("/pay/{payment}")
async def settle(payment: PaymentId, request: Request) -> Response:
    """Let the platform answer, and show what became of it."""
    given = await request.form(max_fields=5)
    call, _ = await own_post(request, given.get("csrf"))
    answer = str(given.get("answer", ""))
    if answer not in ANSWERS:
        raise BodyMalformed
    for state in ANSWERS[answer]:
        await payments.settle(call, payment, state)
    return RedirectResponse(f"/pay/{payment}{in_language(given.get('lang'), done=answer)}", 303)
