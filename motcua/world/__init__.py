"""The synthetic population: one world, and what each register holds of it.

``build(seed, as_of, people)`` is a function: same arguments, same bytes, on any machine. People are plausible (names
by cohort, sex and region; households; real communes), their numbers can be nobody's (``motcua.vnid.synthetic``), and
the registers disagree in the ways and at the rates of ``motcua.world.dirt``. The truth is kept apart, under
``answers/``.

The default world (seed 1, 2026-01-01, 10,000 people) comes with the package and needs neither NumPy nor DuckDB;
building another one needs both (``pip install 'motcua[batch]'``).

>>> (default_slices() / "manifest.json").is_file()
True
"""

from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from motcua.world.creation import World

DEFAULT_SEED, DEFAULT_AS_OF, DEFAULT_PEOPLE = 1, date(2026, 1, 1), 10_000

__all__ = [
    "DEFAULT_AS_OF",
    "DEFAULT_PEOPLE",
    "DEFAULT_SEED",
    "MissingExtra",
    "Written",
    "build",
    "default_slices",
    "write",
]


class MissingExtra(ImportError):
    """NumPy or DuckDB is not installed; the message says what to do, in Vietnamese and English."""

    def __init__(self, module: str) -> None:
        self.vi = f"Tạo dân số giả lập cần {module}; hãy cài: pip install 'motcua[batch]'"
        self.en = f"Building a world needs {module}; install it with: pip install 'motcua[batch]'"
        super().__init__(f"{self.vi} / {self.en}", name=module)


class Written(NamedTuple):
    """What was written: the digest of the world, and rows by file."""

    digest: str
    rows: dict[str, int]


def default_slices() -> Path:
    """The folder of the default world's slices (``motcua.wire.slices``) and its answers."""
    return Path(__file__).parent / "default"


def build(seed: int, as_of: date, people: int) -> "World":
    """A world of so many people (personas among them) on a day.

    Raises:
        MissingExtra: NumPy or DuckDB is not installed.
        ValueError: fewer people than the personas and ten more, or a day before 2021-07-01.
    """
    _need_batch()
    from motcua.world import creation  # noqa: PLC0415  # NumPy only where a world is built

    return creation.build(seed, as_of, people)


def _need_batch() -> None:
    """Name a missing extra before work begins."""
    for module in ("numpy", "duckdb"):
        if find_spec(module) is None:
            raise MissingExtra(module)


def write(
    people: int, seed: int, as_of: date, out: Path, progress: Callable[[str, int, int], None] | None = None,
    *, format: str = "parquet",  # noqa: A002  # the word of the interface
) -> Written:  # fmt: skip
    """Build a world and write it below ``out``; prints nothing.

    ``progress`` is called with the file just finished and how many of how many are done.

    Raises:
        MissingExtra: NumPy or DuckDB is not installed.
        ValueError: too few people, too early a day, or another format than ``parquet`` and ``slices``.
    """
    _need_batch()
    from motcua.world import creation, writing  # noqa: PLC0415

    writer = writing.Writer(out, format, progress)
    world = creation.build_and_write(seed, as_of, people, writer)
    return Written(world.digest, dict(sorted(writer.rows.items())))
