"""What a result says: the values that its procedure names, kept for later forms, and the same as printed rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from motcua.vnid import dossier as number
from motcua.wire.codelists import codelist
from motcua.wire.procedures import FieldType, FormField, Procedure, Result

MADE = {
    "number": "Số",
    "book": "Quyển số",
    "page": "Trang số",
    "today": "Ngày cấp",
    "until": "Có giá trị đến",
}
YES, NO = "Có", "Không"


class Stated(NamedTuple):
    """A result's own number, its values by name, and its printed rows."""

    number: str
    valid_until: str
    values: dict[str, str]
    rows: list[tuple[str, str]]


def state(procedure: Procedure, result: Result, form: Mapping[str, Any], code: str, today: date) -> Stated:
    """What ``result`` says about a form filed as dossier ``code`` and decided ``today``."""
    until = months_after(today, result.valid_months) if result.valid_months else None
    parts = number.parts(code)
    made = {
        "number": f"{parts.sequence:04}-{parts.received_on:%y%m%d}/{result.code.rpartition('.')[2]}",
        "book": f"01/{today.year}",
        "page": str(parts.sequence),
        "today": today.isoformat(),
        "until": until.isoformat() if until else "",
    }
    fields = {field.id: field for section in procedure.sections for field in section.fields}
    values, rows = {}, []
    for name, origin in result.values.items():
        kind, _, what = origin.partition(":")
        if kind == "made":
            value, row = made[what], (MADE[what], _date(made[what]) if what in {"today", "until"} else made[what])
        else:
            value = _plain(form.get(what))
            row = (fields[what].label.vi, printed(fields[what], form.get(what), today))
        values[name] = value
        rows += [row] if row[1] else []
    return Stated(made["number"], made["until"], values, rows)


def printed(field: FormField, value: Any, today: date) -> str:
    """A value as a person reads it: names instead of codes, days first in dates."""
    if isinstance(value, list):
        return "; ".join(", ".join(filter(None, row.values())) for row in value)
    text = _plain(value)
    if field.type is FieldType.FLAG:
        return YES if text == "true" else NO
    if field.type in {FieldType.DATE, FieldType.PARTIAL_DATE}:
        return _date(text)
    named = next((option.label.vi for option in field.options if option.value == text), "")
    if not named and field.codelist:
        named = codelist(field.codelist).on(text, today.isoformat()).vi
    return named or text


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, the month's last where there is none.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, list) else str(value)


def _date(text: str) -> str:
    """A date with the day first, as precise as it is.

    >>> _date("1971-03-02"), _date("1948")
    ('02/03/1971', '1948')
    """
    return "/".join(reversed(text.split("-")))
