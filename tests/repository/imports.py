"""What import-linter cannot say: the standard library only, no import by name, and no contract without its module."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.repository.source import python_files, relative, tree

ALLOWED = ("motcua.chassis", "motcua.wire", "motcua.vnid", "motcua.__version__")


def strangers_in_vnid(root: Path) -> list[str]:
    """Find imports of motcua.vnid beyond the standard library and itself: it must be copyable into any project."""
    return [
        f"{relative(root, file)}:{line} imports {module}"
        for file in python_files(root, "motcua/vnid")
        for line, module in _imports(tree(file))
        if module.split(".")[0] not in sys.stdlib_module_names and not f"{module}.".startswith("motcua.vnid.")
    ]


def services_reaching_too_far(root: Path) -> list[str]:
    """Find imports in services of anything in motcua but what services may use."""
    return [
        f"{relative(root, file)}:{line} imports {module}; a service may use chassis, wire and vnid"
        for file in python_files(root, "services")
        for line, module in _imports(tree(file))
        if module.startswith("motcua.") and not module.startswith(ALLOWED)
    ]


def services_by_name(root: Path) -> list[str]:
    """Find motcua code that imports a service through importlib, behind the back of import-linter."""
    return [
        f"{relative(root, file)}:{node.lineno} imports {node.args[0].value!r} by name; start it as a process"
        for file in python_files(root, "motcua")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"import_module", "__import__"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and str(node.args[0].value).split(".")[0] == "services"
    ]


def _imports(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything imported; ``from a import b`` may mean the module a.b."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
