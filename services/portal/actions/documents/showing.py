"""The citizen's store: its documents as they go over the wire, and their files."""

import base64
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import DocumentKind, DocumentList, FindDocuments, StoredDocument
from services.portal.actions.documents.access import may_see_store, seen
from services.portal.errors.documents import DocumentUnknown
from services.portal.rules.documents import state_of
from services.portal.store import accounts, shares
from services.portal.store import documents as store
from services.portal.store.documents import Document


class File(NamedTuple):
    """A document as a file."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def find_documents(work: Work, ask: FindDocuments, /, *, by: Caller) -> DocumentList:
    """An account's documents, newest first; raises DocumentUnknown where they are not theirs to see."""
    if not may_see_store(work, ask.account, by):
        raise DocumentUnknown
    found = store.of_owner(work, ask.account, kind=ask.kind or "", code=ask.code)
    known = accounts.by_id(work, ask.account)
    codes = sorted({one.code for one in found})
    audit.record(
        work, by, "find-documents", about=known.cccd if known else "", outcome=f"listed {len(found)}", fields=codes
    )
    return DocumentList(documents=as_told(work, found))


def show_document(work: Work, document_id: str, /, *, by: Caller) -> StoredDocument:
    """One document with what it states."""
    document = seen(work, document_id, by)
    audit.record(
        work, by, "show-document", about=document.owner_cccd, outcome=document.id, fields=sorted(document.values)
    )
    return as_told(work, [document])[0]


def document_file(work: Work, document_id: str, /, *, by: Caller) -> File:
    """The signed PDF."""
    document = seen(work, document_id, by)
    audit.record(work, by, "document-file", about=document.owner_cccd, outcome=document.id)
    return file_of(work, document)


def file_of(work: Work, document: Document) -> File:
    """A document's file."""
    content = base64.b64decode(store.content(work, document.id))
    return File(document.file_name, document.media_type, content, document.sha256)


def as_told(work: Work, documents: list[Document]) -> list[StoredDocument]:
    """Documents of one owner over the wire."""
    now = work.clock.stamp()
    owner = documents[0].owner if documents else ""
    shared = shares.shared_with(work, owner, now)
    return [_told(document, now, shared.get(document.id, [])) for document in documents]


def _told(document: Document, now: str, shared: list[str]) -> StoredDocument:
    plain = document._asdict()
    optional = ("dossier", "procedure", "signed_by", "valid_until", "revoked_reason")
    same = ("id", "code", "number", "name_vi", "name_en", "owner", "issuer_vi", "issuer_en", "issued_at")
    return StoredDocument(
        **{name: plain[name] for name in same},
        **{name: plain[name] or None for name in optional},
        kind=DocumentKind(document.kind),
        state=state_of(document.revoked_at, document.valid_until, now),
        values=document.values,
        file_name=document.file_name,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
        shared_with=shared,
    )
