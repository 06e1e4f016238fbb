"""Each check of the documents and generated files is tried on a planted violation."""

from pathlib import Path

import pytest
from pydantic import Field
from pydantic_settings import BaseSettings

from scripts import contracts, locks
from tests.repository import documented
from tests.repository.planted import plant


class Knobs(BaseSettings):
    people: int = Field(default=1, description="How many")


class MoreKnobs(Knobs):
    speed: int = 2


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    plant(tmp_path, "docs/knobs.md", "| `MOTCUA_PEOPLE` | `--people` |\n")
    plant(tmp_path, ".env.sample", "# MOTCUA_PEOPLE=1\n")
    plant(tmp_path, "motcua/__init__.py", '__version__ = "1.2.0"\n')
    plant(tmp_path, "CHANGELOG.md", "# Changelog\n\n## 1.2.0 – today\n\n## 1.1.0\n")
    return tmp_path


def test_documented_knobs_pass(tree: Path) -> None:
    assert documented.undocumented_knobs(tree, Knobs, ["--people"]) == []
    assert documented.unknown_knobs(tree, Knobs) == []


def test_an_undocumented_knob_is_seen_at_every_door(tree: Path) -> None:
    found = documented.undocumented_knobs(tree, MoreKnobs, ["--people"])
    assert len(found) == 4
    assert all(sentence.startswith("MOTCUA_SPEED") for sentence in found)


def test_a_variable_that_is_no_knob_is_seen(tree: Path) -> None:
    plant(tree, "docker-compose.yml", "environment: {MOTCUA_PEEPLE: 3}\n")
    assert documented.unknown_knobs(tree, Knobs) == ["docker-compose.yml names MOTCUA_PEEPLE, which is no knob"]


def test_a_command_without_a_line_is_seen(tree: Path) -> None:
    plant(tree, "docs/commands.md", "| `motcua up [--people N]` | start |\n")
    assert documented.unlisted(tree, "docs/commands.md", ["motcua up", "motcua down"]) == [
        "docs/commands.md lacks `motcua down`"
    ]


def test_an_endpoint_without_a_word_on_the_real_one_is_seen(tree: Path) -> None:
    plant(
        tree, "contracts/openapi/portal.json", '{"paths": {"/v1/forms": {"post": {}}, "/_sandbox/reset": {"post": {}}}}'
    )
    plant(tree, "docs/differences.md", "| `GET /v1/forms` | – | assumed |")
    assert documented.endpoints_without_a_word(tree) == ["docs/differences.md lacks `POST /v1/forms`"]


def test_a_version_that_the_changelog_does_not_know_is_seen(tree: Path) -> None:
    assert documented.versions(tree) == []
    plant(tree, "motcua/__init__.py", '__version__ = "1.3.0"\n')
    assert documented.versions(tree) == ["CHANGELOG.md begins with 1.2.0, the code is 1.3.0"]


def test_stale_and_missing_openapi_are_seen(tmp_path: Path) -> None:
    for service in contracts.SERVICES:
        plant(tmp_path, f"contracts/openapi/{service}.json", "{}\n")
    assert contracts.stale(tmp_path, lambda _: "{}\n") == []
    contracts.place(tmp_path, "portal").unlink()
    found = contracts.stale(tmp_path, lambda service: '{"x": 1}\n' if service == "tax_db" else "{}\n")
    assert [sentence.split(";")[0] for sentence in found] == [
        "contracts/openapi/tax_db.json is stale",
        "contracts/openapi/portal.json is missing",
    ]


PROJECT = """
[project]
dependencies = ["alpha>=2"]
[project.optional-dependencies]
fast = ["beta"]
batch = []
pdf = []
postgres = []
all = ["motcua[fast]"]
[dependency-groups]
build = ["gamma"]
dev = [{ include-group = "build" }, "Delta_Tool>=1"]
"""
HASH = " \\\n    --hash=sha256:00\n"
RUN = f"alpha==2.1{HASH}beta==1 ; sys_platform != 'win32'{HASH}gamma==1{HASH}"
DEV = f"{RUN}delta-tool==1.0{HASH}    # via motcua\n"


@pytest.mark.parametrize(
    ("run", "dev", "finding"),
    [
        (RUN, DEV, ""),
        (RUN.replace("2.1", "1.9"), DEV.replace("2.1", "1.9"), "alpha 1.9 does not satisfy >=2"),
        (RUN, DEV.replace("2.1", "2.2"), "alpha is 2.1 to run and 2.2 to develop"),
        (RUN, RUN, "Delta_Tool is wanted by pyproject.toml and not locked"),
        (RUN, DEV + "epsilon==1\n", "'epsilon==1' has no hash"),
        ("--index-url https://mirror.example/simple\n" + RUN, DEV, "names a place to fetch from"),
        (RUN, DEV + "zeta @ https://files.example/zeta.whl --hash=sha256:00\n", "names a place to fetch from"),
    ],
)
def test_a_lock_that_is_not_whole_is_seen(tmp_path: Path, run: str, dev: str, finding: str) -> None:
    plant(tmp_path, "pyproject.toml", PROJECT)
    plant(tmp_path, "locks/run.txt", run)
    plant(tmp_path, "locks/dev.txt", dev)
    found = "\n".join(locks.check(tmp_path))
    assert finding in found if finding else not found, found
