"""What is printed: both languages, plain columns, or JSON where a machine reads."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from motcua.stack.trouble import Trouble

AsJson = Annotated[bool, typer.Option("--json", help="In JSON, cho máy đọc · Print JSON, for machines")]


def line(text: str = "") -> None:
    """Print one line."""
    sys.stdout.write(f"{text}\n")


def both(vi: str, en: str) -> None:
    """Print one sentence in both languages."""
    line(f"{vi} · {en}" if vi != en else vi)


def note(vi: str, en: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(f"{vi}\n{en}\n")


def complain(wrong: Trouble) -> None:
    """Say what stands in the way, in both languages."""
    sys.stderr.write(f"✗ {wrong.vi}\n✗ {wrong.en}\n")


def document(value: Any) -> None:
    """Print JSON."""
    line(json.dumps(value, ensure_ascii=False, indent=2))


def columns(rows: Iterable[Sequence[object]], *, indent: str = "") -> None:
    """Print rows with their columns aligned; the last column runs on.

    >>> columns([("portal", "ok"), ("tax_db", "ok")])
    portal  ok
    tax_db  ok
    """
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        line(indent + "  ".join([*cells, row[-1]]).rstrip())
