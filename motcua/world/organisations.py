"""Accounts of organisations in the eID register: each with a legal representative who has an account of level 2.

An organisation registers through its representative's account (Decree 69/2024); when it is dissolved its account is
locked (facts.md 4.3). How many there are, their names and the shares of their states are assumed. Only the eID register
knows them: the tax register of this world holds people.
"""

import numpy as np

from motcua.wire.slices import ORGANISATIONS
from motcua.world.chance import Longs, ladder
from motcua.world.columns import NO_DAY, Coded, Column, Days, Digits, Frame, Joined
from motcua.world.draft import Draft
from motcua.world.eid import ACTIVE, EXPIRED, LOCKED, NOTIFIED, REGISTERED, STATES, Accounts
from motcua.world.naming import GIVEN
from motcua.world.papers import day

BEGINS = day(2022, 10, 20)
"""Decree 59/2022, the first to know accounts of organisations, took effect."""
SHARE = 100
"""One organisation for so many people [assumed]."""
STATE_SHARES = (1, 2, 92, 2, 3)
REASONS = ("", "owner", "terms", "authority", "dissolved")
REASON_SHARES = (20, 10, 10, 60)
FORMS = ("Công ty TNHH ", "Công ty cổ phần ", "Hợp tác xã ", "Doanh nghiệp tư nhân ")
TRADES = ("Xây dựng ", "Vận tải ", "Nông sản ", "May mặc ", "Thủy sản ", "Cơ khí ", "Cà phê ", "Dược phẩm ", "Du lịch ")


def count(people: int) -> int:
    """How many organisations a world of so many people has at most."""
    return people // SHARE


def build(draft: Draft, accounts: Accounts, numbers: Longs) -> Frame:
    """As many as there are ``numbers`` (tax codes), or fewer where too few people could represent one."""
    chance, today = draft.chance, draft.people.today
    able = np.flatnonzero((accounts.state == ACTIVE) & (accounts.level == 1) & (accounts.opened < today))
    able = able[chance("representatives").order(len(able))][: len(numbers)]
    since = np.maximum(accounts.opened[able], BEGINS)
    able, since = able[since < today], since[since < today]
    rows = len(able)
    state = chance("organisation state").pick(ladder(STATE_SHARES), rows).astype(np.int32)
    on = since + chance("organisation registered").below(np.maximum(today - since, 1), rows)
    on = np.where(state <= NOTIFIED, today - 1, np.minimum(on, today - 1))
    state = np.where((state == EXPIRED) & (on + 8 >= today), NOTIFIED, state)
    notified = np.where(state == REGISTERED, NO_DAY, on)
    opened = np.where(state >= LOCKED, on, np.where(state == ACTIVE, on, NO_DAY))
    locked = state == LOCKED
    at = np.minimum(opened + 1 + chance("organisation locked").below(np.maximum(today - on, 1), rows), today)
    reason = np.where(locked, 1 + chance("organisation lock reason").pick(ladder(REASON_SHARES), rows), 0)
    who = accounts.who[able]
    name = (
        Coded(chance("organisation form").below(len(FORMS), rows), FORMS),
        Coded(chance("organisation trade").below(len(TRADES), rows), TRADES),
        Coded(draft.names.own[GIVEN][who], draft.names.tables[GIVEN].words),
    )
    columns: dict[str, Column] = {
        "number": Digits(numbers[:rows], 10),
        "name": Joined(name),
        "representative": Digits(draft.papers.cccd[who], 12),
        "state": Coded(state.astype(np.int32), STATES),
        "registered_on": Days(on.astype(np.int32)),
        "notified_on": Days(notified.astype(np.int32)),
        "activated_on": Days(opened.astype(np.int32)),
        "locked_on": Days(np.where(locked, at, NO_DAY).astype(np.int32)),
        "lock_reason": Coded(reason.astype(np.int32), REASONS),
    }
    return Frame(ORGANISATIONS, rows, columns)
