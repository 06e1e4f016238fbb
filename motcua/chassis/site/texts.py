"""Everything that pages say, below ``locale``; Vietnamese is the first language.

One file per language, or that and a folder of the same name with a file for each part of the site.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from motcua.wire.contracts import read_yaml

LANGUAGES = ("vi", "en")
FIRST = LANGUAGES[0]


def language(asked: str | None) -> str:
    """The language to speak: the one asked for, else Vietnamese."""
    return asked if asked in LANGUAGES else FIRST


def read(folders: tuple[Path, ...], lang: str) -> dict[str, Any]:
    """All texts of one language: those of each folder over those of the folders before it."""
    found: dict[str, Any] = {}
    for folder in folders:
        locale = folder / "locale"
        for file in (locale / f"{lang}.yaml", *sorted((locale / lang).glob("*.yaml"))):
            found = _over(found, read_yaml(file))
    return found


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Nested texts merged, the upper ones winning.

    >>> _over({"name": "motcua", "nav": {"home": "Start"}}, {"nav": {"me": "Me"}})
    {'name': 'motcua', 'nav': {'home': 'Start', 'me': 'Me'}}
    """
    both = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], Mapping) and isinstance(above[key], Mapping):
            both[key] = _over(below[key], above[key])
    return both
