"""Every transition of an account by the persona that stands for it, over HTTP, on both engines."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.lives import PERSONAS, Life, cccd, declared, visit

HOA, TOAN, HIEU = (cccd(slug) for slug in ("hoa-renewed-card", "toan-former-husband", "hieu-no-tax-record"))
TIEN, DIEP = cccd("tien-activation-expired"), cccd("diep-folded-code")
THINH, NGA, TU = (
    cccd(slug) for slug in ("thinh-locked-by-authority", "nga-account-cancelled", "tu-deceased-active-code")
)
KHOI, BAO, MAI = cccd("khoi-third-grader"), cccd("bao-father-of-three"), cccd("mai-young-mother")

OWN, OTHER = {"password": "Sen-Ho-Tay-2026"}, {"password": "Sen-Ho-Tay-2027"}


@pytest.fixture
def life(eid_auth: Register) -> Life:
    """Steps on the day after the world."""
    return Life(eid_auth)


def test_registered_notified_active(life: Life) -> None:
    son = cccd("son-month-and-year")
    assert life.owner("accounts/register", **declared("son-month-and-year", phone="0900009901")) == "registered"
    assert life.owner("accounts/activate", cccd=son) == "account.not-notified"
    assert life.police("accounts/notify", cccd=son) == "notified"
    assert life.account(son)["activate_by"] == "2026-01-09"
    assert life.owner("accounts/activate", cccd=son, device="may-cua-son") == "active"
    assert life.account(son)["usable"]
    assert life.history(son) == [
        ("register", None, "registered", "owner"),
        ("notify", "registered", "notified", "desk"),
        ("activate", "notified", "active", "owner"),
    ]
    events = life.register.answer("/v1/accounts/history", cccd=son)["events"]
    assert [one["reason"] for one in events] == ["level 1", None, "may-cua-son"]
    assert [one["client"] for one in events] == ["portal", "cong-an-demo", "portal"]
    assert [line["outcome"] for line in life.register.audit(son)] == [
        "found", "found", "active", "active", "notified", "notified", "account.not-notified", "registered",
    ]  # fmt: skip


def test_eight_days_later_the_account_is_dead_and_the_hotline_revives_it(life: Life) -> None:
    assert life.system("accounts/notify", cccd=TOAN) == "notified"
    life.day("2026-01-09")
    assert life.account(TOAN)["state"] == "notified"
    assert life.hotline("accounts/hotline", cccd=TOAN, phone="0900000053") == "account.not-expired"
    life.day("2026-01-10")
    assert (life.account(TOAN)["state"], life.account(TOAN)["usable"]) == ("expired", False)
    assert life.owner("accounts/activate", cccd=TOAN) == "account.expired"
    assert life.police("accounts/desk", **visit("toan-former-husband")) == "account.expired"
    assert life.hotline("accounts/hotline", cccd=TOAN, phone="0900000001") == "phone.differs"
    assert life.owner("accounts/hotline", cccd=TOAN, phone="0900000053") == "licence.operation-not-allowed"
    assert life.hotline("accounts/hotline", cccd=TOAN, phone="0900000053") == "active"
    assert life.history(TOAN) == [
        ("notify", "registered", "notified", "system"),
        ("expire", "notified", "expired", "system"),
        ("hotline_reactivate", "expired", "active", "hotline"),
    ]


def test_the_clock_may_go_back(life: Life) -> None:
    life.day("2026-03-01")
    assert life.account(HIEU)["state"] == "expired"
    life.day("2026-01-02")
    assert life.owner("accounts/activate", cccd=HIEU) == "active"


def test_expired_in_the_world_only_the_hotline_helps(life: Life) -> None:
    assert life.owner("accounts/activate", cccd=TIEN) == "account.expired"
    assert life.hotline("accounts/hotline", cccd=TIEN, phone="0900000051", **OWN) == "active"


@pytest.mark.parametrize("password", ["Ngan-7", "khong-chu-hoa-1", "KHONG-CHU-THUONG-1", "Khong-Chu-So"])
def test_a_weak_password_activates_nothing(life: Life, password: str) -> None:
    assert life.owner("accounts/activate", cccd=HIEU, password=password) == "password.weak"
    assert life.account(HIEU)["state"] == "notified"


def test_the_owner_locks_and_unlocks(life: Life) -> None:
    assert life.owner("accounts/lock", cccd=HOA, ground="owner") == "locked"
    assert life.account(HOA) | {"locked_on": "2026-01-02", "lock_reason": "owner"} == life.account(HOA)
    assert life.owner("accounts/activate", cccd=HOA) == "account.locked"
    assert life.owner("accounts/unlock", cccd=HOA, ground="owner") == "active"
    assert life.account(HOA)["locked_on"] is None
    assert life.owner("accounts/unlock", cccd=DIEP, ground="owner") == "active"  # locked by the world


@pytest.mark.parametrize("ground", ["terms", "card_revoked", "authority", "death"])
def test_an_owner_locks_and_unlocks_on_no_other_ground(life: Life, ground: str) -> None:
    for step in ("lock", "unlock"):
        assert life.owner(f"accounts/{step}", cccd=HOA, ground=ground) == "account.actor-not-allowed"
    assert life.account(HOA)["state"] == "active"


@pytest.mark.parametrize(
    ("slug", "ground"),
    [
        ("kiet-vo-or-vu", "terms"),
        ("quang-reissued-number", "card_revoked"),
        ("thinh-locked-by-authority", "authority"),
    ],
)
def test_an_authority_ends_what_it_began(life: Life, slug: str, ground: str) -> None:
    assert life.owner("accounts/unlock", cccd=cccd(slug), ground="owner") == "ground.other"
    assert life.police("accounts/unlock", cccd=cccd(slug), ground=ground) == "active"
    assert life.police("accounts/lock", cccd=cccd(slug), ground=ground) == "locked"


def test_a_ground_beneath_another_comes_up_again(life: Life) -> None:
    assert life.owner("accounts/lock", cccd=THINH, ground="owner") == "locked"
    assert life.account(THINH)["lock_reason"] == "authority"
    assert life.owner("accounts/cancel", cccd=THINH) == "account.actor-not-allowed"
    assert life.police("accounts/unlock", cccd=THINH, ground="authority") == "locked"
    assert life.account(THINH)["lock_reason"] == "owner"
    assert life.owner("accounts/unlock", cccd=THINH, ground="owner") == "active"


def test_death_locks_from_every_state_and_for_ever(life: Life) -> None:
    for number in (TOAN, HIEU, TIEN, HOA, THINH):
        assert life.system("accounts/lock", cccd=number, ground="death") == "locked"
        for ground in ("death", "authority", "owner"):
            assert life.police("accounts/unlock", cccd=number, ground=ground) == "death.final"
    assert life.owner("accounts/unlock", cccd=TU, ground="owner") == "death.final"
    assert life.police("accounts/cancel", cccd=TU) == "cancelled"


def test_cancelled_lets_the_sim_go_and_may_begin_anew(life: Life) -> None:
    assert life.owner("accounts/phone", cccd=TOAN, phone="0900000001") == "phone.tied"
    assert life.owner("accounts/cancel", cccd=HOA) == "cancelled"
    for step, more in (("lock", {"ground": "owner"}), ("unlock", {"ground": "owner"}), ("activate", {})):
        assert life.owner(f"accounts/{step}", cccd=HOA, **more) == "account.cancelled"
    assert life.owner("accounts/phone", cccd=TOAN, phone="0900000001") == "registered"
    ask = declared("hoa-renewed-card", phone="0900000001")
    assert life.owner("accounts/register", **ask) == "phone.tied"
    assert life.owner("accounts/register", **ask | {"phone": "0900009901"}) == "registered"
    assert life.owner("accounts/register", **declared("nga-account-cancelled", phone="0900009902")) == "registered"
    assert life.history(NGA) == [("register", "cancelled", "registered", "owner")]


def test_the_telephone_of_a_locked_account_changes_at_the_desk_only(life: Life) -> None:
    assert life.owner("accounts/phone", cccd=DIEP, phone="0900009901") == "account.actor-not-allowed"
    assert life.police("accounts/phone", cccd=DIEP, phone="0900009901") == "locked"


def test_a_childs_account_is_its_guardians_until_fourteen(life: Life) -> None:
    ask = {"cccd": KHOI, "ground": "owner"}
    assert life.owner("accounts/lock", **ask) == "guardian.needed"
    assert life.owner("accounts/lock", **ask, guardian=MAI) == "guardian.other"
    assert life.owner("accounts/lock", cccd=BAO, ground="owner") == "locked"
    assert life.owner("accounts/lock", **ask, guardian=BAO) == "guardian.not-active"
    assert life.owner("accounts/unlock", cccd=BAO, ground="owner") == "active"
    assert life.owner("accounts/lock", **ask, guardian=BAO) == "locked"
    assert life.history(KHOI)[-1] == ("lock_owner", "active", "locked", "guardian")
    life.day("2030-11-20")  # his fourteenth birthday
    assert life.owner("accounts/unlock", **ask, guardian=BAO) == "guardian.of-age"
    assert life.owner("accounts/unlock", **ask) == "active"
    assert life.history(KHOI)[-1] == ("unlock_owner", "locked", "active", "owner")


def test_a_foreigners_account_follows_the_residence(life: Life) -> None:
    pierre, ask = cccd("pierre-residence-expired"), {"ground": "residence_expired"}
    assert life.police("accounts/unlock", cccd=pierre, **ask) == "residence.needed"
    assert life.police("accounts/unlock", cccd=pierre, **ask, residence_until="2026-01-01") == "residence.over"
    assert life.police("accounts/unlock", cccd=pierre, **ask, residence_until="2026-06-30") == "active"
    life.day("2026-06-30")
    assert life.account(pierre)["usable"]
    life.day("2026-07-01")
    assert life.account(pierre) | {"locked_on": "2026-07-01", "lock_reason": "residence_expired"} == life.account(
        pierre
    )
    assert life.owner("accounts/phone", cccd=pierre, phone="0900009901") == "account.actor-not-allowed"
    assert life.police("accounts/unlock", cccd=pierre, **ask, residence_until="2027-06-30") == "active"
    assert [event for event, *_ in life.history(pierre)] == [
        "unlock_residence_expired", "lock_residence_expired", "unlock_residence_expired",
    ]  # fmt: skip
    assert life.police("accounts/lock", cccd=HOA, **ask) == "kind.other"


def test_nobody_has_no_account_for_any_step(life: Life) -> None:
    nobody = {"cccd": cccd("mui-deceased-with-debts")}
    for path, more in (
        ("activate", {}),
        ("lock", {"ground": "owner"}),
        ("cancel", {}),
        ("phone", {"phone": "0900009901"}),
    ):
        assert life.owner(f"accounts/{path}", **nobody, **more) == "account.none"
    assert life.register.answer("/v1/accounts/history", **nobody) == {"found": False, "events": [], "visits": []}


def test_asked_again_a_step_answers_the_same_and_leaves_one_line(life: Life) -> None:
    def twice(by: str, path: str, **ask: Any) -> None:
        first, second = (life.register.ask(f"/v1/accounts/{path}", by=by, **ask) for _ in "12")
        assert (first.json(), first.json()["outcome"]) == (second.json(), "done")

    number = cccd("son-month-and-year")
    twice("portal", "register", **declared("son-month-and-year", phone="0900009901"))
    twice("cong-an-demo", "notify", cccd=number)
    twice("portal", "activate", cccd=number, **OWN)
    twice("portal", "lock", cccd=number, ground="owner")
    twice("portal", "unlock", cccd=number, ground="owner")
    twice("portal", "phone", cccd=number, phone="0900009902")
    twice("cong-an-demo", "desk", **visit("son-month-and-year"))
    twice("portal", "cancel", cccd=number)
    assert [event for event, *_ in life.history(number)] == [
        "register", "notify", "activate", "lock_owner", "unlock_owner", "change_phone", "raise_level", "cancel",
    ]  # fmt: skip


def test_another_password_is_another_request(life: Life) -> None:
    assert life.owner("accounts/activate", cccd=HIEU, **OWN) == "active"
    assert life.owner("accounts/activate", cccd=HIEU, **OTHER) == "account.active"


def test_of_many_who_want_one_sim_at_once_one_gets_it(life: Life) -> None:
    active = {slug: persona["eid_auth"] for slug, persona in PERSONAS.items() if persona["eid_auth"]}
    rivals = [one["cccd"] for one in active.values() if one["state"] == "active" and "guardian" not in one]
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(life.owner, "accounts/phone", cccd=one, phone="0900009901") for one in rivals[:16]]
        outcomes = sorted(one.result() for one in asked)
    assert outcomes == ["active", *["phone.tied"] * 15]
    assert len([line for line in life.register.audit() if line["action"] == "phone"]) == 16


def test_two_steps_at_once_are_two_steps_one_after_the_other(life: Life) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(life.police, "accounts/lock", cccd=HOA, ground=one) for one in ("terms", "authority") * 4]
        assert {one.result() for one in asked} <= {"locked", "ground.already"}
    assert life.account(HOA)["lock_reason"] == "authority"
    assert sorted(event for event, *_ in life.history(HOA)) == ["lock_authority", "lock_terms"]
    assert life.police("accounts/unlock", cccd=HOA, ground="authority") == "locked"
    assert life.police("accounts/unlock", cccd=HOA, ground="terms") == "active"
