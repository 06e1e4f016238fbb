"""A world is a function: the same digest on any machine, the same bytes twice, in either format."""

import gzip
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

import motcua.world
from motcua.wire.slices import ANSWERS, CITIZENS, SLICES, TAXPAYERS, Table
from motcua.world import DEFAULT_AS_OF, DEFAULT_PEOPLE, DEFAULT_SEED, MissingExtra, build, default_slices, write
from motcua.world.creation import World

DEFAULT = "dd55d7a02eacb788fccaa4bbda63f1302f1b36e1e393b131a3f893c1abfc2672"
SECOND = "46c359b8f34feefab4bda177d1f9e22b7000f396442eaf6e9fafb759fd93bece"
"""Of seed 2, 2022-06-15, 2,000 people. Whoever changes what is drawn raises creation.VERSION and pins anew."""

EVERY: tuple[Table, ...] = (*(table for tables in SLICES.values() for table in tables), ANSWERS)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_digest_of_the_default_world_is_pinned() -> None:
    assert build(DEFAULT_SEED, DEFAULT_AS_OF, DEFAULT_PEOPLE).digest == DEFAULT


def test_digest_of_a_second_world_is_pinned() -> None:
    assert build(2, date(2022, 6, 15), 2_000).digest == SECOND


def test_the_default_world_is_regenerated_bit_for_bit(tmp_path: Path) -> None:
    """Compared unpacked: another zlib packs the same rows into other bytes."""
    written = write(DEFAULT_PEOPLE, DEFAULT_SEED, DEFAULT_AS_OF, tmp_path, format="slices")
    shipped = json.loads((default_slices() / "manifest.json").read_text(encoding="utf-8"))
    assert written.digest == shipped["digest"] == DEFAULT
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8")) == shipped
    for table in EVERY:
        again, pinned = tmp_path / table.path, default_slices() / table.path
        assert gzip.decompress(again.read_bytes()) == gzip.decompress(pinned.read_bytes()), table.path
    assert set(contents(tmp_path)) == set(contents(default_slices()))


@pytest.mark.parametrize("kind", ["slices", "parquet"])
def test_the_same_seed_twice_gives_identical_files(tmp_path: Path, kind: str) -> None:
    for name in ("one", "two"):
        write(2_000, 9, date(2026, 1, 1), tmp_path / name, format=kind)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert len(one) == (9 if kind == "slices" else 11)
    assert one == two


def test_formats_agree_on_digest_and_rows(tmp_path: Path) -> None:
    world = build(4, date(2026, 1, 1), 1_500)
    rows = {kind: world.write(tmp_path / kind, kind) for kind in ("slices", "parquet")}
    assert rows["slices"] == {
        name.replace(".parquet", ".csv.gz"): count
        for name, count in rows["parquet"].items()
        if not name.startswith(("register/", "inputs/"))
    }
    manifests = [json.loads((tmp_path / kind / "manifest.json").read_text()) for kind in rows]
    assert manifests[0]["digest"] == manifests[1]["digest"] == world.digest


def test_another_seed_day_or_size_is_another_world() -> None:
    digests = {build(*each).digest for each in ((1, date(2026, 1, 1), 500), (2, date(2026, 1, 1), 500))}
    digests |= {build(1, date(2026, 1, 2), 500).digest, build(1, date(2026, 1, 1), 501).digest}
    assert len(digests) == 4


def test_personas_stand_first_in_every_world(world: World) -> None:
    for path in (CITIZENS.path, TAXPAYERS.path, ANSWERS.path):
        assert world.frame(path).persons


def test_parquet_brings_the_inputs_of_reconciliation(tmp_path: Path) -> None:
    written = write(1_000, 3, date(2026, 1, 1), tmp_path)
    database = duckdb.connect()
    inputs = database.execute(f"FROM read_csv('{tmp_path}/inputs/tax.csv', all_varchar = true)")
    assert [column[0] for column in inputs.description or []] == [
        "row_id",
        "cmnd",
        "full_name",
        "born_on",
        "sex",
        "province",
        "tax_code",
    ]
    assert len(inputs.fetchall()) == written.rows["inputs/tax.csv"] > 200
    register = database.execute(f"FROM '{tmp_path}/register/citizens.parquet'")
    assert [column[0] for column in register.description or []] == [
        "cccd",
        "cmnd",
        "full_name",
        "born_on",
        "sex",
        "province",
        "status",
    ]
    rows = register.fetchall()
    assert len({row[0] for row in rows}) == 1_000
    assert len(rows) == written.rows["register/citizens.parquet"] > 1_000
    assert ("001171999001", "901999001") in {row[:2] for row in rows}


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write(500, 1, date(2026, 1, 1), tmp_path, lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(1, 11))
    assert {total for _, _, total in told} == {10}


@pytest.mark.parametrize(
    ("people", "as_of", "kind"),
    [(20, date(2026, 1, 1), "slices"), (500, date(2021, 6, 30), "slices"), (500, date(2026, 1, 1), "xml")],
)
def test_impossible_worlds_are_refused(tmp_path: Path, people: int, as_of: date, kind: str) -> None:
    with pytest.raises(ValueError, match=r"people|register|format"):
        write(people, 1, as_of, tmp_path, format=kind)


def test_the_default_world_needs_neither_numpy_nor_duckdb() -> None:
    program = (
        "import sys; sys.modules['numpy'] = sys.modules['duckdb'] = None\n"
        "import motcua.world, motcua.world.catalogue, motcua.world.provider\n"
        "found = motcua.world.catalogue.search(motcua.world.default_slices(), dirt='DUP_CMND', limit=1)\n"
        "assert found, 'nobody'\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # our own interpreter


def test_a_missing_extra_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motcua.world, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'motcua\[batch\]'") as refused:
        build(1, date(2026, 1, 1), 500)
    assert "cài" in refused.value.vi
    assert "install it" in refused.value.en
