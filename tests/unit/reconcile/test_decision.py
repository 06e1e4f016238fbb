"""What SQL decides is what Python decides, on any pair of names and dates and on every count."""

from collections.abc import Callable
from datetime import date
from itertools import product

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.reconcile import decision
from motcua.vnid import dates, evidence, names
from motcua.vnid.evidence import FITS, BornMatch, NameMatch, Policy
from motcua.vnid.names import spoil
from services.population_db import rules
from tests.spec.engines import InPython, InSql, compare_all

words = st.sampled_from(
    "Nguyễn Trần Hoàng Huỳnh Vũ Võ Thị Văn Hoa Hòa Hoà Thuý Thúy Hùng Hưng Hung Đức Duc Lý Lí Y K H'Nhăn A".split()  # noqa: SIM905
)
written = st.lists(words, min_size=1, max_size=4).map(" ".join)
ERRORS: list[Callable[[str], str]] = [
    str,
    spoil.drop_accents,
    spoil.drop_middle,
    spoil.initials,
    spoil.to_tcvn3,
    spoil.to_telex,
    spoil.decompose,
]
name_pairs = st.one_of(
    st.tuples(written, written),
    st.tuples(written, st.sampled_from(ERRORS)).map(lambda drawn: (drawn[0], drawn[1](drawn[0]))),
    st.tuples(written, st.sampled_from(["", " ", "'", "Müller", "金", "N.T. Hoa"])),
)
births = st.tuples(
    st.dates(date(1970, 12, 1), date(1972, 3, 31)).map(date.isoformat), st.sampled_from([0, 4, 7, 10, 10])
).map(lambda drawn: drawn[0][: drawn[1]])
pairs = st.tuples(name_pairs, births, births).map(lambda drawn: (*drawn[0], drawn[1], drawn[2]))


@settings(max_examples=60, deadline=None)
@given(st.lists(pairs, min_size=1, max_size=40))
def test_any_pair_is_compared_alike(drawn: list[tuple[str, str, str, str]]) -> None:
    expected = [(names.compare(a, b).kind, dates.compare(c, d)) for a, b, c, d in drawn]
    assert compare_all(drawn) == expected


def test_every_two_days_of_two_years_are_compared_alike() -> None:
    texts = ["", "1971", "1972", "1971-01", "1971-02", "1972-01"]
    texts += [
        f"{year}-{month:02}-{day:02}" for year in (1971, 1972) for month in (1, 2, 3, 12) for day in (1, 2, 3, 28)
    ]
    texts += ["1970-12-31", "1972-02-29"]
    with duckdb.connect() as con:
        con.execute("CREATE TABLE born AS SELECT unnest($1) AS text", [texts])
        case = decision.born_sql("a.text", "b.text")
        found = con.sql(f"SELECT a.text, b.text, {case} FROM born AS a, born AS b").fetchall()  # noqa: S608
    assert len(found) == len(texts) ** 2
    assert [row for row in found if dates.compare(row[0], row[1]) != row[2]] == []


@pytest.mark.parametrize("policy", Policy)
def test_the_whole_table_of_fits_is_rendered(policy: Policy) -> None:
    with duckdb.connect() as con:
        rows = con.sql(f"SELECT name, born, fit FROM {decision.fits_sql(policy)}").fetchall()  # noqa: S608
    assert {(NameMatch(name), BornMatch(born)): fit for name, born, fit in rows} == FITS[policy]
    assert len(rows) == len(FITS[policy])


def test_every_count_gets_the_same_verdict() -> None:
    counts = [(h, e, t) for h, e, t in product(range(5), repeat=3) if e + t <= h]
    with duckdb.connect() as con:
        con.execute("CREATE TABLE counts (h INTEGER, e INTEGER, t INTEGER)")
        con.executemany("INSERT INTO counts VALUES ($1, $2, $3)", counts)
        found = con.sql(f"SELECT h, e, t, {decision.verdict_sql('h', 'e', 't')} FROM counts").fetchall()  # noqa: S608
    assert len(found) == len(counts)
    for h, e, t, verdict in found:
        assert verdict == evidence.decide(holders=h, exact=e, tolerant=t)


@pytest.mark.parametrize("conflict", [False, True])
@pytest.mark.parametrize("policy", Policy)
def test_a_conflict_of_sex_weighs_the_same(policy: Policy, conflict: bool) -> None:
    for name in NameMatch:
        asked = (policy, name, BornMatch.SAME)
        assert InSql().fit(*asked, sex_conflict=conflict) is InPython().fit(*asked, sex_conflict=conflict)


def test_both_engines_flag_the_same_living_statuses() -> None:
    assert decision.LIVING_FLAGS == rules.LIVING_FLAGS
