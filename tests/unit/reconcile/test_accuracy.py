"""How often the batch is right on a tax slice of 100,000 rows, against the answer key that no engine sees."""

# ruff: noqa: S608 - the only foreign text in this SQL are paths of this test

from datetime import date
from pathlib import Path

import duckdb
import pytest

from motcua import world
from motcua.reconcile import Summary, readings, run
from motcua.vnid.evidence import Verdict

PEOPLE = 400_000  # one in four has a tax record that is not yet linked

# What a row says, not how it is written: no rule may forgive these (ADR 0003), so they cost recall on purpose.
CONTENT = (
    "DOB_DIFF",
    "DOB_YEAR",
    "DOB_CENTURY",
    "NAME_OTHER",
    "SEX_CONFLICT",
    "NAME_VARIANT.initials",
    "NAME_VARIANT.cut",
)


@pytest.fixture(scope="module")
def reconciled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """The slice, reconciled: a database whose table ``judged`` holds each row and the truth."""
    folder = tmp_path_factory.mktemp("accuracy")
    world.write(PEOPLE, 1, date(2026, 1, 1), folder)
    summary = run(folder / "inputs" / "tax.csv", folder, folder / "out.csv")
    with duckdb.connect(folder / "accuracy.duckdb") as con:
        con.execute(
            f"CREATE TABLE output AS FROM read_csv('{folder / 'out.csv'}', all_varchar = true, nullstr = 'none')"
        )
        readings.create(con, [readings.NUMBERS])
        readings.read(con, readings.NUMBERS, "SELECT cmnd AS text FROM output", lambda *_: None, "numbers")
        con.execute(f"""
            CREATE TABLE judged AS
            WITH register AS (
              SELECT number, cccd FROM read_parquet('{folder}/population_db/numbers.parquet')
              UNION SELECT cccd, cccd FROM read_parquet('{folder}/population_db/citizens.parquet'))
            SELECT verdict, output.cccd AS said, truth.cccd AS meant, truth.dirt, said <> '' AS matched,
                   said = meant AS right_person, register.cccd IS NOT NULL AS leads,
                   list_has_any(string_split(truth.dirt, ' '), {list(CONTENT)}) AS content
            FROM output
            JOIN read_parquet('{folder}/answers/taxpayers.parquet') AS truth ON truth.mst = output.tax_code
            JOIN numbers_read ON numbers_read.text = output.cmnd
            LEFT JOIN register ON register.number = numbers_read.number AND register.cccd = truth.cccd""")
    return folder / "accuracy.duckdb", summary


def share(database: Path, part: str, whole: str) -> float:
    with duckdb.connect(database) as con:
        ((number,),) = con.execute(f"SELECT count(*) FILTER ({part}) / count(*) FROM judged WHERE {whole}").fetchall()
    return float(number)


def test_the_right_people_are_found_and_no_others(
    reconciled: tuple[Path, Summary], capsys: pytest.CaptureFixture[str]
) -> None:
    database, summary = reconciled
    precision = share(database, "right_person", "matched")
    led = share(database, "matched AND right_person", "leads")
    written = share(database, "matched AND right_person", "leads AND NOT content")
    over_all = share(database, "matched AND right_person", "true")
    with capsys.disabled():
        _print(database, summary)
        print(f"precision {precision:.5f} of {summary.matched:,} matches")  # noqa: T201 - asked for: figures are seen
        print(f"recall    {led:.4f} where the number leads to the person; ", end="")  # noqa: T201
        print(f"{written:.4f} of these where name, birth and sex say the same; {over_all:.4f} of all rows")  # noqa: T201
    assert summary.rows >= 95_000
    assert precision >= 0.999
    assert led >= 0.95
    assert written >= 0.995
    assert over_all >= 0.90


def test_what_another_content_says_is_never_forgiven(reconciled: tuple[Path, Summary]) -> None:
    database, _ = reconciled
    for dirt in ("DOB_YEAR", "NAME_OTHER", "SEX_CONFLICT"):
        assert share(database, "matched", f"list_contains(string_split(dirt, ' '), '{dirt}')") < 0.01, dirt


def test_clean_rows_match_exactly(reconciled: tuple[Path, Summary]) -> None:
    assert share(reconciled[0], "verdict = 'match' AND right_person", "dirt = 'OK'") == 1


def _print(database: Path, summary: Summary) -> None:
    shown = ", ".join(f"{verdict} {times:,}" for verdict, times in summary.verdicts.items())
    print(f"\n{summary.rows:,} rows, policy {summary.policy}, rules {summary.rule_version}: {shown}")  # noqa: T201
    counts = ", ".join(f"count(*) FILTER (verdict = '{verdict}')" for verdict in Verdict)
    classes = "SELECT verdict, unnest(string_split(dirt, ' ')) AS class FROM judged"
    with duckdb.connect(database) as con:
        table = con.execute(
            f"SELECT class, count(*), {counts} FROM ({classes}) GROUP BY class ORDER BY class"
        ).fetchall()
    for line in [("class", "rows", *Verdict), *table]:
        print(f"{line[0]:<24}" + "".join(f"{cell:>16}" for cell in line[1:]))  # noqa: T201
