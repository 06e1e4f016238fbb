"""One run from file to file: look at everything first, then read, decide, write aside, move into place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from motcua.reconcile import readings, steps
from motcua.reconcile.engine import Connection, connect
from motcua.reconcile.errors import Unusable
from motcua.reconcile.inputs import Progress, open_input
from motcua.reconcile.register import open_register
from motcua.reconcile.steps import Step
from motcua.reconcile.summary import Summary, summarise
from motcua.vnid.evidence import Policy

ENDINGS = (".csv", ".parquet")
"""Endings of a file that can be asked about; the answer has the same ending."""

REGISTER_ENDINGS = (*ENDINGS, ".csv.gz")

STEPS = ("register", "read", "numbers", "births", "names", "decide", "write")
"""What ``progress`` is told, in this order; a step without work is left out."""


def run(
    input: Path,  # noqa: A002 - the name that the command line has too
    register: Path,
    out: Path,
    *,
    policy: Policy = Policy.TOLERANT,
    progress: Progress | None = None,
) -> Summary:
    """Answer every row of ``input`` from ``register``, and write rows and answers to ``out``.

    Args:
        input: CSV (UTF-8) or Parquet with the columns cmnd, full_name, born_on, perhaps sex and row_id, and any others.
        register: the folder of a world, or one file of the columns cccd, cmnd, full_name, born_on, sex, status.
        out: where the answer goes, with the same ending as ``input``; an older file of that name is replaced.
        policy: which differences are forgiven.
        progress: called with a step of ``STEPS``, how much of it is done, and how much there is.

    Raises:
        Unusable: one sentence in Vietnamese and one in English say what; nothing was written.
    """
    told = progress or _silent
    _check_paths(input, register, out)
    with _aside(out) as work, _engine(work) as con:
        with _readable(register):
            open_register(con, register, told)
        with _readable(input):
            source = open_input(con, input)
            source.load(con, told)
        _decide(con, policy, told)
        aside = work / f"out{out.suffix}"
        source.write(con, aside, told)
        summary = summarise(con, out, policy)
        os.replace(aside, out)  # noqa: PTH105 - Path.replace is the same; this one is atomic by its documentation
    return summary


def _decide(con: Connection, policy: Policy, told: Progress) -> None:
    readings.create(con, (readings.NUMBERS, readings.BIRTHS, readings.SEXES, readings.NAMES))
    readings.read(con, readings.NUMBERS, "SELECT cmnd AS text FROM input", told, "numbers")
    readings.read(con, readings.BIRTHS, "SELECT born_on AS text FROM input", told, "births")
    readings.read(con, readings.SEXES, "SELECT sex AS text FROM input", _silent, "births")
    make(con, steps.asked(), steps.holders("register"))
    readings.read(con, readings.BIRTHS, steps.BIRTHS_OF_HOLDERS, told, "births")
    make(con, steps.pairs())
    readings.read(con, readings.NAMES, steps.NAMES_OF_PAIRS, told, "names")
    last = (steps.compared(), steps.fitted(policy), steps.weighed(), steps.answers())
    for done, step in enumerate(last, start=1):
        make(con, step)
        told("decide", done, len(last))


def make(con: Connection, *made: Step) -> None:
    """Run steps: each becomes a table, and what it was made of goes where nobody needs it any more."""
    for step in made:
        con.execute(f"CREATE TABLE {step.table} AS {step.sql}")
        for table in step.spent:
            con.execute(f"DROP TABLE {table}")


def _silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """A folder beside the answer, gone afterwards: whatever is written there can be moved into place in one go."""
    try:
        with TemporaryDirectory(prefix=".motcua-reconcile-", dir=out.parent) as work:
            yield Path(work)
    except OSError as error:  # what cannot be read was said before
        raise _no_place(out) from error


def _no_place(out: Path) -> Unusable:
    return Unusable(
        "output.place",
        f"Không ghi được {out.name} vào thư mục {out.parent} (không có, không cho ghi, hết chỗ, hoặc trùng tên).",
        f"{out.name} cannot be written to the folder {out.parent} (missing, not writable, full, or the name is taken).",
    )


@contextmanager
def _engine(work: Path) -> Iterator[Connection]:
    con = connect(work)
    try:
        yield con
    finally:
        con.close()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Whatever the engine or the system cannot read in this file, say it in one sentence."""
    import duckdb  # noqa: PLC0415 - connect() has seen that it is there

    try:
        yield
    except (duckdb.Error, OSError, EOFError) as error:
        raise Unusable(
            "file.unreadable",
            f"Không đọc được tệp {path.name}.",
            f"The file {path.name} cannot be read.",
        ) from error


def _check_paths(source: Path, register: Path, out: Path) -> None:
    _check_file(source, ENDINGS)
    if not register.is_dir():
        _check_file(register, REGISTER_ENDINGS)
    if out.suffix.lower() != source.suffix.lower():
        raise Unusable(
            "output.ending",
            f"Kết quả {out.name} phải cùng loại với {source.name} ({source.suffix}).",
            f"The answer {out.name} must be of the same kind as {source.name} ({source.suffix}).",
        )
    if not out.parent.is_dir() or out.is_dir():
        raise _no_place(out)
    if out.exists() and any(each.exists() and out.samefile(each) for each in (source, register)):
        raise Unusable(
            "output.same",
            f"Kết quả không được ghi đè lên {out.name}, tệp đang được đọc.",
            f"The answer must not replace {out.name}, a file that is being read.",
        )


def _check_file(path: Path, endings: tuple[str, ...]) -> None:
    if path.is_dir():
        raise Unusable(
            "file.directory", f"{path.name} là thư mục, không phải tệp.", f"{path.name} is a folder, no file."
        )
    if not path.is_file():
        raise Unusable("file.missing", f"Không có tệp {path}.", f"There is no file {path}.")
    if not path.name.lower().endswith(endings):
        listed = ", ".join(endings)
        raise Unusable(
            "file.ending",
            f"Không đọc được loại tệp của {path.name}; các loại đọc được: {listed}.",
            f"{path.name} is no kind of file that can be read; these are: {listed}.",
        )
    if not path.stat().st_size:
        raise Unusable("file.empty", f"Tệp {path.name} rỗng.", f"The file {path.name} is empty.")
