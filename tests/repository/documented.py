"""Documented or it does not exist: knobs, commands, refusals, faults, versions. Each returns sentences."""

import json
import re
from collections.abc import Collection
from pathlib import Path

from pydantic_settings import BaseSettings


def undocumented_knobs(root: Path, settings: type[BaseSettings], options: Collection[str]) -> list[str]:
    """Find knobs that have no sentence, no line in docs/knobs.md or .env.sample, or no option of ``motcua up``."""
    page = (root / "docs/knobs.md").read_text(encoding="utf-8")
    sample = (root / ".env.sample").read_text(encoding="utf-8")
    found = []
    for knob, field in settings.model_fields.items():
        name, option = f"MOTCUA_{knob.upper()}", f"--{knob.replace('_', '-')}"
        found += [f"{name} has no description"] if not field.description else []
        found += [f"{name} is not in docs/knobs.md; run make docs"] if f"`{name}`" not in page else []
        found += [f"{name} is not in .env.sample; run make docs"] if f"{name}=" not in sample else []
        found += [f"{name} has no option {option} of motcua up"] if option not in options else []
    return found


def unknown_knobs(root: Path, settings: type[BaseSettings]) -> list[str]:
    """Find variables that a document or container file names and that are no knob."""
    knobs = {f"MOTCUA_{knob.upper()}" for knob in settings.model_fields}
    files = [
        *root.glob("*.md"),
        *root.glob("docs/**/*.md"),
        *root.glob("*.yml"),
        *root.glob("Dockerfile"),
        root / ".env.sample",
    ]
    return [
        f"{file.relative_to(root)} names {name}, which is no knob"
        for file in sorted(files)
        for name in sorted(set(re.findall(r"MOTCUA_[A-Z_]+[A-Z]", file.read_text(encoding="utf-8"))) - knobs)
    ]


def unlisted(root: Path, page: str, names: Collection[str]) -> list[str]:
    """Find names that a page does not have between back-quotes."""
    text = (root / page).read_text(encoding="utf-8")
    quoted = {word for span in re.findall(r"`([^`]+)`", text) for word in (span, " ".join(span.split()[:2]))}
    return [f"{page} lacks `{name}`" for name in names if name not in quoted]


def endpoints_without_a_word(root: Path) -> list[str]:
    """Find endpoints of the committed contracts that docs/differences.md says nothing about."""
    page = (root / "docs/differences.md").read_text(encoding="utf-8")
    return [
        f"docs/differences.md lacks `{verb.upper()} {path}`"
        for contract in sorted((root / "contracts/openapi").glob("*.json"))
        for path, verbs in json.loads(contract.read_text(encoding="utf-8"))["paths"].items()
        for verb in verbs
        if path.startswith("/v1/") and f"`{verb.upper()} {path}`" not in page
    ]


def versions(root: Path) -> list[str]:
    """Find disagreement between the version of the code and the newest heading of the changelog."""
    code = re.search(
        r'^__version__ = "([^"]+)"', (root / "motcua/__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    log = re.search(r"^## (\d\S*)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    if not code or not log:
        return ["motcua/__init__.py or CHANGELOG.md names no version"]
    return [f"CHANGELOG.md begins with {log[1]}, the code is {code[1]}"] if code[1] != log[1] else []
