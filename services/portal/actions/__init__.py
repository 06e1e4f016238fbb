"""One function for each thing a caller may ask: ``cases`` in the database, ``inquiry`` at the registers before it."""

from services.portal.actions.cases import Rerun, declared, find, reconcile, rerun, show
from services.portal.actions.inquiry import Findings, ask_registers

__all__ = ["Findings", "Rerun", "ask_registers", "declared", "find", "reconcile", "rerun", "show"]
