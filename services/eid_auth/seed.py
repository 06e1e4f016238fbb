"""The account slice of the world becomes rows, and the provider gets its first signing keys."""

from pathlib import Path

from motcua.chassis import slices
from motcua.chassis.db import Work
from services.eid_auth.actions import keys
from services.eid_auth.settings import NAME
from services.eid_auth.tables import Register


def fill(work: Work, folder: Path) -> None:
    """Insert every row of the slice below ``folder``; the keys are this sandbox's own, and in no checkout."""
    slices.fill(work, folder, NAME, Register.metadata.tables)
    keys.ensure(work)
