"""People are found by situation, without NumPy and in the words of the answer key."""

import pytest

from motcua.wire.slices import CITIZENS
from motcua.world import default_slices
from motcua.world.catalogue import HAS, everybody, facets, rows, search

SLICES = default_slices()


def test_everybody_is_in_the_catalogue_and_the_personas_stand_first() -> None:
    people = everybody(SLICES)
    assert len(people) == len(list(rows(SLICES, CITIZENS))) == 10_000
    assert people[0].slug
    assert not people[-1].slug


def test_conditions_are_all_met() -> None:
    found = search(SLICES, sex="2", age_from=60, age_to=70, living="1", has=("tax", "no-spouse"), limit=5)
    assert len(found) == 5
    for person in found:
        assert person.sex == "2"
        assert 60 <= person.age <= 70
        assert person.mst
        assert "spouse" not in person.has


def test_a_class_stands_for_its_kinds() -> None:
    every = search(SLICES, dirt="NAME_VARIANT", limit=0)
    telex = search(SLICES, dirt="NAME_VARIANT.telex", limit=0)
    assert 0 < len(telex) < len(every)


def test_every_word_of_has_finds_somebody() -> None:
    for word in HAS:
        assert search(SLICES, has=(word,), limit=1)
        assert search(SLICES, has=(f"no-{word}",), limit=1)


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match="passport"):
        search(SLICES, has=("passport",))


def test_facets_count_everybody_once() -> None:
    counted = facets(everybody(SLICES))
    for name in ("sex", "living", "province", "age"):
        assert sum(counted[name].values()) == 10_000, name
    assert counted["dirt"]["DUP_CMND"] > 5
    assert len(counted["province"]) == 34
