"""What the batch cannot work with: one sentence in two languages naming file and column, and nothing written."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from motcua.reconcile import Unusable, run
from motcua.reconcile import inputs as inputs_module
from tests.unit.reconcile.registers import HOA, write

HEADER = "cmnd,full_name,born_on"
ROW = "912345678,Nguyễn Thị Hoa,02/03/1971"
GOOD = f"{HEADER}\n{ROW}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "register.csv", [HOA])
    (tmp_path / "in.csv").write_text(GOOD, encoding="utf-8")
    return tmp_path


def refused(folder: Path, source: str = "in.csv", register: str = "register.csv", out: str = "out.csv") -> Unusable:
    """The refusal of a run, which must leave the folder as it was."""
    before = sorted((path, path.stat().st_size) for path in folder.rglob("*"))
    with pytest.raises(Unusable) as raised:
        run(folder / source, folder / register, folder / out)
    assert sorted((path, path.stat().st_size) for path in folder.rglob("*")) == before
    assert raised.value.vi
    assert raised.value.en
    assert str(raised.value) == f"{raised.value.vi}\n{raised.value.en}"
    return raised.value


@pytest.mark.parametrize(
    ("content", "code", "names"),
    [
        (b"", "file.empty", "in.csv"),
        (b"\xef\xbb\xbf", "file.empty", "in.csv"),
        (b"\n\n", "file.empty", "in.csv"),
        (GOOD.encode("utf-16"), "file.not-utf8", "in.csv"),
        (GOOD.encode("utf-16-le"), "file.not-utf8", "in.csv"),
        (f"{GOOD}912345678,Nguy".encode() + b"\xd4n,1971\n", "file.not-utf8", "line 3"),
        (GOOD.encode() + "ễ".encode()[:2], "file.not-utf8", "line 3"),
        (GOOD.encode() + b"\0", "file.not-utf8", "line 3"),
        (b"PK\x03\x04\x14\x00\x06\x00", "file.not-utf8", "in.csv"),
        (b"cmnd,born_on\n1,2\n", "columns.missing", "full_name"),
        (b"a\tb\n", "columns.missing", "cmnd, full_name, born_on"),
        (f"{HEADER},CMND \n".encode(), "columns.duplicate", "cmnd"),
        (f"{HEADER},note,Note\n".encode(), "columns.duplicate", "note"),
        (f"{HEADER},verdict\n".encode(), "columns.reserved", "verdict"),
        (f"{HEADER},cccd\n".encode(), "columns.reserved", "cccd"),
        (f"{GOOD}1,2\n".encode(), "csv.ragged", "Line 3"),
        (f"{GOOD}1,2,3,4\n".encode(), "csv.ragged", "Line 3"),
        (f'{GOOD}1,"2,3\n{ROW}\n'.encode(), "csv.broken", "in.csv"),
        (f'{GOOD}1,"2"x,3\n'.encode(), "csv.broken", "Line 3"),
        (f"{GOOD}1,{'x' * 200_000},3\n".encode(), "csv.broken", "Line 3"),
    ],
)
def test_an_unusable_input_is_refused(folder: Path, content: bytes, code: str, names: str) -> None:
    (folder / "in.csv").write_bytes(content)
    refusal = refused(folder)
    assert refusal.code == code
    assert names in refusal.en
    assert "in.csv" in refusal.vi


def test_broken_bytes_are_found_far_into_a_file(folder: Path) -> None:
    (folder / "in.csv").write_bytes(f"{HEADER}\n".encode() + f"{ROW}\n".encode() * 60_000 + b"\xff\n")
    assert "line 60002" in refused(folder).en


@pytest.mark.parametrize(
    ("arguments", "code", "names"),
    [
        ({"source": "none.csv"}, "file.missing", "none.csv"),
        ({"register": "none.csv"}, "file.missing", "none.csv"),
        ({"source": "."}, "file.directory", ""),
        ({"register": "sub"}, "register.folder", "population_db/citizens"),
        ({"source": "in.xlsx", "out": "out.xlsx"}, "file.ending", ".csv, .parquet"),
        ({"source": "in.parquet", "out": "out.parquet"}, "file.unreadable", "in.parquet"),
        ({"register": "in.parquet"}, "file.unreadable", "in.parquet"),
        ({"register": "bad.csv.gz"}, "file.unreadable", "bad.csv.gz"),
        ({"register": "in.csv"}, "columns.missing", "cccd, sex, status"),
        ({"register": "short.csv"}, "register.number", "cccd"),
        ({"out": "out.parquet"}, "output.ending", "out.parquet"),
        ({"out": "none/out.csv"}, "output.place", "none"),
        ({"out": "sub.csv"}, "output.place", "sub.csv"),
        ({"out": "in.csv"}, "output.same", "in.csv"),
        ({"out": "register.csv"}, "output.same", "register.csv"),
    ],
)
def test_unusable_paths_are_refused(folder: Path, arguments: dict[str, str], code: str, names: str) -> None:
    (folder / "sub").mkdir()
    (folder / "sub.csv").mkdir()
    for other in ("in.xlsx", "in.parquet", "bad.csv.gz"):
        (folder / other).write_bytes(b"PK something else")
    write(folder / "short.csv", [HOA, {**HOA, "cccd": "1171900123"}])
    refusal = refused(folder, **arguments)
    assert refusal.code == code
    assert names in refusal.en


def test_a_parquet_register_of_numbers_that_are_no_text_is_refused(folder: Path) -> None:
    with duckdb.connect() as con:
        shown = "1171900123 AS cccd, '912345678' AS cmnd, 'A' AS full_name, 1971 AS born_on, 2 AS sex, 1 AS status"
        con.execute(f"COPY (SELECT {shown}) TO '{folder / 'r.parquet'}' (FORMAT parquet)")
    assert refused(folder, register="r.parquet").code == "register.number"


def test_a_folder_that_takes_no_files_is_refused(folder: Path) -> None:
    with pytest.raises(Unusable) as raised:
        run(folder / "in.csv", folder / "register.csv", Path("/proc/out.csv"))  # also refused where there is no /proc
    assert raised.value.code == "output.place"


def test_an_older_answer_survives_a_refused_run(folder: Path) -> None:
    (folder / "out.csv").write_text("old", encoding="utf-8")
    (folder / "in.csv").write_text(f"{GOOD}1,2\n", encoding="utf-8")
    assert refused(folder).code == "csv.ragged"
    (folder / "in.csv").write_text(GOOD, encoding="utf-8")
    run(folder / "in.csv", folder / "register.csv", folder / "out.csv")
    assert (folder / "out.csv").read_text(encoding="utf-8").startswith(HEADER)
    assert not [path for path in folder.iterdir() if path.name.startswith(".motcua")]


@pytest.mark.parametrize("then", [HEADER, GOOD + ROW])
def test_an_input_that_changes_meanwhile_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, then: str) -> None:
    load = inputs_module.CsvInput.load

    def load_and_change(self: inputs_module.CsvInput, *arguments: object) -> None:
        load(self, *arguments)  # type: ignore[arg-type]  # handed on as they came
        (folder / "in.csv").write_text(then, encoding="utf-8")

    monkeypatch.setattr(inputs_module.CsvInput, "load", load_and_change)
    with pytest.raises(Unusable, match="was changed") as raised:
        run(folder / "in.csv", folder / "register.csv", folder / "out.csv")
    assert raised.value.code == "input.changed"
    assert not (folder / "out.csv").exists()


def test_importing_the_batch_loads_no_engine() -> None:
    code = "import sys, motcua.reconcile; sys.exit(bool({'duckdb', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
