"""Every situation is put to every engine."""

import pytest

from tests.spec.engines import ENGINES, Engine


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """One of the engines that must give the same answers."""
    return ENGINES[request.param]()
