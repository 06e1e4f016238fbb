"""The one-stop desk: who gets in, what stands there, every step as a form, the look into the population register."""

import pytest

from tests.presses import Page
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Browser, Played
from tests.unit.services.portal.counter import Counter, page

CITIZEN = "cong-photo-on-screen"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def counter(portal: Register, played: Played) -> Counter:
    return Counter(portal, played)


@pytest.fixture
def code(counter: Counter) -> str:
    """A dossier that was just filed."""
    return str(counter.file(counter.browser(CITIZEN))["code"])


def pressed(at: Page, name: str, **typed: str) -> Page:
    """Type, then press; the page after it."""
    for field, text in typed.items():
        at.type(field.replace("__", "-"), text)
    return at.press(name)


def test_whoever_is_not_signed_in_signs_in_first(browser: Browser) -> None:
    answer = browser.http.get("/desk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?return_to=%2Fdesk")


def test_a_citizen_is_refused_and_told_who_may(counter: Counter, portal: Register) -> None:
    at = page(counter.browser(CITIZEN), "/desk")
    assert at.status == 403
    assert at.data["trouble"]["data-code"] == "desk.officers-only"
    assert at.links["as-CB001"].startswith("/sign-in?persona=trang-tax-by-personal-number")
    assert portal.audit()[0]["outcome"] == "refused:desk.officers-only"


@pytest.mark.parametrize("path", ["/desk/{code}", "/desk/{code}/papers/0123456789abcdef"])
def test_a_citizen_sees_nothing_of_the_desk_not_even_of_the_own_dossier(counter: Counter, code: str, path: str) -> None:
    at = page(counter.browser(CITIZEN), path.format(code=code))
    assert (at.status, at.data["trouble"]["data-code"]) == (403, "desk.officers-only")
    assert "values" not in at.text


def test_the_queue_shows_the_dossier_and_keeps_to_its_filters(counter: Counter, code: str) -> None:
    officer = counter.officer("CB001")
    at = page(officer, "/desk")
    assert at.data["officer"]["data-officer"] == "CB001"
    assert at.data["dossier-line"]["data-code"] == code
    assert (at.data["status"]["data-status"], at.data["due"]["data-due"]) == ("1", "none")
    assert page(officer, "/desk?status=2").data["total"]["data-total"] == "0"
    assert page(officer, "/desk?procedure=dang-ky-thue-ca-nhan&status=1").data["total"]["data-total"] == "1"
    assert page(officer, "/desk?due=overdue").data["total"]["data-total"] == "0"
    assert page(officer, "/desk?agency=H99.4").data["total"]["data-total"] == "0"
    assert page(officer, "/desk?status=99&due=x&agency=Z&procedure=none&after=-1").data["total"]["data-total"] == "1"


def test_the_queue_goes_on_from_a_place_with_the_same_filters(counter: Counter, code: str) -> None:
    counter.file(counter.browser(CITIZEN))
    at = page(counter.officer("CB001"), "/desk?status=1&after=2")
    assert (at.data["total"]["data-total"], at.data["dossier-line"]["data-code"]) == ("2", code)
    newest = at.press("newest")
    assert newest.address.endswith("/desk?status=1")
    assert newest.data["dossier-line"]["data-code"] != code


def test_the_desk_counts_what_waits(counter: Counter, code: str, portal: Register) -> None:
    officer = counter.officer("CB001")
    assert page(officer, "/desk").data["tally-new"]["data-number"] == "1"
    page(officer, f"/desk/{code}").press("do-receive")
    portal.http.post("/_sandbox/clock", json={"advance": 90 * 86400})
    at = page(counter.officer("CB001"), "/desk")
    assert [at.data[f"tally-{name}"]["data-number"] for name in ("new", "near", "overdue")] == ["0", "0", "1"]
    late = at.press("tally-overdue")
    assert late.data["dossier-line"]["data-code"] == code
    assert late.data["due"]["data-due"] == "overdue"
    assert "do-apologise" in page(counter.officer("CB002"), f"/desk/{code}").buttons


def test_an_officer_of_another_agency_finds_no_such_dossier(counter: Counter, code: str) -> None:
    officer = counter.officer("CB004")
    assert page(officer, "/desk").data["total"]["data-total"] == "0"
    assert page(officer, f"/desk/{code}").status == 404


def test_the_dossier_says_what_was_declared_and_where_the_rest_comes_from(counter: Counter, code: str) -> None:
    at = page(counter.officer("CB001"), f"/desk/{code}")
    assert at.status == 200
    assert "PHAN THÀNH CÔNG" in at.text
    assert "Đăng ký thuế lần đầu (05-ĐK-TCT)" in at.text  # a code in words
    assert "CSDL quốc gia về dân cư" in at.text
    assert "Công dân khai" in at.text
    assert set(at.buttons) >= {"do-receive", "do-refuse_receipt", "do-ask_supplement", "do-transfer", "look-up"}
    assert "do-approve" not in at.buttons


def test_a_dossier_goes_its_way_from_hand_to_hand(counter: Counter, code: str, portal: Register) -> None:
    receiver, processor, approver = (counter.officer(one) for one in ("CB001", "CB002", "CB003"))
    at = page(receiver, f"/desk/{code}").press("do-receive")
    assert (at.status, at.data["status"]["data-status"]) == (200, "2")
    assert "done" in at.data
    at = page(processor, f"/desk/{code}").press("do-process")
    assert at.data["status"]["data-status"] == "4"
    at = page(approver, f"/desk/{code}").press("do-approve")
    assert at.data["status"]["data-status"] == "9"
    at = page(receiver, f"/desk/{code}").press("do-return_result")
    assert at.data["status"]["data-status"] == "10"
    assert "no-step" in at.data
    letter = page(receiver, at.links["document"])
    assert letter.status == 200
    steps = [line for line in portal.audit() if line["action"] == "take-step"]
    assert {line["on_behalf_of"] for line in steps} == {"officer:CB001", "officer:CB002", "officer:CB003"}
    assert {line["dossier"] for line in steps} == {code}


def test_a_stale_page_is_refused_and_shows_what_happened_meanwhile(counter: Counter, code: str) -> None:
    receiver = counter.officer("CB001")
    old = page(receiver, f"/desk/{code}")
    page(counter.officer("CB002"), f"/desk/{code}").press("do-receive")
    at = old.press("do-receive")
    assert at.status == 409
    assert at.data["refusal"]["data-code"] == "dossier.version-stale"
    assert "Đào Thị Thúy" in at.text.partition('data-testid="meanwhile"')[2].partition("</ul>")[0]
    assert at.data["status"]["data-status"] == "2"


def test_a_step_that_lacks_its_reason_comes_back_with_words(counter: Counter, code: str) -> None:
    at = page(counter.officer("CB001"), f"/desk/{code}").press("do-refuse_receipt")
    assert at.status == 422
    assert at.data["refusal"]["data-code"] == "dossier.step-incomplete"
    assert at.data["status"]["data-status"] == "1"


def test_a_paper_is_digitised_and_an_infected_one_is_not(counter: Counter, code: str) -> None:
    officer = counter.officer("CB001")
    at = page(officer, f"/desk/{code}")
    at.attach("file")
    at = at.press("do-digitise")
    assert at.status == 200, at.text
    assert "Đã số hóa tại quầy" in at.text
    kept = officer.http.get(at.links["paper-file"])
    assert (kept.status_code, kept.headers["content-type"]) == (200, "application/pdf")
    assert kept.headers["content-disposition"].startswith("attachment")
    at.attach("file", EICAR)
    assert at.press("do-digitise").data["refusal"]["data-code"].startswith("attachment.")


def test_a_post_without_the_code_of_the_form_changes_nothing(counter: Counter, code: str) -> None:
    officer = counter.officer("CB001")
    answer = officer.http.post(f"/desk/{code}/steps", data={"event": "receive", "version": "1"})
    assert answer.status_code == 403
    assert "page.form-stale" in answer.text
    assert page(officer, f"/desk/{code}").data["status"]["data-status"] == "1"


def test_the_register_is_asked_for_the_dossier_and_the_citizen_sees_it(
    counter: Counter, code: str, population: Register
) -> None:
    at = page(counter.officer("CB002"), f"/desk/{code}").press("look-up")
    assert at.status == 200
    assert "Số 73, đường 2 Tháng 9" in at.text
    assert "known-blood_type" not in at.data  # no field of this procedure
    look = population.audit("048099999072")[0]
    assert (look["action"], look["on_behalf_of"], look["dossier"]) == ("share", "officer:CB002", code)
    assert look["procedure"] == "1.008498"
    assert "permanent_address" in look["fields"]
    assert "blood_type" not in look["fields"]


def test_the_look_leaves_its_line_at_the_portal(counter: Counter, code: str, portal: Register) -> None:
    page(counter.officer("CB002"), f"/desk/{code}").press("look-up")
    (line,) = [one for one in portal.audit("048099999072") if one["action"] == "look-up-applicant"]
    assert (line["on_behalf_of"], line["dossier"], line["outcome"]) == ("officer:CB002", code, "found")


def test_a_page_of_a_dossier_is_one_look_and_a_step_is_one_more(counter: Counter, code: str, portal: Register) -> None:
    officer = counter.officer("CB001")
    page(officer, f"/desk/{code}").press("do-receive")
    page(officer, f"/desk/{code}")
    lines = [line for line in portal.audit("048099999072") if line["on_behalf_of"] == "officer:CB001"]
    assert [line["action"] for line in lines] == ["show-dossier", "show-dossier", "take-step", "show-dossier"]
    assert {(line["dossier"], line["procedure"]) for line in lines} == {(code, "1.008498")}


def test_a_register_that_is_down_is_said_and_nothing_is_kept(counter: Counter, code: str, population: Register) -> None:
    open_page = page(counter.officer("CB002"), f"/desk/{code}")
    population.http.post("/_sandbox/faults", json={"kind": "refuse", "path": "/v1/citizens"})
    assert open_page.press("look-up").status == 502


def test_the_control_sheet_and_the_register_book_are_signed(counter: Counter, code: str) -> None:
    officer = counter.officer("CB001")
    answer = page(officer, f"/desk/{code}").press("control-sheet")
    assert answer.status == 200
    page(officer, f"/desk/{code}").press("do-receive")
    book = page(officer, "/desk")
    book.type("book-agency", code.partition("-")[0])
    assert book.press("book").status == 200


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_desk_speaks_both_languages_to_the_end(counter: Counter, code: str, lang: str) -> None:
    at = page(counter.officer("CB001"), f"/desk/{code}?lang={lang}").press("do-receive")
    assert f'<html lang="{lang}">' in at.text
    assert ("Recorded" in at.text) is (lang == "en")
