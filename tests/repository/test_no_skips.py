"""The switch that CI relies on: with NO_SKIPS set, a skipped test is a failed test."""

import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[2]
TESTS = """
import pytest

def test_wants_a_server():
    pytest.skip("no server here")

@pytest.mark.xfail(strict=True)
def test_known_defect():
    assert False
"""


@pytest.mark.parametrize(("value", "outcome"), [("", {"skipped": 1}), ("1", {"failed": 1})])
def test_a_skip_counts_as_asked(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, value: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("NO_SKIPS", value)
    shutil.copy(ROOT / "conftest.py", pytester.path)
    pytester.makepyfile(TESTS)
    done = pytester.runpytest_subprocess()
    done.assert_outcomes(xfailed=1, **outcome)
    done.stdout.fnmatch_lines("*no server here*" if value else "*1 skipped*")
