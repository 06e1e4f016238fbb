"""Chance and time are arguments: only the clock reads the time, only the world draws lots."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.repository.source import PRODUCT, python_files, relative, tree

MAY = ("motcua/chassis/clock.py", "motcua/world/")
CLOCK_READS = {
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "ctime")),
}


def clock_and_chance(root: Path) -> list[str]:
    """Find product code that reads the clock or draws lots by itself.

    ``secrets`` and ``time.perf_counter`` are free: a token must not be guessable, and a duration is not a date. So is
    ``random.Random(seed)``: its seed is an argument.
    """
    return [
        f"{relative(root, file)}:{line} uses {name}; take the time from motcua.chassis.clock, the seed from the caller"
        for file in python_files(root, *PRODUCT)
        if not relative(root, file).startswith(MAY)
        for line, name in _uses(tree(file))
    ]


def _uses(module: ast.Module) -> Iterator[tuple[int, str]]:
    names: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    seedless = {node.func for node in ast.walk(module) if isinstance(node, ast.Call) and not node.args}
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
            name = _dotted(node, names)
            drawn = name.startswith(("random.", "numpy.random.")) and (name != "random.Random" or node in seedless)
            if name in CLOCK_READS or drawn:
                yield node.lineno, name


def _dotted(node: ast.expr, names: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute) and (left := _dotted(node.value, names)):
        return f"{left}.{node.attr}"
    return ""
