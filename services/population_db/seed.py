"""The population slice of the world becomes rows."""

from pathlib import Path

from motcua.chassis import slices
from motcua.chassis.db import Statement, Work, nothing
from motcua.wire.slices import SLICES
from services.population_db import tables
from services.population_db.settings import NAME


def fill(work: Work, folder: Path) -> None:
    """Insert every row of the slice below ``folder``."""
    by_name = {table.name: table for table in tables.ALL}
    for table in SLICES[NAME]:
        work.many(Statement(by_name[table.name].insert(), nothing), slices.rows(folder, table))
