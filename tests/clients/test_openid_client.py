"""openid-client signs in, refreshes, reads the user info and signs out, by what discovery tells it."""

import pytest

from tests.clients.openid_client import ask
from tests.clients.parties import Party


@pytest.mark.parametrize("checks", [True, False], ids=["strict", "as it comes"])
def test_from_login_to_logout(party: Party, checks: bool) -> None:
    story = ask(party, checks=checks)
    assert (story["claims"]["iss"], story["claims"]["aud"]) == (party.server, party.client_id)
    assert story["claims"]["acr"] == "LoA2"
    assert story["person"] == story["person"] | {"sub": story["claims"]["sub"], "name": "TRẦN THỊ HOA"}
    assert story["rotated"]
    assert story["left"]
