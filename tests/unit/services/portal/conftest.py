"""The portal with the two registers that it asks: real applications, joined without sockets."""

from collections.abc import Iterator

import httpx
import pytest
import respx

from motcua.wire.client import Client
from tests.unit.services.conftest import Register, Start
from tests.unit.services.portal.citizens import Browser, Played


def join(portal: Register, system: str, register: Register) -> None:
    """Let the portal's questions to ``system`` reach the application itself."""
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(register.http.app),
        base_url=f"http://{system}",
        auth=("portal", "portal-sandbox-secret"),
    )
    portal.http.app.motcua.upstreams[system] = Client(system, http)  # type: ignore[attr-defined]  # a SandboxApp


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """Both databases."""
    return str(request.param)


@pytest.fixture
def population(start: Start, engine: str) -> Register:
    """population_db, pristine."""
    return start("population_db", engine)


@pytest.fixture
def tax(start: Start, engine: str) -> Register:
    """tax_db, pristine."""
    return start("tax_db", engine)


@pytest.fixture
def portal(start: Start, engine: str, population: Register, tax: Register) -> Register:
    """The portal over both, without cases."""
    portal = start("portal", engine)
    join(portal, "population_db", population)
    join(portal, "tax_db", tax)
    return portal


@pytest.fixture
def played(portal: Register) -> Iterator[Played]:
    """A provider for the portal, who says of people what the test wants."""
    with respx.mock(assert_all_called=False) as router:
        yield Played(portal, router)


@pytest.fixture
def browser(portal: Register, played: Played) -> Browser:
    """A browser at the portal, signed out."""
    return Browser(portal, played)
