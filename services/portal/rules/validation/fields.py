"""Is what was declared right? Every field by its type, its own checks, and what the registers know already."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motcua.wire import patterns
from motcua.wire.codelists import codelist
from motcua.wire.forms import FilledField, Note
from motcua.wire.problem import FieldProblem
from motcua.wire.procedures import Checks, Column, Condition, FieldType, FormField, OnSilent, Procedure
from services.portal.rules.prefill.wanted import fields
from services.portal.rules.validation import kinds
from services.portal.rules.validation.slips import slip

Rows = list[dict[str, str]]
Values = Mapping[str, str | Rows]
TODAY = "today"
PRECISE = frozenset({FieldType.DATE, FieldType.PARTIAL_DATE})


class Checked(NamedTuple):
    """The values as they are filed, and everything that is wrong."""

    values: dict[str, str | Rows]
    problems: list[FieldProblem]


def holds(condition: Condition | None, values: Values) -> bool:
    """Whether a condition is true of the values; none is."""
    if condition is None:
        return True
    value = values.get(condition.field, "")
    true = value in condition.one_of if condition.one_of else bool(value)
    return true is not condition.negated


def shown(procedure: Procedure, values: Values) -> Iterator[FormField]:
    """The fields that the form shows with these values."""
    for section, field in fields(procedure):
        if holds(section.shown_when, values) and holds(field.shown_when, values):
            yield field


def check(procedure: Procedure, filled: Mapping[str, FilledField], values: Values, today: str) -> Checked:
    """Canonical values of the fields that are shown, and their problems; values from registers are not doubted."""
    problems = [slip(name, "unknown_field") for name in values if name not in filled]
    kept: dict[str, str | Rows] = {}
    for field in shown(procedure, values):
        known = filled[field.id]
        value = values.get(field.id, "")
        if known.source is not None and value == known.value:
            kept[field.id] = value
            continue
        read, wrong = _read(field, value, today)
        problems += wrong or _missing(field, read, values) or _contradicts(field, known, read)
        if read:
            kept[field.id] = read
    problems += _between(procedure, kept, filled, today)
    return Checked(kept, problems)


def _missing(field: FormField, value: str | Rows, values: Values) -> list[FieldProblem]:
    needed = field.required if field.required_when is None else holds(field.required_when, values)
    if not needed or field.silent is OnSilent.LEAVE_EMPTY:
        return []
    if field.type is FieldType.FLAG and value == kinds.FALSE:
        return [slip(field.id, "agree")]
    return [] if value else [slip(field.id, "required")]


def _contradicts(field: FormField, known: FilledField, value: str | Rows) -> list[FieldProblem]:
    """A date of which a register knows a part must agree with that part."""
    if field.type not in PRECISE or Note.PARTIAL not in known.notes or not value:
        return []
    parts = [one.value for one in known.conflicts if one.source in field.source]
    if all(isinstance(value, str) and value.startswith(part) for part in parts):
        return []
    return [slip(field.id, "differs_from_register", ", ".join(parts))]


def _read(field: FormField, value: str | Rows, today: str) -> tuple[str | Rows, list[FieldProblem]]:
    if field.type is FieldType.LIST:
        return _rows(field, value, today)
    if not isinstance(value, str):
        return "", [slip(field.id, "not_text")]
    text, code, given = kinds.read(field.type, value)
    if code:
        return text, [slip(field.id, code, given)]
    if not text:
        return "", []
    if field.type is FieldType.CHOICE and not offered(field, text, today):
        return text, [slip(field.id, "choice")]
    return text, list(_checked(field.id, field.type, field.checks, text))


def offered(field: FormField | Column, text: str, today: str) -> bool:
    """Whether a choice is offered, by the field itself or by a list of codes in force today."""
    if field.options:
        return text in {option.value for option in field.options}
    return not field.codelist or codelist(field.codelist).on(text, today).in_force


def _checked(field: str, kind: FieldType, checks: Checks, text: str) -> Iterator[FieldProblem]:
    if checks.shortest is not None and len(text) < checks.shortest:
        yield slip(field, "too_short", checks.shortest)
    if checks.longest is not None and len(text) > checks.longest:
        yield slip(field, "too_long", checks.longest)
    if checks.pattern and not patterns.fits(checks.pattern, text):
        yield slip(field, "pattern")
    if kind in {FieldType.NUMBER, FieldType.MONEY}:
        if checks.least is not None and float(text) < checks.least:
            yield slip(field, "too_small", checks.least)
        if checks.most is not None and float(text) > checks.most:
            yield slip(field, "too_large", checks.most)


def _rows(field: FormField, value: str | Rows, today: str) -> tuple[Rows, list[FieldProblem]]:
    if not isinstance(value, list):
        return [], [] if not value else [slip(field.id, "not_rows")]
    filled = [row for row in value if any(cell.strip() for cell in row.values())]
    if len(filled) > field.rows:
        return filled, [slip(field.id, "too_many_rows", field.rows)]
    rows, problems = [], []
    for number, row in enumerate(filled):
        read, wrong = _row(f"{field.id}.{number}", field.columns, row, today)
        rows.append(read)
        problems += wrong
    return rows, problems


def _row(
    path: str, columns: list[Column], row: dict[str, str], today: str
) -> tuple[dict[str, str], list[FieldProblem]]:
    known = {column.id for column in columns}
    problems = [slip(f"{path}.{name}", "unknown_field") for name in row if name not in known]
    read: dict[str, str] = {}
    for column in columns:
        text, code, given = kinds.read(column.type, row.get(column.id, ""))
        place = f"{path}.{column.id}"
        if code:
            problems.append(slip(place, code, given))
        elif column.required and not text:
            problems.append(slip(place, "required"))
        elif text and column.type is FieldType.CHOICE and not offered(column, text, today):
            problems.append(slip(place, "choice"))
        read[column.id] = text
    return read, problems


def _between(
    procedure: Procedure, values: Values, filled: Mapping[str, FilledField], today: str
) -> Iterator[FieldProblem]:
    """Dates that must not lie before or after others; of partial ones what both know is compared."""
    for _, field in fields(procedure):
        value = values.get(field.id, "")
        known = filled[field.id]
        if not isinstance(value, str) or not value or (known.source is not None and value == known.value):
            continue
        first, last = _day(field.checks.not_before, values, today), _day(field.checks.not_after, values, today)
        if first and value[: len(first)] < first[: len(value)]:
            yield slip(field.id, "too_early", first)
        if last and value[: len(last)] > last[: len(value)]:
            yield slip(field.id, "too_late", last)


def _day(name: str, values: Values, today: str) -> str:
    if not name:
        return ""
    told = today if name == TODAY else values.get(name, "")
    return told if isinstance(told, str) else ""
