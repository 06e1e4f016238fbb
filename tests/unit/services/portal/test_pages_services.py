"""The front page and the page of a service: everything is found, nothing is hidden, everybody is led to sign in."""

from datetime import date
from pathlib import Path

import pytest

from motcua.chassis.site import LANGUAGES
from services.portal.pages.groups import GROUPS, grouped
from services.portal.pages.services import told
from services.portal.pages.shown import day, moment, money
from services.portal.pages.site import SITE
from services.portal.rules.procedures import catalogue
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import HOA, HTML, Browser, Played
from tests.unit.services.portal.counter import Counter, page
from tests.unit.services.portal.forms import SERVICE, serving

SERVICES = [one.slug for one in catalogue().all()]
TODAY = date(2026, 1, 5)
STRONG = "phieu-ly-lich-tu-phap"  # needs level 3


@pytest.fixture
def engine() -> str:
    """The pages know nothing of databases."""
    return "sqlite"


def test_every_service_stands_once_on_the_front_page(portal: Register) -> None:
    text = portal.http.get("/", headers=HTML).text
    assert len(SERVICES) == 25
    assert all(text.count(f'data-testid="service-{slug}"') == 1 for slug in SERVICES)


def test_every_group_has_a_title_and_every_service_of_the_list_a_group() -> None:
    numbers = [number for group in GROUPS.values() for number in group]
    assert sorted(numbers) == list(range(1, 26))
    assert all(set(SITE.texts(lang)["front"]["groups"]) == set(GROUPS) for lang in LANGUAGES)
    assert "other" not in grouped(catalogue().all())


def test_a_file_that_is_added_stands_among_the_others(portal: Register, tmp_path: Path) -> None:
    with serving(portal, tmp_path):
        text = portal.http.get("/", headers=HTML).text
        assert f'data-testid="service-{SERVICE}"' in text
        assert "26 dịch vụ công" in text
        assert portal.http.get(f"/services/{SERVICE}", headers=HTML).status_code == 200
    assert portal.http.get(f"/services/{SERVICE}", headers=HTML).status_code == 404


@pytest.mark.parametrize("asked", ["thường trú", "THUONG TRU", "ct01", "1.004222"])
def test_a_service_is_found_with_or_without_diacritics(portal: Register, asked: str) -> None:
    text = portal.http.get("/", params={"q": asked}, headers=HTML).text
    assert 'data-testid="service-dang-ky-thuong-tru"' in text
    assert 'data-testid="service-cap-dien-moi"' not in text


def test_what_is_searched_is_text_and_never_markup(portal: Register) -> None:
    text = portal.http.get("/", params={"q": '"><script>alert(1)</script>'}, headers=HTML).text
    assert "<script" not in text
    assert "Không có dịch vụ nào" in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", SERVICES)
def test_the_page_of_a_service_says_what_its_file_says(portal: Register, slug: str, lang: str) -> None:
    one = catalogue().get(slug)
    assert one
    answer = portal.http.get(f"/services/{slug}", params={"lang": lang}, headers=HTML)
    text = answer.text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    assert answer.status_code == 200
    now = told(one, portal.http.app.motcua.clock.today(), None)  # type: ignore[attr-defined]  # a SandboxApp
    assert str(now["code"]) in text
    for words in (one.name, one.summary, one.agency.name, *(paper.name for paper in one.components)):
        assert getattr(words, lang) in text
    assert text.count('data-testid="doubt"') >= sum(paper.mark != "seen" for paper in one.components)
    assert all(f'data-testid="as-{persona}"' in text for persona in one.personas)


def test_a_fact_of_another_day_is_set_apart() -> None:
    one = catalogue().get("lien-thong-khai-sinh")
    assert one
    codes = told(one, TODAY, None)["codes"]
    assert [code.code for code in codes.now] == ["3.000722"]  # type: ignore[attr-defined]  # of a Told
    assert len(codes.other) == len(one.codes) - 1  # type: ignore[attr-defined]  # of a Told


def test_an_unknown_service_is_a_page_in_words(portal: Register) -> None:
    answer = portal.http.get("/services/khong-co", headers=HTML)
    assert answer.status_code == 404
    assert 'data-code="procedure.unknown"' in answer.text


def test_who_is_not_signed_in_is_led_there_strongly_enough_and_back(portal: Register, browser: Browser) -> None:
    text = browser.http.get(f"/services/{STRONG}?lang=en").text
    address = f"/sign-in?level=3&amp;return_to=%2Fservices%2F{STRONG}%3Flang%3Den&amp;lang=en"
    assert f'href="{address}" data-testid="start-sign-in"' in text
    sent = browser.http.post(f"/services/{STRONG}/form", data={"lang": "en"})
    assert sent.headers["location"] == address.replace("&amp;", "&")


def test_a_sign_in_that_is_too_weak_is_told_so(played: Played, browser: Browser) -> None:
    browser.sign_in(HOA)
    text = browser.http.get(f"/services/{STRONG}").text
    assert 'data-testid="level-needed"' in text
    assert 'data-testid="start"' not in text
    assert browser.http.post(f"/services/{STRONG}/form").headers["location"].startswith("/sign-in?level=3&")


def test_the_button_signs_in_as_a_persona_of_this_service(portal: Register, played: Played) -> None:
    at = page(Counter(portal, played).browser("hoa-renewed-card"), "/services/dang-ky-thuong-tru")
    assert "persona=kim-moved-to-the-city" in at.links["as-kim-moved-to-the-city"]
    assert "start" in at.buttons


def test_the_desk_is_offered_to_officers_only(portal: Register, played: Played) -> None:
    counter = Counter(portal, played)
    assert "nav-desk" in page(counter.officer("CB001"), "/").links
    assert "nav-desk" not in page(counter.browser("hoa-renewed-card"), "/").links


def test_values_as_people_write_them() -> None:
    assert (money(1234567), moment("2026-01-05T16:59:00Z"), day("2026-01-05T17:00:00Z")) == (
        "1.234.567\N{NO-BREAK SPACE}đ", "23:59 05/01/2026", "06/01/2026",
    )  # fmt: skip
