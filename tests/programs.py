"""Programs that some tests need and pip does not bring: found, or the test is skipped with the way to get them.

CI sets NO_SKIPS, which makes a failure of every skip (conftest.py at the root).
"""

import os
import shutil
from pathlib import Path

import pytest


def postgres_programs() -> Path:
    """Return the folder with initdb and postgres: $PG_BIN, the PATH, or Debian's place; skips where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("initdb")
    candidates = [
        Path(os.environ.get("PG_BIN", "/nonexistent")),
        *([Path(on_path).parent] if on_path else []),
        *debian[::-1],
    ]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    pytest.skip("needs PostgreSQL's programs: apt-get install postgresql, or set PG_BIN")


def chromium() -> Path:
    """Return the distribution's Chromium: $CHROMIUM or the PATH; skips where there is none."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return Path(found)
    pytest.skip("needs Chromium: apt-get install chromium, or set CHROMIUM")


def poppler(name: str) -> Path:
    """Return one of poppler's programs (pdfsig, pdftotext, pdffonts, pdftoppm); skips where there is none."""
    if found := shutil.which(name):
        return Path(found)
    pytest.skip(f"needs {name}: apt-get install poppler-utils")


def certutil() -> Path:
    """Return NSS's certutil, which fills the trust store that pdfsig reads; skips where there is none."""
    if found := shutil.which("certutil"):
        return Path(found)
    pytest.skip("needs certutil: apt-get install libnss3-tools")
