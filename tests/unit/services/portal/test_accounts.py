"""Accounts: an identity that the register confirms or not, contacts, old accounts; over the API, on both engines."""

from typing import Any

import httpx2
import pytest

from motcua.wire.portal_accounts import ClaimOutcome
from services.portal.rules import identity, old_accounts
from services.portal.rules.identity import CAUSES, STEPS
from tests.contract.recomputed import load
from tests.unit.services.conftest import SECRETS, Register
from tests.unit.services.portal.citizens import HOA, MAI, Browser, Played

AT = "/v1/portal-accounts"
PEOPLE = load()


def claims_of(slug: str, **change: Any) -> dict[str, Any]:
    """What the electronic identity says of a persona."""
    told = PEOPLE[slug]
    citizen, account = (told["population_db"] or {}).get("citizen", {}), told["eid_auth"]
    known = {**citizen, **account}
    return {
        "sub": f"sub-{slug}",
        "cccd": known["cccd"],
        "name": known["full_name"],
        "birthdate": known["born_on"],
        "phone_number": known.get("phone", ""),
        "email": known.get("email", ""),
        "identification_level": int(known["level"]),
        **change,
    }


class Citizen:
    """A person with an account, who asks through the API as the portal's own pages do."""

    def __init__(self, portal: Register, browser: Browser, claims: dict[str, Any]) -> None:
        assert browser.sign_in(claims).status_code == 303
        self._portal, self.claims, self.browser = portal, claims, browser
        self.id = browser.account_id()

    def ask(self, what: str, *, by: str = "portal", behalf: str = "", **body: Any) -> httpx2.Response:
        headers = {"X-On-Behalf-Of": behalf or f"citizen:{self.id}", "X-Request-Id": "req-0001"}
        return self._portal.http.post(f"{AT}/{what}", json=body, auth=(by, SECRETS[by]), headers=headers)

    def answer(self, what: str, **body: Any) -> dict[str, Any]:
        response = self.ask(what, **body)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    def own(self) -> dict[str, Any]:
        found: dict[str, Any] = self.answer("lookup", cccd=self.claims["cccd"])["account"]
        return found

    def claim(self, known_as: str, **change: Any) -> dict[str, Any]:
        told = {"full_name": self.claims["name"], "born_on": self.claims["birthdate"], **change}
        return self.answer("claim-old", account=self.id, known_as=known_as, **told)

    def refused(self, what: str, **body: Any) -> tuple[int, str]:
        response = self.ask(what, **body)
        return response.status_code, response.json()["code"]


@pytest.fixture
def come(portal: Register, browser: Browser) -> Any:
    """``come("hoa-renewed-card", name="…")``: a persona signs in, for the first time or again."""
    return lambda slug, **change: Citizen(portal, browser, claims_of(slug, **change))


IDENTITIES = {
    # persona, what the electronic identity says otherwise → status, cause, codes per field, ways out
    ("hoa-renewed-card",): ("verified", None, "number.same name.same born.same"),
    ("nam-new-years-day",): ("verified", None, "number.same name.same born.year_only"),
    ("minh-anh-new-name",): ("needs_verification", "identity.name", "number.same name.other born.same"),
    ("phong-corrected-since",): ("needs_verification", "identity.born", "number.same name.same born.other"),
    ("hoa-renewed-card", "Trần Thị Hoa"): ("verified", None, "number.same name.same born.same"),
    ("hoa-renewed-card", "TRAN THI HOA"): (
        "needs_verification", "identity.name", "number.same name.unaccented born.same"
    ),
    ("minh-anh-new-name", "ĐỖ THỊ GÁI", "1990"): (
        "needs_verification", "identity.name_born", "number.same name.other born.year_only"
    ),
    ("minh-number-unknown",): ("needs_verification", "identity.number_unknown", "holders.none"),
    ("hien-death-not-reported",): ("needs_verification", "identity.deceased", "number.same name.same born.same"),
    ("bien-missing-fisherman",): ("needs_verification", "identity.missing", "number.same name.same born.same"),
}  # fmt: skip


@pytest.mark.parametrize("who", IDENTITIES, ids=" ".join)
def test_an_identity_is_confirmed_or_the_person_learns_why_not(come: Any, who: tuple[str, ...]) -> None:
    slug, *told = who
    if PEOPLE[slug]["eid_auth"] is None:
        pytest.fail(f"{slug} has no electronic identity")
    citizen = come(slug, **dict(zip(("name", "birthdate"), told, strict=False)))
    status, cause, matched = IDENTITIES[who]
    account = citizen.own()
    found = account["identity"]
    assert found["status"] == status
    assert (found["cause"] or {}).get("code") == cause
    assert " ".join(one["code"] for one in found["matched"]) == matched
    assert account["may_file"] is (status == "verified")
    assert (found["verified_at"] is None) is (status != "verified")
    assert bool(found["way_out"]) is (status != "verified")
    assert found["against"] == "population_db"


@pytest.mark.parametrize("level", [["2"], {"level": 2}, None, "2", 7])
def test_a_level_of_another_kind_is_the_lowest(portal: Register, browser: Browser, level: Any) -> None:
    assert Citizen(portal, browser, claims_of("hoa-renewed-card", identification_level=level)).own()["level"] == 1


def test_a_number_that_was_replaced_is_told(come: Any) -> None:
    told = PEOPLE["quang-reissued-number"]["population_db"]
    (former,) = [one["number"] for one in told["numbers"] if one["kind"] == "cccd" and one.get("ended_on")]
    found = come("quang-reissued-number", cccd=former).own()
    assert found["identity"]["cause"]["code"] == "identity.number_replaced"
    assert found["identity"]["matched"][0]["code"] == "number.other"
    assert told["citizen"]["cccd"] not in str(found)  # the number in force is for the electronic identity to tell


def test_the_register_was_asked_on_behalf_of_the_person(come: Any, population: Register) -> None:
    citizen = come("hoa-renewed-card")
    lines = population.audit(about=str(HOA["cccd"]))
    assert [line["action"] for line in lines] == ["numbers", "lookup", "verify"]
    assert {(line["client"], line["on_behalf_of"]) for line in lines} == {("portal", f"citizen:{citizen.id}")}
    assert {line["request_id"] for line in lines} == {citizen.own()["identity"]["request_id"]}


def test_a_doubtful_identity_is_asked_about_no_more_than_needed(come: Any, population: Register) -> None:
    come("minh-anh-new-name")
    assert [line["action"] for line in population.audit()] == ["lookup", "verify"]  # no numbers of an unproved person


def test_a_confirmed_identity_is_asked_about_once_a_day(come: Any, portal: Register, population: Register) -> None:
    portal.clock("2026-07-01T08:00:00+07:00")
    come("hoa-renewed-card")
    come("hoa-renewed-card")
    assert len(population.audit()) == 3
    portal.clock("2026-07-02T08:00:01+07:00")
    come("hoa-renewed-card")
    assert len(population.audit()) == 6


def test_another_name_in_the_electronic_identity_is_confirmed_anew(come: Any) -> None:
    assert come("hoa-renewed-card").own()["may_file"]
    assert not come("hoa-renewed-card", name="TRẦN THỊ HOE").own()["may_file"]
    again = come("hoa-renewed-card").own()
    assert (again["full_name"], again["may_file"]) == ("TRẦN THỊ HOA", True)


@pytest.mark.parametrize(("fault", "cause"), [("garble", "register.broken"), ("refuse", "register.broken")])
def test_a_register_that_fails_stops_no_sign_in(come: Any, population: Register, fault: str, cause: str) -> None:
    population.http.post("/_sandbox/faults", json={"kind": fault, "path": "/v1/"})
    citizen = come("hoa-renewed-card")
    found = citizen.own()["identity"]
    assert (found["status"], found["cause"]["code"]) == ("unverified", cause)
    assert [step["code"] for step in found["way_out"]] == ["recheck"]
    assert not citizen.own()["may_file"]
    population.http.delete("/_sandbox/faults")
    again = citizen.answer("recheck", account=citizen.id)
    assert (again["identity"]["status"], again["may_file"]) == ("verified", True)


def test_a_register_that_fails_later_takes_back_no_confirmation_time(come: Any, population: Register) -> None:
    citizen = come("hoa-renewed-card")
    when = citizen.own()["identity"]["verified_at"]
    population.http.post("/_sandbox/faults", json={"kind": "garble", "path": "/v1/"})
    found = citizen.answer("recheck", account=citizen.id)["identity"]
    assert (found["status"], found["verified_at"]) == ("unverified", when)


def test_every_check_is_kept(come: Any, portal: Register) -> None:
    citizen = come("phong-corrected-since")
    citizen.answer("recheck", account=citizen.id)
    with portal.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        kept = work._writes.execute("SELECT ordinal, why, status, cause FROM identity_checks ORDER BY ordinal")
        assert [tuple(row) for row in kept.fetchall()] == [
            (1, "sign-in", "needs_verification", "identity.born"),
            (2, "recheck", "needs_verification", "identity.born"),
        ]


def test_a_stranger_learns_whether_and_not_how_to_reach_them(come: Any) -> None:
    citizen = come("mai-young-mother")
    own, other = citizen.own(), citizen.ask("lookup", by="tinh-demo", behalf="officer:CB001", cccd=MAI["cccd"]).json()
    assert (own["phone"], own["email"]) == ("0900000003", "mai-young-mother@example.com")
    assert len(own["old_accounts"]) == 2
    assert other["found"] is True
    assert (other["account"]["phone"], other["account"]["email"], other["account"]["old_accounts"]) == (None, None, [])
    assert other["account"]["identity"]["status"] == "verified"
    posing = citizen.ask("lookup", by="tinh-demo", behalf=f"citizen:{citizen.id}", cccd=MAI["cccd"]).json()
    assert posing == other  # whom a call serves is only what its client says
    assert citizen.answer("lookup", cccd="001171999001") == {"found": False, "account": None}


@pytest.mark.parametrize("what", ["claim-old", "merge-old", "contacts"])
def test_only_the_person_changes_their_account(come: Any, what: str) -> None:
    citizen = come("hoa-renewed-card")
    body = {"account": citizen.id}
    body |= {"known_as": "hoa1971", "full_name": "Hoa", "born_on": "1971"} if what == "claim-old" else {}
    assert citizen.refused(what, behalf="officer:CB001", **body) == (403, "account.not-yours")
    assert citizen.refused(what, behalf="citizen:page", **body) == (403, "account.not-yours")
    assert citizen.refused(what, by="tinh-demo", **body) == (403, "licence.operation-not-allowed")
    nobody = {**body, "account": "00000000-0000-4000-8000-000000000000"}
    assert citizen.refused(what, **nobody) == (404, "account.unknown")


def test_contacts_belong_to_one_account(come: Any) -> None:
    hoa = come("hoa-renewed-card")
    mai = come("mai-young-mother")
    assert mai.refused("contacts", account=mai.id, phone="0900000001") == (409, "account.phone-taken")
    assert mai.refused("contacts", account=mai.id, email="Hoa-Renewed-Card@example.com") == (409, "account.email-taken")
    assert mai.own()["phone"] == "0900000003"
    hoa.answer("contacts", account=hoa.id, phone=None, email="hoa@example.com")
    changed = mai.answer("contacts", account=mai.id, phone="0900000001", email="mai@example.com")
    assert (changed["phone"], changed["email"]) == ("0900000001", "mai@example.com")


@pytest.mark.parametrize("body", [{"phone": "12"}, {"phone": "+84900000001"}, {"email": "hoa"}, {"phone": 900000001}])
def test_contacts_that_are_none_are_refused(come: Any, body: dict[str, Any]) -> None:
    citizen = come("hoa-renewed-card")
    assert citizen.refused("contacts", account=citizen.id, **body) == (422, "body.malformed")


def test_a_contact_taken_elsewhere_is_left_out_and_named(come: Any) -> None:
    kim, thu = come("kim-moved-to-the-city").own(), come("thu-horn-twin").own()
    assert (kim["phone"], kim["contacts_taken"]) == (None, ["phone"])
    assert (thu["email"], thu["contacts_taken"]) == (None, ["email"])
    assert thu["phone"] == "0900000060"


def test_a_sim_that_changed_hands_is_free_once_its_former_owner_gave_it_up(come: Any) -> None:
    kim = come("kim-moved-to-the-city")
    assert kim.refused("contacts", account=kim.id, phone="0900000063") == (409, "account.phone-taken")
    hanh = come("hanh-vni-debris")
    assert hanh.claim("nuocmamhanh")["outcome"] == "claimed"
    hanh.answer("merge-old", account=hanh.id)  # keeps her new number
    freed = kim.answer("contacts", account=kim.id, phone="0900000063")
    assert (freed["phone"], freed["contacts_taken"]) == ("0900000063", [])


def test_old_accounts_are_offered_by_number_and_told_apart_by_name(come: Any) -> None:
    def offered(slug: str) -> list[str]:
        return sorted(one["username"] for one in come(slug).own()["old_accounts"] if one["state"] == "proposed")

    assert offered("long-several-tax-codes") == ["longvinhyen", "thanhlong75"]
    assert offered("mai-young-mother") == ["mainguyen93", "mekhoivaan"]
    assert offered("lan-three-numbers") == ["lancaphe"]  # by a CMND two moves ago
    assert offered("hung-bien-hoa-shared-number") == ["levanhung65"]  # perhaps: the CMND was given to two
    assert offered("hoa-renewed-card") == []


def test_an_old_account_by_cmnd_is_claimed_through_the_reconciliation(
    come: Any, population: Register, tax: Register
) -> None:
    lan = come("lan-three-numbers")
    claim = lan.claim("lancaphe")
    assert (claim["outcome"], claim["reason"]["code"]) == ("claimed", "claim.claimed")
    (old,) = claim["account"]["old_accounts"]
    assert (old["state"], old["proved_by"], old["case_id"]) == ("claimed", "reconciliation", claim["case_id"])
    assert old["phone"] == "0900000010"
    assert "resolve-cmnd" in [line["action"] for line in population.audit()]
    assert tax.audit()  # the journey of the foundation, whole
    assert lan.claim("lancaphe")["outcome"] == "already_yours"
    page = lan.browser.http.get(f"/cases/{claim['case_id']}")
    assert page.status_code == 200
    lan.browser.post("/sign-out")
    assert lan.browser.http.get(f"/cases/{claim['case_id']}").status_code == 404  # nobody else's business


def test_an_old_account_by_personal_number_needs_no_reconciliation(come: Any) -> None:
    mai = come("mai-young-mother")
    claim = mai.claim("mekhoivaan")
    assert (claim["outcome"], claim["case_id"]) == ("claimed", None)
    (old,) = [one for one in claim["account"]["old_accounts"] if one["username"] == "mekhoivaan"]
    assert old["proved_by"] == "number"


@pytest.mark.parametrize("slug", ["hung-vung-tau-shared-number", "hung-bien-hoa-shared-number"])
def test_a_shared_cmnd_proves_nothing(come: Any, portal: Register, slug: str) -> None:
    hung = come(slug)
    claim = hung.claim("927999008")
    assert (claim["outcome"], claim["case_id"]) == ("several", None)
    (old,) = claim["account"]["old_accounts"]
    assert (old["state"], old["phone"], old["email"]) == ("proposed", None, None)
    assert portal.audit()[0]["outcome"] == "several"
    assert portal.get("/v1/reconciliations").json()["total"] == 0


@pytest.mark.parametrize(
    ("known_as", "change", "outcome"),
    [
        ("lancaphe", {"full_name": "Phan Thị Lan", "born_on": "1974-06-15"}, "not_yours"),  # she knows Lan well
        ("924999010", {"full_name": "Phan Thị Lan", "born_on": "1974-06-15"}, "not_yours"),
        ("minhthu94", {"full_name": "Lê Thị Minh Thu", "born_on": "1994-11-20"}, "not_yours"),
        ("lancaphe", {}, "not_found"),
        ("nobody", {}, "not_found"),
        ("901999001", {}, "not_found"),
    ],
)
def test_nobody_gets_an_account_that_is_not_theirs(
    come: Any, portal: Register, known_as: str, change: dict[str, str], outcome: str
) -> None:
    hoa = come("hoa-renewed-card")
    claim = hoa.claim(known_as, **change)
    assert (claim["outcome"], claim["case_id"], claim["account"]["old_accounts"]) == (outcome, None, [])
    text = str(claim)
    assert not any(known in text for known in ("040174999010", "092194999059", "0900000010", "0900000059"))
    assert portal.get("/v1/reconciliations").json()["total"] == 0  # it would name somebody else


def test_what_one_claimed_nobody_else_can(come: Any) -> None:
    come("lan-three-numbers").claim("lancaphe")
    told = {"full_name": "Phan Thị Lan", "born_on": "1974-06-15"}
    assert come("hoa-renewed-card").claim("lancaphe", **told)["outcome"] == "not_yours"


def test_a_register_that_fails_leaves_a_claim_as_it_was(come: Any, population: Register) -> None:
    lan = come("lan-three-numbers")
    population.http.post("/_sandbox/faults", json={"kind": "garble", "path": "/v1/identity/resolve-cmnd"})
    told = {"full_name": "Phan Thị Lan", "born_on": "1974-06-15"}
    assert lan.refused("claim-old", account=lan.id, known_as="lancaphe", **told) == (502, "upstream.broken")
    assert [one["state"] for one in lan.own()["old_accounts"]] == ["proposed"]


def test_a_doubtful_identity_claims_nothing(come: Any) -> None:
    citizen = come("minh-anh-new-name")
    told = {"full_name": "Phan Thị Lan", "born_on": "1974-06-15"}
    assert citizen.refused("claim-old", account=citizen.id, known_as="lancaphe", **told) == (
        409,
        "account.not-verified",
    )


def test_two_old_accounts_are_merged_and_the_person_chooses_contacts(come: Any) -> None:
    long = come("long-several-tax-codes", phone_number="", email="long@example.com")
    assert long.refused("merge-old", account=long.id) == (409, "old-account.none-claimed")
    for known_as in ("longvinhyen", "901999043"):
        assert long.claim(known_as)["outcome"] == "claimed"
    assert long.refused("merge-old", account=long.id, phone_of="lancaphe") == (409, "old-account.not-claimed")
    merged = long.answer("merge-old", account=long.id, phone_of="thanhlong75")
    assert (merged["phone"], merged["email"]) == ("0900000043", "long@example.com")
    assert {one["state"] for one in merged["old_accounts"]} == {"merged"}
    assert all(one["merged_at"] and one["case_id"] for one in merged["old_accounts"])  # history is kept
    assert long.refused("merge-old", account=long.id) == (409, "old-account.none-claimed")


def test_a_contact_of_an_old_account_that_another_holds_by_now_is_refused_whole(come: Any) -> None:
    hanh = come("hanh-vni-debris")
    hanh.claim("nuocmamhanh")
    kim = come("kim-moved-to-the-city")  # her number is free, now that the old account has an owner
    assert kim.own()["phone"] == "0900000063"
    assert hanh.refused("merge-old", account=hanh.id, phone_of="nuocmamhanh") == (409, "account.phone-taken")
    assert [one["state"] for one in hanh.own()["old_accounts"]] == ["claimed"]
    assert hanh.answer("merge-old", account=hanh.id)["phone"] == "0900000023"


def test_every_cause_leads_somewhere() -> None:
    for code, (vi, en, steps) in CAUSES.items():
        assert vi != en
        assert steps, code
        assert set(steps) <= set(STEPS)
        assert identity.cause(code)
    assert set(STEPS) == {step for _, _, steps in CAUSES.values() for step in steps}
    assert set(old_accounts.REASONS) == set(ClaimOutcome)


def test_an_account_id_says_nothing_of_the_number(come: Any, played: Played) -> None:
    assert come("hoa-renewed-card").id != come("mai-young-mother").id
    assert str(HOA["cccd"])[-6:] not in come("hoa-renewed-card").id
