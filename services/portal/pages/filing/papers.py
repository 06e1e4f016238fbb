"""Papers of a form: uploads by component, as the form's page shows them and as they are filed."""

import base64
import re
from collections.abc import Mapping

from pydantic import ValidationError
from starlette.datastructures import UploadFile

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.wire.dossiers import GivenPaper, Upload, Uploaded
from motcua.wire.forms import Form
from services.portal.actions import dossiers
from services.portal.errors.attachments import AttachmentUnknown

_NO_NAME = re.compile(r"[\x00-\x1f\x7f/\\]")


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
            await keep(call, component, file, form=form_id)
        except Refusal as refusal:
            await call.refuse(refusal)  # its audit line; the page is the answer
            wrong[f"papers.{component}"] = refusal.title_en if lang == "en" else refusal.title
    return wrong


async def keep(call: Call, component: str, file: UploadFile, *, form: str = "", dossier: str = "") -> Uploaded:
    """Keep one file of a browser, for a form or for a dossier that waits for it; raises what stands against it."""
    name = _NO_NAME.sub("", file.filename or "")[-120:] or "tep"
    content = base64.b64encode(await file.read()).decode()
    try:
        ask = Upload(
            form=form or None,
            dossier=dossier or None,
            component=component,
            name=name,
            media_type=file.content_type or "",
            content=content,
        )
    except ValidationError as odd:  # no page of ours sends it
        raise AttachmentUnknown from odd
    return await call.run(dossiers.upload_file, ask)


async def drop(call: Call, attachment_id: str) -> None:
    """Take a file away."""
    await call.run(dossiers.drop_upload, attachment_id)
