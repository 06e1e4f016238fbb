"""What the sources said, as it is kept with the form: every value with its day and quality, every source's outcome.

Everything the form shows follows from this snapshot and the procedure, so a form is the same however often it is
shown, and a value that a browser sends is held against it.
"""

import json
from typing import Any, NamedTuple

from motcua.wire.forms import Outcome
from motcua.wire.identity import Quality

Rows = list[dict[str, str]]
FAILED = frozenset({Outcome.TIMEOUT, Outcome.DOWN, Outcome.BROKEN})


class Known(NamedTuple):
    """One value of one source. ``others`` are further values that the same source holds beside it."""

    value: str | Rows
    as_of: str = ""
    quality: str = Quality.FULL
    others: tuple[str, ...] = ()


class Answered(NamedTuple):
    """One source: what became of asking it, and what it said, by the name after the source's own."""

    outcome: Outcome
    asked_at: str = ""
    request_id: str = ""
    values: dict[str, Known] = {}  # noqa: RUF012  # never written to

    @property
    def failed(self) -> bool:
        """Whether the source gave no useful answer."""
        return self.outcome in FAILED


class OtherPerson(NamedTuple):
    """Somebody else on the form, whom the population register confirmed by all three."""

    cccd: str
    full_name: str
    born_on: str


class Snapshot(NamedTuple):
    """Every answer by source (``npdb``, ``person.mother``), the other people by role, documents by result code."""

    answers: dict[str, Answered]
    people: dict[str, OtherPerson] = {}  # noqa: RUF012  # never written to
    documents: dict[str, str] = {}  # noqa: RUF012  # never written to


def split(source: str) -> tuple[str, str]:
    """The source that is asked, and the name of the value there.

    >>> split("npdb.full_name"), split("person.mother.full_name"), split("sector.vehicle.make")
    (('npdb', 'full_name'), ('person.mother', 'full_name'), ('sector', 'vehicle.make'))
    """
    asked, _, name = source.partition(".")
    if asked != "person":
        return asked, name
    role, _, name = name.partition(".")
    return f"person.{role}", name


def known(snapshot: Snapshot, source: str) -> Known | None:
    """The value of a source, if it has one."""
    asked, name = split(source)
    answered = snapshot.answers.get(asked)
    return answered.values.get(name) if answered else None


def dumps(snapshot: Snapshot) -> str:
    """The snapshot as it is kept."""
    return json.dumps(snapshot._asdict(), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Snapshot:
    """Read what ``dumps`` wrote."""
    kept: dict[str, Any] = json.loads(text)
    return Snapshot(
        {source: _answered(told) for source, told in kept["answers"].items()},
        {role: OtherPerson(*told) for role, told in kept["people"].items()},
        kept["documents"],
    )


def _answered(told: list[Any]) -> Answered:
    outcome, asked_at, request_id, values = told
    return Answered(
        Outcome(outcome),
        asked_at,
        request_id,
        {name: Known(value, as_of, quality, tuple(others)) for name, (value, as_of, quality, others) in values.items()},
    )
