"""The tables that ``vnid`` carries with it, as CSV; ``scripts/derive_units.py`` makes those of the units.

>>> rows("provinces")[0]["vi"]
'Thành phố Hà Nội'
"""

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """All rows of one table, by column name. Read anew each time: callers keep what they make of it."""
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
