"""The Python files of a tree, as the shape checks see them. Every check takes the root, so that it can be tried."""

import ast
from collections.abc import Iterator
from pathlib import Path

PRODUCT = ("motcua", "services")
SERVICES = ("population_db", "eid_auth", "tax_db", "portal")


def python_files(root: Path, *tops: str) -> Iterator[Path]:
    """Yield the Python files below the given top folders, in order."""
    for top in tops:
        yield from sorted((root / top).rglob("*.py"))


def relative(root: Path, file: Path) -> str:
    """Name a file as a reader of the repository would."""
    return file.relative_to(root).as_posix()


def lines(file: Path) -> int:
    """Count the lines of a file."""
    return len(file.read_text(encoding="utf-8").splitlines())


def tree(file: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
