"""The published decision tables, told as situations.

The situations are the CSV files beside this module; the fixture ``engine`` puts them to every engine.
"""

import csv
from pathlib import Path

import pytest

from motcua.vnid.evidence import BornMatch, Fit, NameMatch, Policy, Verdict
from tests.spec.engines import Engine

HERE = Path(__file__).parent


def situations(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def story(row: dict[str, str]) -> str:
    return row["because"]


@pytest.mark.parametrize("row", situations("born"), ids=story)
def test_two_dates_of_birth(row: dict[str, str], engine: Engine) -> None:
    assert engine.born(row["a"], row["b"]) is BornMatch(row["match"])
    assert engine.born(row["b"], row["a"]) is BornMatch(row["match"])


@pytest.mark.parametrize("row", situations("fits"), ids=story)
def test_one_holder_fits_or_not(row: dict[str, str], engine: Engine) -> None:
    got = engine.fit(
        Policy(row["policy"]),
        NameMatch(row["name"]),
        BornMatch(row["born"]),
        sex_conflict=row["sex_conflict"] == "yes",
    )
    assert got is Fit(row["fit"])


@pytest.mark.parametrize("row", situations("verdicts"), ids=story)
def test_the_counts_of_fits_decide(row: dict[str, str], engine: Engine) -> None:
    counts = {name: int(row[name]) for name in ("holders", "exact", "tolerant")}
    assert engine.decide(**counts) is Verdict(row["verdict"])


def test_every_outcome_is_told_in_some_situation() -> None:
    assert {row["match"] for row in situations("born")} == set(BornMatch)
    assert {row["verdict"] for row in situations("verdicts")} == set(Verdict)
    assert {row["name"] for row in situations("fits")} == set(NameMatch)
    assert {row["born"] for row in situations("fits")} == set(BornMatch)
