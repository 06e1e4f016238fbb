"""Who looked at a citizen's data, for themselves: the population register's log, and the portal's own.

The right of the data subject (Law 91/2025/QH15 Art. 4) over the logs that Circular 46/2022/TT-BCA Art. 8 orders.
"""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.chassis.upstream import upstream
from motcua.wire.identity import LAST_LINE, AccessLog, AskAccessLog
from services.portal.errors import NotVerified
from services.portal.rules.identity import may_file
from services.portal.store import dossiers
from services.portal.store import looks as store
from services.portal.store.accounts import Account
from services.portal.store.looks import Look

PAGE_SIZE = 50


class FindLooks(NamedTuple):
    """Looks at the portal's records below ``before``, newest first, beside a page of the register's log."""

    account: Account
    before: int | None
    register: AccessLog | None


class Looks(NamedTuple):
    """A page of the portal's lines; ``own_dossiers`` are those codes in both pages that are the citizen's."""

    lines: list[Look]
    total: int
    next_cursor: int | None
    own_dossiers: frozenset[str]


async def ask_register_log(call: Call, account: Account, before: int | None) -> AccessLog:
    """A page of the population register's log; raises UpstreamFailure, or NotVerified before anybody is asked."""
    call.enter("show-looks", account)
    if not may_file(account.status):
        raise NotVerified
    ask = AskAccessLog(cccd=account.cccd, page_size=PAGE_SIZE, cursor=before)
    return await upstream(call, "population_db").ask("/v1/citizens/access-log", ask, AccessLog)


def show_looks(work: Work, ask: FindLooks, /, *, by: Caller) -> Looks:
    """A page of the portal's lines. The log is read before this look is added to it."""
    cccd, limit = ask.account.cccd, PAGE_SIZE + 1
    found = store.page(work, cccd, before=ask.before or LAST_LINE, limit=limit)
    total, lines = store.total(work, cccd), found[:PAGE_SIZE]
    of_register = ask.register.accesses if ask.register else []
    dossier_codes = {*(line.dossier for line in lines), *(access.dossier or "" for access in of_register)} - {""}
    audit.record(work, by, "show-looks", about=cccd, outcome=f"{len(lines)} of {total}")
    more = lines[-1].seq if len(found) > len(lines) else None
    return Looks(lines, total, more, frozenset(code for code in dossier_codes if _is_own(work, code, ask.account)))


def _is_own(work: Work, code: str, account: Account) -> bool:
    dossier = dossiers.one(work, code)
    return dossier is not None and dossier.account_id == account.id
