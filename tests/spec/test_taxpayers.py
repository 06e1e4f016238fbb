"""The rules of the tax register, told as situations: what a link becomes, and what a status means on a day."""

import pytest

from motcua.wire.taxpayers import LinkOutcome
from services.tax_db import rules
from services.tax_db.rules import Declared, Record
from tests.spec.test_evidence import situations, story

CCCD = "001171999001"
HOA = Declared("TRẦN THỊ HOA", "1971-03-02", frozenset({CCCD, "901999001", "901999002"}))


def recorded(row: dict[str, str]) -> Record:
    status, _, reason = row.get("status", row.get("code", "")).partition(".")
    given = {name: row[name] for name in Record._fields if name in row} | {"status": status, "reason": reason}
    return Record(**dict.fromkeys(Record._fields, "") | given)


@pytest.mark.parametrize("row", situations("links"), ids=story)
def test_what_a_link_becomes(row: dict[str, str]) -> None:
    record = recorded(row)
    decision = rules.decide(record, CCCD, row["living_status"], HOA)
    assert (decision.outcome.value, " ".join(decision.reasons)) == (row["outcome"], row["reasons"])
    after = record
    if decision.outcome.value == "linked":
        after = rules.linked(record, CCCD, "")
    elif decision.outcome.value == "mismatch" and rules.concerns(decision.reasons):
        after = rules.waiting(record)
    assert f"{after.status}.{after.reason}" == row["status_after"]


@pytest.mark.parametrize("row", situations("statuses"), ids=story)
def test_what_a_status_means_on_a_day(row: dict[str, str]) -> None:
    status = rules.status(recorded(row), row["day"])
    assert (status.valid, status.law, status.vi) == (row["valid"] == "yes", row["law"], row["vi"])


def test_every_outcome_is_told_in_some_situation() -> None:
    told = {row["outcome"] for row in situations("links")}
    assert told == {outcome.value for outcome in LinkOutcome} - {"not_found"}
