"""What is right in a field: kinds of values, checks, conditions, lists; whatever is typed, never an exception."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.wire import patterns
from motcua.wire.contracts import root
from motcua.wire.forms import Outcome
from motcua.wire.procedures import Checks, Condition, FieldType, Procedure
from services.portal.rules.prefill.answers import Answered, Known, Snapshot, dumps, loads
from services.portal.rules.prefill.filling import fill
from services.portal.rules.prefill.settled import merged
from services.portal.rules.prefill.wanted import wanted
from services.portal.rules.procedures import Catalogue
from services.portal.rules.validation import kinds
from services.portal.rules.validation.fields import check, holds
from services.portal.rules.validation.slips import SLIPS, slip

EVERY = Catalogue((root() / "procedures",)).all()
TODAY = "2026-01-05"


@pytest.mark.parametrize(
    ("kind", "typed", "text", "slip"),
    [
        ("text", "  một  ", "một", ""),
        ("text", "hai\ndòng", "hai\ndòng", "one_line"),
        ("long_text", "hai\ndòng", "hai\ndòng", ""),
        ("text", "x" * 301, "x" * 301, "too_long"),
        ("name", "Nguyễn  Thị Ánh", "Nguyễn Thị Ánh", ""),
        ("name", "H'Bia Niê", "H'Bia Niê", ""),
        ("name", "Nguyễn 3", "Nguyễn 3", "name"),
        ("name", "<script>", "<script>", "name"),
        ("cccd", "001 171 999 001", "001171999001", ""),
        ("cccd", "00117199900", "00117199900", "cccd"),
        ("cccd", "٠٠١١٧١٩٩٩٠٠١", "٠٠١١٧١٩٩٩٠٠١", "cccd"),
        ("cmnd", "901 999 001", "901999001", ""),
        ("cmnd", "001171999001", "001171999001", "cmnd"),
        ("mst", "9100000031001", "9100000031-001", ""),
        ("mst", "9100000032", "9100000032", "mst"),
        ("date", "05/01/2026", "2026-01-05", ""),
        ("date", "2026-02-30", "2026-02-30", "date"),
        ("date", "1971", "1971", "date"),
        ("partial_date", "3-1971", "1971-03", ""),
        ("partial_date", "1971", "1971", ""),
        ("partial_date", "hôm qua", "hôm qua", "partial_date"),
        ("time", "23:59", "23:59", ""),
        ("time", "24:00", "24:00", "time"),
        ("phone", "0900 000.001", "0900000001", ""),
        ("phone", "+84900000001", "0900000001", ""),
        ("phone", "900000001", "900000001", "phone"),
        ("email", "hoa@example.com", "hoa@example.com", ""),
        ("email", "hoa@", "hoa@", "email"),
        ("flag", "true", "true", ""),
        ("flag", "yes", "yes", "flag"),
        ("number", "1,5", "1.5", ""),
        ("number", "1e9", "1e9", "number"),
        ("money", "10.000", "10000", ""),
        ("money", "-1", "-1", "money"),
        ("choice", "", "", ""),
    ],
)
def test_each_kind_is_read_or_named_as_a_slip(kind: str, typed: str, text: str, slip: str) -> None:
    read = kinds.read(FieldType(kind), typed)
    assert (read.text, read.slip) == (text, slip)


@given(kind=st.sampled_from(list(FieldType)), typed=st.text(max_size=400))
def test_whatever_is_typed_is_read_or_refused_and_reading_again_changes_nothing(kind: FieldType, typed: str) -> None:
    read = kinds.read(kind, typed)
    if read.slip:
        assert read.slip in SLIPS
    else:
        assert kinds.read(kind, read.text) == read


cells = st.text(max_size=30)
values = st.one_of(
    cells, st.lists(st.dictionaries(st.sampled_from(["full_name", "cccd", "role", "x"]), cells), max_size=4)
)


@given(procedure=st.sampled_from(EVERY), data=st.data())
def test_every_form_takes_anything_without_an_exception_and_names_only_what_it_has(
    procedure: Procedure, data: st.DataObject
) -> None:
    filled = {one.id: one for one in fill(procedure, Snapshot({}))}
    sent = data.draw(st.dictionaries(st.sampled_from([*filled, "nothing"]), values, max_size=6))
    found = check(procedure, filled, merged(filled, sent), TODAY)
    assert {problem.field.partition(".")[0] for problem in found.problems} <= {*filled, "nothing"}
    assert "nothing" not in found.values
    assert all(found.values.values())


@given(procedure=st.sampled_from(EVERY), data=st.data())
def test_a_snapshot_is_kept_whole_and_fills_the_same_form_again(procedure: Procedure, data: st.DataObject) -> None:
    known = st.builds(Known, cells.filter(bool), st.just(TODAY), st.sampled_from(["full", "year_only", "disputed"]))
    outcomes = st.sampled_from(list(Outcome))
    answers: dict[str, Answered] = {}
    for source, names in wanted(procedure).items():
        outcome = data.draw(outcomes)
        told = {name: data.draw(known) for name in names} if outcome is Outcome.ANSWERED else {}
        answers[source] = Answered(outcome, TODAY, "r", told)
    snapshot = Snapshot(answers, {}, {})
    fields = fill(procedure, snapshot)
    assert fill(procedure, loads(dumps(snapshot))) == fields
    for field in fields:
        assert field.editable or field.source is not None
        assert field.source is None or field.value
        if field.source is not None:
            assert answers[field.source.rpartition(".")[0] if "person" in field.source else field.source.split(".")[0]]


@pytest.mark.parametrize(
    ("condition", "told", "true"),
    [
        (None, {}, True),
        (Condition(field="a"), {"a": "x"}, True),
        (Condition(field="a"), {}, False),
        (Condition(field="a", negated=True), {}, True),
        (Condition(field="a", one_of=["x"]), {"a": "y"}, False),
        (Condition(field="a", one_of=["x"], negated=True), {"a": "y"}, True),
    ],
)
def test_conditions(condition: Condition | None, told: dict[str, Any], true: bool) -> None:
    assert holds(condition, told) is true


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a*)*b", "(a|aa)+$", "(.*)*", r"(\w+\s?)+$", r"(a)\1", "(", "a*a*a*b", "(?=(a+))*", "((ab)*)*"],
)
def test_a_pattern_that_may_take_for_ever_is_refused_when_the_file_is_read(pattern: str) -> None:
    assert not patterns.safe(pattern)
    with pytest.raises(ValueError, match="for ever"):
        Checks(pattern=pattern)


@pytest.mark.parametrize(
    "pattern", ["^[0-9]{10}$", "[A-Z]{2} ?[0-9]{6}", r"\d{1,3}(\.\d{3})?", "(nam|nữ)", "^[A-Z' ]{2,60}$", r"[^@]+@.+"]
)
def test_an_honest_pattern_is_quick_also_with_the_worst_text(pattern: str) -> None:
    assert patterns.safe(pattern)
    began = time.perf_counter()
    for worst in ("a" * 5000, "1" * 500, "@" * 500, "A" * 499 + "!"):
        patterns.fits(pattern, worst)
    assert time.perf_counter() - began < 0.5
    assert not patterns.fits(".*", "x" * 501)


def test_every_slip_speaks_both_languages() -> None:
    for code in SLIPS:
        told = slip("field", code, "này")
        assert told.vi != told.en
        assert "{" not in told.vi + told.en
