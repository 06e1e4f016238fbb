"""Forms opened: what the sources said (the snapshot) and what the citizen typed so far."""

from sqlmodel import Field

from services.portal.tables.register import Register


class OpenedForm(Register, table=True):
    """One form of one citizen. ``snapshot`` and ``draft`` are JSON; ``dossier`` is empty until it is filed."""

    __tablename__ = "forms"

    id: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    procedure: str
    code: str
    opened_at: str
    asked_at: str
    expires_at: str
    consent: str = ""
    snapshot: str
    draft: str = "{}"
    dossier: str = ""


FORMS = Register.metadata.tables["forms"]
