"""One function for each thing a caller may ask; the audit line is written in the same transaction."""

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.accounts import AccountFound, LookupAccount
from services.eid_auth.rules import accounts as rules
from services.eid_auth.store import accounts as store


def lookup(work: Work, ask: LookupAccount, /, *, by: Caller) -> AccountFound:
    """Has this person an account, and in which state is it?"""
    held = store.account_of(work, ask.cccd)
    audit.record(work, by, "lookup", about=ask.cccd, outcome=held.state if held else "not_found")
    return AccountFound(found=held is not None, account=rules.shown(held) if held else None)
