"""A filled form held against what a browser sent: what was locked stays, what differs is named."""

from collections.abc import Mapping
from typing import Any

from motcua.wire.forms import FilledField
from motcua.wire.problem import FieldProblem
from motcua.wire.procedures import Procedure
from services.portal.rules.prefill.answers import Answered, Rows, Snapshot
from services.portal.rules.prefill.filling import fill
from services.portal.rules.validation.fields import holds
from services.portal.rules.validation.slips import slip

DECLARED = "declared"


def locked_changed(filled: Mapping[str, FilledField], sent: Mapping[str, Any]) -> list[str]:
    """Locked fields that were sent with another value; left out or sent empty is not changed."""
    return [
        name
        for name, field in filled.items()
        if not field.editable and name in sent and sent[name] not in ("", []) and not _same(sent[name], field.value)
    ]


def _same(sent: Any, kept: str | Rows | None) -> bool:
    if isinstance(sent, str) and isinstance(kept, str):
        return " ".join(sent.split()) == " ".join(kept.split())
    return bool(sent == kept)


def merged(filled: Mapping[str, FilledField], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Every field's value: the server's where locked, else what was sent, else what the form began with."""
    values = dict(sent)
    for name, field in filled.items():
        if not field.editable or (name not in values and field.value is not None):
            values[name] = field.value
    return values


def provenance(filled: Mapping[str, FilledField], values: Mapping[str, Any]) -> dict[str, str]:
    """The source of every value that still is its source's; declared ones are absent."""
    said = ((name, field.source) for name, field in filled.items() if name in values and field.value == values[name])
    return {name: source for name, source in said if source is not None}


def keep_unheard(before: Snapshot, now: Snapshot) -> Snapshot:
    """A source that fails when it is asked again does not take back what it said within the day."""
    kept: dict[str, Answered] = {}
    for source, answer in now.answers.items():
        earlier = before.answers.get(source)
        kept[source] = earlier if answer.failed and earlier is not None and not earlier.failed else answer
    return now._replace(answers=kept)


def locked_differing(procedure: Procedure, before: Snapshot, now: Snapshot) -> list[str]:
    """Fields that were locked and have another value now, or were not locked and are."""
    earlier = {field.id: field for field in fill(procedure, before)}
    return [
        field.id
        for field in fill(procedure, now)
        if (not earlier[field.id].editable or not field.editable) and earlier[field.id].value != field.value
    ]


def people_missing(procedure: Procedure, snapshot: Snapshot, values: Mapping[str, Any]) -> list[FieldProblem]:
    """Other people whom the form needs and nobody has found yet."""
    sections = [section for section in procedure.sections if section.person and section.person.required]
    return [
        slip(f"people.{section.person.role}", "person_missing")
        for section in sections
        if section.person and section.person.role not in snapshot.people and holds(section.shown_when, values)
    ]
