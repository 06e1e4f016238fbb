"""One function for each thing a caller may ask.

``cases`` in the database, ``inquiry`` at the registers before it · ``accounts`` of people, their ``identity``, their
``old_accounts`` · ``signing_in`` through the provider, ``sessions`` of browsers.
"""

from services.portal.actions.accounts import lookup_account, set_contacts
from services.portal.actions.cases import Rerun, declared, find, reconcile, rerun, show
from services.portal.actions.identity import ask_again, recheck
from services.portal.actions.inquiry import Findings, ask_registers
from services.portal.actions.old_accounts import claim_old, merge_old, prove

__all__ = [
    "Findings",
    "Rerun",
    "ask_again",
    "ask_registers",
    "claim_old",
    "declared",
    "find",
    "lookup_account",
    "merge_old",
    "prove",
    "recheck",
    "reconcile",
    "rerun",
    "set_contacts",
    "show",
]
