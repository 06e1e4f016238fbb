"""The named people of ``contracts/personas``: rows of every world, with numbers that nobody else gets."""

from functools import cache
from pathlib import Path
from typing import Any

from motcua.wire import contracts
from motcua.wire.slices import (
    ACCOUNTS,
    ANSWERS,
    CITIZENS,
    HOUSEHOLDS,
    NUMBERS,
    ORGANISATIONS,
    PORTAL_ACCOUNTS,
    SLICES,
    TAXPAYERS,
    Table,
)

Rows = dict[str, list[dict[str, str]]]


@cache
def load(folder: Path | None = None) -> Rows:
    """Rows by table path (``population_db/citizens.csv.gz``), files in the order of their names."""
    found: Rows = {table.path: [] for tables in SLICES.values() for table in tables}
    found[ANSWERS.path] = []
    households: dict[str, dict[str, str]] = {}
    for persona in contracts.personas(folder):
        _population(persona, found, households)
        for record in persona["tax_db"] or []:
            found[TAXPAYERS.path].append(_row(TAXPAYERS, record))
            answer = {"mst": record["mst"], "cccd": persona["numbers"]["cccd"], "dirt": persona["class"]}
            found[ANSWERS.path].append(_row(ANSWERS, answer))
        if persona["eid_auth"]:
            found[ACCOUNTS.path].append(account(persona))
        if "organisation" in persona:
            found[ORGANISATIONS.path].append(_row(ORGANISATIONS, persona["organisation"]))
        found[PORTAL_ACCOUNTS.path] += [_row(PORTAL_ACCOUNTS, each) for each in old_accounts(persona)]
    found[HOUSEHOLDS.path] = list(households.values())
    return found


def account(persona: dict[str, Any]) -> dict[str, str]:
    """The row of a persona's eID account: what the file does not say of the person is as in the population register."""
    citizen = (persona["population_db"] or {}).get("citizen") or {}
    known = {column: citizen[column] for column in ("full_name", "born_on", "sex") if column in citizen}
    kind = "citizen" if citizen.get("nationality", "VN") == "VN" else "foreigner"
    return _row(ACCOUNTS, {"kind": kind, **known, **persona["eid_auth"]})


def old_accounts(persona: dict[str, Any]) -> list[dict[str, Any]]:
    """The old portal accounts that a persona's file tells of: none, one, or a list of them."""
    told = persona.get("portal", {}).get("account", [])
    return told if isinstance(told, list) else [told]


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
