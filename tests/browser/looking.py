"""How the tests look at a page: what axe-core finds, and what sticks out of the window."""

from typing import Any

from playwright.sync_api import Page


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core objects to."""
    # Evaluated by the debugger, not by the page, so that the page's own policy stays as it is.
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {node['target']} {one['help']}" for one in found["violations"] for node in one["nodes"]]


def beyond(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found
