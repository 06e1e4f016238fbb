"""Dossiers and what belongs to them: papers, parts of a bundle, history, signed documents; and uploaded files.

Neither lateness nor how near a deadline is stands here: both are computed from the times (``rules.deadlines``).
"""

from sqlmodel import Field

from services.portal.tables.register import Register


class Dossier(Register, table=True):
    """What was filed, where it is in its life, and its times."""

    __tablename__ = "dossiers"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str = Field(unique=True)
    bundle: str = ""
    form_id: str = Field(unique=True)
    content: str  # SHA-256 of what was filed: the same again is the same dossier
    procedure: str = Field(index=True)
    procedure_code: str
    kind: str
    name_vi: str
    name_en: str
    account_id: str = Field(index=True)
    applicant: str
    applicant_cccd: str
    channel: str
    delivery: str
    agency: str = Field(index=True)
    agency_vi: str
    agency_en: str
    status: str = Field(index=True)
    before_wait: str = ""
    version: int
    filed_at: str
    received_at: str = ""
    unit: str  # how its limit counts (TimeUnit)
    amount: int
    cut_off: str
    due_at: str = ""
    near_at: str = ""
    promised_at: str = ""  # the due time without apologies
    waiting_since: str = ""
    waited_minutes: int = 0
    supplements: int = 0
    apologies: int = 0
    asked: str = ""  # components of the supplement that is waited for
    finished_at: str = ""
    fee: int
    paid: int = 0
    components: str  # JSON: code → its names, of every paper that the procedure knows
    form_values: str  # JSON
    provenance: str  # JSON: field → source


class DossierNumber(Register, table=True):
    """The last number that an agency gave on a day. A notice reserves its own before its receipt is printed."""

    __tablename__ = "dossier_numbers"

    agency: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    last: int


class DossierPaper(Register, table=True):
    """One paper of a dossier; a component may have several files."""

    __tablename__ = "dossier_papers"

    code: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    component: str
    name_vi: str
    name_en: str
    attachment: str = ""
    document: str = ""
    by_data: str = ""
    digitised: int = 0


class DossierPart(Register, table=True):
    """One agency's share of a bundle."""

    __tablename__ = "dossier_parts"

    code: str = Field(primary_key=True)
    part: str = Field(primary_key=True)
    ordinal: int
    own_code: str = Field(unique=True)
    name_vi: str
    name_en: str
    agency: str
    status: str
    begun_at: str = ""
    due_at: str = ""
    document: str = ""


class DossierStep(Register, table=True):
    """One line of the history; never overwritten."""

    __tablename__ = "dossier_steps"

    code: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    at: str
    event: str
    actor: str
    by: str
    by_name: str
    status_before: str = ""
    status_after: str
    note: str = ""
    part: str = ""


class DossierDocument(Register, table=True):
    """A letter or a result of a dossier, in the order of its making."""

    __tablename__ = "dossier_documents"

    code: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    document: str
    kind: str


class Attachment(Register, table=True):
    """An uploaded file, of an account's form or of a dossier; unseen by everybody else."""

    __tablename__ = "attachments"

    id: str = Field(primary_key=True)
    account_id: str = ""
    form_id: str = ""
    code: str = Field(default="", index=True)
    component: str
    name: str
    media_type: str
    size: int
    sha256: str
    content: str  # Base64
    uploaded_by: str
    uploaded_at: str


DOSSIERS = Register.metadata.tables["dossiers"]
NUMBERS = Register.metadata.tables["dossier_numbers"]
PAPERS = Register.metadata.tables["dossier_papers"]
PARTS = Register.metadata.tables["dossier_parts"]
STEPS = Register.metadata.tables["dossier_steps"]
DOCUMENTS = Register.metadata.tables["dossier_documents"]
ATTACHMENTS = Register.metadata.tables["attachments"]
