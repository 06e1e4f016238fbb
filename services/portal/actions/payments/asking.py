"""Beginning to pay, and looking at a payment; officers only look."""

import secrets

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import AskPayment, Payment, PaymentCallback, PaymentState
from motcua.wire.dossiers import Status
from services.portal.actions.dossiers.who import seen, who
from services.portal.actions.payments.platform import arrived, says
from services.portal.actions.payments.platform import settle as deliver
from services.portal.actions.payments.telling import told
from services.portal.errors.dossiers import DossierUnknown
from services.portal.errors.payments import NothingToPay, PaymentUnknown
from services.portal.rules.platform import OPEN
from services.portal.store import payments as store
from services.portal.store.dossiers import Dossier


async def begin(call: Call, ask: AskPayment) -> Payment:
    """Begin to pay the fee of a dossier; raises DossierUnknown, NothingToPay."""
    return await call.run(begin_payment, ask)


def begin_payment(work: Work, ask: AskPayment, /, *, by: Caller) -> Payment:
    """The payment that is open already, or a new one: a second tab does not pay twice."""
    work.alone()
    dossier = own(work, ask.dossier, by)
    if dossier.status != Status.PAYMENT or not dossier.fee_due:
        raise NothingToPay
    known = next((one for one in store.of_dossier(work, dossier.code) if one.state in OPEN), None)
    payment = known or store.Payment(
        secrets.token_hex(16), dossier.code, dossier.fee, PaymentState.PENDING, work.clock.stamp()
    )
    if known is None:
        store.add(work, payment)
    tied = by._replace(dossier=dossier.code)
    audit.record(work, tied, "begin-payment", about=dossier.applicant_cccd, outcome=f"{payment.state} {payment.amount}")
    return told(payment, dossier)


async def show(call: Call, payment_id: str) -> Payment:
    """A payment as it is now; raises PaymentUnknown. A delayed one whose time has come is booked first."""
    by = call.by
    call.enter("show_payment", None)
    await call.state.db.run(lambda work: looked_at(work, payment_id, by))
    await arrived(call, payment_id)
    return await call.run(show_payment, payment_id)


def show_payment(work: Work, payment_id: str, /, *, by: Caller) -> Payment:
    """A payment; raises PaymentUnknown, also where it is somebody else's."""
    payment, dossier = looked_at(work, payment_id, by)
    tied = by._replace(dossier=dossier.code)
    audit.record(work, tied, "show-payment", about=dossier.applicant_cccd, outcome=payment.state)
    return told(payment, dossier)


def looked_at(work: Work, payment_id: str, by: Caller) -> tuple[store.Payment, Dossier]:
    """A payment and its dossier, for its citizen and its officers; raises PaymentUnknown."""
    payment = store.one(work, payment_id)
    if payment is None:
        raise PaymentUnknown
    try:
        return payment, seen(work, payment.code, who(by))
    except DossierUnknown:
        raise PaymentUnknown from None


def owned(work: Work, payment_id: str, by: Caller) -> store.Payment:
    """A payment, for its citizen alone: officers look, and settle nothing; raises PaymentUnknown."""
    if not who(by).account:
        raise PaymentUnknown
    return looked_at(work, payment_id, by)[0]


def own(work: Work, code: str, by: Caller) -> Dossier:
    """The dossier, if the caller is its citizen: nobody else pays; raises DossierUnknown."""
    asking = who(by)
    if not asking.account:
        raise DossierUnknown
    return seen(work, code, asking)


async def settle(call: Call, payment_id: str, state: PaymentState) -> Payment:
    """What the payer chose on the platform's page: the platform says so, signed; raises PaymentUnknown.

    The same choice again is the same call-back again: a duplicate, which changes nothing.
    """
    call.enter("settle_payment", None)
    by = call.by

    def said(work: Work) -> PaymentCallback:
        work.alone()
        return says(work, owned(work, payment_id, by), state)

    return await deliver(call, await call.state.db.run(said))
