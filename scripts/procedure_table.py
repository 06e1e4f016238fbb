"""What docs/procedures.md takes from the files: each service with its figures, its codes over time, every member.

What *can* be filled is counted from the files alone; what *is* filled, by opening the form as the first persona of the
file (``scripts.prefilled``).
"""

import types
import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from pydantic.fields import FieldInfo

from motcua.wire import contracts
from motcua.wire import procedures as wire
from motcua.wire.procedures import Code, Datum, FormField, Procedure
from scripts.markdown import table
from scripts.prefilled import DAY, opened
from services.portal.rules.procedures import Catalogue

SOURCES = ("npdb", "eid", "tax", "store", "sector", "person")
MODELS: tuple[type[Datum], ...] = (
    Procedure, wire.Words, wire.Agency, Code, wire.Basis, wire.FormId, wire.Fee, wire.TimeLimit, wire.Component,
    wire.Result, wire.Part, wire.Consent, wire.Section, wire.PersonRule, FormField, wire.Option, wire.Column,
    wire.Condition, wire.Checks,
)  # fmt: skip


def every() -> list[Procedure]:
    """The public services of contracts/procedures, by number."""
    return Catalogue((contracts.root() / "procedures",)).all()


def fields(procedure: Procedure) -> list[FormField]:
    """Every field of a form."""
    return [field for section in procedure.sections for field in section.fields]


def procedure_list() -> str:
    """The services: what they are called, code and form on the day of the default world, kind, fee, where decided."""
    heads = ("No.", "Service", "Code", "Form", "Kind", "Decided by", "Level", "Fee online, đồng", "Results")
    return table(heads, [_service(one) for one in every()])


def _service(one: Procedure) -> tuple[str, ...]:
    forms = [form.id for form in one.form if form.holds(DAY)] or [one.form[-1].id]
    fees = [fee.online for fee in one.fee if fee.holds(DAY)] or [one.fee[-1].online]
    results = [*one.results, *(part.result for part in one.parts)]
    return (
        str(one.number),
        f"{one.name.vi}<br>*{one.name.en}*<br>[`{one.slug}`](../contracts/procedures/{one.number:02}-{one.slug}.yaml)",
        f"`{one.code_on(DAY)}`",
        forms[-1],
        str(one.kind),
        f"{one.agency.name.vi} `{one.agency.code}`",
        str(one.assurance),
        f"{fees[-1]:,}" if fees[-1] else "0",
        "<br>".join(f"`{result.code}` {result.name.vi}" for result in results) or "–",
    )


def procedure_prefill() -> str:
    """How much each form spares: what the files allow, and what the first persona finds."""
    heads = ("No.", "Fields", *(f"`{source}`" for source in SOURCES), "Declared only", "Papers", "Replaceable",
             "Persona", "Filled", "Locked", "To declare", "Papers replaced")  # fmt: skip
    rows = [_prefill(one) for one in every()]
    total = ("**all**", *(f"**{sum(int(row[place]) for row in rows)}**" for place in range(1, 11)), "", *(
        f"**{sum(int(row[place]) for row in rows)}**" for place in range(12, 16)
    ))  # fmt: skip
    return table(heads, [*rows, total])


def _prefill(one: Procedure) -> tuple[str, ...]:
    asked = fields(one)
    can = Counter(source for field in asked for source in {named.partition(".")[0] for named in field.source})
    replaceable = [paper for paper in one.components if paper.replaced_by or paper.replaced_by_source]
    counts = opened(one, one.personas[0]).counts
    return (
        str(one.number),
        str(len(asked)),
        *(str(can[source]) for source in SOURCES),
        str(sum(not field.source for field in asked)),
        str(len(one.components)),
        str(len(replaceable)),
        f"`{one.personas[0]}`",
        str(counts.prefilled),
        str(counts.locked),
        str(counts.declared),
        str(counts.papers_replaced),
    )


def procedure_codes() -> str:
    """Every code of every service with its days and its doubt."""
    heads = ("No.", "Code", "From", "To", "Mark", "Note")
    return table(heads, [_code(one, code) for one in every() for code in one.codes])


def _code(one: Procedure, code: Code) -> tuple[str, ...]:
    days = (f"{day:%Y-%m-%d}" if day else "–" for day in (code.valid_from, code.valid_to))
    return (str(one.number), f"`{code.code}`", *days, str(code.mark), code.note)


def procedure_members() -> str:
    """Every member of a file, from the models that read it."""
    rows = [row for model in MODELS for row in _members(model)]
    return table(("Of", "Member", "Holds", "Unless given", "Means"), rows)


def _members(model: type[Datum]) -> Iterator[tuple[str, ...]]:
    inherited = set(wire.Dated.model_fields) if issubclass(model, wire.Dated) and model is not Code else set()
    for name, field in model.model_fields.items():
        if name not in inherited:
            yield model.__name__, f"`{name}`", holds(field.annotation), _default(field), field.description or ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be given"
    value = field.get_default(call_default_factory=True, validated_data={})
    shown = value if not isinstance(value, Datum) else ""
    return f"`{str(shown).lower() if isinstance(shown, bool) else shown}`" if shown not in ("", None, []) else "–"


def holds(annotation: typing.Any) -> str:
    """What a member holds, in words: ``text``, ``list of Code``, ``one of seen, assumed``.

    >>> holds(list[Code]), holds(str | None), holds(wire.Level)
    ('list of Code', 'text', 'one of commune, province, central, enterprise')
    """
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return holds(inner[0])
    if origin is typing.Literal:
        return f"one of {', '.join(map(str, inner))}"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(holds(one) for one in inner if one is not type(None))
    if origin in (list, dict):
        return f"{'list of' if origin is list else 'map of text to'} {holds(inner[-1])}"
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return f"one of {_words(annotation)}"
    words = {str: "text", int: "number", bool: "true, false"}
    return words.get(annotation, getattr(annotation, "__name__", str(annotation)))


def _words(options: Iterable[StrEnum]) -> str:
    return ", ".join(str(option) for option in options)
