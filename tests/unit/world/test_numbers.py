"""Every number is well-formed, synthetic and handed out once; the personas' ranges stay theirs."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from motcua.vnid import cccd, cmnd, mst
from motcua.vnid.synthetic import is_synthetic, is_synthetic_phone
from motcua.wire.slices import ACCOUNTS, CITIZENS, NUMBERS, TAXPAYERS, Table
from motcua.world import cards
from motcua.world.creation import World

Tables = Callable[[Table], list[dict[str, str]]]


def test_personal_numbers_are_unique_synthetic_and_not_a_personas(world: World, tables: Tables) -> None:
    numbers = [row["number"] for row in tables(NUMBERS) if row["kind"] == "cccd"]
    assert len(set(numbers)) == len(numbers)
    assert all(is_synthetic(number) and number[6:9] != "999" for number in numbers)
    assert not set(numbers) & {row["cccd"] for row in world.frame(CITIZENS.path).persons}


def test_structure_disagrees_only_where_the_dirt_says_so(world: World, tables: Tables) -> None:
    wrong = world.draft.papers.sex_digit
    for at, row in enumerate(tables(CITIZENS)):
        born = world.draft.people.born[at].astype("datetime64[D]").item().isoformat()
        found = [each.code for each in cccd.warnings(row["cccd"], sex=row["sex"], born_on=born)]
        assert bool(found) == bool(wrong[at]), (row["cccd"], found)


def test_cmnd_are_synthetic_of_their_issuer_and_shared_only_in_pairs(tables: Tables) -> None:
    holders: dict[str, set[str]] = {}
    for row in tables(NUMBERS):
        if row["kind"] == "cmnd":
            holders.setdefault(row["number"], set()).add(row["cccd"])
            assert cmnd.parse(row["number"]) == row["number"]
            assert is_synthetic(row["number"])
            assert row["number"][3:6] != "999"
            assert row["issuer"] in cmnd.plausible_issuers(row["number"])
    shared = [number for number, people in holders.items() if len(people) > 1]
    assert shared
    assert all(len(holders[number]) == 2 for number in shared)


def test_tax_codes_are_valid_and_unique(world: World, tables: Tables) -> None:
    codes = [row["mst"] for row in tables(TAXPAYERS)]
    assert len(set(codes)) == len(codes)
    assert all(mst.parse(code) == code and is_synthetic(code) for code in codes)
    assert all(code[:2] != "99" for code in codes if len(code) == 10)
    twelve = {code for code in codes if mst.is_personal(code)}
    assert twelve <= {row["cccd"] for row in tables(CITIZENS)}
    assert bool(twelve) is (world.as_of >= date(2025, 7, 1))


def test_one_telephone_opens_one_account(tables: Tables) -> None:
    phones = Counter(row["phone"] for row in tables(ACCOUNTS) if row["phone"])
    assert all(is_synthetic_phone(phone) and phone >= "0900001000" for phone in phones)
    assert max(phones.values()) == 1


def test_stored_identity_numbers_are_synthetic_unless_spoilt(tables: Tables) -> None:
    for row in tables(TAXPAYERS):
        number = row["id_number"]
        if len(number) in {9, 12} and number.isdigit() and number not in {"000000001", "000000000", "123456789"}:
            assert is_synthetic(number) or len(set(number)) == 1, number


def test_a_cohort_larger_than_the_block_is_refused() -> None:
    many = np.ones(99_001, dtype=np.int32)
    with pytest.raises(ValueError, match="99000"):
        cards.personal(many, many, many * 1990, 0)


def test_a_full_cmnd_prefix_spills_into_the_spare_ones() -> None:
    issuer = np.zeros(1_000_500, dtype=np.int32)
    numbers = cards.old_cards(issuer, ("01",), 0)
    assert len(np.unique(numbers)) == len(numbers)
    assert sorted(np.unique(numbers // 1_000_000).tolist()) == [901, 939]
    assert (numbers % 1_000_000).max() < 999_000


def test_check_digits_agree_with_the_rule_of_one_code() -> None:
    for code in cards.tax_codes(500, 123_456).tolist():
        assert mst.check_digit(str(code)[:9]) == code % 10
