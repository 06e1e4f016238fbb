"""Collect the closed list of refusals: what every service may say, and what only one of them says."""

import importlib
from collections.abc import Iterator
from typing import NamedTuple

from motcua.chassis.problems import Refusal

SERVICES = ("population_db", "eid_auth", "tax_db", "portal")
EVERYWHERE = "every service"


class Row(NamedTuple):
    """One line of the list."""

    code: str
    status: int
    title: str
    title_en: str
    when: str
    raised_by: str


def refusals() -> list[Row]:
    """Return every refusal that the code defines, by code."""
    importlib.import_module("motcua.chassis.app")
    for service in SERVICES:
        importlib.import_module(f"services.{service}.app")
    return sorted(_row(kind) for kind in set(_below(Refusal)) if kind.code)


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _row(kind: type[Refusal]) -> Row:
    top, *rest = kind.__module__.split(".")
    where = rest[0] if top == "services" else EVERYWHERE
    when = " ".join((kind.__doc__ or "").split("\n\n")[0].split()).replace("``", "`")
    return Row(kind.code, kind.status, kind.title, kind.title_en, when, where)
