"""A file that somebody chose in a browser, as it is uploaded: one way for forms, supplements and the desk."""

import base64

from pydantic import ValidationError
from starlette.datastructures import UploadFile

from motcua.chassis.problems import BodyMalformed
from motcua.wire.dossiers import Upload


async def chosen(file: UploadFile, component: str, *, form: str | None = None, dossier: str | None = None) -> Upload:
    """The file for a form, or for a dossier; raises BodyMalformed where no page of ours sends such a thing.

    Some browsers send a whole path as the name; only its end is one.
    """
    try:
        return Upload(
            form=form,
            dossier=dossier,
            component=component,
            name=(file.filename or "tep").replace("\\", "/").rpartition("/")[2][-120:],
            media_type=(file.content_type or "").partition(";")[0],
            content=base64.b64encode(await file.read()).decode(),
        )
    except ValidationError as wrong:
        raise BodyMalformed from wrong
