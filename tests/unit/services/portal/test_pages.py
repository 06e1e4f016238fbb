from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from motcua.chassis.site import LANGUAGES
from services.portal.pages import form
from services.portal.pages.people import by_situation, people
from services.portal.pages.site import SITE
from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

TODAY = date(2026, 1, 1)
HOA = {"cmnd": "901 999 001", "full_name": "Trần Thị Hoa", "day": "2", "month": "3", "year": "1971"}
HTML = {"Accept": "text/html"}


@pytest.fixture
def engine() -> str:
    """The pages know nothing of databases."""
    return "sqlite"


def leaves(texts: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(texts, dict):
        for name, inner in texts.items():
            yield from leaves(inner, f"{path}.{name}")
    else:
        yield path, texts


def test_both_languages_say_the_same_things() -> None:
    vi, en = (dict(leaves(SITE.texts(lang))) for lang in LANGUAGES)
    assert set(vi) == set(en)
    gaps = [path for path in vi if str(vi[path]).count("{") != str(en[path]).count("{")]
    assert not gaps


def test_every_persona_is_offered_once_with_all_its_ways() -> None:
    offered = [person for group in by_situation().values() for person in group]
    assert sorted(person.slug for person in offered) == sorted(load())
    assert [len(person.tries) for person in people().values()] == [len(load()[slug]["outcomes"]) for slug in people()]


@pytest.mark.parametrize("slug", load())
def test_a_persona_fills_the_form_with_exactly_what_it_declares(slug: str) -> None:
    for one in people()[slug].tries:
        read = form.read(form.of_declaration(one.ask), TODAY, real_numbers=False)
        assert read.slips == ()
        assert read.declared is not None
        assert read.declared.model_dump(exclude_defaults=True, mode="json") == {
            name: value for name, value in one.ask.items() if (name, value) != ("policy", "tolerant")
        }


@pytest.mark.parametrize(
    ("change", "field", "text"),
    [
        ({"cmnd": ""}, "cmnd", "cmnd_missing"),
        ({"cmnd": "90199900"}, "cmnd", "cmnd_wrong_length"),
        ({"cmnd": "9O1999001"}, "cmnd", "cmnd_wrong_format"),
        ({"cmnd": "001171999001"}, "cmnd", "cmnd_twelve"),
        ({"cmnd": "000901999001"}, "cmnd", "cmnd_twelve"),
        ({"cmnd": "012345678"}, "cmnd", "cmnd_real"),
        ({"full_name": "  "}, "full_name", "name_missing"),
        ({"full_name": "a" * 101}, "full_name", "name_long"),
        ({"full_name": "Hoa\x07"}, "full_name", "name_unreadable"),
        ({"day": "", "month": "", "year": ""}, "day", "born_missing"),
        ({"year": "71"}, "year", "born_year"),
        ({"year": "1871"}, "year", "born_year"),
        ({"month": ""}, "month", "born_month"),
        ({"day": "31", "month": "2"}, "day", "born_impossible"),
        ({"day": "x"}, "day", "born_impossible"),
        ({"year": "2026"}, "day", "born_future"),
        ({"tax_code": "123"}, "tax_code", "tax_code_wrong"),
        ({"tax_code": "0100112437"}, "tax_code", "tax_code_real"),
    ],
)
def test_a_slip_is_named_at_its_field(change: dict[str, str], field: str, text: str) -> None:
    read = form.read({**HOA, **change}, TODAY, real_numbers=False)
    assert read.declared is None
    assert read.slips == (form.Slip(field, text),)
    assert all(text in SITE.texts(lang)["errors"] for lang in LANGUAGES)


def test_real_numbers_are_taken_where_the_knob_says_so() -> None:
    read = form.read({**HOA, "cmnd": "012345678", "tax_code": "0100112437"}, TODAY, real_numbers=True)
    assert read.declared is not None
    assert (read.declared.cmnd, read.declared.tax_code) == ("012345678", "0100112437")


def test_what_was_typed_is_text_and_never_markup(portal: Register) -> None:
    page = portal.http.post(
        "/reconciliations", data={**HOA, "cmnd": "1", "full_name": "<script>alert(1)</script>"}, headers=HTML
    )
    assert page.status_code == 422
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_every_page_forbids_what_is_foreign(portal: Register) -> None:
    for address in ("/", "/reconciliations", "/personas", "/nowhere", "/static/site.css", "/docs", "/docs/begin.js"):
        page = portal.http.get(address, headers=HTML)
        assert page.headers["content-security-policy"].startswith("default-src 'self';"), address
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "https://" not in page.text or address.startswith("/static"), address


def test_machines_still_get_problems(portal: Register) -> None:
    for address, headers in (("/nowhere", {}), ("/v1/nowhere", HTML), ("/_sandbox/nowhere", HTML)):
        assert portal.http.get(address, headers=headers).headers["content-type"] == "application/problem+json"
    assert portal.http.get("/static/../settings.py", headers=HTML).status_code == 404
    assert portal.http.get("/nowhere", headers=HTML).headers["content-type"].startswith("text/html")


def test_the_page_asks_as_the_portal_for_a_citizen_and_leaves_audit_lines(portal: Register, tax: Register) -> None:
    page = portal.http.post("/reconciliations", data=HOA, headers=HTML)
    assert page.history[0].status_code == 303
    assert page.url.path.startswith("/cases/DS-")
    lines = portal.audit()
    assert [(line["action"], line["on_behalf_of"], line["client"]) for line in lines] == [
        ("show", "citizen:page", "portal"),
        ("reconcile", "citizen:page", "portal"),
    ]
    assert {line["on_behalf_of"] for line in tax.audit()} == {"citizen:page"}


def test_a_refused_page_leaves_its_audit_line_too(portal: Register, tax: Register) -> None:
    tax.http.post("/_sandbox/faults", json={"kind": "garble", "path": "/v1/"})
    page = portal.http.post("/reconciliations", data=HOA, headers=HTML)
    assert page.status_code == 502
    assert "Cơ sở dữ liệu thuế" in page.text
    assert ("reconcile", "refused:upstream.broken") in [(line["action"], line["outcome"]) for line in portal.audit()]
    assert portal.http.get("/cases/DS-260101-000001", headers=HTML).status_code == 404
    assert portal.audit()[0]["outcome"] == "refused:reconciliation.unknown"


def test_the_page_shows_only_what_the_portal_opened(portal: Register) -> None:
    case = portal.ask("/v1/reconciliations", by="tinh-demo", cmnd="901999001", full_name="Hoa", born_on="1971").json()
    assert portal.http.get(f"/cases/{case['id']}", headers=HTML).status_code == 404
    assert case["id"] not in portal.http.get("/reconciliations").text


def test_cases_opened_at_once_get_numbers_of_their_own(portal: Register) -> None:
    def opened(_: int) -> str:
        ask = {"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}
        return str(portal.ask("/v1/reconciliations", **ask).json()["id"])

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(opened, range(24)))
    assert sorted(int(one[-6:]) for one in ids) == list(range(1, 25))
