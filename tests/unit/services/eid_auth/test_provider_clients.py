"""Clients that come while the provider runs, and the relaxations that some of them have."""

import json

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import CALLBACK, ISSUER, RelyingParty, members


@pytest.fixture
def rp(eid_auth: Register) -> RelyingParty:
    return RelyingParty(eid_auth.http)


def test_dynamic_registration_and_its_token(rp: RelyingParty) -> None:
    asked = {"redirect_uris": [CALLBACK], "client_name": "Mới", "grant_types": ["authorization_code"]}
    made = rp.http.post("/register", json=asked)
    assert made.status_code == 201
    found = made.json()
    bearer = {"Authorization": f"Bearer {found['registration_access_token']}"}
    path = found["registration_client_uri"].removeprefix(ISSUER)
    assert rp.http.get(path, headers=bearer).json()["client_name"] == "Mới"
    assert rp.http.get(path).status_code == 401
    auth = (found["client_id"], found["client_secret"])
    assert rp.token(code=rp.code(client_id=auth[0]), client_id=None, auth=auth).status_code == 200
    assert rp.http.delete(path, headers=bearer).status_code == 204
    assert rp.authorize(client_id=auth[0]).json()["code"] == "relying-party.unknown"


def test_the_control_plane_registers_lists_and_forgets_clients(rp: RelyingParty) -> None:
    made = rp.register(client_id="mine", client_secret="my-secret", relaxations=["pkce-plain"])
    assert made["client_secret"] == "my-secret"
    listed = rp.http.get("/_sandbox/clients").json()["clients"]
    assert {one["origin"] for one in listed} == {"file", "control"}
    assert "my-secret" not in json.dumps(listed)
    wrong = rp.http.post("/_sandbox/clients", json={"redirect_uris": ["http://example.com"]})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "relying-party.refused")
    assert rp.http.delete("/_sandbox/clients", params={"client_id": "mine"}).json()["rows"] == 1
    assert rp.http.delete("/_sandbox/clients", params={"client_id": "portal"}).json()["rows"] == 0


RELAXED: dict[str, tuple[dict[str, str | None], dict[str, str | None]]] = {
    "loopback-any-port": ({"redirect_uri": "http://127.0.0.1:5555/callback"}, {}),
    "pkce-optional": ({"code_challenge": None, "code_challenge_method": None}, {"code_verifier": None}),
    "pkce-plain": ({"code_challenge": "p" * 43, "code_challenge_method": "plain"}, {"code_verifier": "p" * 43}),
}


@pytest.mark.parametrize("name", RELAXED)
def test_a_relaxation_shows_in_the_answer_that_needed_it(rp: RelyingParty, name: str) -> None:
    changes, form = RELAXED[name]
    rp.register(client_id="lax", token_endpoint_auth_method="none", relaxations=[name])
    strict = rp.authorize(client_id="lax")
    assert "sandbox-relaxed" not in strict.headers
    lax = rp.authorize(client_id="lax", **changes)
    assert lax.headers["sandbox-relaxed"] == name
    redirect = changes.get("redirect_uri", CALLBACK)
    code = members(lax.headers["location"])["code"]
    answer = rp.token(code=code, client_id="lax", redirect_uri=redirect, **form)
    assert answer.status_code == 200, answer.text
    assert answer.headers["sandbox-relaxed"] == name


def test_refresh_static(rp: RelyingParty) -> None:
    rp.register(client_id="lax", token_endpoint_auth_method="none", relaxations=["refresh-static"])
    first = rp.token(code=rp.code(client_id="lax", scope="openid offline_access"), client_id="lax").json()
    for _ in range(2):
        again = rp.refresh(first["refresh_token"], client_id="lax")
        assert again.json()["refresh_token"] == first["refresh_token"]
        assert again.headers["sandbox-relaxed"] == "refresh-static"
