r"""What of an uploaded file can be told from its bytes: its type, its checksum, the test string of virus scanners.

>>> type_of(b"%PDF-1.7 ...")
'application/pdf'
>>> clean_name("  ..\\C:/giấy tờ <1>.PDF")
'giấy tờ _1_.PDF'
"""

import base64
import binascii
import hashlib
import re
import unicodedata

LARGEST = 5_000_000
"""Bytes of one file."""
UNUSED = 40_000_000
"""Bytes that one account may have uploaded and not filed: a sandbox is not a file store."""
WHOLE = 100_000_000
"""Bytes of all files of one dossier together."""
# The first bytes of the three types; the name and the stated type prove nothing.
MAGIC = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
# EICAR's test file, in two halves so that no scanner takes this module for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_UNSAFE = re.compile(r'[<>:"|?*;`$&\x00-\x1f\x7f]')


def decode(text: str) -> bytes | None:
    """The bytes behind strict Base64; None where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def type_of(content: bytes) -> str:
    """The media type by the first bytes; "" where it is none of the three."""
    return next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), "")


def infected(content: bytes) -> bool:
    """Whether the test string is in it; nothing else is looked for."""
    return EICAR in content


def checksum(content: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def clean_name(name: str) -> str:
    """A file name without folders and without what systems or pages could take for more than a name."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C")
    return _UNSAFE.sub("_", visible).strip(" .")[:120] or "tep"
