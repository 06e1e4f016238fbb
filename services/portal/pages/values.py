"""Values of a form or dossier as people read them: by section, codes as words, each with the source it came from."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from motcua.wire.codelists import codelist
from motcua.wire.procedures import Column, FieldType, FormField, Procedure, Words
from services.portal.pages.shown import day, money

FLAGS = {"true": Words(vi="Có", en="Yes"), "false": Words(vi="Không", en="No"), "": Words(vi="Không", en="No")}
DATES = {FieldType.DATE, FieldType.PARTIAL_DATE}


class Value(NamedTuple):
    """One field: ``text``, or ``rows`` below ``columns`` where it is a list; ``source`` is "" where it was declared."""

    id: str
    label: str
    text: str
    source: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Section(NamedTuple):
    """A part of the form that has any value."""

    id: str
    title: str
    values: tuple[Value, ...]


def sections(
    procedure: Procedure, values: Mapping[str, Any], provenance: Mapping[str, str], lang: str, today: date
) -> list[Section]:
    """Every section with its values, in the order of the form; what is empty is left out."""
    made = [
        Section(
            section.id,
            spoken(section.title, lang),
            tuple(
                _value(field, values[field.id], provenance.get(field.id, ""), lang, today)
                for field in section.fields
                if values.get(field.id)
            ),
        )
        for section in procedure.sections
    ]
    return [one for one in made if one.values]


def spoken(words: Words, lang: str) -> str:
    """Words in one language."""
    return words.en if lang == "en" else words.vi


def _value(field: FormField, value: Any, source: str, lang: str, today: date) -> Value:
    label = spoken(field.label, lang)
    if not isinstance(value, list):
        return Value(field.id, label, text(field, str(value), lang, today), source)
    columns = tuple(spoken(column.label, lang) for column in field.columns)
    rows = tuple(
        tuple(text(column, str(row.get(column.id, "")), lang, today) for column in field.columns) for row in value
    )
    return Value(field.id, label, "", source, columns, rows)


def text(of: FormField | Column, value: str, lang: str, today: date) -> str:
    """One value in words; a code that nobody knows is shown as it is."""
    for option in of.options:
        if option.value == value:
            return spoken(option.label, lang)
    if of.codelist:
        entry = codelist(of.codelist).on(value, today.isoformat())
        return (entry.en if lang == "en" else entry.vi) or value
    if of.type is FieldType.FLAG:
        return spoken(FLAGS[value], lang) if value in FLAGS else value
    if of.type in DATES:
        return day(value)
    return money(int(value)) if of.type is FieldType.MONEY and value.isascii() and value.isdigit() else value
