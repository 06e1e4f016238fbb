"""Refusals about payments; each says what to do instead."""

from motcua.chassis.problems import Refusal


class PaymentUnknown(Refusal):
    """No such payment, or it is somebody else's: one answer for both."""

    code, status = "payment.unknown", 404
    title, title_en = "Không có khoản thanh toán này", "There is no such payment"


class NothingToPay(Refusal):
    """The dossier does not wait for a payment."""

    code, status = "payment.nothing-to-pay", 409
    title, title_en = "Hồ sơ không có khoản nào đang chờ nộp", "The dossier does not wait for a payment"

    def __init__(self) -> None:
        super().__init__(
            "Chỉ nộp phí khi hồ sơ ở trạng thái 6 (yêu cầu thực hiện nghĩa vụ tài chính).",
            "A fee is paid while the dossier is in status 6 (payment asked).",
        )


class SignatureWrong(Refusal):
    """A call-back that the platform did not sign, or that was changed on its way."""

    code, status = "payment.signature-wrong", 403
    title, title_en = "Chữ ký của thông báo thanh toán không đúng", "The signature of the call-back is wrong"

    def __init__(self) -> None:
        super().__init__("Chưa có gì được ghi nhận.", "Nothing was booked.")


class AmountDiffers(Refusal):
    """A signed call-back about another sum than was asked."""

    code, status = "payment.amount-differs", 409
    title, title_en = "Số tiền đã trả khác số tiền phải nộp", "The sum paid is not the sum asked"


class PaymentSettled(Refusal):
    """A call-back that contradicts what was booked already."""

    code, status = "payment.settled", 409
    title, title_en = "Khoản thanh toán đã có kết quả khác", "The payment has been settled otherwise"

    def __init__(self) -> None:
        super().__init__(
            "Kết quả đã ghi không thay đổi. Hãy bắt đầu khoản thanh toán mới nếu cần.",
            "What was booked stays. Begin another payment if one is needed.",
        )


PAYMENTS: tuple[type[Refusal], ...] = (PaymentUnknown, NothingToPay, SignatureWrong, AmountDiffers, PaymentSettled)
