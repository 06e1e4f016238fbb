"""Every refusal of portal beyond the common ones (``motcua.chassis.problems``).

An unknown CMND, several holders, a mismatch are verdicts and never stand here.
"""

from motcua.chassis import site
from motcua.chassis.problems import Refusal


class ReconciliationUnknown(Refusal):
    """No such case, or it is another client's: one answer for both."""

    code, status = "reconciliation.unknown", 404
    title, title_en = "Không có hồ sơ đối soát này", "There is no such reconciliation"


ALL: tuple[type[Refusal], ...] = (ReconciliationUnknown, *site.REFUSALS)
