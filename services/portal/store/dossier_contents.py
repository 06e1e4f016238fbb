"""Queries about what belongs to a dossier: papers, parts, history, documents."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.tables.dossiers import DOCUMENTS, PAPERS, PARTS, STEPS


class Paper(NamedTuple):
    """A row of dossier_papers; ``put_papers`` gives the ordinal."""

    code: str
    ordinal: int
    component: str
    name_vi: str
    name_en: str
    attachment: str
    document: str
    by_data: str
    digitised: int


class Part(NamedTuple):
    """A row of dossier_parts."""

    code: str
    part: str
    ordinal: int
    own_code: str
    name_vi: str
    name_en: str
    agency: str
    status: str
    begun_at: str
    due_at: str
    document: str


class Taken(NamedTuple):
    """A row of dossier_steps."""

    code: str
    version: int
    at: str
    event: str
    actor: str
    by: str
    by_name: str
    status_before: str
    status_after: str
    note: str
    part: str


class Document(NamedTuple):
    """A document of a dossier."""

    document: str
    kind: str


class Count(NamedTuple):
    """A number of rows."""

    rows: int


_OF: Any = bindparam("of_code")
PAPERS_OF = Statement(select(PAPERS).where(PAPERS.c.code == _OF).order_by(PAPERS.c.ordinal), Paper)
ADD_PAPER = Statement(PAPERS.insert(), nothing)
DROP_PAPER = Statement(
    PAPERS.delete().where(PAPERS.c.code == _OF, PAPERS.c.component == bindparam("of_component")), nothing
)
PARTS_OF = Statement(select(PARTS).where(PARTS.c.code == _OF).order_by(PARTS.c.ordinal), Part)
ADD_PART = Statement(PARTS.insert(), nothing)
UPDATE_PART = Statement(
    PARTS.update()
    .where(PARTS.c.code == _OF, PARTS.c.part == bindparam("of_part"))
    .values({name: bindparam(f"new_{name}") for name in ("status", "begun_at", "due_at", "document")}),
    nothing,
)
STEPS_OF = Statement(select(STEPS).where(STEPS.c.code == _OF).order_by(STEPS.c.version), Taken)
ADD_STEP = Statement(STEPS.insert(), nothing)
DOCUMENTS_OF = Statement(
    select(DOCUMENTS.c.document, DOCUMENTS.c.kind).where(DOCUMENTS.c.code == _OF).order_by(DOCUMENTS.c.ordinal),
    Document,
)
COUNT_DOCUMENTS = Statement(select(func.count()).select_from(DOCUMENTS).where(DOCUMENTS.c.code == _OF), Count)
ADD_DOCUMENT = Statement(DOCUMENTS.insert(), nothing)


def papers(work: Work, code: str) -> list[Paper]:
    """The papers of a dossier, in the order in which they came."""
    return work.fresh_all(PAPERS_OF, of_code=code)


def put_papers(work: Work, code: str, coming: Sequence[Paper]) -> None:
    """Keep papers, in the place of earlier ones of the same components."""
    last = max((one.ordinal for one in papers(work, code)), default=0)
    for component in {one.component for one in coming}:
        work.run(DROP_PAPER, of_code=code, of_component=component)
    for ordinal, paper in enumerate(coming, last + 1):
        work.run(ADD_PAPER, **paper._replace(ordinal=ordinal)._asdict())


def parts(work: Work, code: str) -> list[Part]:
    """The parts of a bundle, in order."""
    return work.fresh_all(PARTS_OF, of_code=code)


def add_part(work: Work, part: Part) -> None:
    """Keep a new part."""
    work.run(ADD_PART, **part._asdict())


def update_part(work: Work, part: Part) -> None:
    """Write what steps change."""
    changed = {f"new_{name}": getattr(part, name) for name in ("status", "begun_at", "due_at", "document")}
    work.run(UPDATE_PART, of_code=part.code, of_part=part.part, **changed)


def steps(work: Work, code: str) -> list[Taken]:
    """The history, oldest first."""
    return work.fresh_all(STEPS_OF, of_code=code)


def add_step(work: Work, taken: Taken) -> None:
    """Write a line of the history."""
    work.run(ADD_STEP, **taken._asdict())


def documents(work: Work, code: str) -> list[Document]:
    """Letters and results, oldest first."""
    return work.fresh_all(DOCUMENTS_OF, of_code=code)


def add_document(work: Work, code: str, document: str, kind: str) -> None:
    """Bind a document to a dossier."""
    found = work.fresh(COUNT_DOCUMENTS, of_code=code)
    work.run(ADD_DOCUMENT, code=code, ordinal=(found.rows if found else 0) + 1, document=document, kind=kind)
