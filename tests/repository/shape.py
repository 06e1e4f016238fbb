"""One service, one shape; small files; no dumping grounds. Each function returns sentences, one per violation."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.repository.source import PRODUCT, SERVICES, lines, python_files, relative, tree

# A layer may become a package of the same name when it passes 250 lines; the name never changes.
LAYERS = ("app", "routes", "actions", "store", "rules", "tables", "errors", "settings", "seed")
OPTIONAL_LAYERS = ("pages",)  # only where there is HTML
PLAIN_FILES = ("__init__.py", "README.md")
FOLDERS_OF_DATA = ("templates", "static", "locale")
BANNED = ("utils", "helpers", "common", "base", "core", "misc", "crud", "schemas")

# ADR 0009, 0010: a new module of the chassis, or package in it, is a decision.
CHASSIS = (
    "app", "audit", "call", "caller", "clock", "control", "db", "describe", "docs", "faults", "gate", "journal", "lean",
    "logs", "postgres", "problems", "settings", "site", "slices", "sqlite", "upstream",
)  # fmt: skip

LONGEST = {"motcua": 300, "services": 300, "scripts": 300, "benchmarks": 300, "examples": 150, "tests": 400}
MEDIAN = 100  # aim for 80; this is where it starts to hurt
HANDLER = 12  # lines of a route handler's body, its docstring not counted


def uneven_services(root: Path) -> list[str]:
    """Find services that lack a file of the common shape or have one of their own."""
    found: list[str] = []
    for service in SERVICES:
        folder = root / "services" / service
        have = {path.stem if path.suffix == ".py" else path.name for path in folder.glob("*") if _counts(path)}
        have |= {name for name in PLAIN_FILES if (folder / name).exists()}
        have.discard("__init__")
        want = {*LAYERS, *PLAIN_FILES}
        found += [f"services/{service} lacks {name}" for name in sorted(want - have)]
        extra = have - want - {*OPTIONAL_LAYERS, *FOLDERS_OF_DATA}
        found += [f"services/{service}/{name} is outside the shape of a service" for name in sorted(extra)]
    return found


def _counts(path: Path) -> bool:
    return path.name not in {"__pycache__", "__init__.py"} and not path.name.startswith(".")


def chassis_strangers(root: Path) -> list[str]:
    """Find modules of the chassis that nobody decided on."""
    chassis = root / "motcua" / "chassis"
    here = {path.stem for path in chassis.glob("*.py")} | {path.parent.name for path in chassis.glob("*/__init__.py")}
    here -= {"__init__", *CHASSIS}
    return [f"motcua/chassis/{name} is new: the chassis is a closed list, write an ADR" for name in sorted(here)]


def banned_names(root: Path) -> list[str]:
    """Find modules whose name says nothing about what is in them."""
    return [
        f"{relative(root, file)}: name the module after what it holds, not '{part}'"
        for file in python_files(root, *LONGEST)
        for part in {file.stem, file.parent.name} & set(BANNED)
    ]


def long_files(root: Path) -> list[str]:
    """Find files over their budget."""
    return [
        f"{relative(root, file)} has {lines(file)} lines, {limit} are allowed"
        for top, limit in LONGEST.items()
        for file in python_files(root, top)
        if lines(file) > limit
    ]


def median_length(root: Path) -> float:
    """Return the median number of lines of a product file; files without a line of code do not count."""
    return statistics.median([n for file in python_files(root, *PRODUCT) if (n := lines(file)) > 1] or [0])


def long_handlers(root: Path) -> list[str]:
    """Find route handlers that do more than parse, call one action, return."""
    return [
        f"{relative(root, file)}:{handler.lineno} {handler.name} has {length} lines, {HANDLER} are allowed"
        for file in python_files(root, "services")
        for handler in _handlers(tree(file))
        if (length := _body_lines(handler)) > HANDLER
    ]


def _handlers(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    verbs = {"get", "post", "put", "patch", "delete", "api_route"}
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            calls = [decorator.func for decorator in node.decorator_list if isinstance(decorator, ast.Call)]
            if any(isinstance(call, ast.Attribute) and call.attr in verbs for call in calls):
                yield node


def _body_lines(handler: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = handler.body[1:] if ast.get_docstring(handler) is not None else handler.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
