"""Any order of steps, by anybody, under a clock that moves both ways, leaves accounts consistent: over the real app."""

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from motcua.chassis.db import Statement, row
from motcua.wire.accounts import AccountState, Ground
from services.eid_auth.rules.lifecycle import STEPS, Actor, Event
from services.eid_auth.rules.lifecycle_reasons import REASONS
from services.eid_auth.tables.accounts import ACCOUNTS
from tests.unit.services.conftest import Register, Start
from tests.unit.services.eid_auth.lives import NOON, cccd, declared, visit

SLUGS = ("son-month-and-year", "toan-former-husband", "hieu-no-tax-record", "khoi-third-grader", "hoa-renewed-card")
BAO = cccd("bao-father-of-three")
PHONES = ("0900009901", "0900009902", "0900000053")
CLIENTS = {
    ("portal", "citizen:self"): {Actor.OWNER, Actor.GUARDIAN},
    ("cong-an-demo", "officer:CA001"): {Actor.DESK, Actor.AUTHORITY},
    ("cong-an-demo", "system:dan-cu"): {Actor.SYSTEM},
    ("tong-dai-demo", "officer:TD001"): {Actor.HOTLINE},
}
slugs, phones, grounds = st.sampled_from(SLUGS), st.sampled_from(PHONES), st.sampled_from(list(Ground))
clients = st.sampled_from([None, None, None, *CLIENTS])  # None: the one that usually takes the step
guarded = st.sampled_from([True, True, True, False])  # whether a guardian is named just where there has to be one
PORTAL, POLICE, _, HOTLINE = CLIENTS
Client = tuple[str, str] | None
OPENED = Statement(select(ACCOUNTS.c.phone, func.count()).where(ACCOUNTS.c.phone != "").group_by(ACCOUNTS.c.phone), row)


def guardian(slug: str, right: bool) -> str | None:
    """Whom a request names as the guardian."""
    return BAO if (slug == "khoi-third-grader") == right else None


class Lives(RuleBasedStateMachine):
    """Five people, one of them without an account, one a child; every client tries every step."""

    register: Register

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2026, 1, 2)
        self.register.ask("/_sandbox/reset")
        self.register.clock(NOON)
        self.lines = 0
        self.events: dict[str, list[dict[str, Any]]] = {slug: [] for slug in SLUGS}
        self.dead: set[str] = set()

    def _told(self, path: str, **ask: Any) -> dict[str, Any]:
        self.lines += 1
        return self.register.answer(f"/v1/accounts/{path}", **ask)

    def _account(self, slug: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self._told("lookup", cccd=cccd(slug))["account"]
        return found

    def _step(self, slug: str, path: str, client: tuple[str, str], events: list[Event], **ask: Any) -> None:
        before = self._account(slug)
        by, behalf = client
        response = self.register.ask(f"/v1/accounts/{path}", by=by, behalf=behalf, **ask)
        self.lines += 1
        after = self._account(slug)
        if response.status_code != 200:
            assert response.json()["code"] in {"account.actor-not-allowed", "licence.operation-not-allowed"}
            assert after == before
            return
        answer = response.json()
        history = self._told("history", cccd=cccd(slug))["events"]
        known = self.events[slug]
        assert history[: len(known)] == known
        new, self.events[slug] = history[len(known) :], history
        if answer["outcome"] == "refused":
            codes = {reason["code"] for reason in answer["reasons"]}
            assert codes
            assert all(code in REASONS or code.startswith(("name.", "born.")) for code in codes)
            assert (after, new) == (before, [])
            return
        assert answer["account"] == after
        if not new:  # asked again at once
            assert after == before
            assert known[-1]["event"] in events
            return
        self._fits(slug, new, events, CLIENTS[client], before)

    def _fits(self, slug: str, new: list[dict[str, Any]], events: list[Event], actors: set[Actor], before: Any) -> None:
        """The new lines are steps of the table: what the clock did, if anything, then what was asked."""
        *clock, step = new
        assert all((one["event"], one["actor"]) == ("expire", "system") for one in clock)
        assert len(clock) <= 1
        was = AccountState(before["state"]) if before else None
        assert (step["was"], step["event"] in events) == (was, True)
        assert Actor(step["actor"]) in STEPS[was, Event(step["event"])].by
        assert Actor(step["actor"]) in actors
        if step["event"] == "lock_death":
            self.dead.add(slug)
        elif step["event"] == "register":
            self.dead.discard(slug)

    @rule(slug=slugs, phone=phones, client=clients, right=guarded)
    def registers(self, slug: str, phone: str, client: Client, right: bool) -> None:
        """Level 1."""
        ask = declared(slug, phone=phone, guardian=guardian(slug, right))
        self._step(slug, "register", client or PORTAL, [Event.REGISTER], **ask)

    @rule(slug=slugs, client=clients, right=guarded, face=st.sampled_from(["match", "match", "no_match"]))
    def visits(self, slug: str, client: Client, right: bool, face: str) -> None:
        """Level 2."""
        ask = visit(slug, guardian=guardian(slug, right)) | {"face": face}
        self._step(slug, "desk", client or POLICE, [Event.REGISTER, Event.RAISE_LEVEL, Event.CORRECT], **ask)

    @rule(slug=slugs, client=clients)
    def is_told(self, slug: str, client: Client) -> None:
        """The notice."""
        self._step(slug, "notify", client or POLICE, [Event.NOTIFY], cccd=cccd(slug))

    @rule(slug=slugs, client=clients, right=guarded, step=st.sampled_from(["activate", "activate", "cancel"]))
    def begins_or_ends(self, slug: str, client: Client, right: bool, step: str) -> None:
        """Activation, and the end."""
        ask = {"cccd": cccd(slug), "guardian": guardian(slug, right)}
        self._step(slug, step, client or PORTAL, [Event(step)], **ask)

    @rule(slug=slugs, client=clients, right=guarded, ground=grounds, how=st.sampled_from(["lock", "unlock"]))
    def locks(self, slug: str, client: Client, right: bool, ground: Ground, how: str) -> None:
        """Locks and unlocks on every ground."""
        ask = {"cccd": cccd(slug), "guardian": guardian(slug, right), "ground": ground.value}
        usual = PORTAL if ground is Ground.OWNER else POLICE
        self._step(slug, how, client or usual, [Event(f"{how}_{ground}")], **ask)

    @rule(slug=slugs, client=clients, right=guarded, phone=phones)
    def telephones(self, slug: str, client: Client, right: bool, phone: str) -> None:
        """Another SIM, and a call to the hotline from it."""
        ask = {"cccd": cccd(slug), "guardian": guardian(slug, right), "phone": phone}
        self._step(slug, "phone", client or PORTAL, [Event.CHANGE_PHONE], **ask)
        self._step(slug, "hotline", client or HOTLINE, [Event.HOTLINE_REACTIVATE], **ask)

    @rule(days=st.integers(-3, 9))
    def passes(self, days: int) -> None:
        """Time."""
        self.today += timedelta(days=days)
        self.register.clock(f"{self.today}T12:00:00+07:00")

    @invariant()
    def consistent(self) -> None:
        """What is told fits together, the dead stay locked, one number opens one account, nothing went unrecorded."""
        for slug in SLUGS:
            account = self._account(slug)
            if account is None:
                continue
            assert account["usable"] == (account["state"] == "active")
            assert (account["state"] == "locked") == (account["lock_reason"] is not None)
            assert (account["locked_on"] is None) == (account["lock_reason"] is None)
            assert account["activated_on"] or account["state"] != "active"
            if slug in self.dead:
                assert account["state"] in {"locked", "cancelled"}
        with self.register.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
            assert {accounts for _, accounts in work.all(OPENED)} == {1}
        page = self.register.ask("/_sandbox/audit", limit=1).json()
        assert (page["intact"], page["total"]) == (True, self.lines)


def test_any_order_of_steps(start: Start) -> None:
    here = type("Here", (Lives,), {"register": start("eid_auth", "sqlite")})
    run_state_machine_as_test(here, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))
