"""The guided demonstration: stories, captions, the right person at every step, the sandbox arranged and put back."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from motcua.wire import contracts
from services.portal.rules.officers import officers
from services.portal.rules.procedures import catalogue
from services.portal.rules.stories import Story, Wrong, number_of, stories
from tests.unit.services.conftest import Register, Start
from tests.unit.services.portal.citizens import Browser, Played
from tests.unit.services.portal.conftest import join
from tests.unit.services.portal.counter import Counter, claims_of, page

STORY = "dang-ky-thuong-tru"
KIM, TRANG = "kim-moved-to-the-city", "trang-tax-by-personal-number"


@pytest.fixture
def counter(portal: Register, played: Played) -> Counter:
    return Counter(portal, played)


def key_of(browser: Browser) -> str:
    """The code of the demonstration's forms in this browser."""
    found = re.search(r'name="key" value="([0-9a-f]{64})"', page(browser, "/demo").text)
    assert found
    return found[1]


def went(browser: Browser, number: int, story: str = STORY) -> str:
    """Take a step; where the browser is sent."""
    answer = browser.http.post(f"/demo/{story}/{number}", data={"key": key_of(browser), "lang": "vi"})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


@pytest.mark.parametrize("story", stories().values(), ids=lambda story: story.id)
def test_a_story_names_people_and_a_procedure_that_exist(story: Story) -> None:
    assert catalogue().get(story.procedure)
    people = {step.who for step in story.steps if step.who}
    assert all(number_of(one) for one in people)
    desks = {step.who for step in story.steps if step.to.startswith("/desk")}
    assert desks <= {one.persona for one in officers().values()}
    assert all(step.do or not step.presses for step in story.steps)


def test_a_story_with_a_slip_is_refused_by_name(tmp_path: Path) -> None:
    told = (contracts.root() / "demo" / f"{STORY}.yaml").read_text(encoding="utf-8")
    (tmp_path / "one.yaml").write_text(told.replace("minutes: 12", "minutos: 12"), encoding="utf-8")
    with pytest.raises(Wrong, match=r"one\.yaml: minut"):
        stories(tmp_path)


def test_nobody_may_own_the_things_of_a_step(tmp_path: Path) -> None:
    told = (contracts.root() / "demo" / f"{STORY}.yaml").read_text(encoding="utf-8")
    (tmp_path / "one.yaml").write_text(told.replace("to: /?q=thuong+tru", "to: /forms/{form}"), encoding="utf-8")
    with pytest.raises(Wrong, match="nobody is signed in"):
        stories(tmp_path)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_story_is_offered_with_its_people(browser: Browser, lang: str) -> None:
    at = page(browser, f"/demo?lang={lang}")
    for story in stories().values():
        assert (story.title.en if lang == "en" else story.title.vi) in at.text
        assert f"story-{story.id}" in at.links
    assert "Dương Thị Kim" in at.text


def test_a_caption_says_who_acts_and_leads_on(browser: Browser) -> None:
    at = page(browser, f"/demo/{STORY}/9")
    assert at.data["actor"]["data-who"] == TRANG
    assert "Công chức một cửa" in at.text
    assert (at.links["previous"], at.links["next"]) == (f"/demo/{STORY}/8", f"/demo/{STORY}/10")
    assert "next" not in page(browser, f"/demo/{STORY}/{len(stories()[STORY].steps)}").links


@pytest.mark.parametrize("path", [f"/demo/{STORY}/0", f"/demo/{STORY}/99", "/demo/none/1", f"/demo/{STORY}/x"])
def test_what_is_no_step_is_no_page(browser: Browser, path: str) -> None:
    assert page(browser, path).status == 404


def test_a_step_of_nobody_signs_out_and_shows_its_page_under_the_bar(counter: Counter) -> None:
    browser = counter.browser(KIM)
    assert went(browser, 2) == f"/demo/{STORY}/2/there"
    at = page(browser, f"/demo/{STORY}/2/there")
    assert at.address.endswith("/services/dang-ky-thuong-tru")
    assert (at.data["demo-bar"]["data-story"], at.data["demo-bar"]["data-step"]) == (STORY, "2")
    assert "nav-sign-in" in at.links


def test_a_step_signs_its_person_in_without_a_word_typed(browser: Browser) -> None:
    to = urlsplit(went(browser, 3))
    asked = dict(parse_qsl(to.query))
    assert (to.path, asked["persona"], asked["return_to"]) == ("/sign-in", KIM, f"/demo/{STORY}/3/there")
    provider = browser.leave(f"{to.path}?{to.query}")
    assert provider["persona"] == KIM


def test_who_is_there_already_goes_straight_on(counter: Counter) -> None:
    browser = counter.browser(KIM)
    assert went(browser, 3) == f"/demo/{STORY}/3/there"
    at = page(browser, f"/demo/{STORY}/3/there")
    assert at.address.endswith("/account")
    assert at.data["demo-bar"]["data-step"] == "3"


def test_what_an_earlier_step_makes_is_missing_until_then(counter: Counter) -> None:
    browser = counter.browser(KIM)
    went(browser, 5)
    at = page(browser, f"/demo/{STORY}/5/there")
    assert at.status == 409
    assert "not-ready" in at.data
    opened = page(browser, "/services/dang-ky-thuong-tru").press("start")
    assert opened.status == 200
    assert page(browser, f"/demo/{STORY}/5/there").address == opened.address


def test_an_officer_is_led_to_the_dossier_of_the_story(counter: Counter) -> None:
    code = counter.file(counter.browser("cong-photo-on-screen"))["code"]
    browser = counter.officer("CB002")
    went(browser, 5, "dang-ky-thue-lan-dau")
    assert page(browser, "/demo/dang-ky-thue-lan-dau/5/there").address.endswith(f"/desk/{code}")


def test_the_sample_is_typed_into_the_open_form_and_nothing_is_filed(counter: Counter) -> None:
    browser = counter.browser("cong-photo-on-screen")
    form = page(browser, "/services/dang-ky-thue-ca-nhan").press("start")
    went(browser, 3, "dang-ky-thue-lan-dau")
    at = page(browser, "/demo/dang-ky-thue-lan-dau/3/there").press("demo-fill")
    assert at.address == form.address
    assert re.search(r'value="first" checked', at.text)
    assert page(counter.officer("CB001"), "/desk").data["total"]["data-total"] == "0"


@pytest.mark.parametrize("path", ["/demo/reset", "/demo/end", f"/demo/{STORY}/3", f"/demo/{STORY}/5/fill"])
def test_a_post_without_the_code_of_the_page_is_refused(counter: Counter, path: str) -> None:
    browser = counter.browser(KIM)
    key_of(browser)
    answer = browser.http.post(path, data={"key": "0" * 64})
    assert (answer.status_code, "page.form-stale" in answer.text) == (403, True)
    assert "nav-account" in page(browser, "/").links


def test_the_code_of_one_browser_is_no_code_of_another(browser: Browser, counter: Counter) -> None:
    other = counter.browser(KIM)
    key_of(other)
    assert other.http.post("/demo/reset", data={"key": key_of(browser)}).status_code == 403


def test_a_register_fails_from_one_step_to_another(counter: Counter, population: Register, eid: Register) -> None:
    browser = counter.browser("hoa-renewed-card")
    join(counter.portal, "eid_auth", eid)
    assert went(browser, 2, "mat-ket-noi-dan-cu").endswith("/there")
    (fault,) = population.http.get("/_sandbox/faults").json()["faults"]
    assert (fault["rule"]["kind"], fault["rule"]["path"]) == ("drop", "/v1/citizens")
    went(browser, 4, "mat-ket-noi-dan-cu")
    assert population.http.get("/_sandbox/faults").json()["faults"] == []


@pytest.fixture
def eid(start: Start, engine: str) -> Register:
    """The real eid_auth, for what is asked of its control plane."""
    return start("eid_auth", engine)


def test_a_reset_puts_everything_back_and_signs_out(
    counter: Counter, population: Register, tax: Register, eid: Register
) -> None:
    browser = counter.browser(KIM)
    counter.portal.clock("2026-07-01T08:00:00+07:00")
    for system, register in (("population_db", population), ("tax_db", tax), ("eid_auth", eid)):
        join(counter.portal, system, register)
        register.clock("2026-07-01T08:00:00+07:00")
        register.http.post("/_sandbox/faults", json={"kind": "slow"})
    went(browser, 3)
    at = page(browser, "/demo").press("reset")
    assert "reset-done" in at.data
    assert "nav-sign-in" in at.links
    assert "running" not in at.data
    for register in (counter.portal, population, tax, eid):
        assert register.http.get("/_sandbox/faults").json()["faults"] == []
        assert register.http.get("/_sandbox/clock").json()["frozen"] is False
    counter.portal.http.app.motcua.upstreams.pop("eid_auth")  # type: ignore[attr-defined]  # a SandboxApp


def test_a_story_ends_where_one_says_so(counter: Counter) -> None:
    browser = counter.browser(KIM)
    went(browser, 3)
    at = page(browser, "/account").press("demo-end")
    assert at.address.endswith("/demo")
    assert "running" not in at.data
    assert "demo-bar" not in page(browser, "/account").data


def test_the_paper_of_a_story_is_a_pdf(browser: Browser) -> None:
    answer = browser.http.get("/demo/giay-to-mau.pdf")
    assert (answer.headers["content-type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_browser_by_another_name_is_sent_to_the_portals_own(browser: Browser) -> None:
    answer = browser.http.get("/demo", headers={"Host": "localhost:8000"})
    assert (answer.status_code, answer.headers["location"]) == (303, "http://testserver/demo?moved=1")


def test_forms_may_lead_to_the_provider_only_where_a_story_is(browser: Browser) -> None:
    assert "http://eid.test" in browser.http.get("/demo").headers["content-security-policy"]
    assert "http://eid.test" not in browser.http.get("/").headers["content-security-policy"]


def test_a_claim_of_the_provider_fits_its_persona() -> None:
    assert claims_of(KIM)["cccd"] == number_of(KIM)
