"""The built wheel in a fresh environment, in a folder with a ``services`` package of its own: everything runs from it.

The wheel is installed by pip, alone; what it depends on is lent by the environment of the tests through a path file, so
that no registry is needed. The checkout itself is not on the import path, which the first test proves.
"""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.journeys.programs import motcua, said, shell, up

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.wheel
CLEAN = {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": ""}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``motcua`` of an environment that holds the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    home = folder / "environment"
    venv.create(home, with_pip=False, symlinks=os.name == "posix")
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, env=os.environ | CLEAN)
    packages = home / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    (packages / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return home / "bin" / "motcua"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Somebody's project, with a package and folders of the names that we use inside."""
    for package in ("services", "contracts"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise RuntimeError('somebody else')\n", encoding="utf-8")
    return tmp_path


def test_the_wheel_and_not_the_checkout_runs(program: Path, project: Path) -> None:
    done = motcua("doctor", "--json", cwd=project, program=program, env=CLEAN)
    found = {finding["what"]: finding["found"] for finding in json.loads(said(done))}
    assert str(program.parents[1]) in found["motcua"]
    assert str(program.parents[1]) in found["world"]
    assert found["services"] == "portal, population_db, eid_auth, tax_db"


def test_up_in_a_folder_with_its_own_services(program: Path, project: Path) -> None:
    with up(cwd=project, program=program, env=CLEAN | {"PYTHONPATH": "."}) as sandbox:
        sandbox.until_ready()
        assert json.loads(shell(sandbox.line_to_paste(), project))["verdict"] == "match"
        assert "ok" in said(motcua("status", cwd=project, program=program, env=CLEAN))
        assert sandbox.end() == 0


@pytest.mark.parametrize("service", ["portal", "population_db", "eid_auth", "tax_db"])
def test_the_contract_is_the_same_as_in_the_checkout(program: Path, project: Path, service: str) -> None:
    done = motcua("openapi", service, cwd=project, program=program, env=CLEAN)
    assert done.returncode == 0, done.stderr
    assert done.stdout == motcua("openapi", service, cwd=ROOT).stdout
    assert json.loads(done.stdout)["paths"]


def test_world_reconcile_and_people_with_the_extra_batch(program: Path, project: Path) -> None:
    pytest.importorskip("duckdb", reason="needs the extra batch: pip install 'motcua[batch]'")
    made = motcua("world", "--people", "500", "--out", "w", "--json", cwd=project, program=program, env=CLEAN)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["digest"]
    words = ("reconcile", "w/inputs/tax.csv", "--register", "w/register/citizens.parquet", "--out", "o.csv", "--json")
    done = motcua(*words, cwd=project, program=program, env=CLEAN)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["rows"] == sum(counts["verdicts"].values()) > 0
    assert (project / "o.csv").read_text(encoding="utf-8").count("\n") == counts["rows"] + 1
    said(motcua("people", "--dirt", "DECEASED", cwd=project, program=program, env=CLEAN), ["tu-deceased-active-code"])
    said(motcua("personas", "hoa-renewed-card", cwd=project, program=program, env=CLEAN), ["901999001"])
