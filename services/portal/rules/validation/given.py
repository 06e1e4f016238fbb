"""The papers of a filing: what is needed, what stands for it, what was given."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from motcua.wire.dossiers import GivenPaper
from motcua.wire.forms import Paper
from motcua.wire.problem import FieldProblem
from motcua.wire.procedures import Component, Procedure
from services.portal.rules.stored import Stored
from services.portal.rules.validation.fields import Values, holds
from services.portal.rules.validation.slips import slip


class SettledPaper(NamedTuple):
    """A paper as it goes into the dossier: an upload, a document of the store, or data. "" where it is not that."""

    component: str
    attachment: str
    document: str
    by_data: str


class Papers(NamedTuple):
    """The papers, and everything that is wrong."""

    papers: list[SettledPaper]
    problems: list[FieldProblem]


def check(
    procedure: Procedure, known: Sequence[Paper], given: Sequence[GivenPaper], values: Values, store: Sequence[Stored]
) -> Papers:
    """Each component once, or as often as files were given for it; what is needed and absent is a problem."""
    components = {component.code: component for component in procedure.components}
    stand_ins = {paper.component: paper for paper in known}
    settled: list[SettledPaper] = []
    problems: list[FieldProblem] = []
    for paper in given:
        if wrong := _wrong(paper, components.get(paper.component), store):
            problems.append(slip(f"papers.{paper.component}", wrong))
        elif paper.attachment or paper.document:
            settled.append(SettledPaper(paper.component, paper.attachment or "", paper.document or "", ""))
    brought = {paper.component for paper in settled}
    for code, component in components.items():
        stand_in = stand_ins[code]
        if code in brought or component.on_site:
            continue
        if stand_in.document or stand_in.by_data:
            settled.append(SettledPaper(code, "", stand_in.document or "", stand_in.by_data or ""))
        elif _needed(component, values) and not any(one.field == f"papers.{code}" for one in problems):
            problems.append(slip(f"papers.{code}", "paper_missing"))
    return Papers(settled, problems)


def _needed(component: Component, values: Values) -> bool:
    if component.required_when is not None:
        return holds(component.required_when, values)
    return component.required


def _wrong(paper: GivenPaper, component: Component | None, store: Sequence[Stored]) -> str:
    if component is None:
        return "paper_unknown"
    if component.on_site:
        return "paper_on_site"
    if paper.document and not any(one.id == paper.document and one.code in component.replaced_by for one in store):
        return "document_unknown"
    return ""


def attachments(papers: Sequence[SettledPaper]) -> Mapping[str, str]:
    """Uploads by id → component."""
    return {paper.attachment: paper.component for paper in papers if paper.attachment}
