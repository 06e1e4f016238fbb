"""Papers of a form: uploads by component, as the form's page shows them and as they are filed."""

from collections.abc import Mapping

from starlette.datastructures import UploadFile

from motcua.chassis.call import Call
from motcua.wire.dossiers import GivenPaper, Uploaded


async def uploads(call: Call, form_id: str) -> list[Uploaded]:
    """Files uploaded for a form."""
    return []


async def given(call: Call, form_id: str) -> list[GivenPaper]:
    """The uploads as they are filed."""
    return [GivenPaper(component=one.component, attachment=one.id) for one in await uploads(call, form_id)]


async def upload(call: Call, form_id: str, files: Mapping[str, UploadFile], lang: str) -> dict[str, str]:
    """Keep files; what was refused, in words, by component."""
    return {}


async def drop(call: Call, attachment_id: str) -> None:
    """Take a file away."""
