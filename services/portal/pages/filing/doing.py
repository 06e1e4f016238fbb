"""What the buttons of a form do: save, update, add or remove a row, look a person up, upload, go on to the review."""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ValidationError

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.vnid import dates
from motcua.vnid.errors import NumberError
from motcua.wire.forms import FindPerson, Form, SaveDraft
from services.portal.actions import forms as actions
from services.portal.actions.procedures import procedure_of
from services.portal.errors.forms import FormIncomplete, FormOutdated, LockedFieldChanged
from services.portal.pages.filing import papers, showing
from services.portal.pages.filing.posted import Posted, Row, rows_changed
from services.portal.pages.shown import in_language
from services.portal.pages.site import SITE
from services.portal.rules.prefill.settled import locked_changed


class Done(NamedTuple):
    """Where the browser goes next, or the form again with what is wrong."""

    form: Form
    lang: str
    address: str = ""
    slips: Mapping[str, str] = {}


async def press(call: Call, form_id: str, posted: Posted) -> Done:
    """Keep what was typed, then do what the button says; raises LockedFieldChanged before anything is kept."""
    form = await actions.show_form(call, form_id)
    filled = {one.id: one for one in form.fields}
    if changed := locked_changed(filled, posted.values):
        raise LockedFieldChanged(changed)
    own = {name: value for name, value in posted.values.items() if name in filled and filled[name].editable}
    draft = rows_changed({**form.draft, **own}, posted.do)
    form = await actions.save_draft(call, form_id, SaveDraft(values=draft))
    lang = language(posted.show_in or posted.lang)
    wrong = await papers.upload(call, form_id, posted.files, lang)
    verb, _, about = posted.do.partition(":")
    if verb == "find":
        wrong |= await _find(call, form_id, about, posted.people.get(about, {}), lang)
        form = await actions.show_form(call, form_id)
    elif verb == "drop":
        await papers.drop(call, about)
    elif verb == "review" and not wrong:
        wrong = await check(call, form, lang)
    return Done(form, lang, _next(form_id, verb, about, lang), wrong)


async def check(call: Call, form: Form, lang: str) -> dict[str, str]:
    """What stands in the way of filing, by field; what is declared on the next page is taken as declared."""
    procedure = procedure_of(call.state, form.procedure)
    declared = {field.id: "true" for field in showing.declarations(procedure)}
    try:
        await actions.check_form(call, form.id, declared, await papers.given(call, form))
    except (FormIncomplete, FormOutdated) as refusal:
        await call.refuse(refusal)  # its audit line; the page is the answer
        return showing.slips(refusal.fields, lang)
    return {}


async def _find(call: Call, form_id: str, role: str, typed: Row, lang: str) -> dict[str, str]:
    """Look for a person; what went wrong, in words."""
    name = f"people.{role}"
    given = {part: "".join(text.split()) if part == "cccd" else text for part, text in typed.items() if text}
    try:
        born_on = dates.read(given.get("born_on", ""))
        ask = FindPerson.model_validate({"role": role, **given, "born_on": born_on})
    except (ValidationError, NumberError):
        return {name: SITE.texts(lang)["filing"]["person"]["typed"]}
    try:
        form = await actions.find_person(call, form_id, ask)
    except Refusal as refusal:
        await call.refuse(refusal)
        title, detail = (refusal.title_en, refusal.detail_en) if lang == "en" else (refusal.title, refusal.detail)
        return {name: f"{title}. {detail}".strip()}
    found = any(one.role == role and one.found for one in form.people)
    return {} if found else {name: SITE.texts(lang)["filing"]["person"]["not_found"]}


def _next(form_id: str, verb: str, about: str, lang: str) -> str:
    """The form again, at the place of the button."""
    if verb == "save":
        return f"/forms/{form_id}{in_language(lang, done='saved')}"
    if verb == "review":
        return f"/forms/{form_id}/review{in_language(lang)}"
    place = {"find": f"people.{about}", "upload": "papers", "drop": "papers"}.get(verb, about.partition(":")[0])
    return f"/forms/{form_id}{in_language(lang)}" + (f"#{showing.anchor(place)}" if place else "")
