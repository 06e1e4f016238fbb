"""Queries about reconciliations. Cases are ordered by ``seq``, not by time: the sandbox clock may be moved back."""

import json
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from motcua.chassis.db import Statement, Work, nothing, row
from motcua.wire.reconciliations import Evidence, Run, TaxPart
from services.portal.tables.cases import CASES, EVIDENCE, RUNS


class Case(NamedTuple):
    """A row of cases."""

    seq: int
    id: str
    day: str
    number: int
    opened_at: str
    updated_at: str
    opened_by: str
    on_behalf_of: str
    procedure: str
    cmnd: str
    full_name: str
    born_on: str
    tax_code: str
    policy: str
    link: int
    run: int
    verdict: str
    tax: str


class Next(NamedTuple):
    """The number after the last, over all cases and over those of one day."""

    seq: int
    number: int


_OF_DAY = func.coalesce(func.max(CASES.c.number).filter(CASES.c.day == bindparam("day")), 0) + 1
NEXT = Statement(select(func.coalesce(func.max(CASES.c.seq), 0) + 1, _OF_DAY), Next)
OPEN = Statement(CASES.insert(), nothing)
_LATEST = ("updated_at", "run", "verdict", "tax")
UPDATE = Statement(
    CASES.update()
    .where(CASES.c.id == bindparam("case_id"))
    .values({name: bindparam(f"new_{name}") for name in _LATEST}),
    nothing,
)
ADD_RUN = Statement(RUNS.insert(), nothing)
ADD_EVIDENCE = Statement(EVIDENCE.insert(), nothing)

# An empty bind means: any.
_SEEN = or_(bindparam("visible_to") == "", CASES.c.opened_by == bindparam("visible_to"))
ONE = Statement(select(CASES).where(CASES.c.id == bindparam("case_id"), _SEEN), Case)
RUNS_OF = Statement(select(RUNS).where(RUNS.c.case_id == bindparam("case_id")).order_by(RUNS.c.run), row)
EVIDENCE_OF = Statement(
    select(EVIDENCE).where(EVIDENCE.c.case_id == bindparam("case_id")).order_by(EVIDENCE.c.run, EVIDENCE.c.ordinal), row
)


def _any_or(name: str) -> ColumnElement[bool]:
    return or_(bindparam(name) == "", CASES.c[name] == bindparam(name))


_FITTING = and_(_SEEN, *(_any_or(name) for name in ("verdict", "tax", "opened_by", "on_behalf_of")))
PAGE = Statement(
    select(CASES)
    .where(_FITTING, CASES.c.seq < bindparam("before"))
    .order_by(CASES.c.seq.desc())
    .limit(bindparam("limit")),
    Case,
)
COUNT = Statement(select(func.count()).select_from(CASES).where(_FITTING), row)
LAST = 2**31 - 1  # an INTEGER of PostgreSQL


def next_numbers(work: Work, day: str) -> Next:
    """The numbers of a case opened now; the caller is alone in the database until its transaction ends."""
    work.alone()
    return work.fresh(NEXT, day=day) or Next(1, 1)


def one(work: Work, case_id: str, visible_to: str) -> Case | None:
    """A case, if ``visible_to`` (a client, or "" for everybody) may see it."""
    return work.one(ONE, case_id=case_id, visible_to=visible_to)


def page(work: Work, *, before: int, limit: int, **filters: str) -> list[Case]:
    """Cases older than ``before``, newest first, that fit the filters (those of ``_FITTING``); "" for any."""
    return work.all(PAGE, before=before, limit=limit, **filters)


def count(work: Work, **filters: str) -> int:
    """How many cases fit the filters."""
    found = work.one(COUNT, **filters)
    return int(found[0]) if found else 0


def update(work: Work, case: Case) -> None:
    """Write the latest outcome of a case."""
    latest = {f"new_{name}": getattr(case, name) for name in _LATEST}
    work.run(UPDATE, case_id=case.id, **latest)


def add_run(work: Work, case_id: str, run: Run) -> None:
    """Keep a run with its evidence."""
    plain = run.model_dump(mode="json")
    values: dict[str, Any] = {
        **{name: plain[name] for name in ("run", "at", "verdict", "candidates", "rule_version")},
        "cccd": run.cccd or "",
        "flags": " ".join(run.flags),
        "reasons": json.dumps(plain["reasons"], ensure_ascii=False),
        "tax": json.dumps(plain["tax"], ensure_ascii=False),
    }
    work.run(ADD_RUN, case_id=case_id, **values)
    rows = ({"case_id": case_id, "run": run.run, "ordinal": n, **line} for n, line in enumerate(plain["evidence"], 1))
    work.many(ADD_EVIDENCE, rows)


def runs(work: Work, case_id: str) -> list[Run]:
    """All runs of a case, oldest first."""
    asked: dict[int, list[Evidence]] = {}
    for _, number, _, at, system, operation, outcome, request_id in work.all(EVIDENCE_OF, case_id=case_id):
        line = Evidence(at=at, system=system, operation=operation, outcome=outcome, request_id=request_id)
        asked.setdefault(number, []).append(line)
    return [_run(found, asked) for found in work.all(RUNS_OF, case_id=case_id)]


def _run(found: tuple[Any, ...], asked: dict[int, list[Evidence]]) -> Run:
    _, number, at, verdict, cccd, flags, reasons, candidates, tax, rule_version = found
    return Run(
        run=number,
        at=at,
        verdict=verdict,
        cccd=cccd or None,
        flags=flags.split(),
        reasons=json.loads(reasons),
        candidates=candidates,
        tax=TaxPart.model_validate_json(tax),
        evidence=asked.get(number, []),
        rule_version=rule_version,
    )
