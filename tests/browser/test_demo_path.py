"""The demonstration as its audience sees it: the story of permanent residence in a real Chromium, from end to end."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from motcua.stack import Sandbox
from motcua.wire import contracts
from tests.browser.looking import beyond
from tests.journeys.filing import SCAN
from tests.programs import poppler

STORY: dict[str, Any] = contracts.read_yaml(contracts.root() / "demo" / "dang-ky-thuong-tru.yaml")
PRESENTED = {"width": 1280, "height": 800}


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.set_viewport_size({"width": PRESENTED["width"], "height": PRESENTED["height"]})
    return opened


def press(page: Page, name: str, paper: Path) -> None:
    """One press as the story names it."""
    what, typed, text = name.partition("=")
    if typed and text == "@paper":
        page.get_by_test_id(what).first.set_input_files(paper)
    elif typed:
        shown(page, what).fill(text)
    elif name.startswith("+"):
        shown(page, name[1:]).check()
    else:
        button = shown(page, name)
        with page.expect_navigation():  # a click alone does not wait, and the next one would cut the answer off
            button.click()


def shown(page: Page, testid: str) -> Any:
    """The element, with what hides it (``details``) opened as a person would."""
    found = page.get_by_test_id(testid).first
    hidden = found.locator("xpath=ancestor::details[not(@open)]")
    for _ in range(hidden.count()):
        hidden.first.locator("> summary").click()
    return found


def signed(page: Page, pdf: Path) -> str:
    """What poppler says of a document that the person downloads."""
    with page.expect_download() as downloading:
        page.get_by_test_id("download").first.click()
    downloading.value.save_as(pdf)
    done = subprocess.run([poppler("pdfsig"), "-nocert", pdf], capture_output=True, text=True, check=True)
    return done.stdout


def test_from_the_front_page_to_a_result_that_replaces_a_paper(page: Page, pristine: Sandbox, tmp_path: Path) -> None:
    paper = tmp_path / "giay-to.pdf"
    paper.write_bytes(SCAN)
    page.goto("/demo")
    press(page, "reset", paper)
    press(page, f"story-{STORY['id']}", paper)
    press(page, "go", paper)
    for number, step in enumerate(STORY["steps"], 1):
        bar = page.get_by_test_id("demo-bar")
        bar.wait_for(timeout=10_000)
        assert (bar.get_attribute("data-story"), bar.get_attribute("data-step")) == (STORY["id"], str(number))
        assert "SANDBOX" in page.get_by_test_id("band").inner_text()
        assert not beyond(page), step["title"]["en"]
        if step["to"] == "/documents":
            said = signed(page, tmp_path / "result.pdf")
            assert "Signature is Valid" in said
            assert "Total document signed" in said
        for name in step.get("presses", ()):
            press(page, name, paper)
        if number < len(STORY["steps"]):
            press(page, "demo-next", paper)
    replaced = page.locator('[data-testid^="paper-"][data-has="true"]', has_text="trong kho của bạn")
    assert replaced.count() >= 1
    words = subprocess.run([poppler("pdftotext"), tmp_path / "result.pdf", "-"], capture_output=True, check=True)
    text = words.stdout.decode()
    assert "DƯƠNG THỊ KIM" in text
    assert "\ufffd" not in text
