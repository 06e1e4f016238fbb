"""What each register knows about me, and who looked at it: for the person alone, in plain words, failures said."""

import re

import httpx
import pytest
import respx

from motcua.wire.client import Client
from motcua.wire.portal_accounts import LookupPortalAccount
from services.portal.actions.looks import PAGE_SIZE
from services.portal.rules import sector
from services.portal.rules.sector import attributes
from tests.presses import Page
from tests.unit.services.conftest import SECRETS, Register
from tests.unit.services.portal.citizens import HOA, Browser, Played
from tests.unit.services.portal.counter import Counter, page

KNOWN, LOOKS = "/account/registers", "/account/looks"
HOA_SLUG = "hoa-renewed-card"
EVERYBODY = [
    f"{place:03d}1{year:02d}999{tail:03d}" for place in (1, 40) for year in range(60, 99, 2) for tail in (1, 2)
]


@pytest.fixture
def counter(portal: Register, played: Played) -> Counter:
    return Counter(portal, played)


@pytest.fixture
def hoa(counter: Counter) -> Browser:
    return counter.browser(HOA_SLUG)


def looks_of(at: Page, log: str = "") -> list[dict[str, str]]:
    """Attributes of every look on the page, of one log or of both."""
    found = [
        dict(re.findall(r'(data-[a-z]+)="([^"]*)"', tag))
        for tag in re.findall(r'<li [^>]*testid="look"[^>]*>', at.text)
    ]
    return [one for one in found if log in {"", one["data-log"]}]


@pytest.mark.parametrize("path", [KNOWN, LOOKS])
def test_who_is_not_signed_in_signs_in_first(browser: Browser, path: str) -> None:
    assert browser.http.get(path).headers["location"] == f"/sign-in?return_to={path.replace('/', '%2F')}"


@pytest.mark.parametrize("path", [KNOWN, LOOKS])
def test_whose_identity_is_not_verified_sees_nobodys_data(browser: Browser, path: str) -> None:
    browser.sign_in({**HOA, "name": "TRẦN THỊ HOÀI AN"})
    at = page(browser, path)
    assert at.status == 409
    assert "account.not-verified" in at.text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_register_says_what_it_knows(hoa: Browser, lang: str) -> None:
    at = page(hoa, f"{KNOWN}?lang={lang}")
    assert at.status == 200
    assert {at.data[f"register-{one}"]["data-outcome"] for one in ("npdb", "tax", "sector")} == {"answered"}
    assert "TRẦN THỊ HOA" in at.text
    assert "9999901017" in at.text
    assert "sector-civil" in at.data


def test_the_page_is_asked_afresh_and_each_look_is_recorded(hoa: Browser, population: Register) -> None:
    before = len(looks_of(page(hoa, LOOKS), "npdb"))
    page(hoa, KNOWN)
    lines = looks_of(page(hoa, LOOKS), "npdb")
    assert [one["data-action"] for one in lines[: len(lines) - before]] == ["share", "access-log"]
    assert {one["data-who"] for one in lines[:2]} == {"self"}


@pytest.mark.parametrize(("system", "part"), [("population_db", "npdb"), ("tax_db", "tax")])
def test_a_register_that_fails_is_said_and_leaves_the_others(
    counter: Counter, hoa: Browser, system: str, part: str
) -> None:
    counter.portal.http.app.motcua.upstreams[system] = _silent(system)  # type: ignore[attr-defined]  # a SandboxApp
    with respx.mock(assert_all_called=False) as router:
        router.post(url__startswith="http://gone.test").respond(500)
        at = page(hoa, KNOWN)
    assert at.status == 200
    outcomes = {one: at.data[f"register-{one}"]["data-outcome"] for one in ("npdb", "tax", "sector")}
    assert outcomes.pop(part) == "broken"
    assert set(outcomes.values()) == {"answered"}


def test_the_log_of_a_register_that_fails_leaves_the_portals(counter: Counter, hoa: Browser) -> None:
    counter.portal.http.app.motcua.upstreams["population_db"] = _silent("population_db")  # type: ignore[attr-defined]
    with respx.mock(assert_all_called=False) as router:
        router.post(url__startswith="http://gone.test").respond(503)
        at = page(hoa, LOOKS)
    assert at.status == 200
    assert "log-failed" in at.data
    assert looks_of(at, "portal")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_officer_is_named_with_dossier_and_fields(counter: Counter, lang: str) -> None:
    citizen = counter.browser("trang-tax-by-personal-number")
    code = counter.file(citizen)["code"]
    page(counter.officer("CB002"), f"/desk/{code}").press("look-up")
    at = page(citizen, f"{LOOKS}?lang={lang}")
    shared = [one for one in looks_of(at, "npdb") if one["data-who"] == "officer"]
    assert [one["data-action"] for one in shared] == ["share"]
    assert {one["data-action"] for one in looks_of(at, "portal") if one["data-who"] == "officer"} == {
        "show-dossier", "look-up-applicant",
    }  # fmt: skip
    assert "Đào Thị Thúy" in at.text
    assert f'href="/dossiers/{code}' in at.text


def test_another_citizens_dossier_is_named_and_leads_nowhere(counter: Counter, hoa: Browser) -> None:
    code = "H99.1-260101-0099"
    headers = {
        "X-Purpose-Procedure": "1.004222", "X-On-Behalf-Of": "officer:XA123", "X-Purpose-Dossier": code,
        "Accept": "application/json",
    }  # fmt: skip
    ask = LookupPortalAccount(cccd=HOA["cccd"]).model_dump()
    answer = counter.portal.http.post(
        "/v1/portal-accounts/lookup", json=ask, headers=headers, auth=("tinh-demo", SECRETS["tinh-demo"])
    )
    assert answer.status_code == 200, answer.text
    at = page(hoa, LOOKS)
    assert code in at.text
    assert f'href="/dossiers/{code}' not in at.text
    assert "XA123" in at.text


def test_both_logs_are_turned_over_by_themselves(hoa: Browser) -> None:
    for _ in range(PAGE_SIZE // 2 + 2):
        page(hoa, KNOWN)
        page(hoa, LOOKS)
    at = page(hoa, LOOKS)
    assert len(looks_of(at, "npdb")) == len(looks_of(at, "portal")) == PAGE_SIZE
    older = at.press("older-npdb")
    assert len(looks_of(older, "portal")) == PAGE_SIZE
    assert "newest-npdb" in older.links
    assert "newest-portal" not in older.links
    total = int(older.data["log-npdb"]["data-total"])
    assert 0 < len(looks_of(older, "npdb")) == total - PAGE_SIZE - 1  # reading the first page left a line


def test_ones_own_looks_in_a_row_are_folded_and_those_of_others_stand_out(counter: Counter) -> None:
    citizen = counter.browser("trang-tax-by-personal-number")
    code = counter.file(citizen)["code"]
    page(counter.officer("CB002"), f"/desk/{code}").press("look-up")
    for _ in range(4):
        page(citizen, KNOWN)
    log = page(citizen, LOOKS).text.partition('id="portal"')[2]
    first, _, after = log.partition("</details></li>")
    assert 'data-testid="run"' in first
    assert 'data-who="officer"' not in first
    assert re.findall(r'data-who="([a-z]+)"', after)[0] == "officer"


def test_who_is_signed_in_is_still_named_above(hoa: Browser) -> None:
    for path in (KNOWN, LOOKS):
        assert re.search(r'class="who"[^<]*>[^<]*(<b>)?TRẦN THỊ HOA', page(hoa, path).text), path


@pytest.mark.parametrize("odd", ["0", "-1", "x", "٣", "9" * 30])
def test_an_odd_place_is_the_beginning(hoa: Browser, odd: str) -> None:
    assert page(hoa, f"{LOOKS}?npdb={odd}&portal={odd}").status == 200


def test_nobody_sees_another_citizens_log(counter: Counter, hoa: Browser) -> None:
    mine = page(counter.browser("kim-moved-to-the-city"), LOOKS)
    assert {one["data-who"] for one in looks_of(mine, "portal")} <= {"self", "page"}
    assert "sign-in" in {one["data-action"] for one in looks_of(mine, "portal")}


def test_every_attribute_of_the_stand_in_can_be_told() -> None:
    for cccd in EVERYBODY:
        person = sector.Person(
            cccd, "NGUYỄN VĂN A", "1990-01-01", organisation="Công ty CP A", organisation_code="0100000001"
        )
        for register in sector.REGISTERS:
            assert set(sector.record(register, person, "2026-01-05")) <= set(attributes.BY_REGISTER[register])
    assert set(attributes.BY_REGISTER) == set(sector.REGISTERS)


def _silent(system: str) -> Client:
    return Client(system, httpx.AsyncClient(base_url="http://gone.test"))
