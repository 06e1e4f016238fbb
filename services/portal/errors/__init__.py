"""Every refusal of portal beyond the common ones (``motcua.chassis.problems``).

An unknown CMND, several holders, a mismatch are verdicts and never stand here; neither does an identity that the
population register does not confirm: it is a state of the account.
"""

from motcua.chassis import site
from motcua.chassis.problems import Refusal
from services.portal.errors.accounts import (
    ACCOUNTS,
    AccountNotYours,
    AccountUnknown,
    EmailTaken,
    NothingClaimed,
    NotVerified,
    OldAccountNotClaimed,
    PhoneTaken,
    SessionEnded,
)
from services.portal.errors.attachments import ATTACHMENTS
from services.portal.errors.desk import DESK
from services.portal.errors.documents import DOCUMENTS
from services.portal.errors.dossiers import DOSSIERS
from services.portal.errors.forms import FORMS
from services.portal.errors.payments import PAYMENTS
from services.portal.errors.sign_in import SIGN_IN, refused


class ReconciliationUnknown(Refusal):
    """No such case, or it is another client's: one answer for both."""

    code, status = "reconciliation.unknown", 404
    title, title_en = "Không có hồ sơ đối soát này", "There is no such reconciliation"


ALL: tuple[type[Refusal], ...] = (
    ReconciliationUnknown, *ACCOUNTS, *FORMS, *DOSSIERS, *ATTACHMENTS, *DOCUMENTS, *PAYMENTS, *DESK,
    *SIGN_IN.values(), *site.REFUSALS,
)  # fmt: skip

__all__ = [
    "ALL",
    "SIGN_IN",
    "AccountNotYours",
    "AccountUnknown",
    "EmailTaken",
    "NotVerified",
    "NothingClaimed",
    "OldAccountNotClaimed",
    "PhoneTaken",
    "ReconciliationUnknown",
    "SessionEnded",
    "refused",
]
