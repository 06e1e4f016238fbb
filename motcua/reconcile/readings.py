"""What is read in Python, once for each distinct text, and kept as a table: numbers, dates, sexes, keys of names.

The reading is that of ``motcua.vnid``, so that a file and a single call understand a text alike.
"""

# ruff: noqa: S608 - all names in this SQL are our own

from collections.abc import Callable, Iterable
from typing import NamedTuple

from motcua.reconcile.engine import BATCH, Connection, count, pour
from motcua.reconcile.inputs import Progress
from motcua.vnid import dates, legacy, names
from motcua.vnid.errors import NumberError
from motcua.vnid.legacy import IdKind


class Reading(NamedTuple):
    """A table ``text`` → ``columns`` (name and SQL type), and how a text is read into them."""

    table: str
    columns: tuple[tuple[str, str], ...]
    read: Callable[[str], tuple[object, ...]]


def number(text: str) -> tuple[str, str]:
    """The number to ask the register for ("" for none) and the remarks on how it was written.

    >>> number("912345678"), number("000912345678"), number("9100000031"), number("")
    (('912345678', ''), ('912345678', 'number.padded'), ('', 'number.mst'), ('', 'number.empty'))
    >>> number("001171900123"), number("1171900123"[1:] + "0")
    (('001171900123', 'number.cccd'), ('', 'number.unreadable'))
    """
    found = legacy.recognise(text)
    remarks = found.remarks
    if found.kind is IdKind.MST:
        return "", " ".join((*remarks, "number.mst"))
    if len(found.number) == 12:
        remarks = (*remarks, "number.cccd")
    if not found.number and not remarks:
        remarks = ("number.empty",)
    return found.number, " ".join(remarks)


def born(text: str) -> tuple[str, str]:
    """The canonical partial date ("" where it is unknown or cannot be read), and a remark in the latter case.

    >>> born("02/03/1971"), born(""), born("02/03/71")
    (('1971-03-02', ''), ('', ''), ('', 'born.unreadable'))
    """
    try:
        return dates.read(text), ""
    except NumberError:
        return "", "born.unreadable"


_SEXES = {"1": "1", "nam": "1", "male": "1", "m": "1", "2": "2", "nu": "2", "female": "2", "f": "2"}


def sex(text: str) -> tuple[str]:
    """The NPDB code of a sex, 1 or 2; "" for everything else, which conflicts with nothing.

    The codes of other systems (0 and 1 for men and women, say) cannot be told from the NPDB's and are not guessed.

    >>> sex("Nữ"), sex("1"), sex("0")
    (('2',), ('1',), ('',))
    """
    return (_SEXES.get(names.fold(text), ""),)


def keys(text: str) -> tuple[object, ...]:
    """The keys that decide, in the order of ``names.COLUMNS``."""
    found = names.keys(text)
    return tuple(getattr(found, column) for column in names.COLUMNS)


NUMBERS = Reading("numbers_read", (("number", "VARCHAR"), ("remarks", "VARCHAR")), number)
BIRTHS = Reading("births_read", (("born", "VARCHAR"), ("remark", "VARCHAR")), born)
SEXES = Reading("sexes_read", (("sex", "VARCHAR"),), sex)
NAMES = Reading(
    "names_read",
    tuple((name, "BOOLEAN" if name in {"marked", "abbreviated"} else "VARCHAR") for name in names.COLUMNS),
    keys,
)


def create(con: Connection, readings: Iterable[Reading]) -> None:
    """Make the tables, empty."""
    for table, columns, _ in readings:
        con.execute(f"CREATE TABLE {table} (text VARCHAR, {', '.join(f'{name} {kind}' for name, kind in columns)})")


def read(con: Connection, reading: Reading, texts: str, progress: Progress, step: str) -> None:
    """Read every text of the query ``texts`` (one column, ``text``) that has not been read before."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE unread AS "
        f"SELECT DISTINCT text FROM ({texts}) ANTI JOIN {reading.table} USING (text)"
    )
    total = count(con, "SELECT count(*) FROM unread")
    for first in range(0, total, BATCH):
        window = f"SELECT text FROM unread WHERE rowid >= {first} AND rowid < {first + BATCH}"
        found = [text for (text,) in con.execute(window).fetchall()]
        columns = zip(*map(reading.read, found), strict=True)
        names_of = [name for name, _ in reading.columns]
        pour(con, reading.table, {"text": found, **dict(zip(names_of, columns, strict=True))})
        progress(step, first + len(found), total)
