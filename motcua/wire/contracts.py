"""Where the contracts and the services stand: beside the package in a checkout, inside it in an installed wheel."""

from functools import cache
from pathlib import Path


@cache
def app_root() -> Path:
    """The folder that holds ``services`` and ``contracts``."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_app"
    return installed if installed.is_dir() else package.parent


def root() -> Path:
    """The contracts folder: OpenAPI, schemas, code lists, personas, clients, cases."""
    return app_root() / "contracts"
