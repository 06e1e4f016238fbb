"""Files for the tests of the batch: written by hand, and read again."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, str]

REGISTER = ("cccd", "cmnd", "full_name", "born_on", "sex", "province", "status")
HOA = {"cccd": "001171900123", "cmnd": "912345678", "full_name": "NGUYỄN THỊ HOA", "born_on": "1971-03-02", "sex": "2"}
HOA |= {"province": "01", "status": "1"}


def write(path: Path, rows: Iterable[Row], names: Iterable[str] = ()) -> Path:
    """A CSV file of these rows."""
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(names) or list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
