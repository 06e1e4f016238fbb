"""Reading the signature of a file that anybody may have sent: nothing is fetched, and nothing bursts the memory.

Imported at the first verification only, as ``signing``.
"""

import io
import logging
import re
from datetime import UTC, datetime

from asn1crypto import x509  # type: ignore[import-untyped]  # no stubs anywhere
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from services.portal.rules.documents import Seal, Signature

LOG = logging.getLogger("motcua.documents")
EARLIEST = datetime(1950, 1, 2, tzinfo=UTC)  # our certificates begin the day before
LIMITS = DecodeLimits(per_stream=StreamDecodeLimits(max_output_size=32 * 1024 * 1024))
# A file that proves nothing is an answer here; pyHanko logs each one as an error, with names of people in it.
for chatty in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(chatty).setLevel(logging.CRITICAL)
SIGNED = b"/ByteRange"
ID = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


def read(content: bytes, root: str, at: datetime) -> Signature:
    """What a file says of itself. ``root`` is our authority's certificate, "" where it has signed nothing yet."""
    try:
        return _read(content, root, max(at, EARLIEST))
    except Exception as wrong:  # hostile bytes make a reader fail in ways that nobody can list
        LOG.info("unreadable", extra={"data": {"size": len(content), "why": repr(wrong)[:200]}})
        return Signature(Seal.BROKEN if SIGNED in content else Seal.NONE)


def _read(content: bytes, root: str, at: datetime) -> Signature:
    signatures = list(PdfFileReader(io.BytesIO(content), decode_limits=LIMITS).embedded_regular_signatures)
    if not signatures:
        return Signature(Seal.BROKEN if SIGNED in content else Seal.NONE)
    read = [(one, _status(one, root, at)) for one in signatures]
    ours = [(one, status) for one, status in read if status.trusted]
    signature, status = (ours or read)[0]
    return _told(signature, status, _seal(status, trusted=bool(ours), alone=len(read) == 1))


def _status(signature: EmbeddedPdfSignature, root: str, at: datetime) -> PdfSignatureStatus:
    roots = load_certs_from_pemder_data(root.encode()) if root else []
    trust = ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False, revocation_mode="soft-fail")
    return validate_pdf_signature(signature, trust, trust, skip_diff=True)


def _seal(status: PdfSignatureStatus, *, trusted: bool, alone: bool) -> Seal:
    """Whatever was appended is a change, a further signature too: what we sign is finished."""
    whole = alone and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid) or (trusted and not whole):
        return Seal.BROKEN
    return Seal.OURS if trusted else Seal.FOREIGN


def _told(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, seal: Seal) -> Signature:
    stamped = status.timestamp_validity
    signed_at = stamped.timestamp if stamped is not None else status.signer_reported_dt
    claimed = ID.search(str(signature.sig_object.get("/Reason", "")))
    subject = _names(status.signing_cert)
    return Signature(
        seal,
        signer=subject.get("common_name", ""),
        issuer=subject.get("organizational_unit_name", "") or subject.get("organization_name", ""),
        signed_at=signed_at.astimezone(UTC).isoformat(timespec="seconds") if signed_at else "",
        timestamped=stamped is not None and stamped.intact and stamped.valid and stamped.trusted,
        document=claimed[0] if claimed else "",
    )


def _names(certificate: x509.Certificate) -> dict[str, str]:
    """The subject's parts that are plain text, cut to what a line holds."""
    parts = certificate.subject.native.items()
    return {name: text[:120] for name, text in parts if isinstance(text, str)}
