"""What the payment platform says, booked once: the signature first, then the sum, then whether it is news."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import Payment, PaymentCallback, PaymentState
from motcua.wire.dossiers import Actor, Event, Status, TakeStep
from services.portal.actions import documents
from services.portal.actions.documents import Made
from services.portal.actions.dossiers import making
from services.portal.actions.dossiers.planning import Plan, Step, plan
from services.portal.actions.dossiers.steps import procedure_of, write
from services.portal.actions.dossiers.who import SYSTEM
from services.portal.actions.payments.telling import told
from services.portal.errors.dossiers import VersionStale
from services.portal.errors.payments import AmountDiffers, PaymentSettled, PaymentUnknown, SignatureWrong
from services.portal.rules import letters, platform
from services.portal.rules.agencies import agencies
from services.portal.rules.deadlines import local
from services.portal.rules.procedures import catalogue
from services.portal.store import dossiers, payments
from services.portal.store.dossier_contents import Taken
from services.portal.store.dossiers import Dossier


class Booking(NamedTuple):
    """A call-back that may be booked; with a plan and a receipt where it pays the fee, without where it is no news."""

    said: PaymentCallback
    plan: Plan | None
    made: list[Made]


async def callback(call: Call, said: PaymentCallback) -> Payment:
    """Book what the platform says; raises what stands against it. A duplicate is answered alike and changes nothing."""
    call.enter("payment_callback", None)
    if said.state is PaymentState.PAID:
        documents.needed()
    planned = await call.state.db.run(lambda work: weighed(work, call, said))
    made = [] if planned is None else [await documents.make(call, receipt(planned, said))]
    return await call.run(payment_callback, Booking(said, planned, made))


def weighed(work: Work, call: Call, said: PaymentCallback) -> Plan | None:
    """What a call-back changes in the dossier; None where it changes nothing there.

    Who paid while the dossier was withdrawn or stopped has paid all the same: that is booked, with a receipt, and the
    dossier stays where it is. Paying back is the agency's business [simplified].
    """
    payment, dossier = genuine(work, said)
    call.about = dossier.applicant_cccd
    if not news(payment, said) or said.state is not PaymentState.PAID:
        return None
    services = catalogue(call.state.service.knobs.procedures)
    paid = TakeStep(event=Event.PAID, version=dossier.version)
    step = Step(SYSTEM, paid, procedure_of(services, dossier.procedure), agencies(services.all()))
    return plan(work, dossier, step) if dossier.status == Status.PAYMENT else standing(work, dossier, step)


def standing(work: Work, dossier: Dossier, step: Step) -> Plan:
    """A payment that changes nothing but that it is paid."""
    after, now = dossier._replace(version=dossier.version + 1), work.clock.stamp()
    line = Taken(
        after.code, after.version, now, Event.PAID, Actor.SYSTEM, SYSTEM.by, SYSTEM.name, after.status, after.status,
        "", "",
    )  # fmt: skip
    return Plan(step, dossier, after, [], [], [], line)


def payment_callback(work: Work, booking: Booking, /, *, by: Caller) -> Payment:
    """Write a booking; raises VersionStale where the dossier moved meanwhile: the platform then calls again."""
    work.alone()
    said, planned = booking.said, booking.plan
    payment, dossier = genuine(work, said)
    tied = by._replace(dossier=dossier.code)
    if not news(payment, said):
        audit.record(work, tied, "payment-callback", about=dossier.applicant_cccd, outcome="duplicate")
        return told(payment, dossier)
    if said.state is PaymentState.PAID:
        if planned is None or dossier.version != planned.before.version:
            raise VersionStale(dossier.version)
        write(work, planned._replace(after=planned.after._replace(paid=1)), booking.made)
        payment = payment._replace(paid_at=planned.line.at, receipt=booking.made[0].id)
    expected = work.clock.stamp(platform.DELAY) if said.state is PaymentState.DELAYED else ""
    payment = payment._replace(state=said.state, platform_id=said.transaction, expected_at=expected)
    payments.update(work, payment)
    audit.record(work, tied, "payment-callback", about=dossier.applicant_cccd, outcome=f"{said.state} {said.amount}")
    return told(payment, dossier)


def genuine(work: Work, said: PaymentCallback) -> tuple[payments.Payment, Dossier]:
    """The payment of a call-back that the platform signed; whoever cannot sign learns nothing about payments."""
    if not platform.genuine(payments.secret(work), said):
        raise SignatureWrong
    payment = payments.one(work, said.payment)
    dossier = dossiers.fresh(work, payment.code) if payment else None
    if payment is None or dossier is None:
        raise PaymentUnknown
    if said.amount != payment.amount:
        raise AmountDiffers(f"Phải nộp: {payment.amount} đồng.", f"Asked: {payment.amount} đồng.")
    return payment, dossier


def news(payment: payments.Payment, said: PaymentCallback) -> bool:
    """Whether it was not said before; raises PaymentSettled where it contradicts what is final."""
    if (payment.state, payment.platform_id) == (said.state, said.transaction):
        return False
    if payment.state not in platform.OPEN:
        raise PaymentSettled
    return True


def receipt(planned: Plan, said: PaymentCallback) -> documents.Wanted:
    """The signed receipt of a fee."""
    about = making.about(planned.after)
    text = letters.fee(about, said.amount, local(planned.line.at), said.transaction)
    return making.letter(planned.after, letters.FEE, text, SYSTEM, planned.line.at)
