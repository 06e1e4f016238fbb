"""PAdES signatures with a timestamp of the sandbox's own authority: in process, on the sandbox clock, no network.

Imported at the first document only: pyHanko takes 0.4 s and 35 MB.
"""

import hashlib
import io
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from asn1crypto import cms, keys, tsp, x509  # type: ignore[import-untyped]  # no stubs anywhere
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from services.portal.actions.documents.authority import Authority

FIELD = "motcua"
RESERVED = 16_384  # hexadecimal digits for the CMS; measured 9 to 10 thousand
# A policy of our own below the arc of examples (2.999): the timestamps are worth nothing outside of a sandbox.
POLICY = "2.999.1.1"
FLUSH = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins(0, 0, 0, 0))


class Rendered(NamedTuple):
    """A PDF without signature, the picture of the signature, and where on which page (from 1) it goes, in points."""

    pdf: bytes
    stamp: bytes
    page: int
    box: tuple[int, int, int, int]


def sign(rendered: Rendered, authority: Authority, *, name: str, reason: str, place: str, at: datetime) -> bytes:
    """The PDF with one visible signature over all of it, as of the sandbox time ``at``."""
    signer = _signer(authority)
    meta = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=name, reason=reason,
        location=place,
    )  # fmt: skip
    stamp = StaticStampStyle(border_width=0, background=_Picture(rendered.stamp), background_layout=FLUSH)
    where = SigFieldSpec(FIELD, on_page=rendered.page - 1, box=rendered.box)
    pdf_signer = _At(meta, signer, timestamper=_Clock(authority, at), stamp_style=stamp, new_field_spec=where)
    pdf_signer.at = at
    writer = IncrementalPdfFileWriter(io.BytesIO(rendered.pdf))
    signed: io.BytesIO = pdf_signer.sign_pdf(writer, bytes_reserved=RESERVED)
    return signed.getvalue()


def _signer(authority: Authority) -> SimpleSigner:
    signer = authority.signer
    return SimpleSigner(_certificate(signer.certificate), _key(signer.key), _store(authority))


@lru_cache(maxsize=64)
def _certificate(pem: str) -> x509.Certificate:
    (certificate,) = load_certs_from_pemder_data(pem.encode())
    return certificate


@lru_cache(maxsize=64)
def _key(pem: str) -> keys.PrivateKeyInfo:
    """Reading an RSA key takes 40 ms, as its numbers are checked: so once."""
    return load_private_key_from_pemder_data(pem.encode(), None)


@lru_cache(maxsize=8)
def _rsa(pem: str) -> RSAPrivateKey:
    key = serialization.load_pem_private_key(pem.encode(), None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("the key of the sandbox's timestamps is not RSA")
    return key


def _store(authority: Authority) -> SimpleCertificateStore:
    """The root, to be embedded with whatever is signed."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko's only constructor
    store.register(_certificate(authority.root.certificate))
    return store


class _At(PdfSigner):
    """pyHanko's signer, but the time is the sandbox's: it offers no way to say so from outside."""

    at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        """The session as usual, with our time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _Clock(DummyTimeStamper):
    """The sandbox's timestamp authority (RFC 3161), in process.

    The time stands once, as ``gen_time``: pyHanko's own also writes a signing time, in a form that ends in 2049.
    """

    def __init__(self, authority: Authority, at: datetime) -> None:
        clock = authority.clock
        self._rsa = _rsa(clock.key)
        super().__init__(_certificate(clock.certificate), _key(clock.key), _store(authority), fixed_dt=at)

    def _build_tst_info(self, message_imprint: tsp.MessageImprint, dt: datetime, req: tsp.TimeStampReq) -> tsp.TSTInfo:
        info = super()._build_tst_info(message_imprint, dt, req)
        info["policy"] = tsp.ObjectIdentifier(POLICY)
        return info

    def _sign_tst_info(self, tst_info_data: bytes, md_algorithm: str, dt: datetime) -> tuple[bytes, cms.CMSAttributes]:
        if md_algorithm != "sha256":
            raise ValueError(f"the sandbox's timestamps are with SHA-256, not {md_algorithm}")
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("signing_certificate_v2", as_signing_certificate_v2(self.tsa_cert)),
                _attribute("message_digest", _sha256(tst_info_data)),
            ]
        )
        return self._rsa.sign(attributes.dump(), PKCS1v15(), SHA256()), attributes


def _attribute(name: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": name, "values": (value,)})


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


class _Picture(PdfContent):
    """The first page of a PDF in memory as the picture of the signature, so that its fonts are embedded."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """Draw it once, at its own size."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Picture"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Picture Do"
