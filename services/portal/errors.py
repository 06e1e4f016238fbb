"""Every refusal of portal beyond the common ones (``motcua.chassis.problems``).

An unknown CMND, several holders, a mismatch are verdicts and never stand here.
"""

from motcua.chassis.problems import Refusal


class ReconciliationUnknown(Refusal):
    """No such case, or it is another client's: one answer for both."""

    code, status = "reconciliation.unknown", 404
    title, title_en = "Không có hồ sơ đối soát này", "There is no such reconciliation"


class PostedFromElsewhere(Refusal):
    """A form on another site sent the visitor's browser to the page."""

    code, status = "page.posted-from-elsewhere", 403
    title, title_en = "Biểu mẫu được gửi từ một trang khác", "The form was sent from another site"


ALL: tuple[type[Refusal], ...] = (ReconciliationUnknown, PostedFromElsewhere)
