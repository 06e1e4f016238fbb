"""Collect the commands of ``motcua`` with their arguments and sentences, from the command line itself."""

from collections.abc import Iterator
from typing import Any

import typer


def commands() -> list[tuple[str, str]]:
    """Return every command as one types it, with the first paragraph of its help."""
    return [(usage, " ".join((command.help or "").split("\n\n")[0].split())) for usage, command in _leaves()]


def options(command: str) -> dict[str, str]:
    """Return the options of one command, e.g. ``motcua up``, with their sentences."""
    (found,) = (leaf for usage, leaf in _leaves() if usage == command or usage.startswith(f"{command} "))
    named = [p for p in found.params if p.param_type_name == "option"]
    return {name: " ".join((p.help or "").split()) for p in named for name in (*p.opts, *p.secondary_opts)}


def option_rows() -> list[tuple[str, str, str]]:
    """Return option, sentence and its commands, for every command but ``up``, whose options are the knobs."""
    found: dict[tuple[str, str], list[str]] = {}
    for usage, _ in commands():
        command = " ".join(word for word in usage.split()[1:] if word.islower())
        for option, sentence in options(usage).items():
            if command != "up" and option not in {"-h", "--help"}:
                found.setdefault((option, sentence), []).append(command)
    many = 6  # an option of more commands than this is one that a reader meets everywhere
    return [(*key, ", ".join(those) if len(those) <= many else "most") for key, those in found.items()]


def _leaves() -> Iterator[tuple[str, Any]]:
    from motcua.cli import app  # noqa: PLC0415  # only this needs the whole command line

    def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        children = getattr(command, "commands", {})
        for name, child in children.items():
            yield from walk(f"{path} {name}", child)
        if not children:
            words = [p.name.upper() for p in command.params if p.param_type_name == "argument"]
            yield " ".join([path, *words]), command

    yield from walk("motcua", typer.main.get_command(app))
