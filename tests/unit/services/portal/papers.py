"""Signed documents for tests: made and kept by the portal's own actions, with an account and a dossier where needed."""

import base64
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple, TypeVar

from motcua.chassis.call import Call, State
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import DocumentKind
from services.portal.actions import documents
from services.portal.store import dossiers
from tests.unit.services.conftest import Register

ACCOUNT, CCCD, DOSSIER = "0b7e0a52-0000-4000-8000-00000000a001", "001171999001", "H99.1-260105-0001"
# Every tone on every vowel that has a hat or a horn, and the letters that fonts forget.
LETTERS = (
    "ẰẲẴẶẮ ẦẨẪẬẤ ỀỂỄỆẾ ỒỔỖỘỐ ỜỞỠỢỚ ỪỬỮỰỨ Ỳ Ỷ Ỹ Ỵ Ý Đ "
    "ằẳẵặắ ầẩẫậấ ềểễệế ồổỗộố ờởỡợớ ừửữựứ ỳỷỹỵý đ Ọ Ữ ị ĩ ũ ụ ₫ § “ ” – …"
)
WANTED = documents.Wanted(
    kind=DocumentKind.RESULT,
    code="KQ.G99.000003",
    template="result",
    number="000123/2026/XNCT",
    name_vi="Giấy xác nhận thông tin về cư trú",
    name_en="Confirmation of residence",
    owner=ACCOUNT,
    owner_name="Trần Thị Hoa",
    owner_cccd=CCCD,
    dossier=DOSSIER,
    procedure="dang-ky-thuong-tru",
    agency_vi="Công an cấp xã",
    agency_en="Commune police",
    signed_by="Nguyễn Thị Nghĩa",
    signer_title="Lãnh đạo ký duyệt",
    issued_at="2026-01-05T03:00:00.123456+00:00",
    valid_until="",
    rows=[("Họ, chữ đệm và tên", "TRẦN THỊ HOA"), ("Dấu", LETTERS)],
    text="Nơi thường trú đã được cập nhật.\n\nCó giá trị kể từ ngày ký.",
    values={"number": "000123", "address": "Số 12, phường Thanh Xuân"},
)
T = TypeVar("T")


class Kept(NamedTuple):
    """A document of the store and its file."""

    id: str
    content: bytes


class Papers:
    """The portal's documents, from inside."""

    def __init__(self, portal: Register) -> None:
        self.portal = portal
        self.state: State = portal.http.app.motcua  # type: ignore[attr-defined]  # a SandboxApp

    def call(self) -> Call:
        return Call(self.state, Caller("portal", "system:portal"), "test")

    def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Something asynchronous on the portal's own event loop."""
        bridge = self.portal.http.portal
        assert bridge is not None
        done: T = bridge.call(work)
        return done

    def transact(self, action: Callable[[Work], T]) -> T:
        """Something in one transaction."""
        return self.run(lambda: self.state.db.run(action))

    def made(self, **different: Any) -> documents.Made:
        """A document that nobody keeps yet."""
        return self.run(lambda: documents.make(self.call(), WANTED._replace(**different)))

    def kept(self, **different: Any) -> Kept:
        """A document in the store."""
        made = self.made(**different)
        self.transact(lambda work: documents.keep(work, made))
        return Kept(made.id, base64.b64decode(made.content))

    def verify(self, content: bytes) -> dict[str, Any]:
        """What the portal says of a file."""
        return self.portal.answer("/v1/documents/verify", content=base64.b64encode(content).decode())

    def dossier(self, code: str = DOSSIER, *, account: str = ACCOUNT, agency: str = "H99.1", seq: int = 1) -> None:
        """A dossier of the account, as officers name it."""
        plain: dict[str, Any] = dict.fromkeys(dossiers.Dossier._fields, "")
        numbers = ("version", "waited_minutes", "supplements", "apologies", "fee", "paid", "amount")
        plain |= dict.fromkeys(numbers, 0)
        plain |= {
            "seq": seq, "code": code, "account_id": account, "agency": agency, "procedure_code": "1.004222",
            "form_values": "{}", "provenance": "{}", "form_id": f"form-{code}",
        }  # fmt: skip
        self.transact(lambda work: dossiers.add(work, dossiers.Dossier(**plain)))
