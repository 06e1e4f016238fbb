"""The tax register's slice: who has a code, under which number, in which state; and the answer key.

The register is years behind. Before 1/7/2025 nobody is linked; after it the records that agreed on three fields were
switched to the personal number, as the Circular wants (TT 86/2024 Art. 39), and the rest still stand under the old
number.
"""

from dataclasses import dataclass

import numpy as np

from motcua.wire.slices import ANSWERS, TAXPAYERS
from motcua.world import cards, dwellings, organisations, spoilt
from motcua.world.chance import Chance, Flags, Ints, Longs, ladder
from motcua.world.columns import NO_DAY, Coded, Column, Days, Digits, Frame, Joined, Patched, Where
from motcua.world.dirt import rate
from motcua.world.draft import Draft
from motcua.world.eid import Eid
from motcua.world.lives import DEAD, LIVING, MISSING
from motcua.world.papers import Papers, day
from motcua.world.people import ADULT, People
from motcua.world.places import WARD_BITS
from motcua.world.population import FIRST_YEAR, LAST_YEAR, Register

SWITCH = day(2025, 7, 1)
"""From this day the personal number is the tax code (Circular 86/2024/TT-BTC)."""
REORGANISED = day(2025, 3)
"""Provincial "Cục Thuế" became "Thuế tỉnh" on 1/3/2025 [knowledge, high]."""
CAMPAIGN = day(2008)
"""Personal tax codes on a large scale begin with the Personal Income Tax Law of 2007 [knowledge, high]."""
SHARES = ((18, 35), (23, 84), (60, 62), (75, 28))
"""From this age on, so many of a hundred have a code [assumed]."""
UNLINKED = 0.47
"""Share of the codes given before the switch that are not linked yet at the beginning of 2026 [assumed]."""
STATES = (  # status, reason, share of the living
    ("00", "02", 780), ("00", "03", 150), ("00", "01", 15), ("05", "01", 12), ("06", "09", 18), ("09", "02", 8),
    ("01", "18", 6), ("03", "19", 6), ("04", "", 5),
)  # fmt: skip
GONE = (("01", "04"), ("03", "04"))
WAITING = ("10", "01")
ALL_STATES = (*((status, reason) for status, reason, share in STATES), *GONE, WAITING)
MISMATCH_SEEN = 0.35
"""Share of the spoilt records whose mismatch the office already knows: status 10 [assumed]."""


@dataclass(slots=True)
class Tax:
    """The slice, the answer key, and how often each class of dirt could and did happen."""

    taxpayers: Frame
    answers: Frame
    tally: dict[str, tuple[int, int]]
    who: Ints  # person of each record
    spare: Longs  # tax codes that no person has, for organisations


@dataclass(slots=True)
class _Records:
    """Records in columns, in the order of their codes."""

    who: Ints
    ten: Longs
    twelve: Longs
    linked: Flags
    folded: Flags
    several: Flags
    registered: Ints
    spare: Longs


def build(draft: Draft, register: Register, eid: Eid) -> Tax:
    """The frames of taxpayers and answers; the eID register knows the telephones, and has dirt of its own."""
    chance, people, papers, names = draft.chance, draft.people, draft.papers, draft.names
    records = _records(draft)
    who, count = records.who, len(records.who)
    marks = spoilt.Marks(np.zeros(count, dtype=np.uint64))
    unlinked = ~records.linked
    cmnd, cccd = _keys(chance, marks, papers, records)
    patch, misread = spoilt.numbers(chance, marks, cmnd, cccd, unlinked)
    name = spoilt.names(chance, marks, names, who, unlinked)
    born = spoilt.births(chance, marks, people.born[who], register.partial[who], unlinked)
    sex = np.where(chance("sex unknown to tax").happens(0.05, count) & unlinked, 0, people.sex[who])
    rows = np.flatnonzero(unlinked & (sex > 0))
    wrong = marks.choose("SEX_CONFLICT", rows[chance("sex conflict").order(len(rows))], sex > 0)
    sex[wrong] = 3 - sex[wrong]
    state, since = _states(draft, marks, records)
    _mark_people(draft, marks, register, records, cmnd)
    for code, chosen in (("EID_OLD_NAME", eid.renamed), ("EID_OLD_BIRTH", eid.moved)):
        older = np.zeros(len(people), dtype=bool)
        older[chosen] = True
        marks.add(code, older[who])
    columns = {
        "mst": Joined((Digits(records.ten, 10), Digits(records.twelve, 12))),
        "full_name": name,
        "born_on": born,
        "sex": Coded(sex.astype(np.int32), ("0", "1", "2")),
        "id_kind": Coded(np.where((cmnd >= 0) & ~marks.has("PAD_000"), 0, 1).astype(np.int32), ("cmnd", "cccd")),
        "id_number": Patched(Joined((Digits(cmnd, 9), Digits(cccd, 12))), patch, misread),
        "status": Coded(state, tuple(status for status, reason in ALL_STATES)),
        "reason": Coded(state, tuple(reason for status, reason in ALL_STATES)),
        "status_since": Days(since),
        "registered_on": Days(records.registered),
        "phone": Digits(eid.phones[who], 4, "090000"),
        "linked_cccd": Digits(np.where(records.linked, papers.cccd[who], -1), 12),
        "linked_on": Days(_linked_on(chance, people, records)),
        "folded_into": Digits(np.where(records.folded, papers.cccd[who], -1), 12),
        **_whereabouts(draft, marks, register, records),
    }
    answers: dict[str, Column] = {"mst": columns["mst"], "cccd": Digits(papers.cccd[who], 12), "dirt": marks.column()}
    frame = Frame(TAXPAYERS, count, {column: columns[column] for column in TAXPAYERS.columns})
    return Tax(frame, Frame(ANSWERS, count, answers), marks.tally, who, records.spare)


def _records(draft: Draft) -> _Records:
    chance, people, lives, papers = draft.chance, draft.people, draft.lives, draft.papers
    count, today, age = len(people), people.today, people.age_days
    steps = np.array([first for first, share in SHARES], dtype=np.int32) * 365
    share = np.array([0, *(share for first, share in SHARES)], dtype=np.int32)[np.searchsorted(steps, age)]
    early = np.maximum(people.born + ADULT, CAMPAIGN)
    registered = early + chance("tax registration").below(2_600, count)
    until = np.where(lives.died > NO_DAY, lives.died, today)
    taxed = (chance("has a tax code").below(100, count) < share) & (registered < until)
    one = np.flatnonzero(taxed).astype(np.int32)
    pool = one[chance("several tax codes").order(len(one))]
    pool = pool[registered[pool] < SWITCH - 900]
    second = pool[: round(len(one) * rate("SEVERAL_MST"))]
    who = np.r_[one, second]
    extra = np.r_[np.zeros(len(one), dtype=bool), np.ones(len(second), dtype=bool)]
    native = (registered[who] >= SWITCH) & ~extra
    switched = today >= SWITCH
    alive = lives.living[who] == LIVING
    behind = chance("not linked yet").happens(UNLINKED, count)[who]
    linked = native | (switched & alive & ~behind)
    twelve_only = native | (linked & ~extra & (np.arange(len(who)) % 2 == 0))
    ten = np.full(len(who), -1, dtype=np.int64)
    given, offset = int((~twelve_only).sum()), int(chance("tax code offset").below(80_000_000, 1)[0])
    codes = cards.tax_codes(given + organisations.count(count), offset)
    ten[~twelve_only] = codes[:given]
    twelve = np.where(twelve_only, papers.cccd[who], -1)
    has_twelve = np.zeros(count, dtype=bool)
    has_twelve[who[twelve_only]] = True
    later = registered[who] + np.where(extra, 400, 0)
    order = np.argsort(np.maximum(ten, twelve), kind="stable")
    several = np.zeros(count, dtype=bool)
    several[second] = True
    return _Records(
        who=who[order], ten=ten[order], twelve=twelve[order], linked=linked[order],
        folded=(linked & ~twelve_only & has_twelve[who])[order], several=several[who[order]],
        registered=np.minimum(later, until[who] - 1)[order].astype(np.int32),
        spare=codes[given:],
    )  # fmt: skip


def _keys(chance: Chance, marks: spoilt.Marks, papers: Papers, records: _Records) -> tuple[Longs, Longs]:
    """The identity number of each record: a CMND, or the personal number that was valid then."""
    who, unlinked = records.who, ~records.linked
    count = len(who)
    holds = papers.cmnd[0][who] >= 0
    by_cmnd = unlinked & holds & ~(chance("card shown to tax").happens(0.06, count) & papers.has_card[who])
    rows = np.flatnonzero(by_cmnd & (papers.cmnd[1][who] >= 0))
    older = marks.choose("MULTI_CMND", rows[chance("older CMND").order(len(rows))], by_cmnd)
    cmnd = np.where(by_cmnd, papers.last_cmnd[who], -1)
    third = papers.cmnd[2][who[older]] >= 0
    middle = third & (older % 2 == 0)
    cmnd[older] = np.where(middle, papers.cmnd[1][who[older]], papers.cmnd[0][who[older]])
    stale = (papers.old_cccd[who] >= 0) & unlinked & ~by_cmnd
    cccd = np.where(by_cmnd, -1, np.where(stale, papers.old_cccd[who], papers.cccd[who]))
    return cmnd, cccd


def _states(draft: Draft, marks: spoilt.Marks, records: _Records) -> tuple[Ints, Ints]:
    chance, people, lives = draft.chance, draft.people, draft.lives
    who, count, today = records.who, len(records.who), people.today
    shares = [share for status, reason, share in STATES]
    state = chance("tax status").pick(ladder(shares), count).astype(np.int32)
    state[records.linked] = state[records.linked] % 2  # linked codes are in order: 00.02 or 00.03
    since = records.registered + chance("status since").below(np.maximum(today - records.registered, 1), count)
    since = np.where(state == 0, records.registered, since)
    spoilt_too = (marks.bits != 0) & ~records.linked & (today >= SWITCH + 10)
    waits = spoilt_too & chance("mismatch seen").happens(MISMATCH_SEEN, count)
    state = np.where(waits, len(ALL_STATES) - 1, state)
    since = np.where(waits, SWITCH + chance("mismatch seen on").below(max(today - SWITCH, 1), count), since)
    living = lives.living[who]
    for kind, code in ((DEAD, "DECEASED"), (MISSING, "MISSING")):
        rows = np.flatnonzero(living == kind)
        active = marks.choose(code, rows[chance(f"still active {code}").order(len(rows))], living == kind)
        closed = len(STATES) + chance(f"closed {code}").below(2, count)
        state = np.where(living == kind, closed, state)
        after = np.maximum(lives.died[who], records.registered) + 20
        since = np.where(living == kind, np.minimum(after, today), since)
        state[active], since[active] = 0, records.registered[active]
    return state.astype(np.int32), since.astype(np.int32)


def _linked_on(chance: Chance, people: People, records: _Records) -> Ints:
    on = SWITCH + chance("linked on").below(max(people.today - SWITCH, 1), len(records.who))
    return np.where(records.linked, np.maximum(on, records.registered), NO_DAY).astype(np.int32)


def _mark_people(draft: Draft, marks: spoilt.Marks, register: Register, records: _Records, cmnd: Longs) -> None:
    """Classes that concern the person show on every tax record of theirs."""
    who, papers = records.who, draft.papers
    span = LAST_YEAR - FIRST_YEAR + 1
    partial = register.partial[who]
    marks.add("YEAR_ONLY_DOB", (partial >= 0) & (partial < span))
    marks.add("MONTH_YEAR_DOB", partial >= span)
    marks.add("SEX_DIGIT", papers.sex_digit[who])
    marks.add("ID_REISSUED", papers.old_cccd[who] >= 0)
    marks.add("FOREIGN_BORN", papers.country[who] >= 0)
    marks.add("OLD_PLACE", register.old_place[who])
    marks.add("DISPUTED", register.disputed[who])
    marks.add("NPDB_NO_CMND", papers.unregistered[who])
    marks.add("DUP_CMND", papers.shared[who] & (cmnd == papers.cmnd[0][who]))
    marks.add("SEVERAL_MST", records.several)


def _whereabouts(draft: Draft, marks: spoilt.Marks, register: Register, records: _Records) -> dict[str, Column]:
    """Address, province and office: the home's, or for the stale ones a place from before the last move."""
    who, count, chance, gazetteer = records.who, len(records.who), draft.chance, draft.gazetteer
    homes = register.homes
    stale = marks.choose("STALE", chance("stale address").order(count), np.ones(count, dtype=bool))
    ward = homes.ward[draft.people.home[who]]
    province = gazetteer.province_of[draft.people.birth_ward[who]]
    before = chance("ward before").pick(gazetteer.ward_ladders, count, province, WARD_BITS).astype(np.int32)
    ward[stale] = before[stale]
    former = dwellings.build(chance, "former", ward, gazetteer)
    kept = np.ones(count, dtype=bool)
    kept[stale] = False
    former.line[kept] = homes.line[draft.people.home[who]][kept]
    every = np.arange(count, dtype=np.int32)
    address = former.address(every, new=False)
    if draft.new:  # a linked record was rewritten in the new names, the others still have the old ones
        address = Where(records.linked.view(np.uint8), former.address(every, new=True), address)
    label = "Thuế " if draft.people.today >= REORGANISED else "Cục Thuế "
    provinces = gazetteer.new_names if draft.new else gazetteer.names
    offices = tuple(label + name[:1].lower() + name[1:] for name in provinces)
    return {
        "office": former.provinces(every, new=draft.new, names=offices),
        "address": address,
        "province": former.provinces(every, new=draft.new),
    }
