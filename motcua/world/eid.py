"""The eID register's slice: accounts of those who have a card; locked at death, as the Decree wants.

Registration at the police began with the chip card in January 2022 [knowledge]; activation within seven days of the
notice (Decree 69/2024 Art. 14); automatic lock at death (facts.md 4.3). Shares are assumed.
"""

import numpy as np

from motcua.wire.slices import ACCOUNTS
from motcua.world.blocks import PHONE_FIRST, PHONE_LAST
from motcua.world.chance import Ints, ladder
from motcua.world.columns import NO_DAY, Coded, Column, Days, Digits, Frame, Joined, Same, Where
from motcua.world.draft import Draft
from motcua.world.lives import DEAD, MISSING
from motcua.world.papers import day

BEGINS, ACTIVATION = day(2022, 1, 15), 7
SHARES = ((14, 55), (18, 90), (60, 62), (80, 26))
STATES = ("registered", "notified", "active", "expired", "locked", "cancelled")
STATE_SHARES = (1, 2, 89, 4, 3, 1)
REGISTERED, NOTIFIED, ACTIVE, EXPIRED, LOCKED, CANCELLED = range(6)
REASONS = ("", "owner", "terms", "card_revoked", "authority", "death")
DEATH = 5


def build(draft: Draft) -> tuple[Frame, Ints]:
    """The accounts, and the telephone of each person (index in the reserved block, -1 for none).

    The block has 10,000 numbers and one number opens one account: in larger worlds the others have none on record.
    """
    chance, people, lives, papers = draft.chance, draft.people, draft.lives, draft.papers
    count, today, age = len(people), people.today, people.age_days
    steps = np.array([first for first, share in SHARES], dtype=np.int32) * 365
    share = np.array([0, *(share for first, share in SHARES)], dtype=np.int32)[np.searchsorted(steps, age)]
    start = np.maximum(np.maximum(papers.carded, people.born + 14 * 366), BEGINS)
    registered = start + chance("account").below(900, count)
    alive_until = np.where(lives.died > NO_DAY, lives.died - 30, today)
    has = papers.has_card & (chance("has an account").below(100, count) < share) & (registered < alive_until)
    who = np.flatnonzero(has).astype(np.int32)
    state = chance("account state").pick(ladder(STATE_SHARES), count).astype(np.int32)[who]
    dead, missing = lives.living[who] == DEAD, lives.living[who] == MISSING
    state[dead | missing] = LOCKED
    on = registered[who]
    fresh = state <= NOTIFIED  # still open today, so they were asked for this week
    on = np.where(fresh, np.maximum(today - 1 - chance("this week").below(4, count)[who], start[who]), on)
    notified = np.where(state == REGISTERED, NO_DAY, np.minimum(on + chance("notice").below(3, count)[who], today))
    opened = notified + chance("activation").below(ACTIVATION, count)[who]
    late = (state == ACTIVE) & (opened > today)
    state[late] = NOTIFIED
    active = (state == ACTIVE) | (state == LOCKED) | (state == CANCELLED)
    opened = np.where(active, np.minimum(opened, today), NO_DAY)
    young = (state == EXPIRED) & (notified + ACTIVATION >= today)
    state[young] = NOTIFIED
    locked, reason = _locks(draft, who, state, opened)
    level = np.where(chance("level").below(100, count)[who] < 8, 0, 1).astype(np.int32)
    phones = np.full(count, -1, dtype=np.int32)
    known = who[: PHONE_LAST - PHONE_FIRST + 1]
    phones[known] = PHONE_FIRST + np.arange(len(known), dtype=np.int32)
    phone = phones[who]
    mail = (chance("has e-mail").below(100, count)[who] < 30).view(np.uint8)
    every = np.arange(len(who), dtype=np.int32)
    columns: dict[str, Column] = {
        "cccd": Digits(papers.cccd[who], 12),
        "level": Coded(level, ("1", "2")),
        "state": Coded(state, STATES),
        "registered_on": Days(on.astype(np.int32)),
        "notified_on": Days(notified.astype(np.int32)),
        "activated_on": Days(opened.astype(np.int32)),
        "locked_on": Days(locked),
        "lock_reason": Coded(reason, REASONS),
        "phone": Digits(phone, 4, "090000"),
        "email": Where(mail, Joined((Digits(every, 8, "nguoi"), Same("@example.com"))), Same("")),
    }
    return Frame(ACCOUNTS, len(who), columns), phones


def _locks(draft: Draft, who: Ints, state: Ints, opened: Ints) -> tuple[Ints, Ints]:
    """When and why: death within the week, a court's word for the missing, else owner, terms, card or authority."""
    chance, lives, count, today = draft.chance, draft.lives, len(who), draft.people.today
    dead, missing = lives.living[who] == DEAD, lives.living[who] == MISSING
    locked = state == LOCKED
    reason = 1 + chance("lock reason").pick(ladder((60, 15, 20, 5)), count).astype(np.int32)
    reason = np.where(dead, DEATH, np.where(missing, 4, reason))
    at = opened + 1 + chance("locked on").below(np.maximum(today - opened, 1), count)
    at = np.where(dead, lives.died[who] + chance("death reported").below(7, count), at)
    on = np.where(locked, np.minimum(at, today), NO_DAY).astype(np.int32)
    return on, np.where(locked, reason, 0).astype(np.int32)
