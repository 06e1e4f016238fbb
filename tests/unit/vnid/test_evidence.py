from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import evidence
from motcua.vnid.evidence import FIELD_REASONS, FITS, BornMatch, Fit, NameMatch, Policy, Verdict

counts = st.integers(0, 50)
PAIRS = set(product(NameMatch, BornMatch))


def test_the_tables_are_complete_for_every_policy() -> None:
    assert set(FITS) == set(Policy)
    assert all(set(table) == PAIRS for table in FITS.values())


def test_what_fits_strictly_fits_tolerantly() -> None:
    for pair in PAIRS:
        if FITS[Policy.STRICT][pair] is not Fit.NONE:
            assert FITS[Policy.TOLERANT][pair] is not Fit.NONE


def test_only_the_same_name_and_the_same_day_are_exact_in_either_policy() -> None:
    for table in FITS.values():
        assert [pair for pair in PAIRS if table[pair] is Fit.EXACT] == [(NameMatch.SAME, BornMatch.SAME)]
    assert Fit.TOLERANT not in FITS[Policy.STRICT].values()


def test_better_evidence_never_fits_worse() -> None:
    rank = {Fit.EXACT: 2, Fit.TOLERANT: 1, Fit.NONE: 0}
    names, borns = list(NameMatch), list(BornMatch)
    for table in FITS.values():
        for (i, name), (j, born) in product(enumerate(names), enumerate(borns)):
            for better in product(names[: i + 1], borns[: j + 1]):
                assert rank[table[better]] >= rank[table[name, born]]


def test_what_is_said_is_never_forgiven() -> None:
    for name, born in PAIRS:
        if name in {NameMatch.OTHER, NameMatch.INITIALS} or born in {BornMatch.OTHER, BornMatch.ADJACENT_DAY}:
            assert FITS[Policy.TOLERANT][name, born] is Fit.NONE
        for policy in Policy:
            assert evidence.fit(policy, name, born, sex_conflict=True) is Fit.NONE


@given(counts, counts, counts)
def test_every_count_has_a_verdict(holders: int, exact: int, tolerant: int) -> None:
    assert isinstance(evidence.decide(holders=holders, exact=exact, tolerant=tolerant), Verdict)


@given(counts, counts, counts)
def test_a_bystander_who_does_not_fit_changes_nothing(exact: int, tolerant: int, more: int) -> None:
    holders = exact + tolerant
    alone = evidence.decide(holders=holders, exact=exact, tolerant=tolerant)
    crowd = evidence.decide(holders=holders + more, exact=exact, tolerant=tolerant)
    assert crowd is alone or (holders == 0 and crowd is Verdict.MISMATCH)


@given(counts, counts)
def test_a_tolerant_fit_never_weakens_an_exact_one(exact: int, tolerant: int) -> None:
    with_it = evidence.decide(holders=exact + tolerant + 1, exact=exact + 1, tolerant=tolerant)
    assert with_it is evidence.decide(holders=exact + 1, exact=exact + 1, tolerant=0)


@given(counts, counts, counts)
def test_a_match_means_one_best_fit(rest: int, exact: int, tolerant: int) -> None:
    got = evidence.decide(holders=rest + exact + tolerant, exact=exact, tolerant=tolerant)
    assert (got is Verdict.MATCH) == (exact == 1)
    assert (got is Verdict.MATCH_TOLERANT) == (exact == 0 and tolerant == 1)


def test_a_negative_count_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        evidence.decide(holders=1, exact=-1, tolerant=0)


def test_every_piece_of_evidence_has_its_sentence_in_both_languages() -> None:
    for name, born in PAIRS:
        codes = evidence.reasons(name, born, sex_conflict=True)
        assert codes == (f"name.{name}", f"born.{born}", "sex.conflict")
        assert set(codes) <= set(FIELD_REASONS)
    assert all(vi and en and vi != en for vi, en in FIELD_REASONS.values())


def test_the_page_shows_every_row() -> None:
    page = evidence.decision_table_markdown()
    assert page.count("**same**") == len(Policy)
    assert all(f"**{verdict}**" in page for verdict in Verdict)
