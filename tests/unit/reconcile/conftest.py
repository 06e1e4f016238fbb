"""The default world as its service holds it, for comparison with the single call."""

import sqlite3
from collections.abc import Iterator

import pytest

from motcua.chassis.clock import Clock
from motcua.chassis.db import Work
from motcua.chassis.sqlite import SQLite
from motcua.world import default_slices
from services.population_db import seed, tables


@pytest.fixture(scope="session")
def population(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """The population register of the default world, in the tables of its service."""
    folder = tmp_path_factory.mktemp("population")
    driver = sqlite3.connect(":memory:")
    SQLite(folder, "population_db", tables.ALL, Clock(), folder / "pristine.sqlite").create(driver)
    work = Work(driver, "sqlite", Clock())
    seed.fill(work, default_slices())
    yield work
    driver.close()
