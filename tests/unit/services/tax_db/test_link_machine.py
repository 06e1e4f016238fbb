"""Any order of links, true or false, leaves the register consistent: a state machine over two people, five codes."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.clock import Clock
from motcua.chassis.db import Statement, Work, nothing, row
from motcua.chassis.sqlite import SQLite
from motcua.wire.taxpayers import LinkCccd, LinkOutcome
from services.tax_db import actions
from services.tax_db.rules import Record
from services.tax_db.tables import ALL, EVENTS, TAXPAYERS

PEOPLE = {
    "077065999008": ("LÊ VĂN HÙNG", "1965-04-12", ["927999008"]),
    "075065999009": ("LÊ VĂN HƯNG", "1965-09-30", ["927999008", "927999777"]),
}
ROWS = [  # mst, full name, birth date, number: shared CMND, own CMND, a wrong name, a padded number, a personal code
    ("9999901017", "Lê Văn Hùng", "1965-04-12", "927999008", "00"),
    ("9999901289", "Lê Văn Hưng", "1965-09-30", "927999008", "00"),
    ("9999902003", "Le Van Hung", "1965-09-30", "927999777", "10"),
    ("9999908005", "Lê Văn Hưng", "1965-09-30", "000927999777", "00"),
    ("075065999009", "Lê Văn Hưng", "1965-09-30", "075065999009", "00"),
]
OWNER = dict(zip((row[0] for row in ROWS), ["077065999008"] + ["075065999009"] * 4, strict=True))
BY = Caller("portal", "officer:CB001", "1.008503", "", "req-0001")
EVERY = Statement(select(*(TAXPAYERS.c[name] for name in Record._fields)).order_by(TAXPAYERS.c.mst), Record)
HISTORY = Statement(select(EVENTS.c.seq, EVENTS.c.mst, EVENTS.c.event).order_by(EVENTS.c.seq), row)


class Links(RuleBasedStateMachine):
    """Links of any code with anybody's number."""

    @initialize()
    def begin(self) -> None:
        """An empty history over the rows above."""
        self.folder = tempfile.TemporaryDirectory()
        place = Path(self.folder.name)
        self.db = SQLite(place, "tax_db", (*ALL, audit.TABLE), Clock(), place / "pristine.sqlite")
        self.db.open(self._fill)
        self.linked: dict[str, str] = {}
        self.lines = 0

    @staticmethod
    def _fill(work: Work) -> None:
        empty = dict.fromkeys((column.name for column in TAXPAYERS.columns), "")
        names = ("mst", "full_name", "born_on", "id_number", "status")
        work.many(Statement(TAXPAYERS.insert(), nothing), [empty | dict(zip(names, one, strict=True)) for one in ROWS])

    @rule(
        mst=st.sampled_from(list(OWNER)),
        cccd=st.sampled_from(list(PEOPLE)),
        living=st.sampled_from(["1", "1", "1", "2"]),
    )
    def link(self, mst: str, cccd: str, living: str) -> None:
        """Somebody asks; the answer must fit what is known already."""
        name, born, former = PEOPLE[cccd]
        ask = LinkCccd(mst=mst, cccd=cccd, full_name=name, born_on=born, former_numbers=former, living_status=living)
        with self.db.begin() as work:
            got = actions.link_cccd(work, ask, by=BY)
        self.lines += 1
        if living == "2":
            assert got.outcome is LinkOutcome.DECEASED
        elif mst in self.linked:
            same = self.linked[mst] == cccd
            assert got.outcome is (LinkOutcome.ALREADY_LINKED if same else LinkOutcome.TAKEN)
        elif got.outcome is LinkOutcome.LINKED:
            assert OWNER[mst] == cccd
            self.linked |= {got.mst: cccd, mst: cccd} | dict.fromkeys(got.folded, cccd)
        else:
            assert got.outcome is LinkOutcome.MISMATCH
            assert (OWNER[mst] != cccd) or mst in {"9999902003", "9999908005"}

    @invariant()
    def consistent(self) -> None:
        """Nobody has two codes in use, no code two owners, and the record of what happened only grows."""
        if not hasattr(self, "db"):
            return
        with self.db.begin() as work:
            records, history, chain = work.all(EVERY), work.all(HISTORY), audit.verify(work)
        assert {one.mst: one.linked_cccd for one in records if one.linked_cccd} == self.linked
        for cccd in PEOPLE:
            in_use = [one.mst for one in records if one.linked_cccd == cccd and not one.folded_into]
            assert len(in_use) <= 1
            assert (cccd not in self.linked.values()) or len(in_use) == 1
        for one in records:
            assert one.folded_into in {"", one.linked_cccd}
            assert (one.status == "01") == bool(one.folded_into)
            assert not (one.linked_cccd and one.status == "10")
        assert [seq for seq, _, _ in history] == list(range(1, len(history) + 1))
        assert {mst for _, mst, event in history if event in {"linked", "folded"}} == set(self.linked)
        assert (chain.intact, chain.lines) == (True, self.lines)

    def teardown(self) -> None:
        """Close and forget."""
        self.db.close()
        self.folder.cleanup()


Links.TestCase.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
TestLinks = Links.TestCase
