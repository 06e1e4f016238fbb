"""Revoking: by an approver of the agency that issued the document, and with a reason that its person is told."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import RevokeDocument, StoredDocument
from motcua.wire.dossiers import Actor
from services.portal.actions.documents.access import may_see
from services.portal.actions.documents.showing import as_told
from services.portal.errors.documents import DocumentRevoked, DocumentUnknown, NotTheIssuer
from services.portal.rules.officers import behind
from services.portal.store import documents as store
from services.portal.store import shares


class ToRevoke(NamedTuple):
    """A document, and why it no longer holds."""

    document_id: str
    ask: RevokeDocument


def revoke_document(work: Work, wanted: ToRevoke, /, *, by: Caller) -> StoredDocument:
    """Mark it as revoked and end its links; raises DocumentUnknown, NotTheIssuer, DocumentRevoked."""
    work.alone()
    document, officer = store.one(work, wanted.document_id), behind(by.on_behalf_of)
    issuer = document is not None and officer is not None and officer.serves(document.agency)
    if document is None or not (issuer or may_see(work, document, by)):
        raise DocumentUnknown
    if officer is None or not issuer or Actor.APPROVER not in officer.roles:
        raise NotTheIssuer
    now = work.clock.stamp()
    if not store.revoke(work, document.id, at=now, who=by.on_behalf_of, why=wanted.ask.reason):
        raise DocumentRevoked
    shares.end(work, document.id)
    audit.record(work, by, "revoke-document", about=document.owner_cccd, outcome=document.id)
    revoked = document._replace(revoked_at=now, revoked_by=by.on_behalf_of, revoked_reason=wanted.ask.reason)
    return as_told(work, [revoked])[0]
