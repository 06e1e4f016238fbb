"""The blocks of commands in the documents: where they stand, what they say, what they promise to print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```[ ]*$", re.MULTILINE | re.DOTALL)
RUNNABLE = ("sh", "python")


@dataclass(frozen=True)
class Block:
    """One fenced block that a reader would paste."""

    place: str
    language: str
    text: str
    not_run: str
    promised: tuple[str, ...]


def documents(root: Path = ROOT) -> list[Path]:
    """Every document whose blocks are run."""
    folders = ("*.md", "docs/**/*.md", "examples/*/*.md", "services/*/*.md")
    return [document for pattern in folders for document in sorted(root.glob(pattern))]


def blocks(document: Path, root: Path = ROOT) -> Iterator[Block]:
    """Yield the runnable blocks of a document, each with the console block that follows it."""
    text = document.read_text(encoding="utf-8")
    fences = list(FENCE.finditer(text))
    followers: list[re.Match[str] | None] = [*fences[1:], None]
    for fence, after in zip(fences, followers, strict=False):
        language, _, rest = fence["info"].partition(" ")
        if language in RUNNABLE:
            kind, _, reason = rest.partition(":")
            if rest and kind != "no-run":
                raise ValueError(f"{document}: '{fence['info']}' is neither plain nor 'no-run: reason'")
            promised = after["text"].splitlines() if after and after["info"].strip() == "console" else []
            line = text.count("\n", 0, fence.start()) + 1
            place = f"{document.relative_to(root).as_posix()}:{line}"
            yield Block(place, language, fence["text"], reason.strip(), tuple(promised))


def missing(promised: tuple[str, ...], printed: str) -> list[str]:
    """Find promised lines that were not printed; a line with an ellipsis matches anything there."""
    seen = [row.strip() for row in printed.splitlines()]
    patterns = {
        row: re.escape(row.strip()).replace(re.escape("..."), ".*").replace("…", ".*")
        for row in promised
        if row.strip()
    }
    return [row for row, pattern in patterns.items() if not any(re.fullmatch(pattern, line) for line in seen)]


def links(document: Path) -> Iterator[str]:
    """Yield the relative links of a document, without their anchors."""
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", target):
            yield target.partition("#")[0]
