"""The batch answers as the single call does, over the tax records of the default world and the personas' cases."""

import csv
import gzip
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from motcua.chassis.db import Work
from motcua.reconcile import readings, run
from motcua.vnid import legacy
from motcua.vnid.evidence import Policy, Verdict
from motcua.wire.contracts import root
from motcua.world import default_slices
from services.population_db import rules, store
from tests.unit.reconcile.registers import Row, read, write


def tax_records() -> list[Row]:
    with gzip.open(default_slices() / "tax_db" / "taxpayers.csv.gz", "rt", encoding="utf-8") as file:
        records = [{**row, "cmnd": row["id_number"]} for row in csv.DictReader(file)]
    names = ("cmnd", "full_name", "born_on", "sex")
    kept = [{name: row[name] for name in names} for row in records]
    # the same numbers asked with a neighbour's name, birth or sex: mismatches and several holders of every kind
    shifted = [{**row, name: other[name]} for row, other in pairwise(kept) for name in ("full_name", "born_on", "sex")]
    return [*kept, *shifted]


def persona_asks() -> Iterator[Row]:
    for file in sorted((root() / "personas").glob("*.yaml")):
        for outcome in yaml.safe_load(file.read_text(encoding="utf-8"))["outcomes"]:
            ask = outcome["ask"]
            yield {"sex": "", **{name: str(ask[name]) for name in ("cmnd", "full_name", "born_on")}}


@pytest.mark.parametrize("policy", Policy)
def test_every_row_gets_the_answer_of_the_single_call(tmp_path: Path, population: Work, policy: Policy) -> None:
    asks = [*tax_records(), *persona_asks()]
    file = write(tmp_path / "in.csv", asks)
    summary = run(file, default_slices(), tmp_path / "out.csv", policy=policy)
    answers = read(tmp_path / "out.csv")
    assert summary.rows == len(answers) == len(asks)
    compared = 0
    for ask, answer in zip(asks, answers, strict=True):
        number = legacy.recognise(ask["cmnd"])
        born, unread = readings.born(ask["born_on"])
        if len(number.number) != 9 or unread:  # the single call takes a CMND and a date that can be read
            continue
        holders = store.holders_of(population, number.number)
        decision = rules.decide(ask["full_name"], born, readings.sex(ask["sex"])[0], holders, policy)
        assert answer["verdict"] == decision.verdict, ask
        assert answer["cccd"] == (decision.holder.cccd if decision.holder else ""), ask
        assert answer["flags"].split() == list(decision.flags), ask
        assert answer["reasons"].split() == [*number.remarks, *decision.reasons], ask
        assert answer["candidates"] == str(len(holders)), ask
        compared += 1
    assert compared > 4_000
    assert all(times for verdict, times in summary.verdicts.items() if verdict in told_under(policy))


def told_under(policy: Policy) -> set[Verdict]:
    return set(Verdict) if policy is Policy.TOLERANT else {Verdict.MATCH, Verdict.MISMATCH, Verdict.NOT_FOUND}


def test_the_personas_cases_are_answered_as_their_stories_say(tmp_path: Path) -> None:
    stories = [
        (file.stem, outcome)
        for file in sorted((root() / "personas").glob("*.yaml"))
        for outcome in yaml.safe_load(file.read_text(encoding="utf-8"))["outcomes"]
    ]
    for policy in Policy:
        told = [(slug, one) for slug, one in stories if one["ask"].get("policy", "tolerant") == policy]
        rows = [{name: str(one["ask"][name]) for name in ("cmnd", "full_name", "born_on")} for _, one in told]
        run(write(tmp_path / "in.csv", rows), default_slices(), tmp_path / "out.csv", policy=policy)
        for (slug, one), answer in zip(told, read(tmp_path / "out.csv"), strict=True):
            want = one["answer"]
            assert answer["verdict"] == want["verdict"], slug
            assert answer["cccd"] == want.get("cccd", ""), slug
            assert set(want["flags"]) == set(answer["flags"].split()), slug
            assert set(want.get("reasons", [])) <= set(answer["reasons"].split()), slug
