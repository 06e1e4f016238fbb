"""Apache's mod_auth_openidc guards a page: login, claims for the application, refresh, logout; by discovery alone."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from motcua.stack import Sandbox
from tests.clients import apache
from tests.clients.parties import HTTP


@pytest.fixture
def place(sandbox: Sandbox, tmp_path: Path) -> Iterator[str]:
    with apache.started(sandbox.urls["eid_auth"], tmp_path) as place:
        yield place


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client(**HTTP) as browser:
        yield browser


def test_from_login_to_logout(place: str, browser: httpx.Client) -> None:
    page = apache.sign_in(browser, f"{place}/")
    assert (page.status_code, page.text) == (200, apache.PAGE)
    assert page.headers["Seen-Acr"] == "LoA2"
    assert page.headers["Seen-Name"] == "TRẦN THỊ HOA"

    known = browser.get(f"{place}/redirect_uri?info=json").json()
    assert known["id_token"]["sub"] == known["userinfo"]["sub"] == page.headers["Seen-Sub"]

    refreshed = browser.get(
        f"{place}/redirect_uri", params={"refresh": f"{place}/", "access_token": known["access_token"]}
    )
    assert refreshed.headers["Location"] == f"{place}/"
    again = browser.get(f"{place}/redirect_uri?info=json").json()
    assert again["access_token"] != known["access_token"]
    assert again["refresh_token"] != known["refresh_token"]

    out = apache.sign_in(browser, f"{place}/redirect_uri?logout={place}/signed-out")
    assert (out.status_code, out.text) == (200, "out")
    assert browser.get(f"{place}/").headers["Location"].startswith(known["id_token"]["iss"])


def test_a_stranger_is_sent_to_the_provider(place: str, browser: httpx.Client) -> None:
    sent = browser.get(f"{place}/")
    assert sent.status_code == 302
    assert "code_challenge_method=S256" in sent.headers["Location"]
    forged = browser.get(f"{place}/redirect_uri?code=forged&state=forged&iss=forged")
    assert forged.status_code >= 400
    assert not forged.headers["Seen-Sub"]
