"""CSV as people keep it: UTF-8 with or without its mark, commas, semicolons or tabs, and every record's text at hand.

The text of a record is kept as it stands, so that the answer can be written behind it and nothing else is touched.
"""

import codecs
import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, cast

from motcua.reconcile.columns import plain
from motcua.reconcile.errors import Unusable

DELIMITERS = (",", ";", "\t")
_BLOCK = 1 << 20


class Layout(NamedTuple):
    """What the first line tells about a file, and how many lines there are at most."""

    path: Path
    header: list[str]
    header_text: str
    delimiter: str
    newline: str
    mark: bool  # begins with a byte-order mark, which spreadsheets want
    lines: int


class Record(NamedTuple):
    """One record: its cells, and the very text they were read from, without the end of the line."""

    cells: list[str]
    text: str


def look(path: Path, wanted: Sequence[str]) -> Layout:
    """Read the first line, after a look at the bytes of all of them.

    The delimiter is the one under which most of the ``wanted`` columns appear.

    Raises:
        Unusable: empty, or no text in UTF-8.
    """
    lines, mark = _check_bytes(path)
    with _text(path) as file:
        header_text = next(iter(file), "")
    if not header_text.strip():
        raise Unusable("file.empty", f"Tệp {path.name} rỗng.", f"The file {path.name} is empty.")
    newline = "\r\n" if header_text.endswith("\r\n") else "\n"
    header_text = header_text.rstrip("\r\n")
    headers = {sign: next(csv.reader([header_text], delimiter=sign)) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: len(set(wanted) & set(map(plain, headers[sign]))))
    return Layout(path, headers[best], header_text, best, newline, mark, lines)


def records(layout: Layout) -> Iterator[Record]:
    """Every record below the header; blank lines are none.

    Raises:
        Unusable: a quotation mark out of place, or another number of columns than the header has.
    """
    name = layout.path.name
    held: list[str] = []
    with _text(layout.path) as file:
        reader = csv.reader(_held(file, held), delimiter=layout.delimiter, strict=True)
        try:
            for cells in reader:
                text = "".join(held).rstrip("\r\n")
                held.clear()
                if not cells or reader.line_num == 1:
                    continue
                if len(cells) != len(layout.header):
                    raise Unusable(
                        "csv.ragged",
                        f"Dòng {reader.line_num} của tệp {name} có {len(cells)} cột, dòng đầu có {len(layout.header)}.",
                        f"Line {reader.line_num} of {name} has {len(cells)} columns, the header {len(layout.header)}.",
                    )
                yield Record(cells, text)
        except csv.Error:
            raise Unusable(
                "csv.broken",
                f"Dòng {reader.line_num} của tệp {name} sai dạng CSV (dấu ngoặc kép?).",
                f"Line {reader.line_num} of {name} is no CSV (a quotation mark?).",
            ) from None


def _held(lines: IO[str], held: list[str]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line


def _bytes(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path))  # its class is not declared as one
    return path.open("rb")


def _text(path: Path) -> IO[str]:
    return io.TextIOWrapper(_bytes(path), encoding="utf-8-sig", newline="")


def _check_bytes(path: Path) -> tuple[int, bool]:
    """How many lines there are, and whether a byte-order mark stands before them; refuses what is no UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, start = 0, b""
    with _bytes(path) as file:
        while True:
            block = file.read(_BLOCK)
            start = start or block[:3]
            broken = block.find(b"\0")
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                broken = error.start
            if broken >= 0:
                line = lines + block.count(b"\n", 0, broken) + 1
                raise Unusable(
                    "file.not-utf8",
                    f"Tệp {path.name} không phải UTF-8 (dòng {line}); hãy lưu lại dưới dạng «CSV UTF-8».",
                    f"The file {path.name} is not UTF-8 (line {line}); save it again as “CSV UTF-8”.",
                )
            lines += block.count(b"\n")
            if not block:
                break
    return lines + 1, start == codecs.BOM_UTF8
