"""The provider of the started sandbox, and a client registered with it."""

import pytest

from motcua.stack import Sandbox
from tests.clients.parties import Party, register


@pytest.fixture
def party(sandbox: Sandbox) -> Party:
    """A fresh client; nothing listens at its addresses, the test is its own browser."""
    return register(sandbox.urls["eid_auth"], "http://127.0.0.1:9/signed-in", "http://127.0.0.1:9/signed-out")
