"""Authlib signs in, refreshes, reads the user info and signs out, by what discovery tells it."""

import asyncio

from tests.clients import authlib_party
from tests.clients.parties import Party


def test_from_login_to_logout(party: Party) -> None:
    story = asyncio.run(authlib_party.story(party))
    assert (story["claims"]["iss"], story["claims"]["aud"]) == (party.server, party.client_id)
    assert story["claims"]["acr"] == "LoA2"
    assert story["person"] == story["person"] | {"sub": story["claims"]["sub"], "name": "TRẦN THỊ HOA"}
    assert story["rotated"]
    assert story["left"]
