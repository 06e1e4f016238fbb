"""openid-client signs in, refreshes, reads the user info and signs out, by what discovery tells it."""

import pytest

from tests.clients.openid_client import ask, run
from tests.clients.parties import Party


@pytest.mark.parametrize("checks", [True, False], ids=["strict", "as it comes"])
def test_from_login_to_logout(party: Party, checks: bool) -> None:
    story = ask(party, checks=checks)
    assert (story["claims"]["iss"], story["claims"]["aud"]) == (party.server, party.client_id)
    assert story["claims"]["acr"] == "LoA2"
    assert story["person"] == story["person"] | {"sub": story["claims"]["sub"], "name": "TRẦN THỊ HOA"}
    assert story["rotated"]
    assert story["left"]


@pytest.mark.parametrize(
    ("method", "alg", "pushed"),
    [
        ("client_secret_basic", "ES256", False),
        ("client_secret_post", "RS256", True),
        ("private_key_jwt", "ES256", True),
        ("none", "RS256", False),
    ],
)
def test_registered_by_itself_it_goes_every_way(party: Party, method: str, alg: str, pushed: bool) -> None:
    """Dynamic registration, each way to prove itself, both algorithms, pushed requests, introspection, revocation."""
    told = run("every-way.mjs", party._asdict() | {"method": method, "alg": alg, "pushed": pushed})
    living, revoked = (None, None) if method == "none" else (True, False)
    assert told == {"alg": alg, "name": "TRẦN THỊ HOA", "before": living, "after": revoked, "left": True}
