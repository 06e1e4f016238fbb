"""What import-linter cannot say: the standard library only, no import by name, and no contract without its module."""

import ast
import sys
from pathlib import Path

from tests.repository.source import python_files, relative, tree


def strangers_in_vnid(root: Path) -> list[str]:
    """Find imports of motcua.vnid beyond the standard library and itself: it must be copyable into any project."""
    found = []
    for file in python_files(root, "motcua/vnid"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            else:
                continue
            found += [
                f"{relative(root, file)}:{node.lineno} imports {module}"
                for module in modules
                if module.split(".")[0] not in sys.stdlib_module_names and not f"{module}.".startswith("motcua.vnid.")
            ]
    return found


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
