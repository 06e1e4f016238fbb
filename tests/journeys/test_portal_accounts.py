"""Portal accounts on a whole sandbox: every persona whose triggers begin with ``portal.`` lives their story."""

from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.stack import Control, Sandbox, Settings
from motcua.world.personas import old_accounts
from tests.journeys.citizens import PERSONAS, Citizen, found, marked

THEIRS = {slug: [word for word in told["triggers"] if word.startswith("portal.")] for slug, told in PERSONAS.items()}


def of(trigger: str) -> list[str]:
    """The personas with this trigger; there is at least one."""
    slugs = [slug for slug, triggers in THEIRS.items() if trigger in triggers]
    assert slugs, trigger
    return slugs


def old_of(slug: str) -> list[dict[str, str]]:
    """The old accounts that a persona's file names."""
    return old_accounts(PERSONAS[slug])


def verified(sandbox: Sandbox, slug: str) -> None:
    with Citizen(sandbox, slug) as citizen:
        page = citizen.sign_in().text
        assert marked(page, "identity", "status") == "verified"
        assert marked(page, "may-file", "may-file") == "true"
        assert PERSONAS[slug]["eid_auth"]["cccd"] in page


def doubtful(cause: str, differing: str = "") -> Callable[[Sandbox, str], None]:
    def lived(sandbox: Sandbox, slug: str) -> None:
        with Citizen(sandbox, slug) as citizen:
            page = citizen.sign_in().text
            assert marked(page, "identity", "status") == "needs_verification"
            assert marked(page, "identity", "cause") == cause
            assert marked(page, "may-file", "may-file") == "false"
            assert "Cần xác minh" in page
            assert 'data-testid="way-out"' in page
            if differing:
                assert marked(page, f"field-{differing}", "code").endswith(".other")
            again = citizen.post("/account/verify")  # nothing was corrected meanwhile
            assert marked(again.text, "identity", "cause") == cause
            assert 'data-testid="done"' in again.text

    return lived


def year_only(sandbox: Sandbox, slug: str) -> None:
    verified(sandbox, slug)
    with Citizen(sandbox, slug) as citizen:
        assert marked(citizen.sign_in().text, "field-born_on", "code") == "born.year_only"


def upgraded(sandbox: Sandbox, slug: str) -> None:
    """Where both journeys meet: the CMND of the old account is reconciled with the number of who signed in."""
    with Citizen(sandbox, slug) as citizen:
        citizen.sign_in()
        for old in old_of(slug):
            assert marked(citizen.page(), f"old-{old['username']}", "state") == "proposed"
            page = citizen.claim(old.get("cmnd") or old["username"], old["full_name"], old["born_on"]).text
            assert 'data-testid="done"' in page
            if not old.get("cccd"):
                case = citizen.http.get(found(rf'href="([^"]+)" data-testid="case-{old["username"]}"', page))
                assert marked(case.text, "verdict", "verdict").startswith("match")
        assert {one["state"] for one in citizen.own()["old_accounts"]} == {"claimed"}
        citizen.post("/account/old/merge")
        assert {one["state"] for one in citizen.own()["old_accounts"]} == {"merged"}


def merged(sandbox: Sandbox, slug: str) -> None:
    olds = old_of(slug)
    assert len(olds) == 2
    with Citizen(sandbox, slug) as citizen:
        citizen.sign_in()
        citizen.post("/account/contacts", phone="", email="")
        for old in olds:
            citizen.claim(old["username"], old["full_name"], old["born_on"])
        (phone,) = [old for old in olds if old.get("phone")]
        citizen.post("/account/old/merge", phone_of=phone["username"])
        account = citizen.own()
        assert (account["phone"], account["email"]) == (phone["phone"], None)
        assert [one["state"] for one in account["old_accounts"]] == ["merged", "merged"]
        assert citizen.post("/account/old/merge").status_code == 409


def ambiguous(sandbox: Sandbox, slug: str) -> None:
    with Citizen(sandbox, slug) as citizen:
        citizen.sign_in()
        (old,) = old_of(next(one for one in of("portal.cmnd_ambiguous") if "portal" in PERSONAS[one]))
        page = citizen.claim(old["username"], old["full_name"], old["born_on"])
        assert marked(page.text, "verdict", "code") == "claim.several"
        assert [one["state"] for one in citizen.own()["old_accounts"]] == ["proposed"]


def taken(contact: str) -> Callable[[Sandbox, str], None]:
    def lived(sandbox: Sandbox, slug: str) -> None:
        given = PERSONAS[slug]["eid_auth"][contact]
        with Citizen(sandbox, slug) as citizen:
            assert f'data-testid="taken-{contact}"' in citizen.sign_in().text
            other = {"phone": "0900000999", "email": "other@example.com"}
            refused = citizen.post("/account/contacts", **{**other, contact: given})
            assert refused.status_code == 422
            assert f'data-testid="error-{contact}"' in refused.text
            assert other["email" if contact == "phone" else "phone"] in refused.text  # nothing typed is lost
            page = citizen.post("/account/contacts", **other).text
            assert 'data-testid="done"' in page
            assert f'data-testid="taken-{contact}"' not in page

    return lived


def given_up(sandbox: Sandbox, slug: str) -> None:
    """The number stays with the old account until its owner merges it and keeps another."""
    (old,) = old_of(slug)
    contact = "phone" if "portal.former_phone" in THEIRS[slug] else "email"
    (waiting,) = of(f"portal.{contact}_taken")
    with Citizen(sandbox, slug) as owner, Citizen(sandbox, waiting) as other:
        owner.sign_in()
        other.sign_in()
        assert other.post("/account/contacts", **{contact: old[contact]}).status_code == 422
        owner.claim(old["username"], old["full_name"], old["born_on"])
        owner.post("/account/old/merge")
        assert other.post("/account/contacts", **{contact: old[contact]}).status_code == 200
        assert other.own()[contact] == old[contact]


STORIES: dict[str, Callable[[Sandbox, str], None]] = {
    "portal.verified": verified,
    "portal.birth_year_only": year_only,
    "portal.name_mismatch": doubtful("identity.name", "full_name"),
    "portal.birth_mismatch": doubtful("identity.born", "born_on"),
    "portal.number_unknown": doubtful("identity.number_unknown"),
    "portal.deceased": doubtful("identity.deceased"),
    "portal.old_cmnd_account": upgraded,
    "portal.merge": merged,
    "portal.cmnd_ambiguous": ambiguous,
    "portal.phone_taken": taken("phone"),
    "portal.email_taken": taken("email"),
    "portal.former_phone": given_up,
    "portal.shared_email": given_up,
}
CASES = [(trigger, slug) for slug, triggers in THEIRS.items() for trigger in triggers]


@pytest.mark.parametrize(("trigger", "slug"), CASES, ids=[f"{slug}-{trigger}" for trigger, slug in CASES])
def test_a_persona_lives_their_story(sandbox: Sandbox, trigger: str, slug: str) -> None:
    STORIES[trigger](sandbox, slug)


def test_every_story_has_a_persona() -> None:
    assert {trigger for triggers in THEIRS.values() for trigger in triggers} == set(STORIES)


def test_a_whole_visit_on_each_database(each_sandbox: Sandbox) -> None:
    verified(each_sandbox, "hoa-renewed-card")
    upgraded(each_sandbox, "lan-three-numbers")
    doubtful("identity.name", "full_name")(each_sandbox, "minh-anh-new-name")


def test_a_correction_lifts_the_doubt(sandbox: Sandbox) -> None:
    with Citizen(sandbox, "minh-number-unknown") as minh:
        assert marked(minh.sign_in().text, "identity", "cause") == "identity.number_unknown"
        told, hoa = minh.told["eid_auth"], PERSONAS["hoa-renewed-card"]["population_db"]["citizen"]
        row = {**hoa, **{name: told[name] for name in ("cccd", "full_name", "born_on", "sex")}}
        arrived = {"table": "citizens", "rows": [row]}  # his record, at its new office at last
        Control(sandbox.urls).ask("POST", "seed", arrived, only="population_db")
        page = minh.post("/account/verify").text
        assert marked(page, "identity", "status") == "verified"
        assert marked(page, "may-file", "may-file") == "true"


def test_the_population_register_may_be_down(sandbox: Sandbox) -> None:
    control = Control(sandbox.urls)
    control.ask("POST", "faults", {"kind": "refuse", "path": "/v1/"}, only="population_db")
    with Citizen(sandbox, "hoa-renewed-card") as hoa:
        page = hoa.sign_in().text
        assert marked(page, "identity", "status") == "unverified"
        assert marked(page, "may-file", "may-file") == "false"
        control.ask("DELETE", "faults", only="population_db")
        assert marked(hoa.post("/account/verify").text, "identity", "status") == "verified"


def test_signing_out_ends_both_sessions(sandbox: Sandbox) -> None:
    with Citizen(sandbox, "hoa-renewed-card") as hoa:
        hoa.sign_in()
        end = hoa.post("/sign-out")
        assert 'data-testid="signed-out"' in end.text
        del hoa.http.headers["Sandbox-Persona"]
        assert "/sign-in/" in str(hoa.sign_in().url)  # the provider asks who is there


def test_one_sign_in_at_the_provider_is_enough(sandbox: Sandbox) -> None:
    with Citizen(sandbox, "hoa-renewed-card") as hoa:
        hoa.sign_in()
        del hoa.http.headers["Sandbox-Persona"]
        for cookie in [one.name for one in hoa.http.cookies.jar if one.name.startswith("motcua-portal")]:
            hoa.http.cookies.delete(cookie)
        assert hoa.http.get("/account").url.path == "/account"


def test_the_session_ends_by_the_sandbox_clock(sandbox: Sandbox) -> None:
    with Citizen(sandbox, "hoa-renewed-card") as hoa:
        hoa.sign_in()
        Control(sandbox.urls).ask("POST", "clock", {"advance": 31 * 60})
        del hoa.http.headers["Sandbox-Persona"]
        assert hoa.http.get("/account", follow_redirects=False).status_code == 303


MISDEEDS = [
    ("discovery-issuer-wrong", "discovery-issuer"),
    ("discovery-500", "discovery-unreachable"),
    ("jwks-500", "keys-unreachable"),
    ("jwks-empty", "id-token-key"),
    ("jwks-html", "keys-malformed"),
    ("signature-other-key", "id-token-signature"),
    ("userinfo-sub-wrong", "userinfo-subject"),
]


@pytest.mark.parametrize(("misdeed", "code"), MISDEEDS)
def test_a_provider_that_misbehaves_signs_nobody_in(sandbox: Sandbox, misdeed: str, code: str) -> None:
    later = 3600 * (2 + MISDEEDS.index((misdeed, code)))  # what was learnt of the provider so far is forgotten
    Control(sandbox.urls).ask("POST", "clock", {"advance": later})
    with Citizen(sandbox, "hoa-renewed-card") as hoa:
        hoa.http.post(f"{sandbox.urls['eid_auth']}/_sandbox/misbehave", json={"name": misdeed}).raise_for_status()
        page = hoa.sign_in()
        assert marked(page.text, "sign-in-failed", "code") == f"sign-in.{code}"
        assert hoa.http.get("/account", follow_redirects=False).status_code == 303
        assert marked(hoa.sign_in().text, "identity", "status") == "verified"  # the next one is as it should be


def test_signing_keys_may_change_meanwhile(sandbox: Sandbox) -> None:
    with Citizen(sandbox, "hoa-renewed-card") as hoa:
        hoa.sign_in()
        hoa.http.post(
            f"{sandbox.urls['eid_auth']}/_sandbox/misbehave", json={"name": "keys-rotated-unannounced"}
        ).raise_for_status()
        assert marked(hoa.sign_in("/sign-in?again=1").text, "identity", "status") == "verified"


def test_browsers_may_see_the_provider_at_another_address_than_the_portal(tmp_path: Path) -> None:
    """As in containers: a process each, and the issuer is a name that only browsers use."""
    knobs = Settings(data=tmp_path, port_base=0, split=True, public_url="http://localhost:{port}")
    with Sandbox(knobs) as split, Citizen(split, "hoa-renewed-card") as hoa:
        # By 127.0.0.1, whose cookies would be lost: the portal sends the browser to its own name first.
        answer = hoa.sign_in()
        assert marked(answer.text, "identity", "status") == "verified"
        assert answer.url.host == "localhost"
        codes = [one.url.params for one in answer.history if "code" in one.url.params]
        assert [one["iss"] for one in codes] == [split.urls["eid_auth"].replace("127.0.0.1", "localhost")]
