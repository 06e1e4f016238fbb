"""Signed documents: ``make`` and ``keep`` them, the citizen's store, sharing, revoking, verifying.

``authority`` whose certificates sign · ``rendering`` by typst and ``signing`` by pyHanko, imported at the first use.
"""

from services.portal.actions.documents.making import keep, make, needed
from services.portal.actions.documents.wanted import Made, Wanted

__all__ = ["Made", "Wanted", "keep", "make", "needed"]
