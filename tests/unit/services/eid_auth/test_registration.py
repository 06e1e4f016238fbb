"""Who may have an account of which level: ages, guardians, SIMs, the population register, the desk, the deadlines."""

from datetime import date
from typing import Any

import pytest

from motcua.wire.accounts_life import CardStanding
from services.eid_auth.rules.guardians import age, is_child
from services.eid_auth.rules.registration import due_on, organisation_due_on, working_days
from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.lives import PERSONAS, Life, cccd, declared, visit

NEW = {"phone": "0900009901"}
MAI, HUE, LAN = cccd("mai-young-mother"), cccd("hue-legal-representative"), cccd("lan-three-numbers")
AN, NA, KHOI, VY = (cccd(slug) for slug in ("an-toddler", "na-kindergarten", "khoi-third-grader", "vy-school-leaver"))


@pytest.fixture
def life(eid_auth: Register) -> Life:
    """Steps on the day after the world."""
    return Life(eid_auth)


def codes(answer: dict[str, Any]) -> list[str]:
    """The reasons of a refused step, which tells nothing else."""
    assert (answer["outcome"], answer["account"], answer["due_on"]) == ("refused", None, None)
    return [reason["code"] for reason in answer["reasons"]]


def register(life: Life, ask: dict[str, Any]) -> dict[str, Any]:
    """The whole answer."""
    return life.register.answer("/v1/accounts/register", **ask)


def test_the_register_confirms_and_the_account_keeps_the_official_data(life: Life) -> None:
    answer = register(life, declared("bay-year-only", full_name="Lý Bảy", email="Bay@example.com", **NEW))
    assert codes(answer) == ["name.other", "born.same"]
    ask = declared("bay-year-only", email="Bay@example.com", **NEW)
    answer = register(life, ask | {"full_name": ask["full_name"].lower()})
    assert (answer["outcome"], answer["account"]["level"], answer["due_on"]) == ("done", 1, "2026-01-05")
    (look,) = life.register.audit(ask["cccd"])[:1]
    assert (look["action"], look["outcome"], look["client"]) == ("register", "registered", "portal")


def test_one_question_to_the_population_register_on_behalf_of_the_same_person(life: Life) -> None:
    register(life, declared("bay-year-only", **NEW))
    (line,) = life.register.upstreams["population_db"].audit()
    assert (line["action"], line["client"], line["request_id"]) == ("lookup", "eid", "req-0001")
    assert (line["on_behalf_of"], line["procedure"]) == ("officer:CB001", "1.008503")


@pytest.mark.parametrize(
    ("ask", "want"),
    [
        (declared("bay-year-only", cccd="001171999999", **NEW), ["person.unknown"]),
        (declared("bay-year-only", born_on="1949", **NEW), ["name.same", "born.other"]),
        (declared("mui-deceased-with-debts", **NEW), ["person.dead"]),
        (declared("mui-deceased-with-debts", born_on="1955-03-28", **NEW), ["name.same", "born.adjacent_day"]),
        (declared("bien-missing-fisherman", **NEW), ["person.missing"]),
        (declared("hoa-renewed-card", **NEW), ["account.exists"]),
        (declared("thinh-locked-by-authority", **NEW), ["account.exists"]),
        (declared("bay-year-only"), ["phone.needed"]),
        (declared("bay-year-only", phone="0900000001"), ["phone.tied"]),
        (declared("ut-borrowed-sim", phone="0900000010"), ["phone.tied"]),
        (declared("bay-year-only", residence_until="2027-01-01", **NEW), ["residence.citizen"]),
        (declared("bay-year-only", kind="foreigner", **NEW), ["residence.needed"]),
        (
            declared("bay-year-only", kind="foreigner", passport="M9990001", residence_until="2026-01-01", **NEW),
            ["residence.over"],
        ),
        (declared("bay-year-only", kind="organisation", **NEW), ["kind.other"]),
        (declared("bay-year-only", guardian=MAI, **NEW), ["guardian.of-age"]),
        (declared("an-toddler"), ["age.guardian-needed"]),
        (declared("an-toddler", guardian=LAN[:-1] + "9"), ["guardian.not-active"]),
        (declared("an-toddler", guardian=cccd("lieu-widow")), ["guardian.not-active"]),
        (declared("an-toddler", guardian=cccd("diep-folded-code")), ["guardian.not-active"]),
        (declared("an-toddler", guardian=MAI, phone="0900000003"), ["phone.tied"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_stands_against_an_account_is_a_verdict(life: Life, ask: dict[str, Any], want: list[str]) -> None:
    before = life.register.answer("/v1/accounts/lookup", cccd=ask["cccd"])
    assert codes(register(life, ask)) == want
    assert life.register.audit(ask["cccd"])[0]["outcome"] == want[0]
    assert life.register.answer("/v1/accounts/lookup", cccd=ask["cccd"]) == before
    assert life.register.answer("/v1/accounts/history", cccd=ask["cccd"])["events"] == []


def test_a_replaced_number_is_nobodys(life: Life) -> None:
    numbers = PERSONAS["quang-reissued-number"]["population_db"]["numbers"]
    (former,) = [row["number"] for row in numbers if row["kind"] == "cccd" and "ended_on" in row]
    assert codes(register(life, declared("quang-reissued-number", **NEW) | {"cccd": former})) == ["person.superseded"]


def test_a_toddler_has_level_1_through_a_guardian(life: Life) -> None:
    assert life.owner("accounts/register", **declared("an-toddler", guardian=MAI)) == "registered"
    assert life.account(AN) | {"has_guardian": True, "level": 1} == life.account(AN)
    assert life.history(AN) == [("register", None, "registered", "guardian")]
    assert life.police("accounts/notify", cccd=AN) == "notified"
    assert life.owner("accounts/activate", cccd=AN) == "guardian.needed"
    assert life.owner("accounts/activate", cccd=AN, guardian=MAI) == "active"
    assert life.police("accounts/desk", **visit("an-toddler", guardian=MAI)) == "age.level1-only"


def test_an_expired_childs_account_revives_from_the_guardians_telephone(life: Life) -> None:
    life.owner("accounts/register", **declared("an-toddler", guardian=MAI))
    life.police("accounts/notify", cccd=AN)
    life.day("2026-02-01")
    assert life.hotline("accounts/hotline", cccd=AN, phone="0900000001") == "phone.differs"
    assert life.hotline("accounts/hotline", cccd=AN, phone="0900000003") == "active"


def test_from_six_on_level_2_at_the_desk_with_the_guardian(life: Life) -> None:
    assert life.police("accounts/desk", **visit("khoi-third-grader")) == "age.guardian-needed"
    bao = cccd("bao-father-of-three")
    assert life.police("accounts/desk", **visit("khoi-third-grader", guardian=bao)) == "active"
    assert life.account(KHOI)["level"] == 2
    assert life.police("accounts/desk", **visit("na-kindergarten", guardian=HUE)) == "age.level1-only"


@pytest.mark.parametrize("what", ["face", "fingerprint"])
@pytest.mark.parametrize("finding", ["no_match", "poor_quality", "spoof"])
def test_a_desk_that_is_not_sure_changes_nothing(life: Life, what: str, finding: str) -> None:
    lieu = cccd("lieu-widow")
    before = life.account(lieu)
    assert life.police("accounts/desk", **visit("lieu-widow") | {what: finding}) == f"{what}.{finding}"
    assert life.account(lieu) == before
    assert life.history(lieu) == []


def test_the_gravest_finding_is_told_and_the_form_first(life: Life) -> None:
    both = {"face": "poor_quality", "fingerprint": "spoof"}
    assert life.police("accounts/desk", **visit("lieu-widow") | both) == "fingerprint.spoof"
    assert life.police("accounts/desk", **visit("lieu-widow") | both | {"consent": False}) == "form.consent"


def test_every_visit_is_kept_also_of_who_has_no_account(life: Life) -> None:
    ask = visit("son-month-and-year", card="none", **NEW)
    life.police("accounts/desk", **ask | {"fingerprint": "poor_quality"})
    for _ in "12":  # the second asks again
        assert life.police("accounts/desk", **ask) == "registered"
    told = life.register.answer("/v1/accounts/history", cccd=ask["cccd"])
    refused, done = told["visits"]
    assert (refused["outcome"], refused["reasons"]) == ("refused", ["fingerprint.poor_quality"])
    assert (refused["face"], refused["fingerprint"], refused["card"]) == ("match", "poor_quality", "none")
    assert (done["outcome"], done["reasons"], done["client"]) == ("done", [], "cong-an-demo")
    assert [one["event"] for one in told["events"]] == ["register"]


def test_the_desk_makes_raises_and_brings_up_to_date(life: Life) -> None:
    lieu, minh_anh = cccd("lieu-widow"), cccd("minh-anh-new-name")
    assert life.police("accounts/desk", **visit("lieu-widow")) == "active"
    assert (life.account(lieu)["level"], life.history(lieu)) == (2, [("raise_level", "active", "active", "desk")])
    assert life.police("accounts/desk", **visit("lieu-widow", card="none")) == "level.reached"
    assert life.police("accounts/desk", **visit("minh-anh-new-name")) == "active"
    assert life.history(minh_anh) == [("correct", "active", "active", "desk")]
    assert life.police("accounts/desk", **visit("son-month-and-year", **NEW)) == "registered"
    assert life.account(cccd("son-month-and-year"))["level"] == 2
    assert life.police("accounts/desk", **visit("nga-account-cancelled", phone="0900009902")) == "registered"
    assert life.police("accounts/desk", **visit("thinh-locked-by-authority")) == "account.locked"
    assert life.police("accounts/desk", **visit("mui-deceased-with-debts", **NEW)) == "person.dead"
    assert life.police("accounts/desk", **visit("pao-short-name", phone="0900000001")) == "phone.tied"
    assert life.owner("accounts/desk", **visit("pao-short-name")) == "licence.operation-not-allowed"


def test_a_foreigner_registers_with_the_residence(life: Life) -> None:
    pierre = cccd("pierre-residence-expired")
    assert life.police("accounts/cancel", cccd=pierre) == "cancelled"
    more = {"kind": "foreigner", "passport": "M99900070", "residence_until": "2026-01-31", **NEW}
    assert life.owner("accounts/register", **declared("pierre-residence-expired", **more)) == "registered"
    assert life.account(pierre)["kind"] == "foreigner"
    life.day("2026-02-01")
    assert life.account(pierre)["lock_reason"] == "residence_expired"


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ({"kind": "refuse", "code": "rate.limited"}, 502, "upstream.broken"),
        ({"kind": "garble"}, 502, "upstream.broken"),
    ],
)
def test_without_the_population_register_nobody_is_registered(
    life: Life, fault: dict[str, str], status: int, code: str
) -> None:
    assert life.register.upstreams["population_db"].ask("/_sandbox/faults", next=1, **fault).status_code == 200
    response = life.register.ask("/v1/accounts/register", **declared("bay-year-only", **NEW))
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert not life.register.answer("/v1/accounts/lookup", cccd=cccd("bay-year-only"))["found"]
    assert life.owner("accounts/register", **declared("bay-year-only", **NEW)) == "registered"


@pytest.mark.parametrize(
    ("born_on", "today", "years"),
    [
        ("2012-01-02", date(2026, 1, 1), 13),
        ("2012-01-02", date(2026, 1, 2), 14),
        ("2012-02-29", date(2026, 2, 28), 13),
        ("2012-01", date(2026, 1, 30), 13),
        ("2012", date(2026, 12, 30), 13),
        ("2012", date(2026, 12, 31), 14),
    ],
)
def test_an_age_is_reached_when_it_is_certain(born_on: str, today: date, years: int) -> None:
    assert age(born_on, today) == years
    assert is_child(born_on, today) == (years < 14)


def test_deadlines_count_working_days() -> None:
    friday = date(2026, 1, 2)
    assert [due_on(friday, level, CardStanding.VALID) for level in (1, 2)] == ["2026-01-05", "2026-01-07"]
    assert [due_on(friday, level, CardStanding.EXPIRED) for level in (1, 2)] == ["2026-01-13"] * 2
    assert due_on(friday, 1, CardStanding.NONE) == "2026-01-13"
    assert working_days(date(2026, 4, 29), 1) == "2026-05-04"  # 30 April and 1 May, a week-end
    assert organisation_due_on(friday, on_file=True) == "2026-01-07"
    assert organisation_due_on(friday, on_file=False) == "2026-01-17"
