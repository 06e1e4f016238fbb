"""Code lists of ``contracts/codelists`` in Python: a code means nothing without a day.

>>> statuses = codelist("tax-statuses")
>>> statuses.on("04", "2026-06-30").in_force, statuses.on("04", "2026-07-01").in_force
(True, False)
>>> statuses.on("08", "2026-07-01").en
''
"""

import csv
from functools import cache
from typing import NamedTuple

from motcua.wire.contracts import root


class Entry(NamedTuple):
    """What a code means on a day. A code that the list never had has no names."""

    code: str
    vi: str
    en: str
    in_force: bool


class Row(NamedTuple):
    """One row of a list; dates are ISO 8601 and inclusive, empty where open."""

    code: str
    vi: str
    en: str
    valid_from: str
    valid_to: str

    def holds(self, day: str) -> bool:
        """Whether the row is in force on ``day``."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


class Codelist:
    """One list, by code."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self._rows = rows

    def on(self, code: str, day: str) -> Entry:
        """The meaning of ``code`` on ``day`` (ISO 8601); out of force, its last meaning before; never raises."""
        rows = self._rows.get(code, [])
        holding = [row for row in rows if row.holds(day)]
        if holding:
            return Entry(code, holding[0].vi, holding[0].en, True)
        if not rows:
            return Entry(code, "", "", False)
        last = max(rows, key=lambda row: (row.valid_from <= day, row.valid_from))
        return Entry(code, last.vi, last.en, False)

    def all(self, day: str) -> list[Entry]:
        """Every code in force on ``day``, in the order of the list."""
        return [entry for code in self._rows if (entry := self.on(code, day)).in_force]


@cache
def codelist(name: str) -> Codelist:
    """The list ``contracts/codelists/<name>.csv``, read once; raises FileNotFoundError."""
    rows: dict[str, list[Row]] = {}
    with (root() / "codelists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            rows.setdefault(cells["code"], []).append(Row(*(cells[column] for column in Row._fields)))
    return Codelist(rows)
