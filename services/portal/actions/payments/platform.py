"""The stand-in of the payment platform: it signs what the payer chose and delivers its call-back, late on demand."""

import logging
import secrets

from motcua.chassis.call import Call
from motcua.chassis.db import Work
from motcua.wire.documents import Payment, PaymentCallback, PaymentState
from services.portal.actions.payments import booking
from services.portal.errors.dossiers import VersionStale
from services.portal.rules import platform as rules
from services.portal.store import payments as store

LOG = logging.getLogger("motcua.payments")


async def settle(call: Call, said: PaymentCallback) -> Payment:
    """Deliver a call-back of the platform as the platform; raises what stands against it."""
    behalf = call.by
    call.enter("settle_payment", None)
    call.by = behalf._replace(on_behalf_of="system:payment-platform")
    try:
        return await booking.callback(call, said)
    finally:
        call.by = behalf


def says(work: Work, payment: store.Payment, state: PaymentState) -> PaymentCallback:
    """What the platform says of a payment, signed; the key is made at the first use.

    A delayed payment keeps its transaction: what arrives later is the same one.
    """
    transaction = payment.platform_id or f"GD-{secrets.token_hex(8).upper()}"
    said = PaymentCallback(
        payment=payment.id,
        transaction=transaction,
        state=state,
        amount=payment.amount,
        at=work.clock.stamp(),
        signature="0" * 64,
    )
    return rules.signed(_secret(work), said)


async def arrived(call: Call, payment_id: str) -> None:
    """Deliver the call-back of a delayed payment whose time has come."""

    def due(work: Work) -> PaymentCallback | None:
        payment = store.one(work, payment_id)
        late = payment is not None and payment.state == PaymentState.DELAYED
        if payment is None or not late or payment.expected_at > work.clock.stamp():
            return None
        return says(work, payment, PaymentState.PAID)

    said = await call.state.db.run(due)
    if said is None:
        return
    try:
        await settle(call, said)
    except VersionStale:  # an officer took a step at this moment; whoever only looks is not refused for that
        LOG.info("call-back waits for the next look", extra={"data": {"payment": payment_id}})


def _secret(work: Work) -> str:
    work.alone()
    known = store.secret(work)
    if not known:
        known = secrets.token_hex(32)
        store.keep_secret(work, known, work.clock.stamp())
    return known
