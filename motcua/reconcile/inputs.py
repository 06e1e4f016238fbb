"""The file that is asked about: read into the table ``input``, and written again with the answers behind each row."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from motcua.reconcile import columns, csv_files
from motcua.reconcile.csv_files import Layout
from motcua.reconcile.engine import Connection, batches, literal, parquet, pour
from motcua.reconcile.errors import Unusable

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and how much there is."""

INPUT = ("cmnd", "full_name", "born_on", "sex")
CREATE = "CREATE TABLE input (line BIGINT, cmnd VARCHAR, full_name VARCHAR, born_on VARCHAR, sex VARCHAR)"


class Input(Protocol):
    """A file of rows in one format."""

    def load(self, con: Connection, progress: Progress) -> None:
        """Fill the table ``input``; ``line`` counts the rows from 0."""

    def write(self, con: Connection, out: Path, progress: Progress) -> None:
        """Write the rows as they are, each followed by its row of the table ``answers``."""


def open_input(con: Connection, path: Path) -> Input:
    """The input, in the format that its ending tells, its header looked at."""
    if path.suffix.lower() == ".parquet":
        return ParquetInput(con, path)
    return CsvInput(path)


class CsvInput:
    """Text is kept as text: whatever stood in a record is written again, sign by sign."""

    def __init__(self, path: Path) -> None:
        self.layout: Layout = csv_files.look(path, columns.NEEDED)
        self.where = columns.find_input(path.name, self.layout.header)
        self.rows = 0

    def load(self, con: Connection, progress: Progress) -> None:
        """Fill the table ``input``."""
        con.execute(CREATE)
        for batch in batches(csv_files.records(self.layout)):
            cells = {
                name: [record.cells[self.where[name]] for record in batch] if name in self.where else [""] * len(batch)
                for name in INPUT
            }
            pour(con, "input", {"line": range(self.rows, self.rows + len(batch)), **cells})
            self.rows += len(batch)
            progress("read", self.rows, max(self.rows, self.layout.lines - 1))
        progress("read", self.rows, self.rows)

    def write(self, con: Connection, out: Path, progress: Progress) -> None:
        """Write rows and answers."""
        numbered = not columns.has_row_id(self.layout.header)
        added = ((columns.ROW_ID,) if numbered else ()) + columns.ADDED
        between, end = self.layout.delimiter, self.layout.newline
        answers = _answers(con)
        done = 0
        with out.open("w", encoding="utf-8-sig" if self.layout.mark else "utf-8", newline="") as file:
            file.write(between.join((self.layout.header_text, *added)) + end)
            for batch in batches(csv_files.records(self.layout)):
                for record in batch:
                    done += 1
                    answer = next(answers, None)
                    if answer is None:
                        raise _changed(self.layout.path)
                    ours = (str(done), *answer) if numbered else answer
                    file.write(between.join((record.text, *ours)) + end)  # none of ours needs quotation marks
                progress("write", done, self.rows)
        if done != self.rows:
            raise _changed(self.layout.path)


def _answers(con: Connection) -> Iterator[tuple[str, ...]]:
    shown = ", ".join(f"{name}::VARCHAR" for name in columns.ADDED)
    found = con.execute(f"SELECT {shown} FROM answers ORDER BY line")  # noqa: S608 - our own names
    while batch := found.fetchmany(10_000):
        yield from batch


def _changed(path: Path) -> Unusable:
    return Unusable(
        "input.changed",
        f"Tệp {path.name} đã thay đổi trong khi đang đối soát.",
        f"The file {path.name} was changed while it was being reconciled.",
    )


class ParquetInput:
    """Columns keep their types; what is compared is read as text."""

    def __init__(self, con: Connection, path: Path) -> None:
        self.path = path
        self.header = [str(row[0]) for row in con.execute(f"DESCRIBE SELECT * FROM {parquet(path)}").fetchall()]  # noqa: S608
        self.where = columns.find_input(path.name, self.header)

    def load(self, con: Connection, progress: Progress) -> None:
        """Fill the table ``input``."""
        con.execute(CREATE)
        cells = [
            f"coalesce({quoted(self.header[self.where[name]])}::VARCHAR, '')" if name in self.where else "''"
            for name in INPUT
        ]
        source = parquet(self.path, ", file_row_number = true")
        con.execute(f"INSERT INTO input SELECT file_row_number, {', '.join(cells)} FROM {source}")  # noqa: S608
        progress("read", 1, 1)

    def write(self, con: Connection, out: Path, progress: Progress) -> None:
        """Write rows and answers."""
        numbered = "" if columns.has_row_id(self.header) else f"file_row_number + 1 AS {columns.ROW_ID}, "
        added = ", ".join(f"answers.{name}" for name in columns.ADDED)
        source = parquet(self.path, ", file_row_number = true")
        con.execute(
            f"COPY (SELECT theirs.* EXCLUDE (file_row_number), {numbered}{added} "  # noqa: S608 - our own names
            f"FROM {source} AS theirs JOIN answers ON answers.line = theirs.file_row_number ORDER BY answers.line) "
            f"TO {literal(str(out))} (FORMAT parquet)"
        )
        progress("write", 1, 1)


def quoted(name: str) -> str:
    """A column's name as SQL.

    >>> print(quoted('họ "tên" đệm'))
    "họ ""tên"" đệm"
    """
    return '"' + name.replace('"', '""') + '"'
