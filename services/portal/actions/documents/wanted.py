"""What a document shall say, and what became of it."""

from typing import NamedTuple

from motcua.wire.documents import DocumentKind
from services.portal.store.documents import Document


class Wanted(NamedTuple):
    """A document to be made. Times are stamps of the sandbox clock; "" where there is none.

    ``template`` is ``result``, ``letter`` or ``receipt``; ``code`` a result code, a form number 01 to 06, or BL.
    """

    kind: DocumentKind
    code: str
    template: str
    number: str
    name_vi: str
    name_en: str
    owner: str
    owner_name: str
    owner_cccd: str
    dossier: str
    procedure: str
    agency_vi: str
    agency_en: str
    signed_by: str
    signer_title: str
    issued_at: str
    valid_until: str
    rows: list[tuple[str, str]]
    text: str
    values: dict[str, str]
    agency: str = ""
    """Code of the issuing agency; "" takes it from the dossier's number."""

    @property
    def issuer(self) -> str:
        """Code of the agency whose officers may revoke it."""
        return self.agency or self.dossier.partition("-")[0]


class Made(NamedTuple):
    """A signed document, not yet kept."""

    document: Document
    content: str

    @property
    def id(self) -> str:
        """Its id, as printed on it."""
        return self.document.id
