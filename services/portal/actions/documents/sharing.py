"""Letting whoever has a link see one document, for a time; only its person may, and may end it."""

import secrets
from datetime import timedelta
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import DocumentState, Shared, ShareDocument, StoredDocument
from services.portal.actions.documents.access import is_citizen
from services.portal.actions.documents.showing import File, as_told, file_of
from services.portal.actions.sessions import hashed
from services.portal.errors.documents import DocumentRevoked, DocumentUnknown
from services.portal.rules.documents import state_of
from services.portal.store import documents as store
from services.portal.store import shares
from services.portal.store.documents import Document


class ToShare(NamedTuple):
    """A document, for how long, and where the portal is."""

    document_id: str
    ask: ShareDocument
    portal: str


class Opened(NamedTuple):
    """What whoever has the link gets to see."""

    document: Document
    state: DocumentState
    until: str
    file: File | None


class ToOpen(NamedTuple):
    """A link's key, and whether the file is wanted."""

    key: str
    whole: bool = False


def share_document(work: Work, wanted: ToShare, /, *, by: Caller) -> Shared:
    """A link with a secret key, told once; raises DocumentUnknown, DocumentRevoked."""
    work.alone()
    document = _own(work, wanted.document_id, by)
    if document.revoked_at:
        raise DocumentRevoked
    key, now = secrets.token_urlsafe(24), work.clock.stamp()
    until = work.clock.stamp(timedelta(hours=wanted.ask.hours))
    shares.add(work, shares.Share(hashed(key), document.id, now, until))
    audit.record(work, by, "share-document", about=document.owner_cccd, outcome=f"{document.id} {wanted.ask.hours} h")
    return Shared(key=key, address=f"{wanted.portal}/shared/{key}", until=until)


def stop_sharing(work: Work, document_id: str, /, *, by: Caller) -> StoredDocument:
    """End every link to a document: consent is taken back as easily as it was given."""
    work.alone()
    document = _own(work, document_id, by)
    ended = shares.end(work, document.id)
    audit.record(work, by, "stop-sharing", about=document.owner_cccd, outcome=f"{document.id} ended {ended}")
    return as_told(work, [document])[0]


def open_shared(work: Work, wanted: ToOpen, /, *, by: Caller) -> Opened:
    """What is behind a link; a wrong key and one whose time is over are the same: raises DocumentUnknown."""
    now = work.clock.stamp()
    share = shares.one(work, hashed(wanted.key), now)
    document = store.one(work, share.document_id) if share else None
    if share is None or document is None:
        raise DocumentUnknown
    audit.record(work, by, "open-shared", about=document.owner_cccd, outcome=document.id)
    state = state_of(document.revoked_at, document.valid_until, now)
    return Opened(document, state, share.until, file_of(work, document) if wanted.whole else None)


def _own(work: Work, document_id: str, by: Caller) -> Document:
    document = store.one(work, document_id)
    if document is None or not is_citizen(by, document.owner):
        raise DocumentUnknown
    return document
