"""Which papers need not be brought: a result in the store, or data of a register, stands for them (NQ 66.7/2025)."""

from collections.abc import Sequence

from motcua.wire.forms import Counts, FilledField, Paper
from motcua.wire.identity import Quality
from motcua.wire.procedures import Component, Procedure
from services.portal.rules.prefill.answers import Snapshot, known


def papers(procedure: Procedure, snapshot: Snapshot) -> list[Paper]:
    """Every component, with what replaces it."""
    return [_paper(component, snapshot) for component in procedure.components]


def _paper(component: Component, snapshot: Snapshot) -> Paper:
    documents = (snapshot.documents[code] for code in component.replaced_by if code in snapshot.documents)
    document = next(documents, None)
    return Paper(
        component=component.code,
        name_vi=component.name.vi,
        name_en=component.name.en,
        required=component.required and component.required_when is None,
        on_site=component.on_site,
        document=document,
        by_data=None if document else _by_data(component, snapshot),
    )


def _by_data(component: Component, snapshot: Snapshot) -> str | None:
    for source in component.replaced_by_source:
        found = known(snapshot, source)
        if found is not None and found.quality != Quality.DISPUTED:
            return source
    return None


def counts(fields: Sequence[FilledField], shown: Sequence[Paper]) -> Counts:
    """What the citizen did not have to type or bring."""
    prefilled = sum(field.source is not None for field in fields)
    return Counts(
        fields=len(fields),
        prefilled=prefilled,
        locked=sum(not field.editable for field in fields),
        declared=len(fields) - prefilled,
        papers=len(shown),
        papers_replaced=sum(paper.document is not None or paper.by_data is not None for paper in shown),
    )
