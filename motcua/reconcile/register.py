"""The population register, whichever way it is kept, as one relation: who held which number.

Its columns: ``number`` (nine digits, or twelve), ``cccd``, ``full_name``, ``born_on``, ``sex``, ``status``,
``superseded`` (the person was given a later CMND than this one), ``reissued`` (their personal number was
cancelled and established anew). One row for each number of each person; the personal number itself is one of them.
"""

# ruff: noqa: S608 - the only foreign text in this SQL are paths, and engine.parquet quotes them

from pathlib import Path
from typing import Final

from motcua.reconcile import columns, csv_files
from motcua.reconcile.engine import Connection, batches, count, parquet, pour
from motcua.reconcile.errors import Unusable
from motcua.reconcile.inputs import Progress, quoted

# The two tables of a world that are read (motcua.wire.slices), and the columns that are.
CITIZENS: Final = ("cccd", "full_name", "born_on", "sex", "living_status")
NUMBERS: Final = ("cccd", "kind", "number", "ordinal", "end_reason")


def open_register(con: Connection, path: Path, progress: Progress) -> str:
    """Make the register readable; the name of the relation described above.

    Raises:
        Unusable: not a register, or its personal numbers are no twelve digits.
    """
    if path.is_dir():
        for table, wanted in (("citizens", CITIZENS), ("numbers", NUMBERS)):
            _open(con, table, _table_of(path, table), wanted, progress)
        con.execute(f"CREATE VIEW register AS {FROM_WORLD}")
        return "register"
    _open(con, "flat", path, columns.REGISTER_NEEDED, progress)
    wrong = "SELECT count(*) FROM flat WHERE NOT regexp_full_match(cccd, '[0-9]{12}')"
    if bad := count(con, wrong):
        raise Unusable(
            "register.number",
            f"Cột cccd của tệp {path.name} có {bad} ô không đủ 12 chữ số (mất số 0 ở đầu?).",
            f"The column cccd of {path.name} has {bad} cells that are no 12 digits (leading zeros lost?).",
        )
    con.execute(f"CREATE VIEW register AS {FROM_FLAT}")
    return "register"


def _table_of(folder: Path, table: str) -> Path:
    for ending in (".parquet", ".csv.gz", ".csv"):
        if (path := folder / "population_db" / f"{table}{ending}").is_file():
            return path
    raise Unusable(
        "register.folder",
        f"Thư mục {folder.name} không phải một thế giới: thiếu population_db/{table}.parquet (hoặc .csv.gz).",
        f"The folder {folder.name} is no world: population_db/{table}.parquet (or .csv.gz) is missing.",
    )


def _open(con: Connection, table: str, path: Path, wanted: tuple[str, ...], progress: Progress) -> None:
    """A table of the wanted columns, as text, and ``line``, the place in the file."""
    if path.suffix.lower() == ".parquet":
        header = [str(row[0]) for row in con.execute(f"DESCRIBE SELECT * FROM {parquet(path)}").fetchall()]
        where = columns.find(path.name, header, wanted)
        cells = ", ".join(f"trim(coalesce({quoted(header[at])}::VARCHAR, '')) AS {name}" for name, at in where.items())
        source = parquet(path, ", file_row_number = true")
        con.execute(f"CREATE VIEW {table} AS SELECT file_row_number AS line, {cells} FROM {source}")
        progress("register", 1, 1)  # read only as far as it is asked for
        return
    layout = csv_files.look(path, wanted)
    where = columns.find(path.name, layout.header, wanted)
    con.execute(f"CREATE TABLE {table} (line BIGINT, {', '.join(f'{name} VARCHAR' for name in where)})")
    done = 0
    for batch in batches(csv_files.records(layout)):
        cells_of = {name: [record.cells[at].strip() for record in batch] for name, at in where.items()}
        pour(con, table, {"line": range(done, done + len(batch)), **cells_of})
        done += len(batch)
        progress("register", done, max(done, layout.lines - 1))
    progress("register", done, done)


FROM_WORLD: Final = """
WITH
  old AS (SELECT number, cccd, max(ordinal) AS ordinal FROM numbers WHERE kind = 'cmnd' AND number <> '' GROUP BY ALL),
  latest AS (SELECT cccd, max(ordinal) AS ordinal FROM old GROUP BY cccd),
  personal AS (  -- also the cancelled ones: they lead to the person; the CMND of twelve digits bears the same number
    SELECT cccd AS number, cccd FROM citizens
    UNION SELECT number, cccd FROM numbers WHERE kind IN ('cccd', 'cmnd12') AND number <> ''),
  held AS (
    SELECT number, cccd, old.ordinal < latest.ordinal AS superseded FROM old JOIN latest USING (cccd)
    UNION ALL SELECT number, cccd, false FROM personal),
  anew AS (SELECT DISTINCT cccd, true AS reissued FROM numbers WHERE kind = 'cccd' AND end_reason = 'reissued')
SELECT number, cccd, full_name, born_on, sex, living_status AS status, superseded,
       coalesce(reissued, false) AS reissued
FROM held JOIN citizens USING (cccd) LEFT JOIN anew USING (cccd)
"""

FROM_FLAT: Final = """
WITH
  -- the rows of one person stand in the order in which the numbers were given; twelve digits are a former number
  given AS (SELECT cmnd AS number, cccd, max(line) AS line FROM flat WHERE cmnd <> '' AND cmnd <> cccd GROUP BY ALL),
  latest AS (SELECT cccd, max(line) AS line FROM given WHERE length(number) <> 12 GROUP BY cccd),
  person AS (SELECT cccd, max(line) AS line FROM flat GROUP BY cccd),
  held AS (
    SELECT number, cccd, given.line, length(number) <> 12 AND given.line < latest.line AS superseded
    FROM given LEFT JOIN latest USING (cccd)
    UNION ALL SELECT cccd, cccd, line, false FROM person),
  anew AS (SELECT DISTINCT cccd, true AS reissued FROM given WHERE length(number) = 12)
SELECT number, cccd, full_name, born_on, sex, status, coalesce(superseded, false) AS superseded,
       coalesce(reissued, false) AS reissued
FROM held JOIN flat USING (cccd, line) LEFT JOIN anew USING (cccd)
"""
