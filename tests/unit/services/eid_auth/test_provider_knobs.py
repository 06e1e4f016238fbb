"""The knobs of the provider: relaxed for all clients, silent for everybody or nobody, other clients, other names."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from motcua.chassis.settings import Settings as Knobs
from services.eid_auth.app import create_app
from services.eid_auth.rules.clients import RELAXATIONS
from services.eid_auth.settings import Settings
from tests.unit.services.eid_auth.relying import CALLBACK, HOA, RelyingParty, members

Provided = Callable[..., RelyingParty]


@pytest.fixture
def provided(personas_as_slices: Path, tmp_path: Path) -> Iterator[Provided]:
    """``provided(relax="any-client")``: a provider with these knobs."""
    with ExitStack() as ending:

        def start(public: dict[str, str] | None = None, **knobs: Any) -> RelyingParty:
            settings = Settings(slices=personas_as_slices, public=public or {}, knobs=Knobs(data=tmp_path, **knobs))
            http = ending.enter_context(TestClient(create_app(settings), base_url="http://127.0.0.1:8002"))
            return RelyingParty(http)

        yield start


def test_every_relaxation_can_be_given_to_all(provided: Provided) -> None:
    lax = provided(relax=", ".join(RELAXATIONS))
    assert "sandbox-relaxed" not in lax.authorize().headers
    sent = lax.authorize(redirect_uri="http://127.0.0.1:1/callback", code_challenge=None, code_challenge_method=None)
    assert sent.headers["sandbox-relaxed"] == "loopback-any-port, pkce-optional"


def test_any_client(provided: Provided) -> None:
    lax = provided(relax="any-client")
    there = "http://127.0.0.1:7777/anywhere"
    sent = lax.authorize(client_id="nobody-registered-me", redirect_uri=there)
    assert sent.headers["sandbox-relaxed"] == "any-client"
    code = members(sent.headers["location"])["code"]
    answer = lax.token(code=code, client_id=None, redirect_uri=there, auth=("nobody-registered-me", "whatever"))
    assert answer.status_code == 200, answer.text
    assert answer.headers["sandbox-relaxed"] == "any-client"
    assert lax.token(code=lax.code(), client_id=None, auth=("portal", "whatever")).status_code == 401


def test_http_redirects_elsewhere(provided: Provided) -> None:
    lax = provided(relax="http-redirect")
    there = "http://sandbox.internal:9000/cb"
    lax.register(client_id="team", redirect_uris=[there], token_endpoint_auth_method="none")
    assert lax.authorize(client_id="team", redirect_uri=there).headers["location"].startswith(there)


def test_an_access_token_in_the_address(provided: Provided) -> None:
    lax = provided(relax="token-in-query")
    told = lax.http.get("/userinfo", params={"access_token": lax.signed_in()["access_token"]})
    assert (told.status_code, told.headers["sandbox-relaxed"]) == (200, "token-in-query")


def test_sign_out_to_anywhere(provided: Provided) -> None:
    lax = provided(relax="logout-any-redirect")
    asked = {"id_token_hint": lax.signed_in()["id_token"], "post_logout_redirect_uri": "http://127.0.0.1:1/bye"}
    gone = lax.http.get("/logout", params=asked, follow_redirects=False)
    assert (gone.headers["location"], gone.headers["sandbox-relaxed"]) == (
        "http://127.0.0.1:1/bye", "logout-any-redirect",
    )  # fmt: skip


def test_a_relaxation_that_does_not_exist_stops_the_start(provided: Provided) -> None:
    with pytest.raises(ValueError, match="relax: everything is not among"):
        provided(relax="everything")


def test_silent_sign_in_switched_off(provided: Provided) -> None:
    strict = provided(silent_sign_in=False, sign_in_as=HOA)
    assert strict.authorize().headers["location"].startswith("/sign-in/")
    assert strict.error(prompt="none")["error"] == "login_required"


def test_everybody_is_one_persona(provided: Provided) -> None:
    ours = provided(sign_in_as=HOA)
    sent = ours.authorize(persona=None)
    assert sent.headers["sandbox-silent-sign-in"] == HOA
    assert "code" in members(sent.headers["location"])
    other = ours.authorize(persona="lan-three-numbers")
    assert other.headers["sandbox-silent-sign-in"] == "lan-three-numbers"


def test_clients_of_another_file(provided: Provided, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(f"- {{client_id: mine, token_endpoint_auth_method: none, redirect_uris: ['{CALLBACK}']}}\n")
    ours = provided(relying_parties=file)
    assert ours.code(client_id="mine")
    assert ours.authorize(client_id="demo-rp").status_code == 400
    file.write_text("- {client_id: mine, redirect_uris: ['http://example.com/cb']}\n")
    with pytest.raises(ValueError, match="http is for loopback"):
        provided(relying_parties=file)


def test_the_issuer_is_where_browsers_see_it(provided: Provided) -> None:
    ours = provided(public={"eid_auth": "https://eid.test", "portal": "https://portal.test"})
    document = ours.http.get("/.well-known/openid-configuration").json()
    assert document["token_endpoint"] == "https://eid.test/token"
    claims = ours.claims(ours.signed_in())
    assert claims["iss"] == "https://eid.test"
    portal = ours.authorize(client_id="portal", redirect_uri="https://portal.test/signed-in")
    assert portal.headers["location"].startswith("https://portal.test/signed-in?code=")
    cookies = [value for name, value in portal.headers.multi_items() if name == "set-cookie"]
    assert all("Secure" in cookie for cookie in cookies)
