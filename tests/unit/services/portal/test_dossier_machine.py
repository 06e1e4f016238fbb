"""The table of dossiers against a second one, written by hand: every kind, status, event and actor, and every guard."""

from itertools import product
from typing import Any

import pytest

from motcua.wire.dossiers import Actor, Event, Status
from motcua.wire.procedures import Kind
from services.portal.rules.dossier_machine import GUARDS, MAY, STEPS, Facts, Why, advance, possible

# Status codes as the portal writes them; 0: not filed. To:who; b back to before the waiting, = stays, + on with the
# last part. c citizen · r receiver · p processor · a approver · s system.
DOSSIER = """
event           0    1      2     3  4     5     6    7  8  9     10
file            1:c  -      -     -  -     -     -    -  -  -     -
receive         -    2:r    -     -  -     -     -    -  -  -     -
refuse_receipt  -    3:r    -     -  -     -     -    -  -  -     -
process         -    -      4:p   -  -     -     -    -  -  -     -
ask_supplement  -    5:r    5:rp  -  5:p   -     -    -  -  -     -
supplement      -    -      -     -  -     b:cr  -    -  -  -     -
ask_payment     -    -      6:rp  -  6:rp  -     -    -  -  -     -
paid            -    -      -     -  -     -     b:s  -  -  -     -
transfer        -    =:r    =:rp  -  =:p   -     -    -  -  -     -
apologise       -    -      =:pa  -  =:pa  -     -    -  -  =:pa  -
stop            -    -      8:pa  -  8:pa  8:pa  8:pa -  -  -     -
refuse          -    -      -     -  8:a   -     -    -  -  -     -
approve         -    -      -     -  9:a   -     -    -  -  -     -
part_result     -    -      -     -  -     -     -    -  -  -     -
return_result   -    -      -     -  -     -     -    -  -  10:r  -
withdraw        -    7:c    7:c   -  7:c   7:c   7:c  -  -  -     -
"""
# What bundles do otherwise.
BUNDLE = """
event           0    1      2     3  4     5     6    7  8  9     10
transfer        -    -      -     -  -     -     -    -  -  -     -
approve         -    -      -     -  -     -     -    -  -  -     -
part_result     -    -      -     -  +:a   -     -    -  -  -     -
"""
# Notices are taken note of at once; a payment waits for nothing but the payment.
NOTICE = "event 0\nfile 10:c"
PAYMENT = "event 0 6\nfile 6:c -\npaid - 10:s\nwithdraw - 7:c"
WHO = {"c": Actor.CITIZEN, "r": Actor.RECEIVER, "p": Actor.PROCESSOR, "a": Actor.APPROVER, "s": Actor.SYSTEM}
Cells = dict[tuple[str, str], str]


def cells(*texts: str) -> Cells:
    """Event and status → where and who; a later table overrides an earlier one."""
    found: Cells = {}
    for text in texts:
        head, *rows = [line.split() for line in text.strip().splitlines()]
        found |= {(row[0], status): cell for row in rows for status, cell in zip(head[1:], row[1:], strict=True)}
    return {key: cell for key, cell in found.items() if cell != "-"}


EXPECTED: dict[Kind, Cells] = {
    Kind.DOSSIER: cells(DOSSIER),
    Kind.BUNDLE: cells(DOSSIER, BUNDLE),
    Kind.NOTICE: cells(NOTICE),
    Kind.PAYMENT: cells(PAYMENT),
}
STATUSES: list[Status | None] = [None, *Status]


def passing(event: Event, kind: Kind) -> Facts:
    """Facts that let an event pass wherever the table knows it."""
    late, fee = event is Event.APOLOGISE, event is Event.ASK_PAYMENT
    return Facts(kind=kind, back=Status.RECEIVED, late=late, fee_due=fee, supplements=0)


def target(cell: str, status: Status | None) -> Status | None:
    to = cell.partition(":")[0]
    return {"b": Status.RECEIVED, "=": status, "+": status}.get(to) or Status(to)


@pytest.mark.parametrize(("kind", "event"), list(product(Kind, Event)))
def test_every_status_and_actor(kind: Kind, event: Event) -> None:
    for status, actor in product(STATUSES, Actor):
        cell = EXPECTED[kind].get((event, status or "0"), "")
        allowed = {WHO[letter] for letter in cell.partition(":")[2]}
        got = advance(status, event, {actor}, passing(event, kind))
        if actor in allowed:
            assert got == (target(cell, status), actor, None), (status, actor)
        else:
            assert (got.to, got.actor) == (None, None), (status, actor)
            assert got.why in {Why.ACTOR, Why.NO_STEP, Why.KIND}, (status, actor)


def test_the_table_holds_nothing_else() -> None:
    assert set(STEPS) == {
        (kind, None if status == "0" else Status(status), Event(event))
        for kind, table in EXPECTED.items()
        for event, status in table
    }


def test_who_never_may_is_not_told_the_status() -> None:
    for kind, status, event, actor in product(Kind, STATUSES, Event, Actor):
        if actor not in MAY[event]:
            assert advance(status, event, {actor}, Facts(kind=kind)).why is Why.ACTOR


def test_what_is_offered_is_what_is_possible() -> None:
    for kind, status, actor in product(Kind, Status, Actor):
        offered = possible(status, {actor}, Facts(kind=kind))
        assert offered == [event for event in Event if advance(status, event, {actor}, Facts(kind=kind)).why is None]
    # An apology only where it is late, a payment only where one is due, nothing signed before it is paid.
    late, unpaid = Facts(late=True), Facts(fee_due=True)
    assert possible(Status.FINISHED, set(Actor), late) == [Event.APOLOGISE]
    assert possible(Status.FINISHED, set(Actor), Facts()) == [Event.RETURN_RESULT]
    assert {Event.APPROVE, Event.ASK_PAYMENT} & set(possible(Status.PROCESSING, set(Actor), unpaid)) == {
        Event.ASK_PAYMENT
    }


def test_every_ended_status_is_a_dead_end() -> None:
    for kind, status, event in product(Kind, ("3", "7", "8", "10"), Event):
        assert (kind, Status(status), event) not in STEPS


# Event, status, who, what is wrong, why.
GUARDED: list[tuple[str, str, str, dict[str, Any], Why]] = [
    ("refuse_receipt", "1", "r", {"reason": False}, Why.REASON),
    ("stop", "4", "p", {"reason": False}, Why.REASON),
    ("refuse", "4", "a", {"reason": False}, Why.REASON),
    ("ask_supplement", "4", "p", {"reason": False}, Why.REASON),
    ("ask_supplement", "4", "p", {"components_known": False}, Why.COMPONENT),
    ("ask_supplement", "4", "p", {"asks_data": True}, Why.KNOWN),
    ("ask_supplement", "4", "p", {"supplements": 1}, Why.TWICE),
    ("ask_supplement", "1", "r", {"supplements": 1}, Why.TWICE),
    ("supplement", "5", "c", {"papers": False}, Why.PAPERS),
    ("ask_payment", "2", "r", {"fee_due": False}, Why.NO_FEE),
    ("approve", "4", "a", {"fee_due": True}, Why.UNPAID),
    ("transfer", "2", "r", {"agency": False}, Why.AGENCY),
    ("apologise", "4", "p", {"late": False}, Why.NOT_LATE),
    ("apologise", "4", "p", {"late": True, "minutes": False}, Why.MINUTES),
    ("apologise", "9", "a", {"late": True, "reason": False}, Why.REASON),
    ("return_result", "9", "r", {"late": True}, Why.APOLOGY),
]
IN_BUNDLES: list[tuple[str, str, str, dict[str, Any], Why]] = [
    ("part_result", "4", "a", {"fee_due": True}, Why.UNPAID),
    ("part_result", "4", "a", {"part": False}, Why.PART),
    ("part_result", "4", "a", {"part_done": True}, Why.PART_DONE),
    ("part_result", "4", "a", {"part_ready": False}, Why.PART_WAITS),
    ("refuse", "4", "a", {"any_part_done": True}, Why.PARTS_DONE),
    ("withdraw", "4", "c", {"any_part_done": True}, Why.PARTS_DONE),
]
CASES = [(Kind.DOSSIER, *case) for case in GUARDED] + [(Kind.BUNDLE, *case) for case in IN_BUNDLES]


@pytest.mark.parametrize("case", CASES)
def test_guards(case: tuple[Kind, str, str, str, dict[str, Any], Why]) -> None:
    kind, event, status, who, wrong, why = case
    facts = passing(Event(event), kind)
    assert advance(Status(status), Event(event), {WHO[who]}, facts._replace(**wrong)).why is why
    assert advance(Status(status), Event(event), {WHO[who]}, facts).why is None


def test_every_guard_and_every_reason_is_tried() -> None:
    tried = {case[-1] for case in CASES}
    assert set(Why) == tried | {Why.ACTOR, Why.NO_STEP, Why.KIND}
    assert {need for step in STEPS.values() for need in step.needs} == set(GUARDS)


def test_a_second_supplement_can_be_forced() -> None:
    forced = Facts(supplements=1, forced=True)
    assert advance(Status.PROCESSING, Event.ASK_SUPPLEMENT, {Actor.PROCESSOR}, forced).to is Status.SUPPLEMENT


def test_a_bundle_is_finished_with_its_last_part() -> None:
    for last, to in ((False, Status.PROCESSING), (True, Status.FINISHED)):
        facts = Facts(kind=Kind.BUNDLE, last_part=last)
        assert advance(Status.PROCESSING, Event.PART_RESULT, {Actor.APPROVER}, facts).to is to


@pytest.mark.parametrize("event", [Event.SUPPLEMENT, Event.PAID])
def test_after_the_waiting_it_is_where_it_was(event: Event) -> None:
    status = Status.SUPPLEMENT if event is Event.SUPPLEMENT else Status.PAYMENT
    for back in (Status.REGISTERED, Status.RECEIVED, Status.PROCESSING):
        assert advance(status, event, set(Actor), Facts(back=back)).to is back
