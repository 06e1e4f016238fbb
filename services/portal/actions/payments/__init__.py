"""Fees: ``begin`` to pay, what the platform says of it (``callback``), the stand-in that says it (``settle``)."""

from services.portal.actions.payments.asking import begin, settle, show
from services.portal.actions.payments.booking import callback

__all__ = ["begin", "callback", "settle", "show"]
