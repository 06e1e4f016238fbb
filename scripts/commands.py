"""Collect the commands of ``motcua`` with their arguments and sentences, from the command line itself."""

from collections.abc import Iterator
from typing import Any

import typer


def commands() -> list[tuple[str, str]]:
    """Return every command as one types it, with the first sentence of its help."""
    from motcua.cli import app  # noqa: PLC0415  # only this needs the whole command line

    return [(usage, " ".join((command.help or "").split("\n\n")[0].split())) for usage, command in _leaves(app)]


def options(command: str) -> set[str]:
    """Return the long options of one command, e.g. ``up``."""
    from motcua.cli import app  # noqa: PLC0415

    found: Any = typer.main.get_command(app)
    for word in command.split():
        found = found.commands[word]
    return {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)}


def _leaves(app: typer.Typer) -> Iterator[tuple[str, Any]]:
    def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        children = getattr(command, "commands", {})
        for name, child in children.items():
            yield from walk(f"{path} {name}", child)
        if not children:
            words = [p.name.upper() for p in command.params if p.param_type_name == "argument"]
            yield " ".join([path, *words]), command

    yield from walk("motcua", typer.main.get_command(app))
