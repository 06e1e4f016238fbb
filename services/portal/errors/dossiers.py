"""Refusals about dossiers; each says what to do instead."""

from motcua.chassis.problems import Refusal


class DossierUnknown(Refusal):
    """No such dossier, or it is somebody else's: one answer for both."""

    code, status = "dossier.unknown", 404
    title, title_en = "Không có hồ sơ này", "There is no such dossier"

    def __init__(self) -> None:
        super().__init__(
            "Hãy kiểm tra mã hồ sơ; chỉ người nộp và cán bộ thụ lý xem được hồ sơ.",
            "Check the code; only who filed it and the officers of its agency see a dossier.",
        )


class VersionStale(Refusal):
    """Somebody else took a step meanwhile."""

    code, status = "dossier.version-stale", 409
    title, title_en = "Hồ sơ vừa được người khác xử lý", "Somebody else has taken a step meanwhile"

    def __init__(self, now: int = 1) -> None:
        super().__init__(
            f"Hãy mở lại hồ sơ (phiên bản hiện tại: {now}) rồi làm lại.",
            f"Open the dossier again (its version now is {now}), then repeat the step.",
        )


class ActorNotAllowed(Refusal):
    """The step is another role's."""

    code, status = "dossier.actor-not-allowed", 403
    title, title_en = "Bước này do người khác thực hiện", "This step is taken by somebody else"


class StepNotPossible(Refusal):
    """The status knows no such step."""

    code, status = "dossier.step-not-possible", 409
    title, title_en = "Trạng thái hồ sơ không cho phép bước này", "The dossier's status does not allow this step"


class StepIncomplete(Refusal):
    """The step lacks something that it needs; ``fields`` names it."""

    code, status = "dossier.step-incomplete", 422
    title, title_en = "Bước xử lý còn thiếu thông tin", "The step lacks something that it needs"


class SupplementTwice(Refusal):
    """A supplement may be asked once."""

    code, status = "dossier.supplement-twice", 409
    title, title_en = "Chỉ được yêu cầu bổ sung một lần", "A supplement may be asked only once"

    def __init__(self) -> None:
        super().__init__(
            "Hãy giải quyết với giấy tờ đã có, hoặc từ chối có lý do. Cờ `forced` buộc hỏi lần hai; "
            "hồ sơ khi đó bị tính quá hạn.",
            "Decide with the papers at hand, or refuse with a reason. `forced` asks a second time all the same; "
            "the dossier then counts as overdue.",
        )


class DataKnown(Refusal):
    """What the State has is not asked again (Resolution 66.7/2025/NQ-CP)."""

    code, status = "dossier.data-known", 409
    title, title_en = "Không được yêu cầu giấy tờ đã có trong cơ sở dữ liệu", "What the State has is not asked again"


class FeeUnpaid(Refusal):
    """The fee comes before the result."""

    code, status = "dossier.fee-unpaid", 409
    title, title_en = "Hồ sơ chưa nộp phí, lệ phí", "The fee of the dossier is not paid"

    def __init__(self) -> None:
        super().__init__("Hãy yêu cầu nộp phí (ask_payment) trước.", "Ask for the payment first (ask_payment).")


class NoFee(Refusal):
    """There is nothing to pay."""

    code, status = "dossier.no-fee", 409
    title, title_en = "Hồ sơ không phải nộp phí, lệ phí", "The dossier has no fee to be paid"


class NotLate(Refusal):
    """Who is in time need not apologise."""

    code, status = "dossier.not-late", 409
    title, title_en = "Hồ sơ chưa quá hạn", "The dossier is not late"


class ApologyMissing(Refusal):
    """A late result is returned only after an apology."""

    code, status = "dossier.apology-missing", 409
    title, title_en = "Hồ sơ quá hạn, phải xin lỗi và hẹn lại trước", "The dossier is late: an apology comes first"

    def __init__(self) -> None:
        super().__init__(
            "Hãy gửi phiếu xin lỗi và hẹn lại ngày trả kết quả (apologise).",
            "Send the letter of apology with a new time (apologise).",
        )


class PartWaits(Refusal):
    """A part of a bundle waits for the result of another."""

    code, status = "dossier.part-waits", 409
    title, title_en = "Phần này còn chờ kết quả của cơ quan khác", "This part waits for another agency's result"


class PartDone(Refusal):
    """A part of the bundle has its result already."""

    code, status = "dossier.part-done", 409
    title, title_en = "Đã có kết quả của một phần hồ sơ liên thông", "A part of the bundle has its result already"


DOSSIERS: tuple[type[Refusal], ...] = (
    DossierUnknown, VersionStale, ActorNotAllowed, StepNotPossible, StepIncomplete, SupplementTwice, DataKnown,
    FeeUnpaid, NoFee, NotLate, ApologyMissing, PartWaits, PartDone,
)  # fmt: skip
