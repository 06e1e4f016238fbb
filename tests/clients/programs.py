"""Programs that these tests need and pip does not bring: found, or the test is skipped with the way to get them."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def node() -> Callable[[Path], None]:
    """Skip where there is no Node of 20 or newer with npm; returns how npm installs what a folder's lock names."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("needs Node and npm: apt-get install nodejs npm")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").split(".")[0]) < 20:
        pytest.skip(f"needs Node 20 or newer, this is {version}")
    return _npm


def _npm(folder: Path) -> None:
    words = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        shutil.rmtree(folder)
        pytest.skip(f"npm could not install openid-client (once, then it is kept in .cache): {done.stderr[-300:]}")


def apache() -> tuple[str, Path]:
    """Apache's program and the folder of its modules, mod_auth_openidc among them; skips where there is none."""
    program = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
    modules = Path("/usr/lib/apache2/modules")
    if program is None or not (modules / "mod_auth_openidc.so").exists():
        pytest.skip("needs Apache: apt-get install apache2 libapache2-mod-auth-openidc")
    return program, modules
