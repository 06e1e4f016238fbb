"""What documents are worth: whether one holds, what a verification says, and how a name is shown to strangers."""

from enum import StrEnum
from typing import NamedTuple

from motcua.wire.documents import Authenticity, DocumentState
from motcua.wire.procedures import Words


def state_of(revoked_at: str, valid_until: str, now: str) -> DocumentState:
    """Whether a document holds at ``now``; stamps in UTC, "" for none. The last moment itself no longer counts.

    >>> state_of("", "2026-02-01T00:00:00+00:00", "2026-01-31T23:59:59+00:00").value
    'valid'
    >>> state_of("", "2026-02-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00").value
    'expired'
    """
    if revoked_at:
        return DocumentState.REVOKED
    return DocumentState.EXPIRED if valid_until and valid_until <= now else DocumentState.VALID


def masked(name: str) -> str:
    """A name as whoever scans a QR code sees it: enough to compare with a paper in hand, not enough to learn it.

    >>> masked("Trần Thị Hoa")
    'T*** T** H**'
    """
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())


def typed_id(text: str) -> str:
    """A document id as people type it: any case, any grouping, letters that Crockford's alphabet lacks read as meant.

    >>> typed_id("7k3m q2td9fha-xwsi")
    '7K3M-Q2TD-9FHA-XWS1'
    """
    bare = "".join(text.upper().replace("-", " ").split()).translate(str.maketrans("OIL", "011"))
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


class Seal(StrEnum):
    """How a file is signed, before anybody asks whether it is on record."""

    NONE = "none"
    FOREIGN = "foreign"
    BROKEN = "broken"
    OURS = "ours"  # one signature of our authority over all of the file, and nothing behind it


class Signature(NamedTuple):
    """What a file itself says."""

    seal: Seal
    signer: str = ""
    issuer: str = ""
    signed_at: str = ""
    timestamped: bool = False
    document: str = ""
    """Id of the document that it claims to be."""


OF_STATE = {
    DocumentState.REVOKED: Authenticity.REVOKED,
    DocumentState.EXPIRED: Authenticity.EXPIRED,
    DocumentState.VALID: Authenticity.INTACT,
}


def of_file(signature: Signature, recorded: DocumentState | None, *, claims_known: bool) -> Authenticity:
    """What is said about a file: ``recorded`` is the state of the document that is this file to the last byte.

    A file that our authority signed, but that is not on record to the byte, was changed where no signature reaches
    (the padding behind it), or is of another time of the sandbox: before a reset.
    """
    if recorded is not None and signature.seal == Seal.OURS:
        return OF_STATE[recorded]
    if signature.seal == Seal.NONE:
        return Authenticity.UNSIGNED
    if signature.seal == Seal.FOREIGN:
        return Authenticity.FOREIGN
    return Authenticity.UNKNOWN if signature.seal == Seal.OURS and not claims_known else Authenticity.TAMPERED


def of_code(recorded: DocumentState | None) -> Authenticity:
    """What is said where only the code is known."""
    if recorded is None:
        return Authenticity.UNKNOWN
    return Authenticity.ON_RECORD if recorded is DocumentState.VALID else OF_STATE[recorded]


SAID = {
    Authenticity.INTACT: Words(
        vi="Tệp nguyên vẹn, đúng như đã ký, và còn hiệu lực.", en="The file is exactly as it was signed, and it holds."
    ),
    Authenticity.TAMPERED: Words(
        vi="Tệp đã bị thay đổi sau khi ký. Không được sử dụng.",
        en="The file was changed after it was signed. Do not accept it.",
    ),
    Authenticity.REVOKED: Words(
        vi="Cơ quan cấp đã thu hồi tài liệu này.", en="The agency that issued this document has revoked it."
    ),
    Authenticity.EXPIRED: Words(vi="Tài liệu này đã hết hiệu lực.", en="This document is no longer in force."),
    Authenticity.FOREIGN: Words(
        vi="Tệp có chữ ký, nhưng không phải của cơ quan nào trong hộp cát này.",
        en="The file is signed, but by nobody of this sandbox's authority.",
    ),
    Authenticity.UNSIGNED: Words(
        vi="Tệp không có chữ ký số, nên không chứng minh được gì.",
        en="The file has no digital signature, so it proves nothing.",
    ),
    Authenticity.UNKNOWN: Words(
        vi="Không có tài liệu nào như vậy ở đây. Hãy kiểm tra lại mã; hộp cát đặt lại thì quên tài liệu cũ.",
        en="There is no such document here. Check the code; a reset of the sandbox forgets earlier documents.",
    ),
    Authenticity.ON_RECORD: Words(
        vi="Tài liệu này có thật và còn hiệu lực. Để chắc chắn tệp trong tay không bị sửa, hãy tải tệp lên.",
        en="This document exists and holds. To be sure that the file in hand is unchanged, upload it.",
    ),
}
