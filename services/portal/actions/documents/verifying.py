"""Verifying: is this file as we signed it, by whom, when, and does it hold? Whatever comes out is a 200 answer."""

import asyncio
import base64
import binascii
import hashlib
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import Authentication, Authenticity, DocumentState, VerifyDocument
from services.portal.actions.documents.authority import ROOT
from services.portal.actions.documents.making import needed
from services.portal.errors.documents import DocumentUnreadable
from services.portal.rules import documents as rules
from services.portal.rules.documents import Seal, Signature
from services.portal.store import certificates
from services.portal.store import documents as store
from services.portal.store.documents import Document


class Read(NamedTuple):
    """A file's own words, and its SHA-256; or only the code that was given."""

    document_id: str = ""
    sha256: str = ""
    signature: Signature = Signature(Seal.NONE)


async def read_file(call: Call, ask: VerifyDocument) -> Read:
    """Read what was sent, off the event loop; raises DocumentUnreadable, PdfMissing."""
    if ask.content is None:
        return Read(ask.id or "")
    needed()
    try:
        content = base64.b64decode(ask.content, validate=True)
    except (binascii.Error, ValueError):
        raise DocumentUnreadable from None
    root = await call.state.db.run(lambda work: certificates.one(work, ROOT))
    pem, now = root.certificate if root else "", call.state.clock.now()

    def read() -> Signature:
        from services.portal.actions.documents import reading  # noqa: PLC0415  # heavy, at the first verification

        return reading.read(content, pem, now)

    return Read("", hashlib.sha256(content).hexdigest(), await asyncio.to_thread(read))


def verify_document(work: Work, read: Read, /, *, by: Caller) -> Authentication:
    """The verdict. Of a code alone it tells no more than that the document exists, its title and who signed."""
    document, authenticity = _by_file(work, read) if read.sha256 else _by_code(work, read.document_id)
    about, shown = (document.owner_cccd, document.id) if document else ("", "")
    audit.record(work, by, "verify-document", about=about, outcome=f"{authenticity} {shown}".strip())
    return _said(document, authenticity, read.signature)


def _by_code(work: Work, document_id: str) -> tuple[Document | None, Authenticity]:
    document = store.one(work, document_id)
    return document, rules.of_code(_state(work, document))


def _by_file(work: Work, read: Read) -> tuple[Document | None, Authenticity]:
    document = store.by_hash(work, read.sha256)
    claimed = read.signature.document
    known = bool(claimed) and store.one(work, claimed) is not None
    return document, rules.of_file(read.signature, _state(work, document), claims_known=known)


def _state(work: Work, document: Document | None) -> DocumentState | None:
    return rules.state_of(document.revoked_at, document.valid_until, work.clock.stamp()) if document else None


def _said(document: Document | None, authenticity: Authenticity, signature: Signature) -> Authentication:
    words = rules.SAID[authenticity]
    plain = document._asdict() if document else {}
    return Authentication(
        authenticity=authenticity,
        vi=words.vi,
        en=words.en,
        signer=signature.signer or plain.get("signed_by") or plain.get("issuer_vi"),
        issuer=plain.get("issuer_vi") or signature.issuer or None,
        signed_at=signature.signed_at or plain.get("issued_at"),
        timestamped=signature.timestamped,
        document=plain.get("id"),
        code=plain.get("code"),
        number=plain.get("number"),
        owner=rules.masked(plain.get("owner_name", "")) or None,
        name_vi=plain.get("name_vi"),
        name_en=plain.get("name_en"),
        revoked_at=plain.get("revoked_at") or None,
        revoked_reason=plain.get("revoked_reason") or None,
        expired_at=plain.get("valid_until") or None if authenticity is Authenticity.EXPIRED else None,
    )
