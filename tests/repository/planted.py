"""Planting violations in a tree of one's own."""

from pathlib import Path


def plant(root: Path, name: str, text: str = "") -> Path:
    """Write a file below the root, with its folders."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
