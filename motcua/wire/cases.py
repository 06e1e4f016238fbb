"""Contract cases: ``contracts/cases/<service>/<operation>/<status>-<situation>.yaml``, a question and its answer.

A case says why it exists, what is asked and what must come back over a pristine world. The personas in it are fixed for
ever, so a case is an example in the documentation, a test of the service, and a test of anybody else's service alike.
"""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from motcua.wire.contracts import root

CLOCK = "2026-07-01T09:00:00+07:00"
"""The sandbox time of a case that names none."""


class Case(NamedTuple):
    """One question to one operation, and its answer."""

    service: str
    operation: str
    situation: str
    status: int
    because: dict[str, str]
    by: str
    procedure: str
    clock: str
    exact: bool
    before: list[dict[str, Any]]
    ask: dict[str, Any]
    answer: dict[str, Any]
    behalf: str = ""


def read(file: Path) -> Case:
    """One case; raises KeyError where a member is missing and ValueError where the name has no status."""
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    status, _, situation = file.stem.partition("-")
    return Case(
        file.parts[-3],
        file.parts[-2],
        situation,
        int(status),
        found["because"],
        found.get("by", "portal"),
        found.get("procedure", "1.008503"),
        found.get("clock", CLOCK),
        found.get("exact", True),
        found.get("before", []),
        found["ask"],
        found["answer"],
        found.get("behalf", ""),
    )


def of(service: str, operation: str = "*") -> list[Case]:
    """The cases of one operation, or of a whole service, by name."""
    return [read(file) for file in sorted((root() / "cases" / service).glob(f"{operation}/*.yaml"))]
