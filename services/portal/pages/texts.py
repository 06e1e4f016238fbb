"""Everything that the pages say, one file per language below ``locale``; Vietnamese is the first language."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "locale"
LANGUAGES = ("vi", "en")
FIRST = LANGUAGES[0]


def language(asked: str | None) -> str:
    """The language to speak: the one asked for, else Vietnamese."""
    return asked if asked in LANGUAGES else FIRST


@cache
def texts(lang: str) -> dict[str, Any]:
    """All texts of one language, nested as in its file."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"))
    return found
