"""Accounts of organisations: no level, a legal representative with level 2, an end with the organisation."""

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.lives import Life, cccd

HUE, TAI, HOA, LIEU = (
    cccd(slug) for slug in ("hue-legal-representative", "tai-dissolved-company", "hoa-renewed-card", "lieu-widow")
)
COOPERATIVE, DISSOLVED, NEW = "9999967508", "9999968501", "9999900018"
REGISTER = {"mst": NEW, "name": "Hợp tác xã Chè Tân Cương", "representative": HOA}


@pytest.fixture
def life(eid_auth: Register) -> Life:
    """Steps on the day after the world."""
    return Life(eid_auth)


def account(life: Life, mst: str) -> dict[str, object]:
    """The account as it is told."""
    found: dict[str, object] = life.register.answer("/v1/organisations/lookup", mst=mst)["account"]
    return found


def test_what_the_world_brought_along(life: Life) -> None:
    assert account(life, COOPERATIVE) | {"name": "Hợp tác xã Cói Kim Sơn", "usable": True} == account(life, COOPERATIVE)
    assert "level" not in account(life, COOPERATIVE)
    assert account(life, DISSOLVED) | {"state": "locked", "lock_reason": "dissolved"} == account(life, DISSOLVED)
    assert life.register.answer("/v1/organisations/lookup", mst=NEW) == {"found": False, "account": None}


def test_registered_notified_active(life: Life) -> None:
    answer = life.register.answer("/v1/organisations/register", **REGISTER)
    assert (answer["outcome"], answer["account"]["state"], answer["due_on"]) == ("done", "registered", "2026-01-07")
    assert life.register.answer("/v1/organisations/register", **REGISTER) == answer
    assert life.owner("organisations/register", **REGISTER | {"name": "Khác"}) == "account.exists"
    assert life.owner("organisations/activate", mst=NEW, representative=HOA) == "account.not-notified"
    assert life.police("organisations/notify", mst=NEW) == "notified"
    assert life.owner("organisations/activate", mst=NEW, representative=HUE) == "representative.other"
    assert life.owner("organisations/activate", mst=NEW) == "representative.other"
    assert life.owner("organisations/activate", mst=NEW, representative=HOA) == "active"


def test_eight_days_later_only_the_hotline(life: Life) -> None:
    life.owner("organisations/register", **REGISTER)
    life.police("organisations/notify", mst=NEW)
    life.day("2026-01-10")
    assert account(life, NEW)["state"] == "expired"
    assert life.owner("organisations/activate", mst=NEW, representative=HOA) == "account.expired"
    assert life.hotline("organisations/hotline", mst=NEW) == "active"


@pytest.mark.parametrize("representative", [LIEU, cccd("thinh-locked-by-authority"), "001171999999"])
def test_a_representative_has_an_active_level_2(life: Life, representative: str) -> None:
    ask = REGISTER | {"representative": representative}
    assert life.owner("organisations/register", **ask) == "representative.not-active"
    assert life.police("organisations/register", **ask) == "representative.not-active"


def test_the_representative_locks_and_unlocks_while_able(life: Life) -> None:
    ask = {"mst": COOPERATIVE, "ground": "owner", "representative": HUE}
    assert life.owner("organisations/lock", **ask) == "locked"
    assert life.owner("accounts/lock", cccd=HUE, ground="owner") == "locked"
    assert life.owner("organisations/unlock", **ask) == "representative.not-active"
    assert life.owner("accounts/unlock", cccd=HUE, ground="owner") == "active"
    assert life.owner("organisations/unlock", **ask) == "active"
    assert life.owner("organisations/lock", **ask | {"ground": "authority"}) == "account.actor-not-allowed"


def test_dissolved_is_locked_and_only_an_authority_takes_it_back(life: Life) -> None:
    assert life.system("organisations/lock", mst=COOPERATIVE, ground="dissolved") == "locked"
    assert life.system("organisations/unlock", mst=COOPERATIVE, ground="dissolved") == "account.actor-not-allowed"
    assert life.owner("organisations/unlock", mst=DISSOLVED, ground="owner", representative=TAI) == "ground.other"
    assert life.police("organisations/unlock", mst=DISSOLVED, ground="dissolved") == "active"


@pytest.mark.parametrize("ground", ["death", "card_revoked", "residence_expired"])
def test_what_befalls_people_only(life: Life, ground: str) -> None:
    assert life.police("organisations/lock", mst=COOPERATIVE, ground=ground) == "kind.other"
    assert life.police("accounts/lock", cccd=HOA, ground="dissolved") == "kind.other"


def test_another_representative_takes_over(life: Life) -> None:
    ask = {"mst": COOPERATIVE, "representative": HUE}
    assert life.owner("organisations/representative", **ask, successor=HUE) == "representative.same"
    assert life.owner("organisations/representative", **ask, successor=LIEU) == "representative.not-active"
    assert life.owner("organisations/representative", **ask, successor=HOA) == "active"
    assert life.owner("organisations/lock", **ask, ground="owner") == "representative.other"
    assert life.owner("organisations/lock", mst=COOPERATIVE, representative=HOA, ground="owner") == "locked"
    assert life.police("organisations/representative", mst=COOPERATIVE, successor=TAI) == "locked"


def test_cancelled_may_begin_anew(life: Life) -> None:
    assert life.owner("organisations/cancel", mst=COOPERATIVE, representative=HUE) == "cancelled"
    ask = {"mst": COOPERATIVE, "name": "Hợp tác xã Cói Kim Sơn", "representative": HUE}
    assert life.owner("organisations/register", **ask) == "registered"


def test_nobodys_account_is_an_answer(life: Life) -> None:
    assert life.police("organisations/lock", mst=NEW, ground="authority") == "account.none"
    assert life.owner("organisations/cancel", mst=NEW, representative=HUE) == "account.none"
