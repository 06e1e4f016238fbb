"""The published code lists are sound, and say what ``motcua.vnid`` says."""

import csv
from datetime import date
from pathlib import Path

import pytest

from motcua.vnid import places, units

LISTS = Path(__file__).parents[3] / "contracts/codelists"
COLUMNS = ["code", "vi", "en", "valid_from", "valid_to", "source"]
NAMES = {
    "provinces-63": 64,  # Huế twice
    "provinces-34": 35,  # Đồng Nai twice
    "countries": 40,
    "nationalities": 39,
    "cmnd-prefixes": 90,
    "sexes": 3,
    "marital-statuses": 4,
    "living-statuses": 4,
    "blood-types": 5,
    "religions": 15,
    "ethnicities": 55,
    "holidays": 107,
    "household-roles": 24,
    "tax-statuses": 10,
    "tax-status-reasons": 36,
}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((LISTS / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def test_every_list_is_known_and_explained() -> None:
    assert {path.stem for path in LISTS.glob("*.csv")} == set(NAMES)
    page = (LISTS / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_sound(name: str) -> None:
    listed = rows(name)
    assert len(listed) == NAMES[name]
    assert list(listed[0])[:6] == COLUMNS
    keys = [(row["code"], row["valid_from"]) for row in listed]
    assert keys == sorted(set(keys))
    for row in listed:
        assert row["code"]
        assert row["vi"]
        assert row["en"]
        assert row["source"]
        first, last = (date.fromisoformat(row[side]) if row[side] else None for side in ("valid_from", "valid_to"))
        assert not (first and last) or first <= last


def test_provinces_are_those_of_vnid() -> None:
    for name, day in (("provinces-63", date(2022, 6, 15)), ("provinces-34", date(2026, 10, 1))):
        on = day.isoformat()
        listed = {
            row["code"]: row["vi"]
            for row in rows(name)
            if row["valid_from"] <= on and (not row["valid_to"] or on <= row["valid_to"])
        }
        assert listed == {one.code: one.name for one in units.provinces(day)}


def test_places_and_prefixes_are_those_of_vnid() -> None:
    abroad = {code: (one.vi, one.en) for code, one in places.all_places().items() if one.kind == "country"}
    assert {row["code"]: (row["vi"], row["en"]) for row in rows("countries")} == abroad
    listed = {row["code"]: tuple(row["provinces"].split()) for row in rows("cmnd-prefixes")}
    assert listed == dict(places.cmnd_prefixes())


def test_reasons_belong_to_a_status_and_status_08_never_existed() -> None:
    statuses = [row["code"] for row in rows("tax-statuses")]
    assert statuses == ["00", "01", "02", "03", "04", "05", "06", "07", "09", "10"]
    assert {row["code"].split(".")[0] for row in rows("tax-status-reasons")} == set(statuses) - {"04"}


def test_status_04_is_void_since_july_2026() -> None:
    assert [row["valid_to"] for row in rows("tax-statuses") if row["code"] == "04"] == ["2026-06-30"]
