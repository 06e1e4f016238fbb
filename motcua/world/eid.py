"""The eID register's slice: accounts of those who have a card; locked at death, as the Decree wants.

Registration at the police began with the chip card in January 2022 [knowledge]; activation within seven days of the
notice (Decree 69/2024 Art. 14); automatic lock at death (facts.md 4.3); from 1/7/2024 parents may ask for an account of
a child from six years on (Decree 69/2024). Shares are assumed.

The register has its own copy of name and birth date, taken when the account was opened. A few copies are older than
what the population register says today: classes EID_OLD_NAME and EID_OLD_BIRTH of ``motcua.world.dirt``.
"""

from dataclasses import dataclass

import numpy as np

from motcua.wire.slices import ACCOUNTS
from motcua.world.blocks import PHONE_FIRST, PHONE_LAST
from motcua.world.chance import Ints, ladder
from motcua.world.columns import NO_DAY, Coded, Column, Days, Digits, Frame, Joined, Patched, Same, Where
from motcua.world.dirt import rate
from motcua.world.draft import Draft
from motcua.world.lives import DEAD, LIVING, MISSING
from motcua.world.naming import MIDDLE
from motcua.world.papers import day
from motcua.world.population import PARTIAL

BEGINS, ACTIVATION = day(2022, 1, 15), 7
SHARES = ((14, 55), (18, 90), (60, 62), (80, 26))
STATES = ("registered", "notified", "active", "expired", "locked", "cancelled")
STATE_SHARES = (1, 2, 89, 4, 3, 1)
REGISTERED, NOTIFIED, ACTIVE, EXPIRED, LOCKED, CANCELLED = range(6)
REASONS = ("", "owner", "terms", "card_revoked", "authority", "death")
DEATH = 5
CHILDREN, SIX, FOURTEEN = day(2024, 7, 1), 6 * 366, 14 * 365
CHILD_SHARE = 0.04
"""Share of the children from six to thirteen whose parent has an account and asked for one for them [assumed]."""


@dataclass(slots=True)
class Accounts:
    """Accounts in columns, and of whom: ``who`` are rows of people; ``guardian`` is a row or -1."""

    who: Ints
    level: Ints  # 0 for level 1, 1 for level 2
    state: Ints
    registered: Ints
    notified: Ints
    opened: Ints
    locked: Ints
    reason: Ints
    guardian: Ints


@dataclass(frozen=True, slots=True)
class Eid:
    """The slice, and what others take from it."""

    frame: Frame
    accounts: Accounts
    phones: Ints  # per person: index in the reserved block, -1 for none
    renamed: Ints  # rows of people whose account has an older name, and of those with an older birth date
    moved: Ints


def build(draft: Draft, partial: Ints) -> Eid:
    """The accounts; ``partial``: the birth date in the population register, a code into ``population.PARTIAL`` or -1.

    The block has 10,000 numbers and one number opens one account: in larger worlds the others have none on record.
    """
    chance, people, papers, names = draft.chance, draft.people, draft.papers, draft.names
    count, accounts = len(people), _with_children(draft, _accounts(draft))
    who, grown = accounts.who, accounts.guardian < 0
    phones = np.full(count, -1, dtype=np.int32)
    known = who[grown][: PHONE_LAST - PHONE_FIRST + 1]
    phones[known] = PHONE_FIRST + np.arange(len(known), dtype=np.int32)
    mail = ((chance("has e-mail").below(100, count)[who] < 30) & grown).view(np.uint8)
    own, born, plain = [codes[who] for codes in names.own], people.born[who], names.tables[MIDDLE].words.index("")
    renamed = np.flatnonzero(chance("old name in eID").happens(rate("EID_OLD_NAME"), len(who)) & (own[MIDDLE] != plain))
    own[MIDDLE][renamed] = plain
    moved = np.flatnonzero(chance("old birth in eID").happens(rate("EID_OLD_BIRTH"), len(who)) & (partial[who] < 0))
    new_year = born[moved].astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[D]").astype(np.int32)
    moved, new_year = moved[born[moved] != new_year], new_year[born[moved] != new_year]
    born[moved] = new_year
    guardian = np.where(grown, -1, papers.cccd[accounts.guardian])
    columns: dict[str, Column] = {
        "cccd": Digits(papers.cccd[who], 12),
        "level": Coded(accounts.level, ("1", "2")),
        "state": Coded(accounts.state, STATES),
        "registered_on": Days(accounts.registered),
        "notified_on": Days(accounts.notified),
        "activated_on": Days(accounts.opened),
        "locked_on": Days(accounts.locked),
        "lock_reason": Coded(accounts.reason, REASONS),
        "phone": Digits(phones[who], 4, "090000"),
        "email": Where(
            mail, Joined((Digits(np.arange(len(who), dtype=np.int32), 8, "nguoi"), Same("@example.com"))), Same("")
        ),
        "full_name": names.column(tuple(own)),
        "born_on": Patched(Days(born), partial[who], PARTIAL),
        "sex": Coded(people.sex[who], ("0", "1", "2")),
        "kind": Same("citizen"),  # foreigners are personas only
        "guardian": Digits(guardian, 12),
    }
    return Eid(Frame(ACCOUNTS, len(who), columns), accounts, phones, who[renamed], who[moved])


def _accounts(draft: Draft) -> Accounts:
    """Accounts of people from fourteen on."""
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
    nobody = np.full(len(who), -1, dtype=np.int32)
    days = (on.astype(np.int32), notified.astype(np.int32), opened.astype(np.int32))
    return Accounts(who, level, state, *days, locked, reason, nobody)


def _with_children(draft: Draft, grown: Accounts) -> Accounts:
    """The same and the accounts of children: level 1 [assumed], opened by a parent whose own account is active."""
    chance, people, count = draft.chance, draft.people, len(draft.people)
    able = np.full(count + 1, NO_DAY, dtype=np.int32)  # the last entry is nobody: row -1
    active = grown.state == ACTIVE
    able[grown.who[active]] = grown.opened[active]
    young = (people.born > people.today - FOURTEEN) & (people.born < people.today - SIX)
    who = np.flatnonzero(young & (draft.lives.living == LIVING)).astype(np.int32)
    who = who[chance("child's account").happens(CHILD_SHARE, len(who))]
    guardian = np.where(able[people.mother[who]] > NO_DAY, people.mother[who], people.father[who])
    since = np.maximum(np.maximum(people.born[who] + SIX, CHILDREN), able[guardian])
    fits = (able[guardian] > NO_DAY) & (since < people.today)
    who, guardian, since = who[fits], guardian[fits], since[fits]
    on = since + chance("child's account opened").below(people.today - since, len(who))
    none, zero = np.full(len(who), NO_DAY, dtype=np.int32), np.zeros(len(who), dtype=np.int32)
    kept = (grown.who, grown.level, grown.state, grown.registered, grown.notified, grown.opened)
    more = (who, zero, zero + ACTIVE, on, on, on)
    rest = ((grown.locked, none), (grown.reason, zero), (grown.guardian, guardian))
    return Accounts(*(np.r_[one, two].astype(np.int32) for one, two in (*zip(kept, more, strict=True), *rest)))


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
