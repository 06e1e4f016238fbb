"""One function for each thing a caller may ask; the audit line is written in the same transaction."""

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.accounts import AccountFound, LookupAccount
from services.eid_auth.rules import accounts as rules
from services.eid_auth.store import accounts as store


def lookup(work: Work, ask: LookupAccount, /, *, by: Caller) -> AccountFound:
    """Has this person an account, and in which state is it?"""
    held, today = store.account_of(work, ask.cccd), work.clock.today()
    account = rules.shown(held, today) if held else None
    audit.record(work, by, "lookup", about=ask.cccd, outcome=account.state if account else "not_found")
    return AccountFound(found=account is not None, account=account)
