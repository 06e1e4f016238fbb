"""Tables of docs/misbehaviour.md: what can be wrong on purpose, and what a correct client does."""

from collections.abc import Iterable
from itertools import groupby

from scripts.markdown import table
from services.eid_auth.rules import corruptions, misconduct

HEADS = ("Name", "Sai ở đâu", "What is wrong", "Refuse?", "A correct client", "Clause")


def corruption_table() -> str:
    """Every corruption of the ID token."""
    return _rows(corruptions.ALL.values())


def misdeed_tables() -> str:
    """Every misdeed of the protocol, one table per endpoint."""
    endpoints = groupby(misconduct.ALL.values(), key=lambda one: one.endpoint)
    return "\n\n".join(f"### {endpoint}\n\n{_rows(them)}" for endpoint, them in endpoints)


def _rows(every: Iterable[corruptions.Corruption | misconduct.Misdeed]) -> str:
    rows = [(f"`{one.name}`", one.vi, one.en, f"**{one.refuse}**", one.client, one.clause) for one in every]
    return table(HEADS, rows)
