"""Two replicas of the portal on one PostgreSQL: whoever is asked, a dossier is filed once and steps are taken once."""

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from motcua.chassis.settings import Settings as Knobs
from services.portal.app import create_app
from services.portal.settings import Settings
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.conftest import join
from tests.unit.services.portal.dossiers import PROCESSOR, RECEIVER, Filer, service

KIM, MONDAY, ROUNDS = "kim-moved-to-the-city", "2026-01-05T03:00:00Z", 6
Told = dict[str, Any]


@pytest.fixture
def engine() -> str:
    """The one engine that replicas share."""
    return "postgresql"


@pytest.fixture
def second(
    portal: Register, population: Register, tax: Register, postgres_url: str, tmp_path: Path
) -> Iterator[Register]:
    """Another process of the portal, as it were: an application and an event loop of its own on the same database."""
    slices = portal.http.app.motcua.service.slices  # type: ignore[attr-defined]  # a SandboxApp
    app = create_app(Settings(slices=slices, knobs=Knobs(data=tmp_path, database_url=postgres_url)))
    with TestClient(app) as http:
        other = Register(http)
        join(other, "population_db", population)
        join(other, "tax_db", tax)
        portal.clock(MONDAY)
        other.clock(MONDAY)
        yield other


@pytest.fixture
def desks(portal: Register, second: Register, played: Played) -> tuple[Filer, Filer]:
    """The same citizen at both replicas."""
    one, two = Filer(portal, played, KIM), Filer.__new__(Filer)
    two.portal, two.account, two.me = second, one.account, one.me
    return one, two


def signed(desk: Filer, document: str) -> str:
    """The file of a document, Base64."""
    return base64.b64encode(desk.send(f"documents/{document}/file", method="GET").content).decode()


def race(desks: tuple[Filer, Filer], *asks: tuple[str, Told]) -> list[tuple[int, Told]]:
    """One request to each replica at the same moment; on behalf of ``behalf``, of the citizen without."""
    with ThreadPoolExecutor(len(asks)) as pool:
        sent = [pool.submit(desk.send, path, **body) for desk, (path, body) in zip(desks, asks, strict=True)]
        return [(one.result().status_code, one.result().json()) for one in sent]


def test_one_of_two_officers_takes_the_step(desks: tuple[Filer, Filer]) -> None:
    one, two = desks
    won = set()
    for _ in range(ROUNDS):
        path = f"dossiers/{one.file()['code']}"
        first = {"behalf": RECEIVER, "event": "receive", "version": 1}
        other = {"behalf": PROCESSOR, "event": "refuse_receipt", "version": 1, "note": "Cùng lúc."}
        answers = race(desks, (f"{path}/steps", first), (f"{path}/steps", other))
        assert sorted(status for status, _ in answers) == [200, 409]
        (winner,) = [told for status, told in answers if status == 200]
        (refused,) = [told["code"] for status, told in answers if status == 409]
        assert refused == "dossier.version-stale"
        now = two.told(path, method="GET", behalf=RECEIVER)
        assert (now["status"], now["version"], len(now["history"]), len(now["letters"])) == (winner["status"], 2, 2, 1)
        assert now["letters"] == winner["letters"]
        verdicts = [desk.told("documents/verify", content=signed(one, now["letters"][0])) for desk in desks]
        assert [told["authenticity"] for told in verdicts] == ["intact", "intact"]  # one authority, also the first time
        won.add(winner["status"])
    assert won <= {"2", "3"}


def test_numbers_of_both_replicas_are_one_row(desks: tuple[Filer, Filer]) -> None:
    one, two = desks
    codes: list[str] = []
    for _ in range(ROUNDS):
        contents = [desk.content(service(), desk.open(service())) for desk in desks]
        answers = race(desks, *[("dossiers", content) for content in contents])
        assert [status for status, _ in answers] == [201, 201]
        codes += sorted(told["code"] for _, told in answers)
    assert codes == [f"H99.1-260105-{number:04}" for number in range(1, 2 * ROUNDS + 1)]
    assert one.told("dossiers", method="GET")["total"] == two.told("dossiers", method="GET")["total"] == len(codes)


def test_the_same_form_at_both_replicas_is_one_dossier(desks: tuple[Filer, Filer]) -> None:
    one, _ = desks
    for number in range(1, ROUNDS + 1):
        content = one.content(service(), one.open(service()))
        answers = race(desks, ("dossiers", content), ("dossiers", content))
        assert [status for status, _ in answers] == [201, 201]
        assert answers[0][1]["code"] == answers[1][1]["code"] == f"H99.1-260105-{number:04}"
    assert one.told("dossiers", method="GET")["total"] == ROUNDS


def test_a_fee_is_booked_once(desks: tuple[Filer, Filer]) -> None:
    one, two = desks
    for _ in range(ROUNDS):
        code = one.file()["code"]
        one.step(code, "receive")
        two.step(code, "ask_payment")
        begun = race(desks, ("payments", {"dossier": code}), ("payments", {"dossier": code}))
        (payment,) = {told["id"] for _, told in begun}
        paid = {"state": "paid"}
        answers = race(desks, (f"payments/{payment}/settle", paid), (f"payments/{payment}/settle", paid))
        assert 200 in {status for status, _ in answers}
        refused = {told["code"] for status, told in answers if status != 200}
        assert refused <= {"payment.settled", "dossier.version-stale"}  # the platform said it twice
        now = one.show(code)
        assert (now["status"], now["paid"], now["version"], len(now["letters"])) == ("2", True, 4, 2)


def test_whoever_looks_is_not_refused_because_a_step_is_taken(desks: tuple[Filer, Filer]) -> None:
    """A delayed call-back arrives with a look while an officer stops the dossier: booked then, or at the next."""
    one, two = desks
    for number in range(ROUNDS):
        code = one.file()["code"]
        one.step(code, "receive")
        version = one.step(code, "ask_payment")["version"]
        payment = one.told("payments", 201, dossier=code)["id"]
        one.told(f"payments/{payment}/settle", state="delayed")
        for desk in desks:
            desk.portal.clock(f"2026-01-05T{4 + number:02}:00:00Z")
        stop = {"behalf": PROCESSOR, "event": "stop", "version": version, "note": "Cùng lúc."}
        looked, stopped = race(desks, (f"payments/{payment}", {"method": "GET"}), (f"dossiers/{code}/steps", stop))
        assert looked[0] == 200, looked
        assert stopped[0] in {200, 409}
        assert two.told(f"payments/{payment}", method="GET")["state"] == "paid"
        now = one.show(code)
        assert (now["paid"], now["version"], len(now["history"])) == (True, *[4 + (stopped[0] == 200)] * 2)
        assert now["status"] == ("8" if stopped[0] == 200 else "2")
