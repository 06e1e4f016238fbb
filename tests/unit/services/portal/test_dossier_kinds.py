"""What is no plain dossier: bundles with two numbers and parts, notices, payments; and the books of the desk."""

import pytest

from motcua.wire.dossiers import Event, Status
from services.portal.rules.dossier_words import EVENTS, STATUSES
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.dossiers import APPROVER, PROCESSOR, PROVINCE, RECEIVER, Filer, service

BIRTH, DEATH, LODGING, FINE = "lien-thong-khai-sinh", "lien-thong-khai-tu", "thong-bao-luu-tru", "nop-phat-giao-thong"
MONDAY = "2026-01-05T03:00:00Z"


@pytest.fixture
def people(portal: Register, played: Played) -> "People":
    portal.clock(MONDAY)
    return People(portal, played)


class People:
    """Whoever fits a service."""

    def __init__(self, portal: Register, played: Played) -> None:
        self._portal, self._played = portal, played

    def filer(self, slug: str) -> Filer:
        """The first persona of a service, signed in."""
        return Filer(self._portal, self._played, service(slug).personas[0])


def parts(dossier: dict[str, object]) -> dict[str, tuple[object, ...]]:
    """Status, due time and whether there is a result, of each part."""
    listed = dossier["parts"]
    assert isinstance(listed, list)
    return {one["key"]: (one["status"], (one["due_at"] or "")[:16], bool(one["document"])) for one in listed}


def test_a_bundle_has_two_numbers_and_parts_that_follow_each_other(people: People, portal: Register) -> None:
    mai = people.filer(BIRTH)
    filed = mai.file(BIRTH)
    code = filed["code"]
    assert filed["bundle"] == "G99.1-260105-0001"
    assert code == "H99.2-260105-0001"
    assert [one["code"] for one in filed["parts"]] == [
        "H99.2-260105-0002", "H99.1-260105-0001", "H99.4-260105-0001", "H99.3-260105-0001",
    ]  # fmt: skip
    received = mai.step(code, "receive")
    # Only the birth has begun; the others wait for it.
    assert parts(received)["birth"] == ("2", "2026-01-05T10:00", False)
    assert {parts(received)[key] for key in ("residence", "health_card", "identity_card")} == {("1", "", False)}
    mai.step(code, "process", PROCESSOR)
    assert mai.not_step(code, "part_result", APPROVER) == "dossier.step-incomplete"
    assert mai.not_step(code, "part_result", APPROVER, part="nothing") == "dossier.step-incomplete"
    assert mai.not_step(code, "part_result", APPROVER, part="residence") == "dossier.part-waits"
    assert mai.not_step(code, "part_result", PROCESSOR, part="birth") == "dossier.actor-not-allowed"
    assert mai.not_step(code, "approve", APPROVER) == "dossier.step-not-possible"
    assert mai.not_step(code, "transfer", agency="H99.1") == "dossier.step-not-possible"
    portal.clock("2026-01-05T08:00:00Z")
    born = mai.step(code, "part_result", APPROVER, part="birth")
    assert (born["status"], len(born["results"])) == ("4", 1)
    # Three and two working days from 15:00 on; the card waits for the residence as well.
    assert parts(born) == {
        "birth": ("9", "2026-01-05T10:00", True),
        "residence": ("4", "2026-01-08T08:00", False),
        "health_card": ("4", "2026-01-07T08:00", False),
        "identity_card": ("1", "", False),
    }
    assert mai.not_step(code, "part_result", APPROVER, part="birth") == "dossier.part-done"
    assert mai.not_step(code, "withdraw", mai.me) == "dossier.part-done"
    assert mai.not_step(code, "refuse", APPROVER, note="Không.") == "dossier.part-done"
    # Officers of a part's agency see the whole bundle.
    assert mai.show(code, PROVINCE)["code"] == code
    for part in ("health_card", "residence"):
        assert mai.step(code, "part_result", APPROVER, part=part)["status"] == "4"
    last = mai.step(code, "part_result", APPROVER, part="identity_card")
    assert (last["status"], len(last["results"]), last["possible"]) == ("9", 4, [])
    returned = mai.step(code, "return_result")
    assert {one[0] for one in parts(returned).values()} == {"10"}
    lines = [(one["event"], one["part"]) for one in returned["history"] if one["part"]]
    assert [part for _, part in lines] == ["birth", "health_card", "residence", "identity_card"]
    stored = mai.told("documents/find", account=mai.account, kind="result")["documents"]
    certificate = next(one for one in stored if one["code"] == "KQ.G99.000009")
    assert certificate["number"] == "0002-260105/000009"
    assert certificate["values"]["child_name"] == returned["values"]["child_name"]


def test_what_is_stopped_keeps_the_results_that_are_there(people: People) -> None:
    mai = people.filer(BIRTH)
    code = mai.file(BIRTH)["code"]
    mai.step(code, "receive")
    mai.step(code, "process", PROCESSOR)
    mai.step(code, "part_result", APPROVER, part="birth")
    stopped = mai.step(code, "stop", PROCESSOR, note="Trẻ đã có hộ khẩu.")
    assert {key: told[0] for key, told in parts(stopped).items()} == {
        "birth": "9", "residence": "8", "health_card": "8", "identity_card": "8",
    }  # fmt: skip


def test_the_bundle_of_a_death(people: People) -> None:
    filer = people.filer(DEATH)
    code = filer.processing(DEATH)
    for part in ("death", "allowance", "residence"):
        filer.step(code, "part_result", APPROVER, part=part)
    assert filer.step(code, "return_result")["status"] == "10"


def test_a_notice_is_taken_note_of_at_once(people: People) -> None:
    host = people.filer(LODGING)
    content = host.content(service(LODGING), host.open(service(LODGING)))
    filed = host.told("dossiers", 201, **content)
    assert (filed["status"], filed["due"], filed["fee"], filed["possible"]) == ("10", "none", 0, [])
    (receipt,) = filed["letters"]
    stored = host.told("documents/find", account=host.account)["documents"]
    assert [(one["id"], one["code"], one["dossier"]) for one in stored] == [(receipt, "01", filed["code"])]
    assert host.told("dossiers", 201, **content)["letters"] == [receipt]
    assert [one["event"] for one in filed["history"]] == ["file"]


def test_a_payment_ends_with_its_receipt(people: People) -> None:
    driver = people.filer(FINE)
    filed = driver.file(FINE)
    assert (filed["status"], filed["possible"]) == ("6", ["withdraw"])
    assert filed["fee"] == int(next(value for name, value in filed["values"].items() if "amount" in name))
    assert driver.pay(filed["code"])["state"] == "paid"
    done = driver.show(filed["code"])
    assert (done["status"], done["paid"], len(done["letters"])) == ("10", True, 1)
    assert driver.not_step(filed["code"], "receive") == "dossier.step-not-possible"


def test_the_control_sheet_and_the_register(people: People, portal: Register, played: Played) -> None:
    kim = people.filer("dang-ky-thuong-tru")
    code = kim.file()["code"]
    kim.step(code, "receive")
    sheet = kim.told(f"dossiers/{code}/control-sheet", 201, behalf=RECEIVER)["document"]
    assert kim.show(code)["letters"][-1] == sheet
    for behalf in (kim.me, "system:portal"):
        refusal = kim.refused(f"dossiers/{code}/control-sheet", behalf=behalf)
        assert refusal == (403, "dossier.actor-not-allowed")
    assert kim.refused(f"dossiers/{code}/control-sheet", behalf=PROVINCE) == (404, "dossier.unknown")
    asked = {"agency": "H99.1", "day": "2026-01-05"}
    book = kim.told("dossiers/books", 201, behalf=RECEIVER, **asked)["document"]
    answer = kim.send(f"documents/{book}/file", method="GET", behalf=RECEIVER)
    assert answer.content.startswith(b"%PDF-")
    assert kim.refused("dossiers/books", **asked) == (403, "dossier.actor-not-allowed")
    assert kim.refused("dossiers/books", behalf=PROVINCE, **asked) == (404, "dossier.unknown")
    assert kim.refused("dossiers/books", behalf=RECEIVER, **asked | {"agency": "H98"}) == (404, "dossier.unknown")
    lines = [line["outcome"] for line in portal.audit() if line["action"] == "sign-register-book"]
    assert f"H99.1 2026-01-05 1 {book}" in lines


def test_every_event_and_status_has_its_word() -> None:
    assert set(EVENTS) == set(Event)
    assert set(STATUSES) == set(Status)
