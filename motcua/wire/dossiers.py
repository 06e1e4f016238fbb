"""Dossiers on the wire: filing, the ten statuses, every step of their life, what an officer sees."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from motcua.wire.fields import NUMBER, Answer, Ask
from motcua.wire.forms import FormKey, Values

DOSSIER_CODE = r"^[HG][0-9]{2}(\.[0-9]{1,3}){0,3}-[0-9]{6}-[0-9]{4,7}$"
DossierCode = Annotated[str, Field(pattern=DOSSIER_CODE, examples=["H99.1-260101-0001"])]
DOCUMENT_ID = r"^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$"
DocumentId = Annotated[str, Field(pattern=DOCUMENT_ID, examples=["7K3M-Q2TD-9FHA-XW51"])]
Sentence = Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]


class Status(StrEnum):
    """Statuses as the portal codes them (facts.md 5.3)."""

    REGISTERED = "1"
    RECEIVED = "2"
    NOT_RECEIVED = "3"
    PROCESSING = "4"
    SUPPLEMENT = "5"
    PAYMENT = "6"
    WITHDRAWN = "7"
    STOPPED = "8"
    FINISHED = "9"
    RETURNED = "10"


class Event(StrEnum):
    """Everything that can happen to a dossier."""

    FILE = "file"
    RECEIVE = "receive"
    REFUSE_RECEIPT = "refuse_receipt"
    PROCESS = "process"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    ASK_PAYMENT = "ask_payment"
    PAID = "paid"
    TRANSFER = "transfer"
    APOLOGISE = "apologise"
    STOP = "stop"
    REFUSE = "refuse"
    APPROVE = "approve"
    PART_RESULT = "part_result"
    RETURN_RESULT = "return_result"
    WITHDRAW = "withdraw"


class Actor(StrEnum):
    """Who may cause an event."""

    CITIZEN = "citizen"
    RECEIVER = "receiver"  # cán bộ tiếp nhận
    PROCESSOR = "processor"  # cán bộ thụ lý
    APPROVER = "approver"  # lãnh đạo ký
    SYSTEM = "system"


class Channel(StrEnum):
    """How it was filed (KenhThucHien)."""

    COUNTER = "1"
    ONLINE = "2"
    POST = "3"


class GivenPaper(Ask):
    """A paper of a dossier: a file uploaded before, or a document of the citizen's store."""

    component: str = Field(max_length=60)
    attachment: str | None = Field(default=None, max_length=40, description="Id of an upload")
    document: DocumentId | None = None


class FileDossier(Ask):
    """File a form. Locked fields come from the server's snapshot, whatever stands here; the same form files once."""

    form: FormKey
    values: Values
    papers: list[GivenPaper] = Field(default_factory=list, max_length=30)
    channel: Channel = Channel.ONLINE
    delivery: Annotated[str, Field(pattern="^(electronic|desk|post)$")] = "electronic"


class Upload(Ask):
    """A file, before the dossier it belongs to."""

    form: FormKey | None = None
    dossier: DossierCode | None = None
    component: str = Field(max_length=60)
    name: Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f/\\]+$")]
    media_type: str = Field(max_length=80, examples=["application/pdf"])
    content: str = Field(description="Base64", examples=["JVBERi0xLjcK…"])
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


class Uploaded(Answer):
    """What was kept."""

    id: str
    component: str
    name: str
    media_type: str
    size: int
    sha256: str


class TakeStep(Ask):
    """One step of a dossier's life. ``version`` is the one last seen: who comes second is refused."""

    event: Event
    version: Annotated[int, Field(ge=1, le=100_000), NUMBER]
    note: Sentence = Field(default="", description="Said to the citizen, and kept")
    forced: bool = Field(default=False, description="An officer's second supplement: against the rule, on demand")
    papers: list[GivenPaper] = Field(default_factory=list, max_length=30, description="Of a supplement")
    components: list[str] = Field(default_factory=list, max_length=30, description="Which papers a supplement asks")
    agency: str = Field(default="", max_length=40, description="Where a transfer goes")
    part: str = Field(default="", max_length=40, description="Of a bundle: the part that the step is about")
    minutes: Annotated[int, Field(ge=0, le=100_000), NUMBER] = Field(
        default=0, description="Of an apology: working minutes until the new due time"
    )


class Line(Answer):
    """One line of the history: who, when, why."""

    version: int
    at: str
    event: Event
    actor: Actor
    by: str = Field(description="citizen, or the officer's code", examples=["officer:CB001"])
    by_name: str
    before: Status | None
    after: Status
    note: str
    part: str = ""


class History(Answer):
    """Everything that happened to a dossier, oldest first."""

    code: str
    lines: list[Line]


class DossierPaper(Answer):
    """A paper in the dossier."""

    component: str
    name_vi: str
    name_en: str
    attachment: str | None
    document: str | None
    by_data: str | None
    digitised: bool
    file_name: str | None


class DossierPart(Answer):
    """One agency's share of a bundle."""

    key: str
    name_vi: str
    name_en: str
    agency: str
    code: str
    status: Status
    due_at: str | None
    document: str | None


class Due(StrEnum):
    """How near the deadline is: for the colours of the desk."""

    NONE = "none"
    FAR = "far"
    NEAR = "near"  # less than one working day
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"


class Dossier(Answer):
    """A dossier, whole. Only its citizen and the officers of its agency see it."""

    code: str
    bundle: str | None = Field(description="The second number, of a bundle (maHoSoLT)")
    procedure: str
    procedure_code: str
    name_vi: str
    name_en: str
    status: Status
    version: int
    account: str
    applicant: str
    applicant_cccd: str = Field(description="Masked, but to its citizen and in the officer's own look-up")
    channel: Channel
    agency: str
    agency_vi: str
    agency_en: str
    filed_at: str
    received_at: str | None
    due_at: str | None
    due: Due
    overdue: bool
    supplements: int
    asked: list[str] = Field(description="Components of the supplement that is waited for")
    waited_minutes: int
    finished_at: str | None
    fee: int
    paid: bool
    payment: str | None
    values: dict[str, Any]
    provenance: dict[str, str] = Field(description="field → source; declared ones are absent")
    papers: list[DossierPaper]
    parts: list[DossierPart]
    letters: list[str] = Field(description="Documents: receipts and letters, forms 01 to 06")
    results: list[str] = Field(description="Documents: signed results")
    history: list[Line]
    possible: list[Event] = Field(description="What whoever asks may do now")


class AskBook(Ask):
    """The register (form 06) of what an agency received on a day. Only for its officers."""

    agency: Annotated[str, Field(pattern=r"^[HG][0-9]{2}(\.[0-9]{1,3}){0,3}$", examples=["H99.2"])]
    day: date


class Papers(Answer):
    """A document that was signed on demand."""

    document: DocumentId


class FindDossiers(Ask):
    """A citizen's own, or an officer's queue; newest first."""

    account: str = Field(default="", max_length=40)
    status: Status | None = None
    due: Due | None = None
    procedure: str = Field(default="", max_length=60)
    agency: str = Field(default="", max_length=40)
    cursor: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None  # of an address: numbers come as text
    page_size: Annotated[int, Field(ge=1, le=100)] = 20


class DossierLine(Answer):
    """A dossier in a list."""

    code: str
    procedure: str
    name_vi: str
    name_en: str
    applicant: str
    status: Status
    filed_at: str
    due_at: str | None
    due: Due
    version: int


class DossierPage(Answer):
    """A page of dossiers."""

    dossiers: list[DossierLine]
    total: int
    next_cursor: int | None = None
