"""Organisations that a person represents, as the electronic identity says at sign-in (claim ``organisations``).

>>> claimed([{"number": "9999967508", "name": "Hợp tác xã Cói Kim Sơn"}, {"number": 5}, "odd"])
[Organisation(number='9999967508', name='Hợp tác xã Cói Kim Sơn')]
>>> loads(dumps(claimed(None)))
[]
"""

import json
from typing import Any, NamedTuple

MOST = 20
LONGEST = 200


class Organisation(NamedTuple):
    """An organisation by its tax code."""

    number: str
    name: str


def claimed(claim: Any) -> list[Organisation]:
    """The well-formed entries of a claim; a provider may send anything."""
    entries = claim[:MOST] if isinstance(claim, list) else []
    return [
        Organisation(entry["number"], entry["name"].strip()[:LONGEST])
        for entry in entries
        if isinstance(entry, dict) and _is_code(entry.get("number")) and _is_name(entry.get("name"))
    ]


def _is_code(number: Any) -> bool:
    return isinstance(number, str) and len(number) == 10 and number.isascii() and number.isdigit()


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and bool(name.strip()) and name.isprintable()  # no database takes every text


def dumps(organisations: list[Organisation]) -> str:
    """As the account keeps them; "" for none."""
    return json.dumps(organisations, ensure_ascii=False, separators=(",", ":")) if organisations else ""


def loads(kept: str) -> list[Organisation]:
    """Read what ``dumps`` wrote."""
    return [Organisation(*entry) for entry in json.loads(kept)] if kept else []
