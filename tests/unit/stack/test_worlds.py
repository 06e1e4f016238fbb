"""Which world is meant, and what is said where it cannot be made."""

from datetime import date
from pathlib import Path

import pytest

from motcua.stack import Settings, Trouble, worlds
from motcua.stack.sandbox import silent
from motcua.world import default_slices


def test_the_default_world_comes_with_the_package(tmp_path: Path) -> None:
    assert worlds.slices(Settings(data=tmp_path), silent) == default_slices()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("other", [{"seed": 2}, {"people": 200}, {"as_of": date(2022, 6, 15)}])
def test_any_other_argument_is_another_world(other: dict[str, object]) -> None:
    assert not worlds.is_default(Settings.model_validate(other))


def test_another_world_is_made_once(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="needs the extra batch: pip install 'motcua[batch]'")
    told: list[str] = []
    knobs = Settings(data=tmp_path, people=300, seed=7)
    first = worlds.slices(knobs, lambda vi, en: told.append(en))
    assert worlds.slices(knobs, lambda vi, en: told.append(en)) == first
    assert told == ["Making 300 people (once) …"]
    assert first.parent == tmp_path / "worlds"
    assert [child for child in first.parent.iterdir() if child != first] == []


def test_a_world_that_cannot_be_is_refused_in_both_languages(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="needs the extra batch: pip install 'motcua[batch]'")
    with pytest.raises(Trouble) as wrong:
        worlds.slices(Settings(data=tmp_path, as_of=date(1999, 1, 1)), silent)
    assert wrong.value.vi
    assert wrong.value.en
