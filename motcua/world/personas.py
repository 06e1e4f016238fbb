"""The named people of ``contracts/personas``: rows of every world, with numbers that nobody else gets."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from motcua.wire import contracts
from motcua.wire.slices import ACCOUNTS, ANSWERS, CITIZENS, HOUSEHOLDS, NUMBERS, TAXPAYERS, Table

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Rows = dict[str, list[dict[str, str]]]


@cache
def load(folder: Path | None = None) -> Rows:
    """Rows by table path (``population_db/citizens.csv.gz``), files in the order of their names."""
    found: Rows = {table.path: [] for table in (CITIZENS, NUMBERS, HOUSEHOLDS, TAXPAYERS, ACCOUNTS, ANSWERS)}
    households: dict[str, dict[str, str]] = {}
    for file in sorted((folder or contracts.root() / "personas").glob("*.yaml")):
        persona: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), _LOADER)  # noqa: S506  # both are safe loaders
        _population(persona, found, households)
        for record in persona["tax_db"] or []:
            found[TAXPAYERS.path].append(_row(TAXPAYERS, record))
            answer = {"mst": record["mst"], "cccd": persona["numbers"]["cccd"], "dirt": persona["class"]}
            found[ANSWERS.path].append(_row(ANSWERS, answer))
        if persona["eid_auth"]:
            found[ACCOUNTS.path].append(_row(ACCOUNTS, persona["eid_auth"]))
    found[HOUSEHOLDS.path] = list(households.values())
    return found


def _population(persona: dict[str, Any], found: Rows, households: dict[str, dict[str, str]]) -> None:
    register = persona["population_db"]
    if not register:
        return
    found[CITIZENS.path].append(_row(CITIZENS, register["citizen"]))
    found[NUMBERS.path] += [_row(NUMBERS, number) for number in register.get("numbers") or []]
    household = register.get("household")
    if household:
        row = _row(HOUSEHOLDS, household)
        if households.setdefault(row["household_id"], row) != row:
            raise ValueError(f"{persona['slug']}: household {row['household_id']} is told in two ways")


def _row(table: Table, given: dict[str, Any]) -> dict[str, str]:
    unknown = set(given) - set(table.columns)
    if unknown:
        raise ValueError(f"{table.path} has no columns {sorted(unknown)}")
    return {column: str(given.get(column, "") or "") for column in table.columns}
