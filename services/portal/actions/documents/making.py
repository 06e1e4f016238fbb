"""Making a document: certificates, rendering and signing off the event loop; keeping it in the caller's transaction."""

import asyncio
import base64
import hashlib
import importlib.util
import json
import secrets
from datetime import datetime

from motcua.chassis.call import Call
from motcua.chassis.db import Work
from services.portal.actions.documents.authority import Authority, authority_for
from services.portal.actions.documents.wanted import Made, Wanted
from services.portal.errors.documents import PdfMissing
from services.portal.settings import public_url
from services.portal.store import documents as store

MEDIA_TYPE = "application/pdf"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing to confuse when read aloud
NEEDED = ("typst", "pyhanko")


def needed() -> None:
    """Raise PdfMissing where the libraries of the extra ``pdf`` are not installed; before any work begins."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise PdfMissing


async def make(call: Call, wanted: Wanted) -> Made:
    """A signed document, not yet kept. Nothing is written but certificates that were missing."""
    needed()
    authority = await authority_for(call, wanted)
    address = public_url(call.state.service)
    return await asyncio.to_thread(_made, wanted, authority, address)


def keep(work: Work, made: Made) -> None:
    """Put a document into its owner's store, inside the caller's transaction."""
    store.add(work, made.document, made.content)


def new_id() -> str:
    """Sixteen random characters (80 bits), in groups of four."""
    drawn = "".join(secrets.choice(CROCKFORD) for _ in range(16))
    return "-".join(drawn[at : at + 4] for at in range(0, 16, 4))


def _made(wanted: Wanted, authority: Authority, portal: str) -> Made:
    from services.portal.actions.documents import rendering, signing  # noqa: PLC0415  # heavy, at the first document

    document_id = new_id()
    rendered = rendering.render(wanted, document_id, f"{portal}/verify/{document_id}")
    content = signing.sign(
        rendered,
        authority,
        name=wanted.signed_by or wanted.agency_vi,
        reason=f"{wanted.name_vi} · {document_id}",
        place=wanted.agency_vi,
        at=datetime.fromisoformat(wanted.issued_at),
    )
    return Made(_row(wanted, document_id, content), base64.b64encode(content).decode())


def _row(wanted: Wanted, document_id: str, content: bytes) -> store.Document:
    return store.Document(
        id=document_id,
        seq=0,  # set when it is kept
        owner=wanted.owner,
        owner_name=wanted.owner_name,
        owner_cccd=wanted.owner_cccd,
        kind=wanted.kind,
        code=wanted.code,
        number=wanted.number,
        name_vi=wanted.name_vi,
        name_en=wanted.name_en,
        dossier=wanted.dossier,
        procedure=wanted.procedure,
        agency=wanted.issuer,
        issuer_vi=wanted.agency_vi,
        issuer_en=wanted.agency_en,
        signed_by=wanted.signed_by,
        signer_title=wanted.signer_title,
        issued_at=wanted.issued_at,
        valid_until=wanted.valid_until,
        said=json.dumps(wanted.values, ensure_ascii=False),
        file_name=f"{wanted.code}-{document_id}.pdf",
        media_type=MEDIA_TYPE,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
