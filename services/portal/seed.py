"""The slice of portal: accounts from before the electronic identity; no cases and no accounts of today."""

from pathlib import Path

from motcua.chassis import slices
from motcua.chassis.db import Work
from services.portal.settings import NAME
from services.portal.tables.accounts import OLD_ACCOUNTS


def fill(work: Work, folder: Path) -> None:
    """Insert the slice."""
    slices.fill(work, folder, NAME, {"old_accounts": OLD_ACCOUNTS})
