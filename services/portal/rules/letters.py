"""The wording of the letters that go with a dossier: forms 01 to 06 of TT 01/2018/TT-VPCP, and the fee receipt.

Titles and members follow the forms [knowledge, high]; the sentences are the sandbox's own [assumed]. A letter is drawn
up in Vietnamese, as the real ones are; its name is told in both languages.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, CONTROL, REGISTER, FEE = "01", "02", "03", "04", "05", "06", "BL"


class Title(NamedTuple):
    """What a letter is called, and the ending of its number."""

    vi: str
    en: str
    mark: str


TITLES = {
    RECEIPT: Title("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt and appointment (form 01)", "GTN"),
    SUPPLEMENT: Title("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request for a supplement (form 02)", "PYC"),
    REFUSAL: Title("Phiếu từ chối tiếp nhận, giải quyết hồ sơ", "Refusal (form 03)", "PTC"),
    APOLOGY: Title("Phiếu xin lỗi và hẹn lại ngày trả kết quả", "Apology and new appointment (form 04)", "PXL"),
    CONTROL: Title("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control sheet of a dossier (form 05)", "PKS"),
    REGISTER: Title("Sổ theo dõi hồ sơ", "Register of dossiers (form 06)", "STD"),
    FEE: Title("Biên lai thu phí, lệ phí", "Fee receipt", "BL"),
}
DELIVERY = {"electronic": "Bản điện tử", "desk": "Tại bộ phận một cửa", "post": "Qua bưu chính công ích"}
CHANNELS = {"1": "Trực tiếp", "2": "Trực tuyến", "3": "Bưu chính công ích"}


class About(NamedTuple):
    """What every letter of a dossier says of it; times are in Viet Nam time."""

    code: str
    bundle: str
    procedure: str
    applicant: str
    agency: str
    channel: str
    delivery: str
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None


class Letter(NamedTuple):
    """What a letter says: printed members, and paragraphs."""

    rows: list[tuple[str, str]]
    text: str


def spoken(moment: datetime | None) -> str:
    """A time as letters write it.

    >>> spoken(datetime(2026, 1, 2, 8, 5))
    '08 giờ 05 phút, ngày 02/01/2026'
    """
    return f"{moment:%H} giờ {moment:%M} phút, ngày {moment:%d/%m/%Y}" if moment else "–"


def money(amount: int) -> str:
    """An amount in đồng.

    >>> money(20000)
    '20.000 đồng'
    """
    return f"{amount:,}".replace(",", ".") + " đồng"


def receipt(about: About, papers: Sequence[str], fee: int) -> Letter:
    """Form 01: what was received, and when to expect the result."""
    rows = [
        *_head(about),
        ("Thành phần hồ sơ", "; ".join(papers) or "Không có giấy tờ kèm theo: dữ liệu đã có trong cơ sở dữ liệu"),
        ("Thời điểm nhận hồ sơ", spoken(about.received_at or about.filed_at)),
        ("Hẹn trả kết quả", spoken(about.due_at)),
        ("Phí, lệ phí", money(fee) if fee else "Không thu"),
        ("Hình thức nhận kết quả", DELIVERY.get(about.delivery, about.delivery)),
    ]
    return Letter(rows, f"{about.agency} đã tiếp nhận hồ sơ của ông/bà {about.applicant}.")


def notice(about: About) -> Letter:
    """A notice that is taken note of at once: form 01 without an appointment."""
    rows = [*_head(about), ("Thời điểm nhận thông báo", spoken(about.filed_at))]
    return Letter(rows, f"{about.agency} đã tiếp nhận thông báo của ông/bà {about.applicant}. Không phải chờ kết quả.")


def supplement(about: About, papers: Sequence[str], reason: str) -> Letter:
    """Form 02: what is missing, asked once."""
    asked = "; ".join(papers) or "Xem lý do"
    return Letter(
        [*_head(about), ("Giấy tờ cần bổ sung", asked), ("Lý do", reason)],
        "Đề nghị ông/bà bổ sung, hoàn thiện hồ sơ theo nội dung trên tại Cổng Dịch vụ công hoặc tại bộ phận một cửa."
        "\n\n"
        "Việc yêu cầu bổ sung chỉ thực hiện một lần. Thời gian chờ bổ sung không tính vào thời hạn giải quyết.",
    )


def refusal(about: About, reason: str) -> Letter:
    """Form 03: not received, or not granted."""
    return Letter(
        [*_head(about), ("Lý do", reason)],
        f"{about.agency} thông báo hồ sơ nêu trên không được tiếp nhận, giải quyết vì lý do đã nêu.\n\n"
        "Nếu không đồng ý, ông/bà có quyền khiếu nại, khởi kiện theo quy định của pháp luật.",
    )


def apology(about: About, reason: str, promised: datetime | None) -> Letter:
    """Form 04: why it is late, and the new time; goes before a late result."""
    return Letter(
        [
            *_head(about),
            ("Thời điểm tiếp nhận", spoken(about.received_at)),
            ("Thời hạn đã hẹn", spoken(promised)),
            ("Cơ quan chậm giải quyết", about.agency),
            ("Lý do chậm", reason),
            ("Hẹn trả kết quả lại", spoken(about.due_at)),
            ("Nơi nhận kết quả", DELIVERY.get(about.delivery, about.delivery)),
        ],
        f"{about.agency} xin lỗi ông/bà {about.applicant} vì sự chậm trễ này.",
    )


def control(about: About, steps: Sequence[tuple[str, str]]) -> Letter:
    """Form 05: who did what when."""
    return Letter([*_head(about), *steps], "Phiếu lập theo lịch sử hồ sơ tại thời điểm ký.")


def register(day: str, lines: Sequence[tuple[str, str]]) -> Letter:
    """Form 06: the dossiers that an agency received on a day."""
    rows = [("Ngày", day), ("Số hồ sơ", str(len(lines))), *lines]
    return Letter(rows, "Sổ theo dõi hồ sơ tiếp nhận trong ngày của cơ quan.")


def fee(about: About, amount: int, paid_at: datetime, platform_id: str) -> Letter:
    """The receipt of a fee."""
    rows = [
        *_head(about),
        ("Số tiền", money(amount)),
        ("Thời điểm nộp", spoken(paid_at)),
        ("Mã giao dịch", platform_id),
        ("Hình thức", "Thanh toán trực tuyến (nền tảng giả lập)"),
    ]
    return Letter(rows, f"Đã thu đủ số tiền trên của ông/bà {about.applicant}.")


def number(code: str, form: str, version: int) -> str:
    """Number of a letter: the dossier, the kind, the step that it belongs to.

    >>> number("H99.1-260101-0001", "02", 4)
    'H99.1-260101-0001/PYC-4'
    """
    return f"{code}/{TITLES[form].mark}-{version}"


def _head(about: About) -> list[tuple[str, str]]:
    bundle = [("Mã hồ sơ liên thông", about.bundle)] if about.bundle else []
    return [
        ("Mã hồ sơ", about.code),
        *bundle,
        ("Thủ tục", about.procedure),
        ("Người nộp", about.applicant),
        ("Cơ quan", about.agency),
        ("Kênh thực hiện", CHANNELS.get(about.channel, about.channel)),
    ]
