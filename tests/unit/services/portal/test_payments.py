"""Fees at the stand-in: paid, refused, late, called back twice, forged, replayed; over the API, on both engines."""

from typing import Any

import pytest

from motcua.chassis.db import Work
from motcua.wire.documents import PaymentCallback
from services.portal.rules import platform
from services.portal.store import payments as store
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.dossiers import APPROVER, PROCESSOR, PROVINCE, RECEIVER, Filer, at_once
from tests.unit.services.portal.papers import Papers

Told = dict[str, Any]


@pytest.fixture
def kim(portal: Register, played: Played) -> Filer:
    portal.clock("2026-01-05T03:00:00Z")
    return Filer(portal, played, "kim-moved-to-the-city")


@pytest.fixture
def code(kim: Filer) -> str:
    """A dossier that waits for its fee."""
    found: str = kim.file()["code"]
    kim.step(found, "receive")
    kim.step(found, "ask_payment")
    return found


@pytest.fixture
def payment(kim: Filer, code: str) -> str:
    found: str = kim.told("payments", 201, dossier=code)["id"]
    return found


def said(portal: Register, payment: str, state: str = "paid", amount: int = 10_000, **change: Any) -> Told:
    """A call-back, signed with the platform's own key, which its first use makes."""

    def key(work: Work) -> str:
        work.alone()
        if not store.secret(work):
            store.keep_secret(work, "5" * 64, work.clock.stamp())
        return store.secret(work)

    secret = Papers(portal).transact(key)
    plain = {"payment": payment, "transaction": "GD-0123456789ABCDEF", "state": state, "amount": amount, "at": "x"}
    signed = platform.signed(secret, PaymentCallback(**plain, signature="0" * 64)).model_dump(mode="json")
    return {**signed, **change}


def booked(portal: Register) -> list[str]:
    """What call-backs left in the audit, oldest first."""
    return [line["outcome"] for line in reversed(portal.audit()) if line["action"] == "payment-callback"]


def test_paid_once_however_often_it_is_said(kim: Filer, portal: Register, code: str, payment: str) -> None:
    callback = said(portal, payment)
    first = kim.told("payments/callback", behalf="system:platform", **callback)
    assert (first["state"], first["amount"]) == ("paid", 10_000)
    after = kim.show(code)
    assert (after["status"], after["paid"], after["payment"]) == ("2", True, payment)
    assert kim.told("payments/callback", behalf="system:platform", **callback) == first
    assert {**kim.show(code)} == after
    assert booked(portal) == ["paid 10000", "duplicate"]
    receipts = kim.told("documents/find", account=kim.account, kind="receipt")["documents"]
    assert [one["id"] for one in receipts] == [first["receipt"]]
    assert first["receipt"] in after["letters"]


def test_two_call_backs_at_once(kim: Filer, portal: Register, code: str, payment: str) -> None:
    callback = said(portal, payment)
    answers = at_once(portal, [("payments/callback", "system:platform", callback)] * 3)
    assert {status for status, _ in answers} == {200}
    assert len({told["receipt"] for _, told in answers}) == 1
    assert sorted(booked(portal)) == ["duplicate", "duplicate", "paid 10000"]
    assert len(kim.show(code)["letters"]) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "0" * 64},
        {"amount": 1},  # changed on its way
        {"state": "refused"},
        {"transaction": "GD-FFFFFFFFFFFFFFFF"},
        {"payment": "0" * 32},  # replayed at another payment
    ],
)
def test_forged_and_replayed(kim: Filer, portal: Register, code: str, payment: str, change: Told) -> None:
    before = kim.show(code)
    body = said(portal, payment) | change
    assert kim.refused("payments/callback", behalf="system:platform", **body) == (403, "payment.signature-wrong")
    assert kim.show(code) == before
    assert booked(portal) == ["refused:payment.signature-wrong"]


def test_before_the_platform_has_a_key_nothing_is_genuine(kim: Filer, payment: str) -> None:
    body = {"payment": payment, "transaction": "GD-00000001", "state": "paid", "amount": 10_000, "at": "x"}
    forged = platform.signed("", PaymentCallback(**body, signature="0" * 64)).model_dump(mode="json")
    assert kim.refused("payments/callback", **forged) == (403, "payment.signature-wrong")


def test_another_sum_and_an_unknown_payment(kim: Filer, portal: Register, code: str, payment: str) -> None:
    assert kim.refused("payments/callback", **said(portal, payment, amount=1)) == (409, "payment.amount-differs")
    assert kim.refused("payments/callback", **said(portal, "0" * 32)) == (404, "payment.unknown")
    assert kim.show(code)["status"] == "6"


def test_what_is_final_stays(kim: Filer, portal: Register, code: str, payment: str) -> None:
    kim.told("payments/callback", **said(portal, payment))
    assert kim.refused("payments/callback", **said(portal, payment, "refused")) == (409, "payment.settled")
    assert kim.told(f"payments/{payment}", method="GET")["state"] == "paid"


def test_refused_another_payment_can_be_begun(kim: Filer, code: str, payment: str) -> None:
    assert kim.told("payments", 201, dossier=code)["id"] == payment  # a second tab
    assert kim.told(f"payments/{payment}/settle", state="refused")["state"] == "refused"
    assert kim.show(code)["status"] == "6"
    again = kim.told("payments", 201, dossier=code)
    assert again["id"] != payment
    assert kim.told(f"payments/{again['id']}/settle", state="paid")["state"] == "paid"
    assert kim.show(code)["status"] == "2"


def test_delayed_it_arrives_by_itself(kim: Filer, portal: Register, code: str, payment: str) -> None:
    assert kim.told(f"payments/{payment}/settle", state="delayed")["state"] == "delayed"
    portal.clock("2026-01-05T03:09:00Z")
    assert kim.told(f"payments/{payment}", method="GET")["state"] == "delayed"
    portal.clock("2026-01-05T03:11:00Z")
    assert kim.told(f"payments/{payment}", method="GET")["state"] == "paid"
    after = kim.show(code)
    assert (after["status"], after["waited_minutes"]) == ("2", 11)


def test_who_may_pay_and_look(kim: Filer, portal: Register, played: Played, code: str, payment: str) -> None:
    lam = Filer(portal, played, "lam-disputed-hometown")
    for behalf in (lam.me, PROVINCE, "system:portal"):
        assert kim.refused("payments", behalf=behalf, dossier=code) == (404, "dossier.unknown")
        assert kim.refused(f"payments/{payment}", method="GET", behalf=behalf) == (404, "payment.unknown")
        assert kim.refused(f"payments/{payment}/settle", behalf=behalf, state="paid") == (404, "payment.unknown")
    # An officer of the dossier looks, and pays for nobody.
    assert kim.told(f"payments/{payment}", method="GET", behalf=RECEIVER)["state"] == "pending"
    assert kim.refused("payments", behalf=RECEIVER, dossier=code) == (404, "dossier.unknown")
    assert kim.refused(f"payments/{payment}/settle", behalf=RECEIVER, state="paid") == (404, "payment.unknown")
    assert kim.told(f"payments/{payment}", method="GET")["state"] == "pending"


def test_nothing_to_pay(kim: Filer) -> None:
    code = kim.file()["code"]
    assert kim.refused("payments", dossier=code) == (409, "payment.nothing-to-pay")
    kim.step(code, "receive")
    kim.step(code, "ask_payment")
    kim.pay(code)
    assert kim.refused("payments", dossier=code) == (409, "payment.nothing-to-pay")
    assert kim.not_step(code, "ask_payment") == "dossier.no-fee"


@pytest.mark.parametrize(("event", "who"), [("withdraw", ""), ("stop", PROCESSOR), ("stop", APPROVER)])
def test_paid_although_the_dossier_has_ended(kim: Filer, code: str, payment: str, event: str, who: str) -> None:
    """The money is there: it is booked with its receipt, and the dossier stays ended."""
    ended = kim.step(code, event, who or kim.me, note="Thôi.")
    paid = kim.told(f"payments/{payment}/settle", state="paid")
    assert paid["receipt"]
    after = kim.show(code)
    assert (after["status"], after["paid"], after["version"]) == (ended["status"], True, ended["version"] + 1)
    assert after["history"][-1]["event"] == "paid"
