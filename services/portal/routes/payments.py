"""Payments of fees at the stand-in of the payment platform: parse, one action, answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.documents import AskPayment, Payment, PaymentCallback, SettlePayment
from services.portal.actions import payments as actions
from services.portal.routes.addresses import PAYMENT

router = APIRouter(prefix="/v1/payments", tags=["payments"], route_class=LeanRoute)
Refused = dict[int | str, dict[str, Any]]
BOOKS: Refused = {404: {}, 409: {}, 503: {}}
PaymentId = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="Mã thanh toán · payment id")]


@router.post("", status_code=201, responses={404: {}, 409: {}}, summary="Bắt đầu nộp phí · begin to pay a fee")
async def begin_payment(ask: AskPayment, request: Request, response: Response) -> Payment:
    """Begin to pay the fee of a dossier in status 6; an open payment is answered again."""
    payment = await actions.begin(call_of(request), ask)
    response.headers["Location"] = f"/v1/payments/{payment.id}"
    return payment


# No contract case: the platform's key is drawn by lot, so a signature that fits cannot be written down beforehand.
SAID = {
    "payment": "99900000000000000000000000000001",
    "transaction": "GD-9990A1B2C3D4E5F6",
    "state": "paid",
    "amount": 10000,
    "at": "2026-07-01T02:00:00.000000+00:00",
    "signature": "9990" * 16,
}
BOOKED = {
    "id": SAID["payment"],
    "dossier": "H99.1-260701-0001",
    "amount": 10000,
    "what_vi": "Phí, lệ phí: Đăng ký thường trú",
    "what_en": "Fee: Registration of permanent residence",
    "state": "paid",
    "asked_at": SAID["at"],
    "paid_at": SAID["at"],
    "receipt": "9990-0000-0000-0002",
}
EXAMPLES = {
    "requestBody": {"content": {"application/json": {"example": SAID}}},
    "responses": {"200": {"content": {"application/json": {"example": BOOKED}}}},
}


@router.post(
    "/callback",
    responses={403: {}, **BOOKS},
    summary="Thông báo của nền tảng thanh toán · call-back",
    openapi_extra=EXAMPLES,
)
async def payment_callback(said: PaymentCallback, request: Request) -> Payment:
    """What the platform says, signed with its key; booked once. A duplicate is answered alike and changes nothing."""
    return await actions.callback(call_of(request), said)


@router.get(PAYMENT, responses={404: {}}, summary="Xem khoản thanh toán · show a payment")
async def show_payment(payment_id: PaymentId, request: Request) -> Payment:
    """The payment as it is now; only to the citizen of its dossier and its officers."""
    return await actions.show(call_of(request), payment_id)


@router.post(f"{PAYMENT}/settle", responses=BOOKS, summary="Chọn kết quả thanh toán giả lập · settle it")
async def settle_payment(payment_id: PaymentId, ask: SettlePayment, request: Request) -> Payment:
    """What the page of the platform's stand-in does: choose the outcome, which the platform then reports, signed."""
    return await actions.settle(call_of(request), payment_id, ask.state)
