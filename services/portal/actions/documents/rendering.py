"""From what a document shall say to a PDF/A, by typst: the same data give the same bytes.

Imported at the first document only: typst is a library of 80 MB. One compiler is kept, as it knows the fonts; it is
used by one thread at a time.
"""

import io
import json
import threading
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Final

import segno
import typst

from motcua.chassis.clock import VIETNAM
from services.portal.actions.documents.signing import Rendered
from services.portal.actions.documents.wanted import Wanted

PAPERS = Path(__file__).parents[2] / "templates" / "papers"
STANDARD: Final = "a-2b"
A4_HEIGHT = 841.89
FORMS = {
    "01": "Mẫu số 01", "02": "Mẫu số 02", "03": "Mẫu số 03", "04": "Mẫu số 04", "05": "Mẫu số 05", "06": "Mẫu số 06",
}  # fmt: skip
_ALONE = threading.Lock()
_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[PAPERS / "fonts"])


def render(wanted: Wanted, document_id: str, address: str) -> Rendered:
    """The paper and the picture of its signature. ``address`` is what the QR code holds."""
    told = unicodedata.normalize("NFC", json.dumps(_told(wanted, document_id, address), ensure_ascii=False))
    at = datetime.fromisoformat(wanted.issued_at).replace(microsecond=0)  # typst takes whole seconds only
    with _ALONE:
        compiler = typst.Compiler(
            PAPERS / f"{wanted.template}.typ", root=PAPERS, font_paths=_FONTS, sys_inputs={"paper": told}
        )
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=at)
        place = json.loads(compiler.query("<stamp>", field="value", one=True))
        stamp = compiler.compile(PAPERS / "stamp.typ", format="pdf", timestamp=at)
    return Rendered(_bytes(pdf), _bytes(stamp), place["page"], _box(place))


def _box(place: dict[str, float]) -> tuple[int, int, int, int]:
    """From typst's corner above, down, to the PDF's corner below, up; points."""
    left, top = place["x"], A4_HEIGHT - place["y"]
    return round(left), round(top - place["height"]), round(left + place["width"]), round(top)


def _told(wanted: Wanted, document_id: str, address: str) -> dict[str, object]:
    at = datetime.fromisoformat(wanted.issued_at)
    here = at.astimezone(VIETNAM)
    return {
        "id": document_id,
        "address": address,
        "qr": _qr(address),
        "form": FORMS.get(wanted.code, ""),
        "number": wanted.number,
        "name": wanted.name_vi,
        "name_en": wanted.name_en,
        "agency": wanted.agency_vi,
        "signer": wanted.signed_by,
        "signed_by": wanted.signed_by or wanted.agency_vi,
        "title": wanted.signer_title,
        "day": f"Ngày {here:%d} tháng {here:%m} năm {here:%Y}",
        "time": f"{here:%d/%m/%Y %H:%M:%S} +07:00",
        "moment": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "rows": wanted.rows,
        "text": wanted.text,
    }


def _qr(address: str) -> str:
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(written, kind="svg", scale=4, border=2, xmldecl=False)
    return written.getvalue().decode()


def _bytes(compiled: object) -> bytes:
    if not isinstance(compiled, bytes):
        raise TypeError("typst answered with something else than one file")
    return compiled
