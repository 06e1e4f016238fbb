"""The register in each of its forms, and Parquet in and out."""

# ruff: noqa: S608 - the only foreign text in this SQL are paths of this test

from pathlib import Path

import duckdb
import pytest

from motcua.reconcile import run
from motcua.reconcile.columns import ADDED
from motcua.world import default_slices
from tests.unit.reconcile.registers import HOA, REGISTER, Row, read, write


def ask(folder: Path, register: Path, *asks: Row) -> list[dict[str, str]]:
    run(write(folder / "in.csv", asks), register, folder / "out.csv")
    return read(folder / "out.csv")


def about(**changes: str) -> Row:
    return {"cmnd": "912345678", "full_name": "Nguyễn Thị Hoa", "born_on": "1971-03-02", **changes}


def test_several_rows_of_a_person_stand_in_the_order_of_issue(tmp_path: Path) -> None:
    register = write(tmp_path / "r.csv", [HOA, {**HOA, "cmnd": "927000001"}, {**HOA, "cmnd": "927000001"}], REGISTER)
    old, new = ask(tmp_path, register, about(), about(cmnd="927000001"))
    assert (old["verdict"], old["flags"], old["candidates"]) == ("match", "superseded_cmnd", "1")
    assert (new["verdict"], new["flags"], new["candidates"]) == ("match", "", "1")


def test_a_former_personal_number_in_the_register_leads_to_the_person(tmp_path: Path) -> None:
    register = write(tmp_path / "r.csv", [{**HOA, "cmnd": "001271900999"}, HOA], REGISTER)
    by_former, by_cmnd, by_cccd = ask(
        tmp_path, register, about(cmnd="001271900999"), about(), about(cmnd="001171900123")
    )
    assert (by_former["cccd"], by_former["flags"]) == ("001171900123", "reissued_cccd")
    assert (by_cmnd["cccd"], by_cmnd["flags"]) == ("001171900123", "reissued_cccd")
    assert by_cccd["reasons"] == by_former["reasons"] == "number.cccd name.same born.same"


def test_a_number_given_twice_is_decided_by_name_and_birth_and_tells_nothing_else(tmp_path: Path) -> None:
    other = {**HOA, "cccd": "027171900456", "full_name": "TRẦN THỊ HOA"}
    twin = {**HOA, "cccd": "027171900789"}
    register = write(tmp_path / "r.csv", [HOA, other], REGISTER)
    one, none = ask(tmp_path, register, about(), about(full_name="Lê Thị Hoa"))
    assert (one["verdict"], one["cccd"], one["candidates"]) == ("match", HOA["cccd"], "2")
    assert (none["verdict"], none["cccd"], none["reasons"]) == ("mismatch", "", "holders.several")
    (both,) = ask(tmp_path, write(tmp_path / "r.csv", [HOA, other, twin], REGISTER), about())
    assert (both["verdict"], both["cccd"], both["flags"], both["reasons"]) == ("ambiguous", "", "", "holders.several")


@pytest.mark.parametrize(("status", "flag"), [("1", ""), ("2", "deceased"), ("3", "missing"), ("", "")])
def test_a_register_may_hold_years_and_words_and_the_dead(tmp_path: Path, status: str, flag: str) -> None:
    register = write(tmp_path / "r.csv", [{**HOA, "born_on": "1971", "status": status}], REGISTER)
    (row,) = ask(tmp_path, register, about())
    assert (row["verdict"], row["flags"]) == ("match_tolerant", f"{flag} year_only".strip())


def test_the_flat_register_answers_as_the_world_it_was_taken_from(tmp_path: Path) -> None:
    slices = default_slices() / "population_db"
    options = "all_varchar = true, nullstr = 'none'"
    with duckdb.connect() as con:
        con.execute(f"""COPY (
            SELECT cccd, coalesce(number, '') AS cmnd, full_name, born_on, sex, permanent_province AS province,
                   living_status AS status
            FROM read_csv('{slices / "citizens.csv.gz"}', {options}) LEFT JOIN (
              SELECT * FROM read_csv('{slices / "numbers.csv.gz"}', {options})
              WHERE kind = 'cmnd' OR end_reason = 'reissued') USING (cccd)
            ORDER BY cccd, kind, ordinal) TO '{tmp_path / "r.parquet"}' (FORMAT parquet)""")
        con.execute(f"COPY (FROM '{tmp_path / 'r.parquet'}') TO '{tmp_path / 'r.csv'}' (FORMAT csv, HEADER)")
        con.execute(f"""COPY (
            SELECT id_number AS cmnd, full_name, born_on, sex, mst AS tax_code
            FROM read_csv('{default_slices() / "tax_db" / "taxpayers.csv.gz"}', {options})
            ) TO '{tmp_path / "in.csv"}' (FORMAT csv, HEADER)""")
    found = []
    for register in (default_slices(), tmp_path / "r.parquet", tmp_path / "r.csv"):
        run(tmp_path / "in.csv", register, tmp_path / "out.csv")
        found.append((tmp_path / "out.csv").read_bytes())
    assert found[0] == found[1] == found[2]


def test_parquet_keeps_its_types_and_its_order_and_the_same_bytes(tmp_path: Path) -> None:
    register = write(tmp_path / "r.csv", [HOA], REGISTER)
    source, out = tmp_path / "vào [1].parquet", tmp_path / "ra's.parquet"
    with duckdb.connect() as con:
        con.execute(f"""COPY (
            SELECT CASE WHEN i % 2 = 0 THEN 912345678 END AS cmnd, 'Nguyễn Thị Hoa' AS full_name,
                   DATE '1971-03-02' AS born_on, i AS "số thứ tự", [i] AS list
            FROM range(70000) AS rows (i)) TO '{source}' (FORMAT parquet)""")
        summary = run(source, register, out)
        first = out.read_bytes()
        run(source, register, out)
        assert out.read_bytes() == first
        rows = con.read_parquet(str(out))
        assert rows.columns == ["cmnd", "full_name", "born_on", "số thứ tự", "list", "row_id", *ADDED]
        assert [str(kind) for kind in rows.types][:5] == ["INTEGER", "VARCHAR", "DATE", "BIGINT", "BIGINT[]"]
        got = rows.fetchall()
    assert [row[3] for row in got] == list(range(70_000))
    assert [row[5] for row in got] == list(range(1, 70_001))
    assert [row[6] for row in got] == ["match", "not_found"] * 35_000
    assert summary.rows == 70_000


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    rows = [about(cmnd=f"{number:09}", row_id=str(number)) for number in range(912_345_000, 912_405_000)]
    register = write(tmp_path / "r.csv", [HOA, {**HOA, "cccd": "027171900456", "born_on": "1971"}], REGISTER)
    write(tmp_path / "in.csv", rows)
    written = []
    for out in (tmp_path / "a.csv", tmp_path / "b.csv"):
        run(tmp_path / "in.csv", register, out)
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert [row["row_id"] for row in read(tmp_path / "a.csv")] == [row["row_id"] for row in rows]
