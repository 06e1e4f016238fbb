"""One sandbox and one Chromium for all browser tests; every test gets pristine registers and an empty browser."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from motcua.stack import Sandbox, Settings
from tests.browser.relying import RelyingParty
from tests.programs import chromium

# Without the background flags the browser itself calls out; these tests must not need a network.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """All services on free ports; the portal waits one second for the registers."""
    with Sandbox(Settings(port_base=0, data=tmp_path_factory.mktemp("sandbox"), upstream_timeout=1.0)) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium; closed after this folder, since Playwright keeps an event loop running meanwhile."""
    program = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def pristine(sandbox: Sandbox) -> Sandbox:
    """The sandbox with every register as at its start."""
    for url in sandbox.urls.values():
        httpx.post(f"{url}/_sandbox/reset").raise_for_status()
    return sandbox


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def context(request: pytest.FixtureRequest, browser: Browser, pristine: Sandbox) -> Iterator[BrowserContext]:
    """An empty browser, with and without scripts, that stays at the sandbox."""
    opened = browser.new_context(base_url=pristine.urls["portal"], java_script_enabled=request.param)
    strangers: list[str] = []
    opened.on("request", lambda asked: strangers.append(asked.url) if not _local(asked.url) else None)
    yield opened
    opened.close()
    assert not strangers, f"the pages ask elsewhere: {strangers}"


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:"))


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()


@pytest.fixture
def rp(pristine: Sandbox) -> Iterator[RelyingParty]:
    """A relying party of this test alone, listening."""
    with RelyingParty(pristine.urls["eid_auth"]) as listening:
        yield listening


@pytest.fixture(scope="module")
def axe() -> str:
    """The accessibility engine."""
    return (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
