"""Make our tables of provinces, districts and wards from the wheel of vietnamadminunits 1.0.4 (MIT licence).

    python scripts/derive_units.py path/to/vietnamadminunits-1.0.4-py3-none-any.whl

Writes motcua/vnid/data/{provinces,districts,wards_63,wards_34}.csv and contracts/codelists/provinces-{63,34}.csv. Only
codes, names and the succession of units are taken; dates come from the laws named at ``CHANGES``. The wheel is read as
an archive: nothing of it is imported or installed.
"""

import csv
import json
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "motcua/vnid/data"
LISTS = ROOT / "contracts/codelists"

OLD_FROM, OLD_TO = "2008-08-01", "2025-06-30"
"""63 provinces: from the merger of Ha Tay into Ha Noi (Resolution 15/2008/QH12) to the last day of districts."""
NEW_FROM = "2025-07-01"
"""34 provinces, no districts (Resolution 202/2025/QH15; codes of Decision 19/2025/QD-TTg)."""
OLD_SOURCE = "Resolution 15/2008/QH12; codes of Decision 124/2004/QD-TTg; derived from vietnamadminunits 1.0.4 (MIT)"
NEW_SOURCE = "Resolution 202/2025/QH15; Decision 19/2025/QD-TTg; derived from vietnamadminunits 1.0.4 (MIT)"

# A province that became a centrally-run city within its vintage: (code, first day of the vintage) to
# (name before, name from that day on, that day, source).
CHANGES = {
    ("46", OLD_FROM): ("Tỉnh Thừa Thiên Huế", "Thành phố Huế", "2025-01-01", "Resolution 175/2024/QH15"),
    ("75", NEW_FROM): ("Tỉnh Đồng Nai", "Thành phố Đồng Nai", "2026-04-30", "Resolution 30/2026/QH16"),
}
KINDS = {"Tỉnh": "Province", "Thành phố": "City"}


def english(name: str) -> str:
    """The name without its marks, the kind behind it: Tỉnh Cao Bằng, Cao Bang Province."""
    kind = next(kind for kind in KINDS if name.startswith(kind))
    bare = unicodedata.normalize("NFD", name.removeprefix(kind).strip().replace("Đ", "D").replace("đ", "d"))
    return f"{''.join(c for c in bare if not unicodedata.combining(c))} {KINDS[kind]}"


def day_before(day: str) -> str:
    """The day before one of the two days in ``CHANGES``."""
    return {"2025-01-01": "2024-12-31", "2026-04-30": "2026-04-29"}[day]


def dated(code: str, name: str, first: str, last: str, source: str) -> Iterator[dict[str, str]]:
    """One row for a province, two where its kind changed within the vintage."""
    row = {"code": code, "vi": name, "en": english(name), "valid_from": first, "valid_to": last, "source": source}
    if change := CHANGES.get((code, first)):
        before, after, day, law = change
        yield row | {"vi": before, "en": english(before), "valid_to": day_before(day)}
        row |= {"vi": after, "en": english(after), "valid_from": day, "source": f"{law}; {source}"}
    yield row


def write(path: Path, columns: Iterable[str], rows: Iterable[dict[str, str]]) -> None:
    """A CSV with these columns; further keys of a row are left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(columns), extrasaction="ignore", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def successors(converter: dict[str, Any]) -> dict[str, str]:
    """Key of an old ward (province_district_ward) to key of the new one (province_ward).

    An old ward that was divided goes to the part that the package calls the default.
    """
    found: dict[str, str] = {}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        found |= {old: f"{province}_{new}" for new, olds in wards.items() for old in olds}
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            chosen = [part for part in parts if part["isDefaultNewWard"]]
            found[old] = f"{province}_{chosen[0]['newWardKey']}"
    return found


def main(wheel: Path) -> None:
    """Read the wheel, write the six tables."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(archive.extract("vietnamadminunits/data/dataset.db", folder))
        converter = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        old = list(
            db.execute(
                "SELECT provinceCode, province, provinceKey, districtCode, district, districtKey, wardCode,"
                " ward, wardKey FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
            )
        )
        new = list(
            db.execute(
                "SELECT provinceCode, province, provinceKey, wardCode, ward, wardKey"
                " FROM admin_units ORDER BY provinceCode, wardCode"
            )
        )
        db.close()

    new_province = {row[2]: row[0] for row in new}
    new_ward = {f"{row[2]}_{row[5]}": row[3] for row in new}
    became = {old_key: new_province[key] for key, olds in converter["DICT_PROVINCE"].items() for old_key in olds}
    ward_became = {key: new_ward[target] for key, target in successors(converter).items()}

    old_rows = [
        row | {"successor": became[key]}
        for code, name, key in dict.fromkeys((r[0], r[1], r[2]) for r in old)
        for row in dated(code, name, OLD_FROM, OLD_TO, OLD_SOURCE)
    ]
    new_rows = [
        row | {"successor": ""}
        for code, name in dict.fromkeys((r[0], r[1]) for r in new)
        for row in dated(code, name, NEW_FROM, "", NEW_SOURCE)
    ]
    listed = ("code", "vi", "en", "valid_from", "valid_to", "source")
    write(DATA / "provinces.csv", (*listed[:-1], "successor"), old_rows + new_rows)
    write(LISTS / "provinces-63.csv", listed, old_rows)
    write(LISTS / "provinces-34.csv", listed, new_rows)
    write(
        DATA / "districts.csv",
        ("code", "province", "name"),
        (
            {"province": p, "code": code, "name": name}
            for p, code, name in dict.fromkeys((r[0], r[3], r[4]) for r in old)
        ),
    )
    wards = [
        {"code": r[6], "district": r[3], "name": r[7], "became": ward_became.get(f"{r[2]}_{r[5]}_{r[8]}", "")}
        for r in old
        if r[6]  # five island districts have no communes
    ]
    write(DATA / "wards_63.csv", ("code", "district", "name", "became"), wards)
    write(
        DATA / "wards_34.csv",
        ("code", "province", "name"),
        ({"code": r[3], "province": r[0], "name": r[4]} for r in new),
    )
    print("old wards without a successor:", Counter(w["district"] for w in wards if not w["became"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
