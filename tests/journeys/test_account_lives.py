"""From the first registration to the end of an account, on a started stack: what a citizen can do with it meanwhile."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from motcua.stack import Control, Sandbox
from motcua.stack.ready import personas

PERSONAS = personas()
SECRETS = {
    "portal": "portal-sandbox-secret",
    "cong-an-demo": "cong-an-demo-secret",
    "tong-dai-demo": "tong-dai-demo-secret",
}
OWNER, POLICE, REGISTER, HOTLINE = (
    ("portal", "citizen:self"),
    ("cong-an-demo", "officer:CA001"),
    ("cong-an-demo", "system:dan-cu"),
    ("tong-dai-demo", "officer:TD001"),
)
# RFC 7636, appendix B.
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


class Person:
    """One person, and everybody who has to do with their account."""

    def __init__(self, sandbox: Sandbox, slug: str) -> None:
        self.slug, self.sandbox = slug, sandbox
        self.cccd: str = PERSONAS[slug]["numbers"]["cccd"]

    def declared(self, **more: Any) -> dict[str, Any]:
        """Number, name and birth date as the population register has them."""
        citizen = PERSONAS[self.slug]["population_db"]["citizen"]
        return {"full_name": citizen["full_name"], "born_on": citizen["born_on"], **more}

    def step(self, who: tuple[str, str], path: str, **ask: Any) -> str:
        """The state after the step, or the first reason against it."""
        return self.post(who, f"accounts/{path}", {"cccd": self.cccd, **ask})

    def post(self, who: tuple[str, str], path: str, ask: dict[str, Any]) -> str:
        """One call of the client that takes the step."""
        client, behalf = who
        answer = httpx.post(
            f"{self.sandbox.urls['eid_auth']}/v1/{path}",
            json=ask,
            auth=(client, SECRETS[client]),
            headers={"X-Purpose-Procedure": "1.008503", "X-On-Behalf-Of": behalf},
            trust_env=False,
        )
        assert answer.status_code == 200, answer.text
        told = answer.json()
        return str(told["reasons"][0]["code"] if told["reasons"] else told["account"]["state"])

    def can_sign_in(self) -> bool:
        """Whether the provider signs the person in."""
        answer = httpx.get(
            f"{self.sandbox.urls['eid_auth']}/authorize",
            params={
                "response_type": "code",
                "client_id": "demo-rp",
                "redirect_uri": "http://127.0.0.1:9009/callback",
                "scope": "openid",
                "code_challenge": CHALLENGE,
                "code_challenge_method": "S256",
                "prompt": "none",
                "persona": self.slug,
            },
            trust_env=False,
        )
        sent = parse_qs(urlsplit(answer.headers["location"]).query)
        assert ("code" in sent) != ("error" in sent), answer.headers["location"]
        return "code" in sent


@pytest.fixture
def sandbox(each_sandbox: Sandbox) -> Sandbox:
    """The stack on both engines, on the day after the world."""
    day(each_sandbox, "2026-01-02")
    return each_sandbox


def day(sandbox: Sandbox, date: str) -> None:
    """Noon of a day, everywhere."""
    Control(sandbox.urls).ask("POST", "clock", {"set": f"{date}T12:00:00+07:00", "freeze": True})


def test_somebody_without_account_gets_one_and_signs_in(sandbox: Sandbox) -> None:
    ut = Person(sandbox, "ut-borrowed-sim")
    assert ut.step(OWNER, "register", **ut.declared(phone="0900000010")) == "phone.tied"
    assert ut.step(OWNER, "register", **ut.declared(phone="0900009901")) == "registered"
    assert ut.step(POLICE, "notify") == "notified"
    assert ut.step(OWNER, "activate") == "active"
    desk = ut.declared(consent=True, face="match", fingerprint="match")
    assert ut.step(POLICE, "desk", **desk | {"face": "no_match"}) == "face.no_match"
    assert ut.step(POLICE, "desk", **desk) == "active"
    assert ut.can_sign_in()
    audit = Control(sandbox.urls).ask("POST", "audit", {"about": ut.cccd}, only="population_db")
    looks = audit["population_db"]["lines"]
    assert {(look["client"], look["action"]) for look in looks} == {("eid", "lookup")}


def test_eight_days_without_activation_and_the_account_is_dead(sandbox: Sandbox) -> None:
    toan = Person(sandbox, "toan-former-husband")
    assert toan.step(POLICE, "notify") == "notified"
    assert not toan.can_sign_in()
    day(sandbox, "2026-01-10")
    assert toan.step(OWNER, "activate") == "account.expired"
    assert not toan.can_sign_in()
    assert toan.step(HOTLINE, "hotline", phone="0900000053") == "active"
    assert toan.can_sign_in()


def test_locked_nobody_signs_in_and_death_is_the_end(sandbox: Sandbox) -> None:
    hoa = Person(sandbox, "hoa-renewed-card")
    assert hoa.can_sign_in()
    assert hoa.step(OWNER, "lock", ground="owner") == "locked"
    assert not hoa.can_sign_in()
    assert hoa.step(OWNER, "unlock", ground="owner") == "active"
    assert hoa.can_sign_in()
    assert hoa.step(REGISTER, "lock", ground="death") == "locked"
    assert hoa.step(POLICE, "unlock", ground="death") == "death.final"
    assert not hoa.can_sign_in()


def test_a_foreigner_signs_in_while_the_residence_lasts(sandbox: Sandbox) -> None:
    pierre = Person(sandbox, "pierre-residence-expired")
    assert not pierre.can_sign_in()
    assert pierre.step(POLICE, "unlock", ground="residence_expired", residence_until="2026-01-31") == "active"
    day(sandbox, "2026-01-31")
    assert pierre.can_sign_in()
    day(sandbox, "2026-02-01")
    assert not pierre.can_sign_in()


@pytest.mark.parametrize(
    ("slug", "ground"),
    [
        ("kiet-vo-or-vu", "terms"),
        ("quang-reissued-number", "card_revoked"),
        ("thinh-locked-by-authority", "authority"),
    ],
)
def test_what_an_authority_locked_it_unlocks(sandbox: Sandbox, slug: str, ground: str) -> None:
    person = Person(sandbox, slug)
    assert not person.can_sign_in()
    assert person.step(OWNER, "unlock", ground="owner") == "ground.other"
    assert person.step(POLICE, "unlock", ground=ground) == "active"
    assert person.can_sign_in()
    assert person.step(POLICE, "lock", ground=ground) == "locked"
    assert not person.can_sign_in()


def test_a_new_sim_and_the_end_of_an_account(sandbox: Sandbox) -> None:
    hoa = Person(sandbox, "hoa-renewed-card")
    assert hoa.step(OWNER, "phone", phone="0900000010") == "phone.tied"
    assert hoa.step(OWNER, "phone", phone="0900009901") == "active"
    assert hoa.can_sign_in()
    assert hoa.step(OWNER, "cancel") == "cancelled"
    assert not hoa.can_sign_in()
    assert hoa.step(OWNER, "unlock", ground="owner") == "account.cancelled"
    assert hoa.step(OWNER, "register", **hoa.declared(phone="0900009901")) == "registered"


def test_the_desk_corrects_what_the_account_remembers(sandbox: Sandbox) -> None:
    minh_anh = Person(sandbox, "minh-anh-new-name")
    assert (
        minh_anh.step(POLICE, "desk", **minh_anh.declared(consent=True, face="match", fingerprint="match")) == "active"
    )
    history = httpx.post(
        f"{sandbox.urls['eid_auth']}/v1/accounts/history",
        json={"cccd": minh_anh.cccd},
        auth=("portal", SECRETS["portal"]),
        headers={"X-Purpose-Procedure": "1.008503", "X-On-Behalf-Of": "citizen:self"},
        trust_env=False,
    ).json()
    assert [one["event"] for one in history["events"]] == ["correct"]


def test_a_guardian_locks_a_childs_account(sandbox: Sandbox) -> None:
    khoi, bao = Person(sandbox, "khoi-third-grader"), Person(sandbox, "bao-father-of-three")
    assert khoi.can_sign_in()
    assert khoi.step(OWNER, "lock", ground="owner") == "guardian.needed"
    assert khoi.step(OWNER, "lock", ground="owner", guardian=bao.cccd) == "locked"
    assert not khoi.can_sign_in()
    assert khoi.step(OWNER, "unlock", ground="owner", guardian=bao.cccd) == "active"


def test_an_organisation_from_its_registration_to_its_end(sandbox: Sandbox) -> None:
    hoa, hue = Person(sandbox, "hoa-renewed-card"), Person(sandbox, "hue-legal-representative")
    mst = {"mst": "9999900018"}
    asked = {**mst, "name": "Hợp tác xã Chè Tân Cương", "representative": hoa.cccd}
    assert hoa.post(OWNER, "organisations/register", asked) == "registered"
    assert hoa.post(POLICE, "organisations/notify", mst) == "notified"
    assert hue.post(OWNER, "organisations/activate", {**mst, "representative": hue.cccd}) == "representative.other"
    assert hoa.post(OWNER, "organisations/activate", {**mst, "representative": hoa.cccd}) == "active"
    assert hue.post(POLICE, "organisations/representative", {**mst, "successor": hue.cccd}) == "active"
    assert hue.post(REGISTER, "organisations/lock", {**mst, "ground": "dissolved"}) == "locked"
