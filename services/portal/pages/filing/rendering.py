"""The form's page: everything that its template shows."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from motcua.chassis.call import Call
from motcua.chassis.site import language
from motcua.wire.forms import Form, Paper
from motcua.wire.procedures import Procedure
from services.portal.actions.procedures import procedure_of
from services.portal.pages.filing import papers, showing
from services.portal.pages.site import page
from services.portal.rules.prefill.settled import merged
from services.portal.rules.validation.fields import holds

DONE = {"saved", "outdated"}


async def form_page(
    request: Request,
    call: Call,
    form: Form,
    *,
    lang: str = "",
    slips: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The form with what was typed, what is wrong, and the papers."""
    lang = lang or language(request.query_params.get("lang"))
    procedure, today = procedure_of(call.state, form.procedure), call.state.clock.today()
    done = request.query_params.get("done", "")
    return await page(
        request,
        "filing-form.html",
        status=status,
        lang=lang,
        form=form,
        one=procedure,
        parts_shown=showing.parts(procedure, form, lang, today),
        papers=asked(procedure, form),
        uploads=await papers.uploads(call, form.id),
        slips=dict(slips or {}),
        done=done if done in DONE and request.method == "GET" else "",
        anchor=showing.anchor,
        telling=showing.telling,
        label_of=showing.labels(procedure, lang).__getitem__,
        role_of=lambda source: showing.labels(procedure, lang)[source.replace("person", "people")],
        switch_form="filing" if form.state == "open" else "",
    )


def asked(procedure: Procedure, form: Form) -> list[dict[str, Any]]:
    """The papers with whether each is needed with what was typed so far."""
    values = merged({one.id: one for one in form.fields}, form.draft)
    components = {one.code: one for one in procedure.components}
    shown = []
    for paper in form.papers:
        component = components[paper.component]
        needed = component.required if component.required_when is None else holds(component.required_when, values)
        shown.append({"paper": paper, "needed": needed, "has": _has(paper)})
    return shown


def _has(paper: Paper) -> bool:
    """Whether the State has it already."""
    return bool(paper.document or paper.by_data)
