"""portal begins without cases: the world has no slice for it."""

from pathlib import Path

from motcua.chassis.db import Work


def fill(_work: Work, _folder: Path) -> None:
    """Insert nothing."""
