"""The life of a dossier over the API, on both engines: filed once, stepped through, refused with reasons."""

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.counter import FIRST_TAX
from tests.unit.services.portal.dossiers import (
    APPROVER,
    CONSENT,
    LEASE,
    PROCESSOR,
    PROVINCE,
    RECEIVER,
    Filer,
    at_once,
    service,
)

KIM, LAM = "kim-moved-to-the-city", "lam-disputed-hometown"
MONDAY = "2026-01-05T03:00:00Z"  # ten in the morning of Viet Nam


@pytest.fixture
def kim(portal: Register, played: Played) -> Filer:
    portal.clock(MONDAY)
    return Filer(portal, played, KIM)


def letters(kim: Filer, code: str) -> list[str]:
    """Codes of the letters, in the order of their making."""
    stored = kim.told("documents/find", account=kim.account)["documents"]
    named = {one["id"]: one["code"] for one in stored}
    return [named[one] for one in kim.show(code)["letters"]]


def test_from_the_form_to_the_returned_result(kim: Filer, portal: Register) -> None:
    filed = kim.file()
    code = filed["code"]
    assert (code, filed["status"], filed["version"], filed["due"]) == ("H99.1-260105-0001", "1", 1, "none")
    assert filed["possible"] == ["withdraw"]
    received = kim.step(code, "receive")
    # Seven working days; Saturday the 10th is worked for Friday the 2nd.
    assert (received["received_at"][:16], received["due_at"][:16]) == ("2026-01-05T03:00", "2026-01-13T03:00")
    assert received["due"] == "far"
    kim.step(code, "ask_payment")
    assert kim.pay(code)["receipt"]
    kim.step(code, "process", PROCESSOR)
    asked = kim.step(code, "ask_supplement", PROCESSOR, note="Hợp đồng mờ.", components=[LEASE])
    assert asked["status"] == "5"
    paper = kim.paper(dossier=code)
    back = kim.step(code, "supplement", kim.me, papers=[paper])
    assert (back["status"], back["supplements"], back["due_at"]) == ("4", 1, received["due_at"])
    assert [one["attachment"] for one in back["papers"] if one["component"] == LEASE] == [paper["attachment"]]
    approved = kim.step(code, "approve", APPROVER)
    assert (approved["status"], approved["due"], len(approved["results"])) == ("9", "done", 1)
    returned = kim.step(code, "return_result")
    assert returned["status"] == "10"
    assert letters(kim, code) == ["01", "BL", "02"]
    history = kim.told(f"dossiers/{code}/history", method="GET")["lines"]
    assert [(one["event"], one["by"], one["after"]) for one in history] == [
        ("file", "citizen", "1"), ("receive", RECEIVER, "2"), ("ask_payment", RECEIVER, "6"), ("paid", "system", "2"),
        ("process", PROCESSOR, "4"), ("ask_supplement", PROCESSOR, "5"), ("supplement", "citizen", "4"),
        ("approve", APPROVER, "9"), ("return_result", RECEIVER, "10"),
    ]  # fmt: skip
    assert [one["version"] for one in history] == list(range(1, 10))
    stored = kim.told("documents/find", account=kim.account, code="KQ.G99.000003")["documents"]
    assert [one["id"] for one in stored] == returned["results"]
    assert stored[0]["values"]["address"] == filed["values"]["new_address"] != ""
    tied = [line for line in portal.audit() if line["action"] == "take-step"]
    assert {line["dossier"] for line in tied} == {code}
    assert not {line["outcome"] for line in tied} & set(service().sample.values())


def test_the_same_form_files_once(kim: Filer) -> None:
    content = kim.content(service(), kim.open(service()))
    first = kim.told("dossiers", 201, **content)
    assert kim.told("dossiers", 201, **content) == first
    other = {**content, "values": {**content["values"], "new_address": "Số 9, phường Khác"}}
    assert kim.refused("dossiers", **other) == (409, "form.filed")
    assert kim.told("dossiers", method="GET")["total"] == 1


def test_numbers_run_by_agency_and_day(kim: Filer, portal: Register) -> None:
    tax = kim.file("dang-ky-thue-ca-nhan", phone="0900009919", **FIRST_TAX)
    codes = [kim.file()["code"], kim.file()["code"], tax["code"]]
    portal.clock("2026-01-05T17:00:00Z")  # midnight in Viet Nam
    codes.append(kim.file()["code"])
    assert codes == ["H99.1-260105-0001", "H99.1-260105-0002", "H99.5-260105-0001", "H99.1-260106-0001"]


def test_nobody_else_sees_it(kim: Filer, portal: Register, played: Played) -> None:
    code, lam = kim.file()["code"], Filer(portal, played, LAM)
    paths = [("GET", f"dossiers/{code}"), ("GET", f"dossiers/{code}/history"), ("POST", f"dossiers/{code}/steps")]
    strangers = [lam.me, PROVINCE, "officer:CB999", "system:portal", "citizen:page"]
    for (method, path), who in ((path, who) for path in paths for who in strangers):
        body = {"event": "withdraw", "version": 1} if method == "POST" else {}
        assert lam.refused(path, behalf=who, method=method, **body) == (404, "dossier.unknown"), (path, who)
        gone = path.replace("0001", "0009")
        assert lam.refused(gone, behalf=who, method=method, **body) == (404, "dossier.unknown"), (path, who)
    assert lam.told("dossiers", method="GET")["total"] == 0
    assert lam.told("dossiers", method="GET", behalf=PROVINCE)["total"] == 0
    assert lam.told("dossiers", method="GET", behalf="system:portal")["total"] == 0
    assert kim.told("dossiers", method="GET")["total"] == 1


def test_another_clients_officers_see_the_procedure_that_they_state(kim: Filer) -> None:
    code = kim.file()["code"]
    own, other = {"by": "tinh-demo", "purpose": "1.004222"}, {"by": "tinh-demo", "purpose": "1.004194"}
    found = kim.told(f"dossiers/{code}", method="GET", behalf=RECEIVER, **own)
    assert found["code"] == code
    assert kim.refused(f"dossiers/{code}", method="GET", behalf=RECEIVER, **other) == (404, "dossier.unknown")
    assert kim.refused(f"dossiers/{code}", method="GET", **own) == (404, "dossier.unknown")  # no citizen of theirs
    totals = [kim.told("dossiers", method="GET", behalf=RECEIVER, **who)["total"] for who in (own, other)]
    assert totals == [1, 0]
    assert kim.refused("dossiers", method="GET", behalf=RECEIVER, by="khong-quyen")[0] == 403


def test_who_comes_second_is_refused(kim: Filer) -> None:
    code = kim.file()["code"]
    kim.step(code, "receive", version=1)
    assert kim.not_step(code, "receive", version=1) == "dossier.version-stale"
    assert kim.not_step(code, "withdraw", kim.me, version=1) == "dossier.version-stale"


def test_steps_that_are_not_there(kim: Filer) -> None:
    code = kim.file()["code"]
    assert kim.not_step(code, "approve", APPROVER) == "dossier.step-not-possible"
    assert kim.not_step(code, "receive", APPROVER) == "dossier.actor-not-allowed"
    assert kim.not_step(code, "receive", kim.me) == "dossier.actor-not-allowed"
    assert kim.not_step(code, "paid", RECEIVER) == "dossier.actor-not-allowed"
    assert kim.not_step(code, "part_result", APPROVER, part="birth") == "dossier.step-not-possible"
    assert kim.not_step(code, "refuse_receipt") == "dossier.step-incomplete"
    assert kim.not_step(code, "transfer") == "dossier.step-incomplete"
    kim.step(code, "receive")
    kim.step(code, "process", PROCESSOR)
    assert kim.not_step(code, "approve", APPROVER) == "dossier.fee-unpaid"
    assert kim.not_step(code, "apologise", PROCESSOR, note="Xin lỗi", minutes=60) == "dossier.not-late"


@pytest.mark.parametrize(
    ("event", "who", "status", "letter"), [("refuse_receipt", RECEIVER, "3", "03"), ("withdraw", "", "7", "")]
)
def test_ended_before_it_began(kim: Filer, event: str, who: str, status: str, letter: str) -> None:
    code = kim.file()["code"]
    ended = kim.step(code, event, who or kim.me, note="Sai thẩm quyền.")
    assert (ended["status"], ended["due"], ended["possible"]) == (status, "none", [])
    assert letters(kim, code) == ([letter] if letter else [])
    assert kim.not_step(code, "receive") == "dossier.step-not-possible"


@pytest.mark.parametrize(("event", "who", "letter"), [("stop", PROCESSOR, []), ("refuse", APPROVER, ["03"])])
def test_ended_while_it_was_processed(kim: Filer, event: str, who: str, letter: list[str]) -> None:
    code = kim.processing()
    assert kim.not_step(code, event, who) == "dossier.step-incomplete"
    assert kim.step(code, event, who, note="Không đủ điều kiện.")["status"] == "8"
    assert letters(kim, code) == ["01", "BL", *letter]


def test_a_supplement_is_asked_once(kim: Filer, portal: Register) -> None:
    code = kim.processing()
    kim.step(code, "ask_supplement", PROCESSOR, note="Thiếu.", components=[LEASE])
    promised = kim.show(code)["due_at"]
    portal.clock("2026-01-06T03:00:00Z")
    waited = kim.step(code, "supplement", kim.me, papers=[kim.paper(dossier=code)])
    assert waited["waited_minutes"] == 480
    assert (promised[:16], waited["due_at"][:16]) == ("2026-01-13T03:00", "2026-01-14T03:00")
    again = {"note": "Vẫn thiếu.", "components": [LEASE]}
    assert kim.not_step(code, "ask_supplement", PROCESSOR, **again) == "dossier.supplement-twice"
    forced = kim.step(code, "ask_supplement", PROCESSOR, forced=True, **again)
    assert (forced["supplements"], forced["overdue"], forced["due"]) == (2, True, "overdue")
    portal.clock("2026-01-07T03:00:00Z")
    second = kim.step(code, "supplement", kim.me, papers=[kim.paper(dossier=code)])
    assert second["due_at"] == waited["due_at"]  # waiting against the rule extends nothing
    kim.step(code, "approve", APPROVER)
    assert kim.not_step(code, "return_result") == "dossier.apology-missing"
    kim.step(code, "apologise", APPROVER, note="Hỏi hai lần.", minutes=480)
    returned = kim.step(code, "return_result")
    assert (returned["status"], returned["due"], returned["overdue"]) == ("10", "done_late", True)
    assert letters(kim, code) == ["01", "BL", "02", "02", "04"]


def test_what_a_supplement_may_ask_and_must_bring(kim: Filer, portal: Register, played: Played) -> None:
    code = kim.processing()
    asked = {"note": "Thiếu.", "components": [LEASE, CONSENT]}
    assert kim.not_step(code, "ask_supplement", PROCESSOR, components=[LEASE]) == "dossier.step-incomplete"
    assert kim.not_step(code, "ask_supplement", PROCESSOR, note="x", components=["KQ"]) == "dossier.step-incomplete"
    known = [one["component"] for one in kim.show(code)["papers"] if one["by_data"] or one["document"]]
    for component in known:
        refusal = kim.not_step(code, "ask_supplement", PROCESSOR, note="x", components=[component])
        assert refusal == "dossier.data-known"
    kim.step(code, "ask_supplement", PROCESSOR, **asked)
    assert kim.not_step(code, "supplement", kim.me, papers=[]) == "dossier.step-incomplete"
    one = kim.paper(dossier=code)
    assert kim.not_step(code, "supplement", kim.me, papers=[one]) == "dossier.step-incomplete"
    lam = Filer(portal, played, LAM)
    foreign = lam.paper(CONSENT, form=lam.open(service())["id"])
    wrong = {"component": CONSENT, "attachment": one["attachment"]}
    for paper in (foreign, wrong, {"component": CONSENT}, {"component": "KQ", "attachment": one["attachment"]}):
        assert kim.not_step(code, "supplement", kim.me, papers=[one, paper]) == "attachment.unknown"
    both = [one, kim.paper(CONSENT, dossier=code)]
    assert kim.step(code, "supplement", kim.me, papers=both)["status"] == "4"


def test_late_results_go_out_after_an_apology(kim: Filer, portal: Register) -> None:
    code = kim.processing()
    portal.clock("2026-01-12T03:30:00Z")
    assert kim.show(code)["due"] == "near"
    portal.clock("2026-01-13T03:01:00Z")
    late = kim.show(code)
    assert (late["due"], late["overdue"]) == ("overdue", True)
    assert kim.not_step(code, "apologise", PROCESSOR, note="Bận.") == "dossier.step-incomplete"
    assert kim.not_step(code, "apologise", PROCESSOR, minutes=60) == "dossier.step-incomplete"
    promised = kim.step(code, "apologise", PROCESSOR, note="Quá tải.", minutes=960)
    assert (promised["due_at"][:16], promised["due"], promised["overdue"]) == ("2026-01-15T03:01", "far", True)
    portal.clock("2026-01-16T03:00:00Z")
    kim.step(code, "approve", APPROVER)
    assert kim.not_step(code, "return_result") == "dossier.apology-missing"  # the second promise was broken, too
    kim.step(code, "apologise", APPROVER, note="Lại quá tải.", minutes=60)
    assert kim.step(code, "return_result")["due"] == "done_late"


def test_received_over_tet(kim: Filer, portal: Register) -> None:
    portal.clock("2026-02-13T10:01:00Z")  # one minute after five on the last day before Tết
    code = kim.file()["code"]
    assert kim.step(code, "receive")["due_at"][:16] == "2026-03-03T10:00"
    assert kim.step(code, "ask_supplement", note="Thiếu.", components=[LEASE])["status"] == "5"
    portal.clock("2026-02-23T03:00:00Z")  # three working hours of the first day after it
    back = kim.step(code, "supplement", kim.me, papers=[kim.paper(dossier=code)])
    assert (back["status"], back["waited_minutes"], back["due_at"][:16]) == ("2", 180, "2026-03-04T03:00")


def test_a_transfer_moves_it_to_other_officers(kim: Filer) -> None:
    code = kim.file()["code"]
    assert kim.not_step(code, "transfer", agency="H99.1") == "dossier.step-incomplete"
    assert kim.not_step(code, "transfer", agency="H98.1") == "dossier.step-incomplete"
    assert kim.refused(f"dossiers/{code}", method="GET", behalf=PROVINCE)[0] == 404
    moved = kim.step(code, "transfer", note="Thuộc thẩm quyền tỉnh.", agency="H99.3")
    assert (moved["agency"], moved["status"], moved["code"]) == ("H99.3", "1", code)
    assert kim.step(code, "receive", PROVINCE)["status"] == "2"


def test_two_officers_at_once(kim: Filer, portal: Register) -> None:
    """Both press the same button: one letter is signed for the dossier, one line is written, the other is refused."""
    code = kim.file()["code"]
    steps = [("receive", RECEIVER), ("refuse_receipt", PROCESSOR), ("receive", PROCESSOR)]
    asks = [
        (f"dossiers/{code}/steps", who, {"event": event, "version": 1, "note": "Cùng lúc."}) for event, who in steps
    ]
    answers = at_once(portal, asks)
    assert sorted(status for status, _ in answers) == [200, 409, 409]
    assert {told["code"] for status, told in answers if status == 409} == {"dossier.version-stale"}
    found = kim.show(code)
    assert (found["version"], len(found["history"]), len(found["letters"])) == (2, 2, 1)


def test_a_double_click_files_once(kim: Filer, portal: Register) -> None:
    content = kim.content(service(), kim.open(service()))
    answers = at_once(portal, [("dossiers", kim.me, content)] * 4)
    assert {status for status, _ in answers} == {201}
    assert len({told["code"] for _, told in answers}) == 1
    assert kim.told("dossiers", method="GET")["total"] == 1
