"""Tables in Markdown, and the marks between which a generated one stands."""

import re
from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out as a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def filled(text: str, name: str, body: str) -> str:
    """Put a table between its marks; raises LookupError where the marks are missing."""
    marked = re.compile(rf"(<!-- table:{name} -->\n).*?(<!-- /table -->)", re.DOTALL)
    if not marked.search(text):
        raise LookupError(f"no mark for the table '{name}'")
    return marked.sub(lambda found: f"{found[1]}\n{body}\n\n{found[2]}", text)
