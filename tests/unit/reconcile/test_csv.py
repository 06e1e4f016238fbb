"""CSV as it comes: every mark of the file is kept, and the answers stand behind it."""

import sys
from pathlib import Path

import pytest

from motcua.reconcile import STEPS, run
from motcua.reconcile.columns import ADDED
from tests.unit.reconcile.registers import HOA, read, write

END = "match,001171900123,,name.same born.same,1,2026.1"
ROW = "912345678,Nguyễn Thị Hoa,02/03/1971"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return write(tmp_path / "register.csv", [HOA])


def answered(folder: Path, text: str, encoding: str = "utf-8") -> str:
    """The answer to a file of this text, sign by sign."""
    (folder / "in.csv").write_bytes(text.encode(encoding))
    run(folder / "in.csv", folder / "register.csv", folder / "out.csv")
    return (folder / "out.csv").read_bytes().decode(encoding)


def test_what_stood_in_a_row_is_written_again_sign_by_sign(tmp_path: Path, register: Path) -> None:
    header = "ghi chú,row_id,cmnd,full_name,born_on"
    rows = [
        f'"một, ""hai""",7,{ROW}',
        f"  x ,,{ROW}",
        '"hai\ndòng",9,"912345678",Nguyễn Thị Hoa,1971-03-02',
        f"'=1+1,0,{ROW}",
    ]
    got = answered(tmp_path, "\n".join([header, *rows, ""]))
    assert got == "\n".join([f"{header},{','.join(ADDED)}", *(f"{row},{END}" for row in rows), ""])


def test_rows_without_names_are_numbered_behind_their_columns(tmp_path: Path, register: Path) -> None:
    got = answered(tmp_path, f"cmnd,full_name,born_on\n{ROW}\n\n{ROW}\n")  # a blank line is no row
    assert got.splitlines() == [f"cmnd,full_name,born_on,row_id,{','.join(ADDED)}", f"{ROW},1,{END}", f"{ROW},2,{END}"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiter_line_end_and_byte_order_mark_stay(
    tmp_path: Path, register: Path, sign: str, newline: str, mark: str
) -> None:
    lines = ["row_id,CMND, Full_Name ,born_on", f"a,{ROW}"]
    got = answered(tmp_path, mark + "".join(line.replace(",", sign) + newline for line in lines))
    want = [f"{lines[0]},{','.join(ADDED)}", f"{lines[1]},{END}"]
    assert got == mark + "".join(line.replace(",", sign) + newline for line in want)


def test_a_header_alone_gets_an_answer_without_rows(tmp_path: Path, register: Path) -> None:
    assert answered(tmp_path, "cmnd,full_name,born_on") == f"cmnd,full_name,born_on,row_id,{','.join(ADDED)}\n"


def test_a_last_row_without_line_end_is_a_row(tmp_path: Path, register: Path) -> None:
    assert answered(tmp_path, f"cmnd,full_name,born_on\n{ROW}").endswith(f"{ROW},1,{END}\n")


@pytest.mark.parametrize(
    ("number", "verdict", "reasons"),
    [
        ("912 345 678", "match", "name.same born.same"),
        ("000912345678", "match", "number.padded name.same born.same"),
        ("912345678.0", "match", "number.spreadsheet name.same born.same"),
        ("9I2345678", "match", "number.scanned name.same born.same"),
        ("001171900123", "match", "number.cccd name.same born.same"),
        ("01171900123", "match", "number.lost_zero number.cccd name.same born.same"),
        ("000000001", "not_found", "number.placeholder"),
        ("9.1E+08", "not_found", "number.rounded"),
        ("9100000031", "not_found", "number.mst"),
        ("không có", "not_found", "number.unreadable"),
        ("", "not_found", "number.empty"),
        ("912345679", "not_found", "holders.none"),
    ],
)
def test_numbers_are_read_as_old_files_hold_them(
    tmp_path: Path, register: Path, number: str, verdict: str, reasons: str
) -> None:
    write(tmp_path / "in.csv", [{"cmnd": number, "full_name": "Nguyễn Thị Hoa", "born_on": "1971-03-02"}])
    run(tmp_path / "in.csv", register, tmp_path / "out.csv")
    (row,) = read(tmp_path / "out.csv")
    assert (row["verdict"], row["reasons"]) == (verdict, reasons)
    assert row["cmnd"] == number
    assert row["cccd"] == ("001171900123" if verdict == "match" else "")


@pytest.mark.parametrize(
    ("born", "sex", "answer"),
    [
        ("năm 1971", "Nữ", ("match_tolerant", "year_only", "name.same born.year_only")),
        ("03/02/1971", "2", ("match_tolerant", "", "name.same born.swapped")),
        ("02/03/71", "", ("mismatch", "", "born.unreadable name.same born.other")),
        ("", "", ("mismatch", "", "name.same born.other")),
        ("1971-03-02", "nam", ("mismatch", "", "name.same born.same sex.conflict")),
        ("1971-03-02", "?", ("match", "", "name.same born.same")),
    ],
)
def test_dates_and_sexes_are_read_as_people_write_them(
    tmp_path: Path, register: Path, born: str, sex: str, answer: tuple[str, str, str]
) -> None:
    write(tmp_path / "in.csv", [{"cmnd": "912345678", "full_name": "NGUYỄN THỊ HOA", "born_on": born, "sex": sex}])
    run(tmp_path / "in.csv", register, tmp_path / "out.csv")
    (row,) = read(tmp_path / "out.csv")
    assert (row["verdict"], row["flags"], row["reasons"]) == answer


def test_progress_is_told_in_order_and_ends_complete(tmp_path: Path, register: Path) -> None:
    told: list[tuple[str, int, int]] = []
    (tmp_path / "in.csv").write_text(f"cmnd,full_name,born_on\n{ROW}\n", encoding="utf-8")
    summary = run(
        tmp_path / "in.csv",
        register,
        tmp_path / "out.csv",
        progress=lambda *step: told.append((step[0], step[1], step[2])),
    )
    order = [STEPS.index(step) for step, _, _ in told]
    assert order == sorted(order)
    assert {step: done / total for step, done, total in told} == dict.fromkeys(STEPS, 1.0)
    assert summary.as_dict()["verdicts"] == {
        "match": 1,
        "match_tolerant": 0,
        "mismatch": 0,
        "ambiguous": 0,
        "not_found": 0,
    }
    assert (summary.rows, summary.matched, dict(summary.reasons)) == (1, 1, {"name.same": 1, "born.same": 1})


def test_a_batch_needs_its_extra_and_says_so_before_it_begins(
    tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.csv").write_text(f"cmnd,full_name,born_on\n{ROW}\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ValueError, match=r"pip install 'motcua\[batch\]'"):
        run(tmp_path / "in.csv", register, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
