"""Papers of a form: uploads by component, as the form's page shows them and as they are filed."""

from collections.abc import Mapping

from starlette.datastructures import UploadFile

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.wire.dossiers import GivenPaper, Uploaded
from motcua.wire.forms import Form
from services.portal.actions import dossiers
from services.portal.pages.chosen import chosen


async def uploads(call: Call, form_id: str) -> list[Uploaded]:
    """Files uploaded for a form."""
    return await call.run(dossiers.form_uploads, form_id)


async def given(call: Call, form: Form) -> list[GivenPaper]:
    """What is filed with a form: documents of the citizen's store, and for the rest the newest upload of each."""
    stored = [GivenPaper(component=one.component, document=one.document) for one in form.papers if one.document]
    newest = {one.component: one for one in await uploads(call, form.id)}
    has = {one.component for one in stored}
    brought = [one for component, one in newest.items() if component not in has]
    return stored + [GivenPaper(component=one.component, attachment=one.id) for one in brought]


async def upload(call: Call, form_id: str, files: Mapping[str, UploadFile], lang: str) -> dict[str, str]:
    """Keep files; what was refused, in words, by component."""
    wrong: dict[str, str] = {}
    for component, file in files.items():
        try:
            await call.run(dossiers.upload_file, await chosen(file, component, form=form_id))
        except Refusal as refusal:
            await call.refuse(refusal)  # its audit line; the page is the answer
            wrong[f"papers.{component}"] = refusal.title_en if lang == "en" else refusal.title
    return wrong


async def drop(call: Call, attachment_id: str) -> None:
    """Take a file away."""
    await call.run(dossiers.drop_upload, attachment_id)
