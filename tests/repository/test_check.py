"""``make check`` runs all checks, also after one failed, and names the failures at the end."""

from pathlib import Path

import pytest

from scripts import check

GOOD = ("python", "-c", "pass")
BAD = ("python", "-c", "import sys; print('line 7 is wrong'); sys.exit(3)")


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SKIPS", raising=False)
    monkeypatch.setattr(check, "CHECKS", {"first": BAD, "second": GOOD, "third": BAD, "absent": ("no-such-tool",)})


@pytest.mark.usefixtures("checks")
def test_all_run_and_the_failures_are_named_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 1
    printed = capsys.readouterr().out
    assert printed.count("line 7 is wrong") == 2
    assert "ok second" in printed
    assert printed.splitlines()[-1] == "2 of 4 checks failed: first, third"


@pytest.mark.usefixtures("checks")
def test_some_can_be_asked_for() -> None:
    assert check.main(["second"]) == 0


@pytest.mark.usefixtures("checks")
def test_a_tool_that_is_not_built_for_a_machine_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check.main(["absent"]) == 0
    monkeypatch.setenv("NO_SKIPS", "1")
    assert check.main(["absent"]) == 1


def test_every_part_of_the_tree_is_typed() -> None:
    root = Path(__file__).parents[2]
    tops = {
        file.relative_to(root).parts[0]
        for file in root.glob("*/**/*.py")
        if not file.relative_to(root).parts[0].startswith(".")
    }
    assert tops <= set(check.PARTS)
