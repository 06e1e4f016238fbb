"""A form as its template sees it: what is shown with these values, in words, and what is to be said beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from motcua.chassis.site.page import born
from motcua.wire.codelists import codelist
from motcua.wire.forms import FilledField, Form, Note, PersonState
from motcua.wire.problem import FieldProblem
from motcua.wire.procedures import Column, Condition, FieldType, FormField, Option, Procedure, Section, Words
from services.portal.pages.values import spoken, text
from services.portal.rules.prefill.settled import merged
from services.portal.rules.validation.fields import holds

DATES = {FieldType.DATE, FieldType.PARTIAL_DATE}
AT_REVIEW = "declaration"  # the section whose boxes are ticked on the page that files


class Said(NamedTuple):
    """What another source says of a field."""

    source: str
    text: str
    as_of: str | None


class Shown(NamedTuple):
    """One field: ``value`` as an input holds it, ``text`` as people read it."""

    field: FormField
    filled: FilledField
    value: str
    text: str
    rows: list[dict[str, str]]
    cells: list[list[str]]
    options: list[Option]
    column_options: dict[str, list[Option]]
    needed: bool
    steers: bool
    conflicts: list[Said]


class Part(NamedTuple):
    """One section of the form; ``person`` where it is about somebody else."""

    section: Section
    fields: list[Shown]
    person: PersonState | None


def parts(procedure: Procedure, form: Form, lang: str, today: date) -> list[Part]:
    """The sections that the form shows with what was typed so far."""
    filled = {one.id: one for one in form.fields}
    values = merged(filled, form.draft)
    people = {one.role: one for one in form.people}
    told = _Told(values, _steering(procedure), lang, today)
    shown = []
    for section in procedure.sections:
        if not holds(section.shown_when, values):
            continue
        fields = [
            _shown(field, filled[field.id], told)
            for field in section.fields
            if holds(field.shown_when, values) and not at_review(section, field)
        ]
        if fields or section.person:
            shown.append(Part(section, fields, people.get(section.person.role) if section.person else None))
    return shown


def at_review(section: Section, field: FormField) -> bool:
    """Whether a box is ticked on the page that files, not on the form."""
    return section.id == AT_REVIEW and field.type is FieldType.FLAG


def declarations(procedure: Procedure) -> list[FormField]:
    """What is declared on the page that files."""
    return [field for section in procedure.sections for field in section.fields if at_review(section, field)]


def slips(problems: Sequence[FieldProblem], lang: str) -> dict[str, str]:
    """What is wrong, by field, in one language."""
    return {one.field: one.en if lang == "en" else one.vi for one in problems}


class Labels(dict[str, str]):
    """Names that people read for fields, cells of lists, papers and people; a name that nothing has is shown itself."""

    def __missing__(self, name: str) -> str:
        """A cell ``list.row.column`` by its list; anything else by itself."""
        field = name.partition(".")[0]
        return self.get(field, name)


def labels(procedure: Procedure, lang: str) -> Labels:
    """What the form calls everything that can be wrong in it."""
    named = Labels()
    for section in procedure.sections:
        named |= {field.id: spoken(field.label, lang) for field in section.fields}
        if section.person:
            named[f"people.{section.person.role}"] = spoken(section.person.label, lang)
    named |= {f"papers.{paper.code}": spoken(paper.name, lang) for paper in procedure.components}
    return named


def anchor(name: str) -> str:
    """The id of a field's, paper's or person's place on the page.

    >>> anchor("papers.000.00-KQ1")
    'f-papers-000-00-KQ1'
    """
    return "f-" + name.replace(".", "-")


def _steering(procedure: Procedure) -> set[str]:
    """Fields on which it depends what else is shown or needed."""
    conditions: list[Condition | None] = []
    for section in procedure.sections:
        conditions.append(section.shown_when)
        for field in section.fields:
            conditions += [field.shown_when, field.required_when]
    conditions += [component.required_when for component in procedure.components]
    return {condition.field for condition in conditions if condition}


class _Told(NamedTuple):
    """What every field is shown by."""

    values: Mapping[str, Any]
    steering: set[str]
    lang: str
    today: date


def _shown(field: FormField, filled: FilledField, told: _Told) -> Shown:
    values, steering, lang, today = told
    value = values.get(field.id) or ""
    rows = value if isinstance(value, list) else []
    plain = "" if isinstance(value, list) else str(value)
    needed = field.required if field.required_when is None else holds(field.required_when, values)
    return Shown(
        field=field,
        filled=filled,
        value=born(plain) if field.type in DATES and plain[:4].isdigit() else plain,
        text=text(field, plain, lang, today),
        rows=rows,
        cells=[[text(column, row.get(column.id, ""), lang, today) for column in field.columns] for row in rows],
        options=_options(field, today),
        column_options={column.id: _options(column, today) for column in field.columns},
        needed=needed and field.silent != "leave_empty",
        steers=field.id in steering,
        conflicts=[Said(one.source, text(field, one.value, lang, today), one.as_of) for one in filled.conflicts],
    )


def _options(of: FormField | Column, today: date) -> list[Option]:
    if of.options or not of.codelist:
        return of.options
    entries = codelist(of.codelist).all(today.isoformat())
    return [Option(value=one.code, label=Words(vi=one.vi, en=one.en or one.vi)) for one in entries]


def telling(field: FilledField) -> list[Note]:
    """The notes that are said beside a field; those about another person are said once, above."""
    return [note for note in field.notes if note is not Note.PERSON_NEEDED]
