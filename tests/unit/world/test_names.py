"""Names follow people, sex, region and cohort, in the world and in the Faker provider."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from faker import Faker

from motcua.vnid import cccd, cmnd, dossier, mst
from motcua.vnid.synthetic import is_synthetic, is_synthetic_phone
from motcua.wire.slices import CITIZENS
from motcua.world import words
from motcua.world.provider import Provider
from tests.unit.world.drawn import rows_of, world_of


@pytest.fixture(scope="module")
def citizens() -> list[dict[str, str]]:
    return rows_of(world_of(11, date(2026, 1, 1), 30_000), CITIZENS)


def of(citizens: list[dict[str, str]], keep: Callable[[dict[str, str]], bool]) -> list[list[str]]:
    return [row["full_name"].split() for row in citizens if keep(row) and row["ethnicity"] == "01"]


def test_family_names_have_the_shares_of_today(citizens: list[dict[str, str]]) -> None:
    first = Counter(words[0] for words in of(citizens, lambda row: True))
    total = sum(first.values())
    for name, share in (("NGUYỄN", 0.315), ("TRẦN", 0.109), ("LÊ", 0.089), ("PHẠM", 0.059)):
        assert abs(first[name] / total - share) < 0.03, (name, first[name] / total)


def test_families_differ_north_and_south(citizens: list[dict[str, str]]) -> None:
    north = Counter(words[0] for words in of(citizens, lambda row: row["birth_province"] in {"001", "034", "036"}))
    south = Counter(words[0] for words in of(citizens, lambda row: row["birth_province"] in {"079", "087", "089"}))
    assert north["VŨ"] > 3 * north["VÕ"]
    assert north["HOÀNG"] > 3 * north["HUỲNH"]
    assert south["VÕ"] > 3 * south["VŨ"]
    assert south["HUỲNH"] > 3 * south["HOÀNG"]


def test_thi_and_van_fade_with_the_years(citizens: list[dict[str, str]]) -> None:
    for sex, word in (("2", "THỊ"), ("1", "VĂN")):
        shares = []
        for first, last in (("1930", "1955"), ("1975", "1990"), ("2005", "2026")):
            rows = [row for row in citizens if row["sex"] == sex and first <= row["born_on"] < last]
            names = of(rows, lambda row: True)
            shares.append(sum(word in words[1:-1] for words in names) / len(names))
        assert shares[0] > shares[1] > shares[2]
        assert shares[0] > 0.4
        assert shares[2] < 0.3


def test_young_women_have_four_words_more_often_than_young_men(citizens: list[dict[str, str]]) -> None:
    share = {}
    for sex in ("1", "2"):
        names = of([row for row in citizens if row["sex"] == sex and row["born_on"] >= "2005"], lambda row: True)
        share[sex] = sum(len(words) >= 4 for words in names) / len(names)
    assert share["2"] > 0.45
    assert 0.1 < share["1"] < 0.35


def test_children_carry_the_fathers_family_name(citizens: list[dict[str, str]]) -> None:
    for row in citizens:
        if row["ethnicity"] == "01" and row["father_cccd"]:
            assert row["full_name"].split()[0] == row["father_name"].split()[0]
    assert sum(row["full_name"] == row["father_name"] for row in citizens) < len(citizens) / 1_000


def test_peoples_have_their_own_names(citizens: list[dict[str, str]]) -> None:
    named: dict[str, set[str]] = {}
    for row in citizens:
        named.setdefault(row["ethnicity"], set()).add(row["full_name"].split()[0])
    assert "LÒ" in named["03"]
    assert {"GIÀNG", "VÀNG"} & named["08"]
    assert {"THẠCH", "SƠN", "KIM", "DANH"} & named["05"]
    assert all(first == "Y" or first.startswith("H") for first in named.get("12", {"Y"}))


def test_no_word_is_said_twice_in_a_row(citizens: list[dict[str, str]]) -> None:
    for row in citizens:
        name = row["full_name"].split()
        assert all(one != two for one, two in pairwise(name[1:])), row["full_name"]
        assert "  " not in row["full_name"]
        assert row["full_name"] == row["full_name"].strip()


@pytest.fixture
def fake() -> Faker:
    faker = Faker()
    faker.add_provider(Provider)
    faker.seed_instance(5)
    return faker


def test_the_provider_is_repeatable_and_synthetic(fake: Faker) -> None:
    first = [fake.citizen() for _ in range(50)]
    fake.seed_instance(5)
    assert [fake.citizen() for _ in range(50)] == first
    for person in first:
        assert cccd.warnings(person["cccd"], sex=person["sex"], born_on=person["born_on"]) == ()
        assert person["province"] in cmnd.plausible_issuers(cmnd.parse(person["cmnd"]))
        assert mst.parse(person["mst"]) == person["mst"]
        assert all(is_synthetic(person[key]) for key in ("cccd", "cmnd", "mst"))
        assert is_synthetic_phone(person["phone"])


def test_the_provider_follows_what_is_asked(fake: Faker) -> None:
    women = [fake.vietnamese_name(sex="nữ", born=1950, region="N") for _ in range(200)]
    assert sum(" Thị " in name for name in women) > 100
    assert fake.vietnamese_name(sex=1, ethnicity="12").startswith("Y ")
    assert fake.vietnamese_name(upper=True).isupper()
    parts = cccd.parts(fake.cccd("38", 2, 1999))
    assert (parts.place, parts.birth_year) == ("038", 1999)
    assert dossier.parse(fake.dossier_code("H26.12.3", date(2026, 1, 5))).startswith("H26.12.3-260105-")
    assert dossier.parse(fake.dossier_code())
    with pytest.raises(ValueError, match="sex is 1"):
        fake.cccd(sex="x")


def test_every_province_has_people_and_a_region() -> None:
    assert len(words.rows("provinces")) == 63
