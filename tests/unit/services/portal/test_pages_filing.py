"""A citizen fills a form in at its page, without scripts: prefilled, looked up, uploaded, reviewed, filed."""

import pytest

from services.portal.rules.procedures import catalogue
from tests.presses import Page
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser, Played
from tests.unit.services.portal.counter import Counter, page

KIM, SERVICE, LEASE = "kim-moved-to-the-city", "dang-ky-thuong-tru", "000.00.00.G99-KQ000003"
BIRTH = "lien-thong-khai-sinh"
VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def engine() -> str:
    """The pages know nothing of databases."""
    return "sqlite"


@pytest.fixture
def counter(portal: Register, played: Played) -> Counter:
    return Counter(portal, played)


@pytest.fixture
def kim(counter: Counter) -> Browser:
    return counter.browser(KIM)


def opened(browser: Browser, service: str = SERVICE, *, lang: str = "vi", consent: bool = True) -> Page:
    """The form of a service, opened by its button."""
    at = page(browser, f"/services/{service}?lang={lang}")
    for name in [name for name in at.fields if name.startswith("consent-")] if consent else []:
        at.tick(name)
    return at.press("start")


def filled(at: Page, service: str = SERVICE) -> Page:
    """The same form with the sample of its service typed in, as far as each press shows the fields."""
    procedure = catalogue().get(service)
    assert procedure
    for _ in range(2):
        for name, value in procedure.sample.items():
            for form, field, _ in [*at.fields.get(f"f-{name}", []), *at.fields.get(f"f-{name}-{value}", [])]:
                form.set(field, str(value))
        at = at.press("save")
    return at


def reviewed(browser: Browser) -> Page:
    """A form of Kim's that is ready to be filed."""
    at = filled(opened(browser))
    at.attach(f"file-{LEASE}")
    return at.press("review")


def test_a_form_says_of_each_value_where_it_comes_from(kim: Browser) -> None:
    at = opened(kim)
    said = at.data["from-full_name"]
    assert (said["data-source"], said["data-editable"], said["data-verified"]) == ("npdb.full_name", "false", "true")
    assert "DƯƠNG THỊ KIM" in at.text
    assert "f-full_name" not in at.fields, "what is locked cannot be typed over"
    counts = at.data["counts"]
    assert int(counts["data-prefilled"]) >= 12
    assert int(counts["data-papers-replaced"]) >= 1
    assert at.data["source-npdb"]["data-outcome"] == "answered"
    assert "stand-in" in at.data["source-sector"]["class"], "sandbox sector data looks like nobody's register"


def test_registers_that_differ_are_shown_both(counter: Counter) -> None:
    at = opened(counter.browser("thao-day-month-swapped"), "tro-cap-that-nghiep")
    assert "conflict-born_on" in at.data
    assert {"05/03/1988", "03/05/1988"} <= {part.partition("</b>")[0] for part in at.text.split("<b>")}


def test_a_register_that_fails_leaves_its_fields_to_be_declared(kim: Browser, population: Register) -> None:
    population.http.post("/_sandbox/faults", json={"kind": "garble", "path": "/v1/"})
    at = opened(kim)
    assert at.status == 200
    assert at.data["source-npdb"]["data-outcome"] == "broken"
    assert at.data["note-permanent_address"]["data-note"] == "source_failed"
    assert "f-permanent_address" in at.fields


def test_a_source_without_consent_is_not_asked_and_says_so(kim: Browser) -> None:
    at = opened(kim, consent=False)
    assert at.data["source-sector"]["data-outcome"] == "consent_needed"
    assert "consent-needed" in at.data


def test_fields_that_depend_on_a_choice_come_when_the_form_is_updated(kim: Browser) -> None:
    at = opened(kim)
    assert "f-owner_name" not in at.fields
    at.type("f-request-rented", "rented")
    at = at.press("update-request")
    assert "f-owner_name" in at.fields
    assert at.status == 200


def test_a_draft_is_kept_also_when_the_language_changes(kim: Browser) -> None:
    at = opened(kim)
    at.type("f-phone", "0900000963")
    at.fields["f-phone"][0][0].set("show_in", "en")  # the switch of the header sends the form with it
    at = at.press("save")
    assert 'lang="en"' in at.text
    assert 'value="0900000963"' in at.text
    assert 'value="0900000963"' in at.press("update-request").text


def test_rows_of_a_list_come_and_go(kim: Browser) -> None:
    at = opened(kim)
    at.type("f-members.0.full_name", "Dương Văn Một")
    at = at.press("add-members")
    at.type("f-members.1.full_name", "Dương Văn Hai")
    at = at.press("remove-members-0")
    assert "Dương Văn Một" not in at.text
    assert "Dương Văn Hai" in at.text
    assert "f-members.1.full_name" not in at.fields


def test_another_person_is_found_with_all_three_only(counter: Counter) -> None:
    at = opened(counter.browser("mai-young-mother"), BIRTH)
    typed = {"cccd": "001 089 999 004", "full_name": "Trần Quốc Bảo", "born_on": "1/1/1970"}
    for name, value in typed.items():
        at.type(f"p-father-{name}", value)
    wrong = at.press("find-father")
    assert wrong.status == 422
    assert wrong.data["person-father"]["data-found"] == "false"
    assert "error-people.father" in wrong.data
    bare = wrong.press("find-father")
    assert (bare.status, "error-people.father" in bare.data) == (422, True)
    right = filled(opened(counter.browser("mai-young-mother"), BIRTH), BIRTH)
    right.type("p-father-born_on", "2/9/1990")
    found = right.press("find-father")
    assert found.data["person-father"]["data-found"] == "true", "the register of the married knows number and name"
    assert found.data["from-father_name"]["data-source"] == "person.father.full_name"


def test_a_paper_is_uploaded_shown_and_taken_away(kim: Browser) -> None:
    at = opened(kim)
    at.type("f-request-rented", "rented")
    at = at.press("update-request")
    at.attach(f"file-{LEASE}")
    at = at.press("upload")
    assert f"uploaded-{LEASE}" in at.data
    at = at.press(f"drop-{LEASE}")
    assert f"uploaded-{LEASE}" not in at.data


def test_a_file_that_is_refused_is_named_at_its_paper(kim: Browser, portal: Register) -> None:
    at = opened(kim)
    at.attach(f"file-{LEASE}", VIRUS)
    at = at.press("upload")
    assert at.status == 422
    assert f"error-papers.{LEASE}" in at.data
    assert "refused:attachment" in " ".join(line["outcome"] for line in portal.audit())


def test_what_is_missing_is_named_with_its_label(kim: Browser) -> None:
    at = opened(kim).press("review")
    assert at.status == 422
    assert "error-request" in at.data
    assert 'href="#f-request">Nội dung đề nghị: Chưa khai' in at.text


def test_the_review_shows_everything_and_nothing_can_be_typed_there(kim: Browser) -> None:
    at = reviewed(kim)
    assert at.status == 200
    assert at.address.endswith("/review")
    assert {"value-full_name", "value-request", "value-delivery"} <= set(at.data)
    assert set(at.fields) == {"f-declared_true"}
    assert "giay-to.pdf" in at.text


def test_a_box_that_is_not_ticked_stops_the_filing(kim: Browser) -> None:
    at = reviewed(kim).press("file")
    assert at.status == 422
    assert "error-declared_true" in at.data


def test_a_form_is_filed_once_however_often_the_button_is_pressed(kim: Browser) -> None:
    at = reviewed(kim)
    at.tick("f-declared_true")
    first, second = at.press("file"), at.press("file")
    assert first.status == second.status == 200
    assert first.address.split("?")[0] == second.address.split("?")[0]
    assert first.data["status"]["data-status"] == "1"
    assert page(kim, "/dossiers").text.count('data-testid="dossier-line"') == 1
    again = page(kim, at.address.removesuffix("/review").removeprefix("http://testserver"))
    assert "/dossiers/" in again.address, "a filed form leads to its dossier"


def test_the_english_page_is_english_to_the_end(kim: Browser) -> None:
    at = opened(kim, lang="en")
    assert "fields that you did not have to type" in at.text
    wrong = at.press("review")
    assert "Not filled in" in wrong.text
    assert 'lang="en"' in wrong.text
