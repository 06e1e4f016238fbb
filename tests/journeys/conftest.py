"""What journeys share: knobs of a sandbox that is theirs alone, on every engine."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from motcua.stack import Settings
from tests.conftest import ENGINES


@pytest.fixture(params=ENGINES)
def knobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A data folder and, for PostgreSQL, a database that nobody else uses."""
    with ExitStack() as ending:
        url = ""
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres_server")
            from tests.postgres_server import database  # noqa: PLC0415  # the driver is an extra

            url = ending.enter_context(database(server))
        yield Settings(data=tmp_path / "data", port_base=0, database_url=url)
