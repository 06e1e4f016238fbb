"""Table of docs/clients.md: which client caught which misbehaviour, from the record that tests/clients keeps."""

import json
from pathlib import Path

from scripts.markdown import table
from services.eid_auth.rules import corruptions, misconduct

RECORD = Path(__file__).parents[1] / "tests" / "clients" / "caught.json"


def caught() -> str:
    """One row for each misbehaviour that was tried; bold is what the standard does not want."""
    columns = json.loads(RECORD.read_text(encoding="utf-8"))
    heads = [_head(name, column["version"]) for name, column in columns.items()]
    every = [(one.name, one.en, one.refuse) for one in corruptions.ALL.values()]
    every += [(one.name, one.en, one.refuse) for one in misconduct.ALL.values()]
    rows = [
        (f"`{name}`", what, refuse, *(cell(column["outcomes"].get(name, ""), refuse) for column in columns.values()))
        for name, what, refuse in every
        if any(name in column["outcomes"] for column in columns.values())
    ]
    return table(("Misbehaviour", "What is wrong", "Refuse?", *heads), rows)


def _head(name: str, version: str) -> str:
    client, comma, how = name.partition(",")
    return f"{client} {version}".rstrip() + comma + how


def cell(outcome: str, refuse: str) -> str:
    """What one client did, in short.

    >>> cell("refused at user info: OtherPerson", "must"), cell("accepted", "must"), cell("", "must")
    ('refused at user info', '**accepted**', '–')
    """
    short = outcome.partition(":")[0].removesuffix(" at sign-in") or "–"
    unwanted = {"must": "accepted", "must not": "refused"}.get(refuse)
    return f"**{short}**" if unwanted == short.split(" ")[0] else short
