"""The population register's table of numbers: every number a person was given, as far as the register knows."""

from typing import NamedTuple

import numpy as np

from motcua.wire.slices import NUMBERS
from motcua.world.chance import Flags, Ints, Longs
from motcua.world.columns import NO_DAY, Coded, Column, Days, Digits, Frame, Joined
from motcua.world.draft import Draft
from motcua.world.papers import CMND_LAPSES

KINDS = ("cmnd", "cmnd12", "cccd")
CMND, CMND12, CCCD = range(3)
REASONS = ("", "moved", "renewed", "reissued", "cancelled")
IN_FORCE, MOVED, RENEWED, REISSUED, CANCELLED = range(5)


class _Block(NamedTuple):
    """One number that a person may have been given: per person, whether, and the cells of its row."""

    there: Flags
    kind: int
    number: Longs
    issued: Ints
    issuer: Ints
    ended: Ints
    reason: Ints
    ordinal: Ints


def build(draft: Draft) -> Frame:
    """Rows person by person: CMND in order of issue, the twelve-digit CMND, cancelled and present personal number."""
    blocks = _blocks(draft)
    count = len(draft.people)
    total = np.zeros(count, dtype=np.int64)
    for block in blocks:
        total += block.there
    start = np.cumsum(total) - total
    person = np.repeat(np.arange(count, dtype=np.int32), total)
    kind, number = np.empty(len(person), dtype=np.int32), np.empty(len(person), dtype=np.int64)
    cells = [np.empty(len(person), dtype=np.int32) for _ in range(5)]
    for block in blocks:
        rows = np.flatnonzero(block.there)
        at = start[rows]
        start[rows] += 1
        kind[at], number[at] = block.kind, block.number[rows]
        for cell, given in zip(cells, block[3:], strict=True):
            cell[at] = given[rows]
    issued, issuer, ended, reason, ordinal = cells
    nine, twelve = np.where(kind == CMND, number, -1), np.where(kind == CMND, -1, number)
    columns: dict[str, Column] = {
        "cccd": Digits(draft.papers.cccd[person], 12),
        "kind": Coded(kind, KINDS),
        "number": Joined((Digits(nine, 9), Digits(twelve, 12))),
        "issued_on": Days(issued),
        "issuer": Coded(issuer, draft.gazetteer.codes),
        "ended_on": Days(ended),
        "end_reason": Coded(reason, REASONS),
        "ordinal": Coded(ordinal, ("0", "1", "2", "3")),
    }
    return Frame(NUMBERS, len(person), columns)


def _blocks(draft: Draft) -> list[_Block]:
    people, papers, count = draft.people, draft.papers, len(draft.people)
    lapsed = people.today > CMND_LAPSES
    end = np.where(papers.has_card, papers.carded, CMND_LAPSES if lapsed else NO_DAY).astype(np.int32)
    why = np.where(papers.has_card, RENEWED, CANCELLED if lapsed else IN_FORCE).astype(np.int32)
    pilot, again = papers.cmnd12 > NO_DAY, papers.reissued > NO_DAY
    one, everybody = np.ones(count, dtype=np.int32), np.ones(count, dtype=bool)
    blocks = []
    for at in range(3):
        there = (papers.cmnd[at] >= 0) & ~papers.unregistered
        follows = papers.cmnd[at + 1] >= 0 if at < 2 else ~everybody
        ended = np.where(follows, papers.issued[min(at + 1, 2)], np.where(pilot, papers.cmnd12, end)).astype(np.int32)
        reason = np.where(follows, MOVED, np.where(pilot, RENEWED, why)).astype(np.int32)
        blocks.append(
            _Block(there, CMND, papers.cmnd[at], papers.issued[at], papers.issuer[at], ended, reason, one + at)
        )
    home = draft.gazetteer.province_of[people.ward[people.home]]
    since = np.where(again, papers.reissued, papers.carded).astype(np.int32)
    nobody, never = -one, one * NO_DAY
    return [
        *blocks,
        _Block(pilot, CMND12, papers.cccd, papers.cmnd12, home, end, why, one),
        _Block(again, CCCD, papers.old_cccd, papers.carded, nobody, papers.reissued, one * REISSUED, one),
        _Block(everybody, CCCD, papers.cccd, since, nobody, never, one * IN_FORCE, one + again),
    ]
