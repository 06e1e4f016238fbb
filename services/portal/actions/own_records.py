"""What each register knows of a citizen, for themselves: every field at once, asked now and kept nowhere.

The right of the data subject (Law 91/2025/QH15 Art. 4). The registers write the look into their own logs.
"""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.identity import ShareField
from services.portal.actions.sources import About, ask_all
from services.portal.errors import NotVerified
from services.portal.rules.identity import may_file
from services.portal.rules.prefill.answers import Answered
from services.portal.rules.sector import attributes
from services.portal.store.accounts import Account

EVERY_FIELD = tuple(field.value for field in ShareField)
TAX = ("mst", "full_name", "born_on", "id_number", "status", "office", "address")


class OwnRecords(NamedTuple):
    """What the sources said of the account's person: ``npdb``, ``tax``, ``sector``."""

    account: Account
    answers: dict[str, Answered]


async def ask_own_records(call: Call, account: Account) -> OwnRecords:
    """Ask them all together. A source that fails is told as such; raises NotVerified.

    Whose identity is not verified may be somebody else under this number, so nobody is asked.
    """
    call.enter("show-own-records", account)
    if not may_file(account.status):
        raise NotVerified
    about = About(account, call.state.clock.today())
    wanted = {"npdb": EVERY_FIELD, "tax": TAX, "sector": attributes.NAMES}
    return OwnRecords(account, await ask_all(call, about, wanted, frozenset()))


def show_own_records(work: Work, records: OwnRecords, /, *, by: Caller) -> OwnRecords:
    """The portal's own line about the look: which sources answered."""
    answered = [source for source, one in records.answers.items() if not one.failed]
    outcome = f"{len(answered)} of {len(records.answers)} answered"
    audit.record(work, by, "show-own-records", about=records.account.cccd, outcome=outcome, fields=answered)
    return records
