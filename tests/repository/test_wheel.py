"""The wheel puts one name into other people's environments, and everything that runs is inside it."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from motcua import __version__
from tests.repository.source import SERVICES

ROOT = Path(__file__).parents[2]


def build(kind: str, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", folder],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_takes_one_name(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"motcua", f"motcua-{__version__}.dist-info"}


def test_the_wheel_holds_whatever_the_checkout_runs(names: set[str]) -> None:
    assert {f"motcua/_app/services/{service}/app.py" for service in SERVICES} <= names
    tracked = subprocess.run(
        ["git", "ls-files", "motcua", "services", "contracts"], cwd=ROOT, check=True, capture_output=True, text=True
    )  # fmt: skip
    inside = {line if line.startswith("motcua/") else f"motcua/_app/{line}" for line in tracked.stdout.splitlines()}
    assert inside <= names
    assert not {name for name in names if "__pycache__" in name or name.endswith(".pyc")}


def test_the_wheel_carries_its_licence_and_its_types(names: set[str]) -> None:
    assert {f"motcua-{__version__}.dist-info/licenses/LICENSE", "motcua/py.typed"} <= names


def test_the_same_tree_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    again = build("wheel", tmp_path)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()
