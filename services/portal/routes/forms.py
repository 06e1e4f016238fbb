"""Prefilled forms: parse, one action, answer. Only on behalf of `citizen:<account>`."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from motcua.chassis.call import call_of
from motcua.wire.forms import FORM_ID, FindPerson, Form, OpenForm, SaveDraft
from motcua.wire.settling import CheckForm, SettledForm, SettledPaperShown
from services.portal.actions import forms as actions

router = APIRouter(prefix="/v1/forms", tags=["forms"])
Refused = dict[int | str, dict[str, Any]]
FormId = Annotated[
    str, Path(pattern=FORM_ID, description="Mã tờ khai · form id", examples=["5a9d1c1e-58b4-4a41-9e0f-2f6d1f9b7a10"])
]
OPENS: Refused = {403: {}, 404: {}, 409: {}}
UNKNOWN: Refused = {404: {}}
ASKS_OTHERS: Refused = {403: {}, 404: {}, 409: {}, 502: {}, 503: {}, 504: {}}


@router.post("", status_code=201, responses=OPENS, summary="Mở tờ khai điền sẵn · open a prefilled form")
async def open_form(ask: OpenForm, request: Request, response: Response) -> Form:
    """Ask every source of the form once, the registers at the same time, and fill what they know.

    Each value says its source, its day and whether it may be changed; contradictions are shown. A source that fails or
    needs consent leaves its fields to be declared and says so: the form opens all the same, within two seconds.
    """
    form = await actions.open_form(call_of(request), ask)
    response.headers["Location"] = f"/v1/forms/{form.id}"
    return form


@router.get("/{form_id}", responses=UNKNOWN, summary="Xem tờ khai · show a form")
async def show_form(form_id: FormId, request: Request) -> Form:
    """The form as it was filled, with what was typed so far. Another citizen's form is unknown."""
    return await actions.show_form(call_of(request), form_id)


@router.post("/{form_id}/draft", responses=OPENS, summary="Lưu bản nháp · keep what was typed")
async def save_draft(form_id: FormId, ask: SaveDraft, request: Request) -> Form:
    """Keep what was typed, unchecked; it replaces what was kept before."""
    return await actions.save_draft(call_of(request), form_id, ask)


@router.post("/{form_id}/people", responses=ASKS_OTHERS, summary="Tìm người khác trong tờ khai · find another person")
async def find_person(form_id: FormId, ask: FindPerson, request: Request) -> Form:
    """Mother, father, spouse, child … by number, name and birth date together; anything else tells nothing."""
    return await actions.find_person(call_of(request), form_id, ask)


@router.post("/{form_id}/check", responses=OPENS, summary="Kiểm tra tờ khai · check a form before filing")
async def check_form(form_id: FormId, ask: CheckForm, request: Request) -> SettledForm:
    """What would be filed. Locked values come from the server; every field and paper that is wrong is named (422)."""
    found = await actions.check_form(call_of(request), form_id, ask.values, ask.papers)
    papers = [SettledPaperShown(**{name: told or None for name, told in one._asdict().items()}) for one in found.papers]
    return SettledForm(
        form=found.form_id,
        procedure=found.procedure.slug,
        code=found.code,
        values=found.values,
        provenance=found.provenance,
        papers=papers,
    )
