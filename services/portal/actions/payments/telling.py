"""A payment as an answer."""

from motcua.wire.documents import Payment, PaymentState
from services.portal.store import payments as store
from services.portal.store.dossiers import Dossier


def told(payment: store.Payment, dossier: Dossier) -> Payment:
    """What its citizen and the platform are told."""
    return Payment(
        id=payment.id,
        dossier=payment.code,
        amount=payment.amount,
        what_vi=f"Phí, lệ phí: {dossier.name_vi}",
        what_en=f"Fee: {dossier.name_en}",
        state=PaymentState(payment.state),
        asked_at=payment.asked_at,
        paid_at=payment.paid_at or None,
        receipt=payment.receipt or None,
    )
