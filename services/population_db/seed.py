"""The population slice of the world becomes rows."""

from pathlib import Path

from motcua.chassis import slices
from motcua.chassis.db import Work
from services.population_db.settings import NAME
from services.population_db.tables import Register


def fill(work: Work, folder: Path) -> None:
    """Insert every row of the slice below ``folder``."""
    slices.fill(work, folder, NAME, Register.metadata.tables)
