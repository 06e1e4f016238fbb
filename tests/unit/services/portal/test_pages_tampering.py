"""Forms in the wrong hands: a locked value changed, a stale code, somebody else's form, markup, odd input."""

import pytest

from tests.presses import Page
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import HTML, Browser, Played, csrf_in
from tests.unit.services.portal.counter import Counter, page
from tests.unit.services.portal.test_pages_filing import KIM, opened, reviewed

NOWHERE = "/forms/5a9d1c1e-58b4-4a41-9e0f-2f6d1f9b7a10"


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


def where(at: Page) -> str:
    return at.address.removeprefix("http://testserver")


def refused(portal: Register) -> str:
    return next(str(line["outcome"]) for line in portal.audit() if line["outcome"].startswith("refused:"))


def test_a_locked_value_that_is_sent_otherwise_is_refused_and_nothing_is_kept(kim: Browser, portal: Register) -> None:
    at = opened(kim)
    sent = {"csrf": csrf_in(at.text), "f.full_name": "Dương Thị Khác", "f.phone": "0900000963", "do": "save"}
    answer = kim.http.post(where(at), data=sent)
    assert (answer.status_code, refused(portal)) == (409, "refused:form.locked-field-changed")
    assert 'data-code="form.locked-field-changed"' in answer.text
    assert "0900000963" not in page(kim, where(at)).text


def test_a_locked_value_is_refused_where_it_is_filed_as_well(kim: Browser, portal: Register) -> None:
    at = reviewed(kim)
    sent = {"csrf": csrf_in(at.text), "f.full_name": "Dương Thị Khác", "f.declared_true": "true"}
    assert kim.http.post(where(at), data=sent).status_code == 409
    assert refused(portal) == "refused:form.locked-field-changed"
    assert "nothing" in page(kim, "/dossiers").data


@pytest.mark.parametrize("code", ["", "0" * 64])
def test_a_stale_code_files_nothing(kim: Browser, code: str) -> None:
    at = reviewed(kim)
    sent = {"csrf": code, "f.declared_true": "true"}
    for path in (where(at), where(at).removesuffix("/review"), "/services/dang-ky-thuong-tru/form"):
        answer = kim.http.post(path, data=sent)
        assert (answer.status_code, 'data-code="page.form-stale"' in answer.text) == (403, True), path
    assert "nothing" in page(kim, "/dossiers").data


def test_a_form_of_another_site_is_not_taken(kim: Browser) -> None:
    at = opened(kim)
    sent = {"csrf": csrf_in(at.text), "do": "save"}
    answer = kim.http.post(where(at), data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, 'data-code="page.posted-from-elsewhere"' in answer.text) == (403, True)


def test_somebody_elses_form_is_no_form(kim: Browser, counter: Counter, portal: Register) -> None:
    at, hoa = opened(kim), counter.browser("hoa-renewed-card")
    code = csrf_in(page(hoa, "/account").text)
    for path in (where(at), f"{where(at)}/review", NOWHERE, f"{NOWHERE}/review"):
        assert page(hoa, path).status == 404
        sent = {"csrf": code, "do": "save", "f.phone": "0900000001"}
        answer = hoa.http.post(path, data=sent)
        assert (answer.status_code, 'data-code="form.unknown"' in answer.text) == (404, True), path
    assert refused(portal) == "refused:form.unknown"
    assert "0900000001" not in page(kim, where(at)).text


@pytest.mark.parametrize("path", [NOWHERE, f"{NOWHERE}/review"])
def test_who_is_not_signed_in_signs_in_first(portal: Register, path: str) -> None:
    answer = portal.http.get(path, headers=HTML, follow_redirects=False)
    assert answer.headers["location"].startswith("/sign-in?return_to=%2Fforms%2F")
    assert portal.http.post(path, data={"csrf": "x"}, headers=HTML).status_code == 403


def test_what_is_typed_is_text_and_never_markup(kim: Browser) -> None:
    at = opened(kim)
    for name in [name for name in at.fields if name.startswith("f-") and "." not in name]:
        form, field, value = at.fields[name][0]
        if value in {"", "on"} or "@" in value:
            form.set(field, '"><script>alert(1)</script>')
    for shown in (at.press("save"), at.press("review")):
        assert "<script" not in shown.text
        assert "&lt;script&gt;" in shown.text


def test_odd_input_is_no_defect(kim: Browser) -> None:
    at = opened(kim)
    odd = {
        "csrf": csrf_in(at.text), "f.": "x", "f.phone.0": "x", "f.phone.99999999.y": "x",
        "f.members.0.nothing": "x\x00\x07", "f.unknown": "x",
        "f.email": "e" * 9000, "flag": "unknown", "p.mother.cccd": "1", "file.x": "text",
        "do": "find:nobody",
    }  # fmt: skip
    for pressed in (
        "find:nobody",
        "add:phone",
        "add:unknown",
        "remove:members:99",
        "drop:nothing",
        "update",
        "nonsense:::",
    ):
        answer = kim.http.post(where(at), data={**odd, "do": pressed})
        assert answer.status_code in {303, 404, 422}, (pressed, answer.text)
    assert page(kim, where(at)).status == 200
