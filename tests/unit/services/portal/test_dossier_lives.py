"""Any order of steps, by anybody, under a clock that moves both ways, keeps dossiers to the hand-written table."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
import respx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from motcua.wire.dossiers import Actor, Event, Status
from motcua.wire.procedures import Kind
from tests.unit.services.conftest import Register, Start
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.conftest import join
from tests.unit.services.portal.counter import FIRST_TAX
from tests.unit.services.portal.dossiers import APPROVER, CONSENT, LEASE, PROCESSOR, RECEIVER, Filer
from tests.unit.services.portal.test_dossier_machine import EXPECTED, WHO, target

Told = dict[str, Any]
ENDING = {"withdraw", "stop", "refuse", "refuse_receipt", "paid"}
KINDS = {"residence": Kind.DOSSIER, "tax": Kind.DOSSIER, "birth": Kind.BUNDLE}
PARTS = ("birth", "residence", "health_card", "identity_card")
ROLES = {
    "citizen": {Actor.CITIZEN},
    RECEIVER: {Actor.RECEIVER},
    PROCESSOR: {Actor.RECEIVER, Actor.PROCESSOR},
    APPROVER: {Actor.APPROVER},
}
# Refusals that say something of the dossier, and when they are true.
TRUE: dict[str, Callable[[Told], bool]] = {
    "dossier.supplement-twice": lambda dossier: dossier["supplements"] > 0,
    "dossier.fee-unpaid": lambda dossier: dossier["fee"] > 0 and not dossier["paid"],
    "dossier.no-fee": lambda dossier: dossier["fee"] == 0 or dossier["paid"],
    "dossier.not-late": lambda dossier: dossier["due"] not in {"overdue"},
    "dossier.apology-missing": lambda dossier: dossier["due"] == "done_late",
    "dossier.part-waits": lambda dossier: any(one["status"] == "1" for one in dossier["parts"]),
    "dossier.part-done": lambda dossier: any(one["document"] for one in dossier["parts"]),
    "dossier.data-known": lambda dossier: any(one["document"] or one["by_data"] for one in dossier["papers"]),
    "dossier.step-incomplete": lambda dossier: True,
}
which, actors, events = st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(ROLES)), st.sampled_from(list(Event))


class How(NamedTuple):
    """With what a step is asked: with all that it needs or with nothing; for which part; forced."""

    right: bool
    part: str
    forced: bool


hows = st.builds(How, st.sampled_from([True, True, True, False]), st.sampled_from(PARTS), st.booleans())


class Lives(RuleBasedStateMachine):
    """Three dossiers of two people: one with a fee, one without, and a bundle."""

    portal: Register
    played: Played

    def __init__(self) -> None:
        super().__init__()
        self.portal.ask("/_sandbox/reset")
        self.now = datetime(2026, 1, 5, 3, tzinfo=UTC)
        self._clock()
        kim = Filer(self.portal, self.played, "kim-moved-to-the-city")
        mai = Filer(self.portal, self.played, "mai-young-mother")
        filed = {
            "residence": (kim, kim.file()),
            "tax": (kim, kim.file("dang-ky-thue-ca-nhan", phone="0900009919", **FIRST_TAX)),
            "birth": (mai, mai.file("lien-thong-khai-sinh")),
        }
        self.whose = {name: filer for name, (filer, _) in filed.items()}
        self.codes = {name: str(dossier["code"]) for name, (_, dossier) in filed.items()}
        self.history = {name: dossier["history"] for name, (_, dossier) in filed.items()}

    def _clock(self) -> None:
        self.portal.clock(self.now.isoformat())

    def _seen(self, name: str) -> Told:
        """The dossier as its citizen sees it: the clock stands still between two looks."""
        filer = self.whose[name]
        return filer.show(self.codes[name], filer.me)

    @rule(hours=st.integers(-30, 90))
    def time_passes(self, hours: int) -> None:
        """Mostly forwards; the sandbox clock can be moved back."""
        self.now += timedelta(hours=hours)
        self._clock()

    @rule(name=which, actor=actors, event=events, how=hows)
    def somebody_steps(self, name: str, actor: str, event: Event, how: How) -> None:
        """Any event by anybody, mostly with what it needs."""
        before = self._seen(name)
        ask = self._ask(name, before, event, how) if how.right else {"event": event}
        answer = self._sent(name, actor, ask | {"version": before["version"]})
        self._fits(name, before, event, ROLES[actor], answer)

    @rule(name=which, choices=st.lists(st.integers(0, 30), min_size=3, max_size=8), how=hows)
    def it_goes_on(self, name: str, choices: list[int], how: How) -> None:
        """Steps that the table has from where it is and that do not end it, so that lives reach their late statuses."""
        for choice in choices:
            self._goes_on(name, choice, how)

    def _goes_on(self, name: str, choice: int, how: How) -> None:
        status = self._seen(name)["status"]
        if status == "6":
            self.the_citizen_pays(name, "paid" if choice else "refused")
            return
        known = [(event, cell) for (event, one), cell in EXPECTED[KINDS[name]].items() if one == status]
        known = [(event, cell) for event, cell in known if event not in ENDING]
        if known:
            event, cell = known[choice % len(known)]
            letter = cell.partition(":")[2][choice % len(cell.partition(":")[2])]
            actor = next(actor for actor, roles in ROLES.items() if WHO[letter] in roles)
            self.somebody_steps(name, actor, Event(event), how)

    @rule(name=which, behind=st.integers(1, 3))
    def somebody_comes_late(self, name: str, behind: int) -> None:
        """A step on an older version changes nothing, whatever it is."""
        before = self._seen(name)
        if before["version"] > behind:
            answer = self._sent(name, RECEIVER, {"event": "receive", "version": before["version"] - behind})
            assert (answer.status_code, answer.json()["code"]) == (409, "dossier.version-stale")
            assert self._seen(name) == before

    @rule(name=which, state=st.sampled_from(["paid", "paid", "refused", "delayed"]))
    def the_citizen_pays(self, name: str, state: str) -> None:
        """Only while it is asked; the same call-back twice is one payment."""
        before, filer = self._seen(name), self.whose[name]
        answer = filer.send("payments", dossier=self.codes[name])
        if before["status"] != "6":
            assert answer.json()["code"] == "payment.nothing-to-pay"
            return
        payment = answer.json()["id"]
        first, second = (filer.told(f"payments/{payment}/settle", state=state) for _ in range(2))
        assert first == second
        after = self._seen(name)
        assert after["paid"] == (state == "paid")
        assert (after["status"] == "6") == (state != "paid")
        assert after["version"] == before["version"] + (state == "paid")
        self.history[name] = after["history"]

    def _ask(self, name: str, before: Told, event: Event, how: How) -> Told:
        """What the event needs, if it is to succeed."""
        needs: Told = {"event": event, "note": "Có lý do.", "minutes": 600, "forced": how.forced}
        if event is Event.TRANSFER:
            needs["agency"] = "H99.3" if before["agency"] != "H99.3" else "H99.1"
        elif event is Event.PART_RESULT:
            needs["part"] = how.part
        elif event is Event.ASK_SUPPLEMENT and name == "residence":
            needs["components"] = [LEASE, CONSENT]
        elif event is Event.SUPPLEMENT and name == "residence" and before["status"] == "5":
            filer = self.whose[name]
            needs["papers"] = [filer.paper(one, dossier=self.codes[name]) for one in (LEASE, CONSENT)]
        return needs

    def _sent(self, name: str, actor: str, ask: Told) -> Any:
        filer = self.whose[name]
        behalf = filer.me if actor == "citizen" else actor
        return filer.send(f"dossiers/{self.codes[name]}/steps", behalf=behalf, **ask)

    def _fits(self, name: str, before: Told, event: Event, roles: set[Actor], answer: Any) -> None:
        """What was answered is what the hand-written table says, and the dossier is as it was answered."""
        told, after = answer.json(), self._seen(name)
        cell = EXPECTED[KINDS[name]].get((event, before["status"]), "")
        allowed = {WHO[letter] for letter in cell.partition(":")[2]} & roles
        if answer.status_code != 200:
            assert after == before
            if told["code"] in {"dossier.step-not-possible", "dossier.actor-not-allowed"}:
                assert not allowed, (event, before["status"])
            else:
                assert allowed, (event, before["status"])
                assert TRUE[told["code"]](before), told["code"]
            return
        assert allowed, (event, before["status"])
        to = target(cell, Status(before["status"]))
        if cell.startswith("b"):
            waiting = [one for one in before["history"] if one["after"] == before["status"]]
            to = Status(waiting[-1]["before"])
        elif cell.startswith("+") and all(one["document"] for one in after["parts"]):
            to = Status.FINISHED
        assert told["status"] == after["status"] == to
        assert after["version"] == before["version"] + 1
        new = after["history"][-1]
        assert (new["event"], new["before"], new["after"]) == (event, before["status"], after["status"])
        assert Actor(new["actor"]) in allowed
        assert after["history"][:-1] == self.history[name]
        self.history[name] = after["history"]

    @invariant()
    def nothing_else_moved(self) -> None:
        """The other dossiers stand where they stood; versions and lines of history are one count."""
        for name, lines in self.history.items():
            seen = self._seen(name)
            assert seen["history"] == lines
            assert seen["version"] == len(lines) == lines[-1]["version"]
            assert len(seen["results"]) == len(set(seen["results"]))
            assert (seen["status"] in {"9", "10"}) <= bool(seen["results"])

    def teardown(self) -> None:
        """Every line of the audit holds."""
        self.portal.audit()


@pytest.fixture
def lone_portal(start: Start) -> Register:
    """The portal and both registers on SQLite."""
    portal = start("portal", "sqlite")
    for system in ("population_db", "tax_db"):
        join(portal, system, start(system, "sqlite"))
    return portal


def test_dossiers_live_by_the_table(lone_portal: Register) -> None:
    with respx.mock(assert_all_called=False) as router:
        machine = type("Case", (Lives,), {"portal": lone_portal, "played": Played(lone_portal, router)})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
