"""What a registrar would check: ages, marriages, parents, households, deaths, over several worlds."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from motcua.wire.slices import CITIZENS, HOUSEHOLDS, NUMBERS, Table
from motcua.world.creation import World
from motcua.world.households import MAN_MARRIES, NEVER, WOMAN_MARRIES

Tables = Callable[[Table], list[dict[str, str]]]


def years_between(earlier: str, later: str) -> float:
    whole = [
        date.fromisoformat((text + "-07-01")[:10] if len(text) == 4 else (text + "-15")[:10])
        for text in (earlier, later)
    ]
    return (whole[1] - whole[0]).days / 365.2425


def test_the_world_has_as_many_people_as_asked_for(world: World) -> None:
    assert world.frame(CITIZENS.path).total == world.people
    assert len(world.frame(CITIZENS.path).persons) >= 40


def test_ages_resemble_the_country(world: World) -> None:
    age = world.draft.people.age_days / 365.2425
    assert age.min() >= 0
    assert age.max() < 104
    assert 0.18 < (age < 15).mean() < 0.27
    assert 0.05 < (age >= 65).mean() < 0.12


def test_couples_married_at_the_lawful_age_while_both_lived(world: World) -> None:
    people, lives = world.draft.people, world.draft.lives
    married = (people.married > NEVER) & (people.spouse >= 0)
    assert married.sum() > 300
    least = people.sex * 0 + MAN_MARRIES
    least[people.sex == 2] = WOMAN_MARRIES
    assert (people.married - people.born >= least)[married].all()
    assert (people.married < people.today)[married].all()
    dead = married & (lives.living == 2)
    assert (lives.died > people.married)[dead].all()


def test_spouses_name_each_other_and_are_of_two_sexes(tables: Tables) -> None:
    people = {row["cccd"]: row for row in tables(CITIZENS)}
    for row in people.values():
        if row["spouse_cccd"]:
            other = people[row["spouse_cccd"]]
            assert other["full_name"] == row["spouse_name"]
            assert {row["sex"], other["sex"]} == {"1", "2"}
            assert row["marital_status"] == "2"
            if row["living_status"] != "2" and other["living_status"] != "2":
                assert other["spouse_cccd"] == row["cccd"]
            assert other["living_status"] != "2"


def test_parents_are_old_enough_and_named(tables: Tables) -> None:
    people = {row["cccd"]: row for row in tables(CITIZENS)}
    linked = 0
    for row in people.values():
        assert row["father_name"]
        assert row["mother_name"]
        for parent, sex, oldest in (("mother", "2", 46.0), ("father", "1", 75.0)):
            if row[f"{parent}_cccd"]:
                linked += 1
                other = people[row[f"{parent}_cccd"]]
                assert other["sex"] == sex
                assert other["full_name"] == row[f"{parent}_name"]
                if len(other["born_on"]) == len(row["born_on"]) == 10:
                    assert 18.0 <= years_between(other["born_on"], row["born_on"]) <= oldest
    assert linked > len(people) * 0.5


def test_siblings_are_born_nine_months_apart(world: World) -> None:
    people = world.draft.people
    births: dict[int, list[int]] = {}
    for mother, born in zip(people.mother.tolist(), people.born.tolist(), strict=True):
        if mother >= 0:
            births.setdefault(mother, []).append(born)
    for days in births.values():
        days.sort()
        assert all(later - earlier >= 270 for earlier, later in pairwise(days))


def test_children_of_a_couple_come_after_the_wedding_and_before_the_parents_death(world: World) -> None:
    people, lives = world.draft.people, world.draft.lives
    for parent in (people.father, people.mother):
        known = parent >= 0
        died = lives.died[parent]
        assert ((died < -90_000) | (died >= people.born))[known].all()
        wedding = people.married[parent]
        assert (people.born > wedding)[known].all()


def test_every_household_has_exactly_one_living_grown_up_head(world: World, tables: Tables) -> None:
    households = {row["household_id"]: row["head_cccd"] for row in tables(HOUSEHOLDS)}
    people = tables(CITIZENS)
    heads = Counter(row["household_id"] for row in people if row["household_role"] == "CH00")
    assert set(heads) == set(households)
    assert set(heads.values()) == {1}
    for row in people:
        if row["household_role"] == "CH00":
            assert households[row["household_id"]] == row["cccd"]
            assert row["living_status"] == "1"
            assert years_between(row["born_on"], world.as_of.isoformat()) >= 17.9
        assert bool(row["household_id"]) == (row["living_status"] == "1") == bool(row["household_role"])
    spouses = Counter(row["household_id"] for row in people if row["household_role"] == "CH01")
    assert max(spouses.values()) == 1


def test_members_live_where_their_household_stands(tables: Tables) -> None:
    homes = {row["household_id"]: row for row in tables(HOUSEHOLDS)}
    for row in tables(CITIZENS):
        if row["household_id"]:
            home = homes[row["household_id"]]
            assert (row["permanent_address"], row["permanent_ward"]) == (home["address"], home["ward"])


def test_papers_follow_one_another(world: World, tables: Tables) -> None:
    born = {row["cccd"]: row["born_on"][:4] for row in tables(CITIZENS)}
    of: dict[str, list[dict[str, str]]] = {}
    for row in tables(NUMBERS):
        of.setdefault(row["cccd"], []).append(row)
        assert row["issued_on"] <= world.as_of.isoformat()
        assert row["issued_on"][:4] >= born[row["cccd"]]
        assert not row["ended_on"] or row["issued_on"] < row["ended_on"] <= world.as_of.isoformat(), row
        assert bool(row["ended_on"]) == bool(row["end_reason"])
    assert set(of) == set(born)
    for cccd, rows in of.items():
        assert rows[-1]["kind"] == "cccd"
        assert rows[-1]["number"] == cccd
        assert not rows[-1]["ended_on"]
        for earlier, later in pairwise(row for row in rows if row["kind"] == "cmnd"):
            assert earlier["issued_on"] < later["issued_on"] == earlier["ended_on"]
        kinds = Counter(row["kind"] for row in rows)
        for kind, count in kinds.items():
            assert [row["ordinal"] for row in rows if row["kind"] == kind] == [str(n + 1) for n in range(count)]


def test_units_are_those_of_the_day(world: World, tables: Tables) -> None:
    provinces = {row["permanent_province"] for row in tables(CITIZENS)}
    assert len(provinces) > (25 if world.draft.new else 45)
    parts = Counter(row["permanent_address"].count(", ") for row in tables(CITIZENS))
    assert max(parts) <= (3 if world.draft.new else 4)
    assert ("02" in provinces) is not world.draft.new  # Hà Giang is no province after the merger
