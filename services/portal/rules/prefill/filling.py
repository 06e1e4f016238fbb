"""From what the sources said to the fields of the form: which value, from where, whether it may be changed, and why.

The order of a field's sources is the order of fallback (Circular 04/2024/TT-BTP, note 2: permanent residence, else
temporary, else current). A source that failed might have had a value, so the next one steps in only where it means the
very same thing (``npdb.full_name``, ``eid.full_name``); otherwise the field is declared.
"""

from typing import NamedTuple

from motcua.vnid import names
from motcua.vnid.names import NameMatch
from motcua.wire.forms import Conflict, FilledField, Note, Outcome
from motcua.wire.identity import Quality
from motcua.wire.procedures import FieldType, FormField, OnDispute, OnPartial, OnSilent, Procedure, Section
from services.portal.rules.prefill.answers import Known, Rows, Snapshot, known, split
from services.portal.rules.prefill.wanted import fields
from services.portal.rules.validation import kinds

PARTIAL = frozenset({Quality.YEAR_ONLY, Quality.MONTH_YEAR})
# Of what the electronic identity says, these the person told it themselves.
TOLD_BY_THEMSELVES = frozenset({"eid.phone", "eid.email"})


class Choice(NamedTuple):
    """The value of a field, where it comes from, and what is to be said about it."""

    known: Known | None
    source: str
    notes: tuple[Note, ...]
    conflicts: tuple[Conflict, ...] = ()


def fill(procedure: Procedure, snapshot: Snapshot) -> list[FilledField]:
    """Every field of the form, filled as far as the sources go."""
    return [filled(section, field, snapshot) for section, field in fields(procedure)]


def filled(section: Section, field: FormField, snapshot: Snapshot) -> FilledField:
    """One field with its provenance."""
    choice = choose(field, snapshot)
    found = choice.known
    conflicts = [*choice.conflicts, *(_conflicts(field, found, choice.source, snapshot) if found else ())]
    notes = [*choice.notes, *([Note.CONFLICT] if conflicts and Note.DISPUTED not in choice.notes else [])]
    return FilledField(
        id=field.id,
        section=section.id,
        value=found.value if found else field.initial or None,
        source=choice.source if found else None,
        as_of=(found.as_of or None) if found else None,
        quality=Quality(found.quality) if found else Quality.UNKNOWN,
        verified=found is not None and choice.source not in TOLD_BY_THEMSELVES and found.quality != Quality.DISPUTED,
        editable=field.editable or found is None,
        notes=notes,
        conflicts=conflicts,
    )


def choose(field: FormField, snapshot: Snapshot) -> Choice:
    """The first source in order that has a usable value."""
    notes: list[Note] = []
    unheard = ""
    for position, source in enumerate(field.source):
        if unheard and split(unheard)[1] != split(source)[1]:
            break
        problem = _unheard(source, snapshot)
        if problem:
            unheard = unheard or source
            notes.append(problem)
            continue
        found = known(snapshot, source)
        if found is None or not _fits(field, found.value):
            continue
        said = [*notes, Note.FALLBACK] if position else notes
        return _weighed(field, source, found, tuple(dict.fromkeys(said)))
    if field.source and not notes and field.silent is OnSilent.DECLARE:
        notes.append(Note.SILENT)
    return Choice(None, "", tuple(dict.fromkeys(notes)))


def _unheard(source: str, snapshot: Snapshot) -> Note | None:
    """Why nobody knows what the source would say; None where it spoke."""
    asked, _ = split(source)
    answered = snapshot.answers.get(asked)
    if answered is None:
        return Note.PERSON_NEEDED if asked.startswith("person.") else Note.SOURCE_FAILED
    if answered.outcome is Outcome.CONSENT_NEEDED:
        return Note.CONSENT_NEEDED
    return Note.SOURCE_FAILED if answered.failed else None


def _weighed(field: FormField, source: str, found: Known, notes: tuple[Note, ...]) -> Choice:
    """A value that a register itself doubts, or knows in part only, as the procedure wants it."""
    others = tuple(Conflict(source=source, value=one, as_of=found.as_of or None) for one in found.others)
    if found.quality == Quality.DISPUTED:
        if field.disputed is OnDispute.SHOW:
            return Choice(found, source, (*notes, Note.DISPUTED), others)
        doubted = Conflict(source=source, value=_text(found.value), as_of=found.as_of or None)
        return Choice(None, "", (*notes, Note.DISPUTED), (doubted, *others))
    if found.quality in PARTIAL:
        if field.partial is OnPartial.KEEP:
            return Choice(found, source, (*notes, Note.PARTIAL), others)
        part = Conflict(source=source, value=_text(found.value), as_of=found.as_of or None)
        return Choice(None, "", (*notes, Note.PARTIAL), (part, *others))
    return Choice(found, source, notes, others)


def _conflicts(field: FormField, found: Known, source: str, snapshot: Snapshot) -> list[Conflict]:
    """Sources that say something else; shown, never hidden."""
    said = []
    for other in field.compared_with:
        against = known(snapshot, other)
        if other == source or against is None or not _readable(field.type, against.value):
            continue
        if not same(field.type, found.value, against.value):
            said.append(Conflict(source=other, value=_text(against.value), as_of=against.as_of or None))
    return said


def _readable(kind: FieldType, value: str | Rows) -> bool:
    """Whether the field could hold the value at all: a personal number is no other CMND."""
    return not isinstance(value, str) or not kinds.read(kind, value).slip


def same(kind: FieldType, one: str | Rows, other: str | Rows) -> bool:
    """Whether two sources say the same: names by their letters, dates as far as both go, texts without case and spaces.

    >>> same(FieldType.NAME, "TRẦN THỊ HOA", "Trần Thị Hoa"), same(FieldType.NAME, "TRẦN THỊ HOA", "Tran Thi Hoa")
    (True, False)
    >>> same(FieldType.PARTIAL_DATE, "1948", "1948-02-03")
    True
    """
    if isinstance(one, list) or isinstance(other, list):
        return one == other
    if kind is FieldType.NAME:
        return names.compare(one, other).kind is NameMatch.SAME
    if kind in {FieldType.DATE, FieldType.PARTIAL_DATE}:
        return one.startswith(other) or other.startswith(one)
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _fits(field: FormField, value: str | Rows) -> bool:
    """Whether a source's value is one that the field can hold."""
    if isinstance(value, list):
        return field.type is FieldType.LIST
    if field.type is FieldType.LIST:
        return False
    return not field.options or value in {option.value for option in field.options}


def _text(value: str | Rows) -> str:
    return value if isinstance(value, str) else "; ".join(" ".join(row.values()) for row in value)
