"""The pages of signed documents in every state: no violation that axe-core can see, nothing cut off at 320 pixels."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.stack import Sandbox
from tests.browser.looking import beyond, violations
from tests.journeys.filing import Filing, procedures

pytestmark = pytest.mark.browser
SLUG = "thong-bao-luu-tru"  # a notice: its receipt is signed at once


class Given(NamedTuple):
    """A person who has a document, and its file."""

    persona: str
    document: str
    file: Path


@pytest.fixture
def given(pristine: Sandbox, tmp_path: Path) -> Given:
    procedure = procedures(pristine)[SLUG]
    persona = procedure["personas"][0]
    with Filing.of(pristine, persona, procedure["assurance"]) as filing:
        dossier = filing.file(procedure, filing.open(procedure))
        document = dossier["letters"][0]
        file = tmp_path / "letter.pdf"
        file.write_bytes(filing.api.http.get(f"/v1/documents/{document}/file").content)
    return Given(persona, document, file)


def own(page: Page, given: Given, lang: str) -> None:
    page.goto(f"/sign-in?persona={given.persona}&return_to=%2Fdocuments%3Flang%3D{lang}")
    expect(page.get_by_test_id("document").first).to_be_visible()


def linked(page: Page, given: Given, lang: str) -> None:
    own(page, given, lang)
    page.get_by_test_id("share").first.click()
    page.get_by_test_id("make-link").first.click()
    expect(page.get_by_test_id("link-address")).to_be_visible()


def shared(page: Page, given: Given, lang: str) -> None:
    linked(page, given, lang)
    page.goto(f"{page.get_by_test_id('link-address').inner_text()}?lang={lang}")
    expect(page.get_by_test_id("owner")).to_be_visible()


def verified(page: Page, given: Given, lang: str, more: bytes, verdict: str) -> None:
    page.goto(f"/verify?lang={lang}")
    content = given.file.read_bytes() + more
    page.get_by_test_id("file").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": content})
    page.get_by_test_id("verify-file").click()
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", verdict)


def wrong(page: Page, _: Given, lang: str) -> None:
    page.goto(f"/verify?lang={lang}")
    page.get_by_test_id("code").fill("7K3M")
    page.get_by_test_id("verify-code").click()
    expect(page.get_by_test_id("error-summary")).to_be_visible()


STATES: dict[str, Callable[[Page, Given, str], object]] = {
    "own": own,
    "linked": linked,
    "shared": shared,
    "form": lambda page, _, lang: page.goto(f"/verify?lang={lang}"),
    "wrong": wrong,
    "intact": lambda page, given, lang: verified(page, given, lang, b"", "intact"),
    "tampered": lambda page, given, lang: verified(page, given, lang, b"\n", "tampered"),
    "on record": lambda page, given, lang: page.goto(f"/verify/{given.document}?lang={lang}"),
    "unknown": lambda page, _, lang: page.goto(f"/verify/0000-0000-0000-0000?lang={lang}"),
}


@pytest.fixture
def page(browser: Browser, pristine: Sandbox) -> Iterator[Page]:
    """A window of 320 pixels."""
    opened = browser.new_page(base_url=pristine.urls["portal"], viewport={"width": 320, "height": 700})
    yield opened
    opened.context.close()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("state", STATES)
def test_documents_stand_in_nobodys_way(page: Page, given: Given, axe: str, state: str, lang: str) -> None:
    STATES[state](page, given, lang)
    found = violations(page, axe)
    assert not found, "\n".join(found)
    assert beyond(page) <= 0
