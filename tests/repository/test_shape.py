"""The repository has the shape that docs/adr and CONTRIBUTING.md promise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository import chance, imports, shape

ROOT = Path(__file__).parents[2]

CHECKS = [
    shape.uneven_services,
    shape.banned_names,
    shape.chassis_strangers,
    shape.long_files,
    shape.long_handlers,
    chance.clock_and_chance,
    imports.strangers_in_vnid,
    imports.services_by_name,
    imports.services_reaching_too_far,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_repository_has_its_shape(check: Callable[[Path], list[str]]) -> None:
    found = check(ROOT)
    assert not found, "\n" + "\n".join(found)


def test_files_stay_small_in_the_middle_too() -> None:
    assert shape.median_length(ROOT) <= shape.MEDIAN, "split files along what they are about, not along their length"
