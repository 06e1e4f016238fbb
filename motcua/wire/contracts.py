"""Where the contracts and the services stand: beside the package in a checkout, inside it in an installed wheel."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# libyaml reads the personas in a tenth of the time; PyYAML can be built without it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def app_root() -> Path:
    """The folder that holds ``services`` and ``contracts``."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_app"
    return installed if installed.is_dir() else package.parent


def root() -> Path:
    """The contracts folder: OpenAPI, schemas, code lists, personas, clients, cases."""
    return app_root() / "contracts"


def read_yaml(file: Path) -> Any:
    """The content of a YAML file."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # a safe loader


def personas(folder: Path | None = None) -> Iterator[dict[str, Any]]:
    """The named people, whole, in the order of their files."""
    for file in sorted((folder or root() / "personas").glob("*.yaml")):
        yield read_yaml(file)
