"""Every story of the guided demonstration, walked over HTTP by what its bar says: the presenter types nothing."""

from pathlib import Path

import httpx
import pytest

from motcua.stack import Sandbox
from motcua.wire import contracts
from tests.presses import Page, open_page

FILES = sorted((contracts.root() / "demo").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_story_can_be_told_to_its_end(sandbox: Sandbox, file: Path, lang: str) -> None:
    story = contracts.read_yaml(file)
    with httpx.Client(base_url=sandbox.urls["portal"], headers={"Accept": "text/html"}, trust_env=False) as browser:
        spoken = "?lang=en" if lang == "en" else ""
        page = open_page(browser, f"{sandbox.urls['portal']}/demo{spoken}").press("reset")
        assert "reset-done" in page.data
        page = page.press(f"story-{story['id']}").press("go")
        for number, step in enumerate(story["steps"], 1):
            bar = page.data["demo-bar"]
            assert (bar["data-story"], bar["data-step"]) == (story["id"], str(number)), page.text
            assert step["title"][lang] in page.text
            for press in step.get("presses", []):
                page = pressed(page, press)
            if number < len(story["steps"]):
                page = page.press("demo-next")
                assert page.status == 200, page.text


def pressed(page: Page, press: str) -> Page:
    """One press as the story names it; the page after it."""
    name, typed, text = press.partition("=")
    if typed and text == "@paper":
        page.attach(name)
    elif typed:
        page.type(name, text)
    elif press.startswith("+"):
        page.tick(press[1:])
    else:
        page = page.press(press)
        assert page.status == 200, (press, page.text)
    return page
