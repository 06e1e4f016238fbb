"""Documents on the wire: signed papers, the citizen's store, sharing, verification; and payments."""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from motcua.wire.dossiers import DocumentId, DossierCode, Sentence
from motcua.wire.fields import NUMBER, Answer, Ask, one_of
from motcua.wire.portal_accounts import AccountId


class DocumentKind(StrEnum):
    """What a document is (LoaiSoHoa 0 component, 1 result; letters beside)."""

    RESULT = "result"
    COMPONENT = "component"
    LETTER = "letter"
    RECEIPT = "receipt"


class DocumentState(StrEnum):
    """Whether it holds."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"


class StoredDocument(Answer):
    """A document of the citizen's store."""

    id: DocumentId
    code: str = Field(description="Mã kết quả, or the form number of a letter", examples=["KQ.G99.000003"])
    number: str = Field(description="Số, ký hiệu", examples=["000123/2026/XNCT"])
    kind: DocumentKind
    name_vi: str
    name_en: str
    owner: str = Field(description="Account")
    dossier: str | None
    procedure: str | None
    issuer_vi: str
    issuer_en: str
    signed_by: str | None
    issued_at: str
    valid_until: str | None
    state: DocumentState
    revoked_reason: str | None
    values: dict[str, str]
    file_name: str
    media_type: str
    size: int
    sha256: str
    shared_with: list[str] = Field(description="Dossiers or codes it is shared with")


class FindDocuments(Ask):
    """The documents of an account: its own person, or an officer tied to a dossier."""

    account: AccountId
    kind: DocumentKind | None = None
    code: str = Field(default="", max_length=60)


class DocumentList(Answer):
    """The store, newest first."""

    documents: list[StoredDocument]


class ShareDocument(Ask):
    """Let whoever has the link see one document, for a time. Only by its person."""

    hours: Annotated[int, Field(ge=1, le=720), NUMBER] = 24


class Shared(Answer):
    """A link, shown once."""

    key: str
    address: str
    until: str


class RevokeDocument(Ask):
    """By the issuer: it no longer holds."""

    reason: Sentence


class VerifyDocument(Ask):
    """Is this file as we signed it? Give the file, or only the code printed on it; one of both."""

    model_config = ConfigDict(json_schema_extra=one_of("content", "id"))

    content: str | None = Field(default=None, min_length=1, description="The PDF, Base64")
    id: DocumentId | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "VerifyDocument":
        if (self.content is None) == (self.id is None):
            raise ValueError("cần đúng một trong hai: content hoặc id · exactly one of content and id is needed")
        return self


class Authenticity(StrEnum):
    """What a verification says."""

    INTACT = "intact"
    TAMPERED = "tampered"
    REVOKED = "revoked"
    EXPIRED = "expired"
    FOREIGN = "foreign"  # signed, but by nobody of the sandbox's authority
    UNSIGNED = "unsigned"
    UNKNOWN = "unknown"  # no such document here
    ON_RECORD = "on_record"  # only the code was given: it exists and holds; no file was checked


class Authentication(Answer):
    """Who signed, when, and whether it holds."""

    authenticity: Authenticity
    vi: str
    en: str
    signer: str | None
    issuer: str | None
    signed_at: str | None
    timestamped: bool
    document: DocumentId | None
    code: str | None
    number: str | None
    owner: str | None = Field(description="Masked: T*** T** H**")
    name_vi: str | None
    name_en: str | None
    revoked_at: str | None
    revoked_reason: str | None
    expired_at: str | None


class PaymentState(StrEnum):
    """What became of a payment."""

    PENDING = "pending"
    PAID = "paid"
    REFUSED = "refused"
    DELAYED = "delayed"


class Payment(Answer):
    """A fee to be paid at the stand-in of the payment platform."""

    id: str
    dossier: str
    amount: int
    what_vi: str
    what_en: str
    state: PaymentState
    asked_at: str
    paid_at: str | None
    receipt: DocumentId | None


class AskPayment(Ask):
    """Begin to pay the fee of a dossier."""

    dossier: DossierCode


class SettlePayment(Ask):
    """What the payer chose at the platform's stand-in."""

    state: Annotated[PaymentState, Field(description="paid, refused or delayed")]


class PaymentCallback(Ask):
    """What the payment platform says; signed, and good once. A duplicate is answered alike and changes nothing."""

    payment: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    transaction: Annotated[str, Field(pattern="^[0-9A-Za-z-]{8,40}$")]
    state: PaymentState
    amount: Annotated[int, Field(ge=0), NUMBER]
    at: str = Field(max_length=40)
    signature: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
