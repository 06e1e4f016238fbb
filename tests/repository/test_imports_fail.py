"""The import contracts of pyproject.toml are tried on planted imports, in stubs and in a copy of the real tree."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.source import SERVICES

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    path = {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    env = os.environ | path
    return subprocess.run([LINT, "--no-cache"], cwd=root, env=env, text=True, capture_output=True, check=False)


@pytest.fixture
def stubs(tmp_path: Path) -> Path:
    """The packages that the contracts name, empty, under the contracts themselves."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    parts = ("cli", "stack", "world", "reconcile", "chassis", "wire", "vnid")
    for package in ("motcua", *(f"motcua/{part}" for part in parts), "services", *(f"services/{s}" for s in SERVICES)):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    for service in SERVICES:
        (tmp_path / "services" / service / "rules.py").touch()
    return tmp_path


def test_stubs_keep_every_contract(stubs: Path) -> None:
    done = lint(stubs)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("services/portal/__init__.py", "import services.tax_db", "Services never import each other"),
        ("services/portal/__init__.py", "import motcua.world", "Services import nothing of motcua but"),
        ("services/portal/rules.py", "import fastapi", "Rules know neither"),
        ("services/portal/rules.py", "import httpx", "Rules know neither"),
        ("services/portal/rules.py", "import sqlmodel", "Rules know neither"),
        ("services/tax_db/__init__.py", "import duckdb", "NumPy and DuckDB stay"),
        ("motcua/cli/__init__.py", "import numpy", "NumPy and DuckDB stay"),
        ("motcua/vnid/__init__.py", "import motcua.wire", "Imports point down"),
        ("motcua/chassis/__init__.py", "import motcua.world", "Imports point down"),
        ("motcua/stack/__init__.py", "import services.portal", "motcua never imports services"),
        ("motcua/toolbox.py", "", "Imports point down"),
    ],
)
def test_a_planted_import_is_seen(stubs: Path, file: str, line: str, contract: str) -> None:
    (stubs / file).write_text(f"{line}\n")
    done = lint(stubs)
    broken = [row for row in done.stdout.splitlines() if row.endswith("BROKEN")]
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(broken) >= 1, done.stdout
    assert any(row.startswith(contract) for row in broken), broken


def test_a_service_importing_another_is_seen_in_the_real_tree(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("motcua", "services"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.gz"))
    assert lint(tmp_path).returncode == 0
    with (tmp_path / "services/portal/actions.py").open("a") as file:
        file.write("\nfrom services.population_db import store\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert "Services never import each other BROKEN" in done.stdout
