"""A form before it is filed, on the wire: what would be wrong, or what would be filed."""

from typing import Any

from pydantic import Field

from motcua.wire.dossiers import GivenPaper
from motcua.wire.fields import Answer, Ask
from motcua.wire.forms import FormKey, Values


class CheckForm(Ask):
    """Settle a form without filing it: what would be wrong, or what would be filed."""

    values: Values
    papers: list[GivenPaper] = Field(default_factory=list, max_length=30)


class SettledPaperShown(Answer):
    """A paper as it would go into the dossier."""

    component: str
    attachment: str | None
    document: str | None
    by_data: str | None


class SettledForm(Answer):
    """What would be filed: values with their sources; declared ones have none."""

    form: FormKey
    procedure: str
    code: str
    values: dict[str, Any]
    provenance: dict[str, str]
    papers: list[SettledPaperShown]
