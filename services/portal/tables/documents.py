"""Signed papers, who may see them by a link, and the keys and certificates of the sandbox's signing authority."""

from sqlmodel import Field

from services.portal.tables.register import Register


class Document(Register, table=True):
    """One signed paper. ``said`` is JSON: what it states, for later forms. ``content`` is the PDF as Base64."""

    __tablename__ = "documents"

    id: str = Field(primary_key=True)
    seq: int = Field(unique=True)
    owner: str = Field(index=True)
    owner_name: str
    owner_cccd: str
    kind: str
    code: str
    number: str
    name_vi: str
    name_en: str
    dossier: str = Field(default="", index=True)
    procedure: str = ""
    agency: str = ""
    issuer_vi: str
    issuer_en: str
    signed_by: str = ""
    signer_title: str = ""
    issued_at: str
    valid_until: str = ""
    said: str
    file_name: str
    media_type: str
    size: int
    sha256: str = Field(index=True)
    revoked_at: str = ""
    revoked_by: str = ""
    revoked_reason: str = ""
    content: str


class Share(Register, table=True):
    """A link to one document for a time; of its key only the SHA-256 is kept."""

    __tablename__ = "document_shares"

    key: str = Field(primary_key=True)
    document_id: str = Field(index=True)
    made_at: str
    until: str


class Holder(Register, table=True):
    """A certificate of the sandbox's authority with its private key (PEM): the root, the clock's, or a signer's."""

    __tablename__ = "certificates"

    name: str = Field(primary_key=True)
    certificate: str
    key: str
    made_at: str


DOCUMENTS = Register.metadata.tables["documents"]
SHARES = Register.metadata.tables["document_shares"]
CERTIFICATES = Register.metadata.tables["certificates"]
