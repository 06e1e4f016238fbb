"""Refusals about accounts; each says what to do instead."""

from motcua.chassis.problems import Refusal


class AccountUnknown(Refusal):
    """No account has this id."""

    code, status = "account.unknown", 404
    title, title_en = "Không có tài khoản này ở cổng", "The portal has no such account"


class AccountNotYours(Refusal):
    """What only the person may do was asked on somebody else's behalf."""

    code, status = "account.not-yours", 403
    title, title_en = "Chỉ chính chủ tài khoản làm được việc này", "Only the account's own person may do this"

    def __init__(self) -> None:
        super().__init__(
            "Cần X-On-Behalf-Of: citizen:<mã tài khoản>", "X-On-Behalf-Of: citizen:<id of the account> is needed"
        )


class NotVerified(Refusal):
    """An account whose identity is not verified may be looked at, nothing more."""

    code, status = "account.not-verified", 409
    title, title_en = "Tài khoản cần được xác minh danh tính trước", "The identity behind the account is not verified"

    def __init__(self) -> None:
        super().__init__("Hãy bấm Kiểm tra lại ở trang tài khoản.", "Check the identity again first.")


class SessionEnded(Refusal):
    """A form was sent after the session had ended."""

    code, status = "page.session-ended", 403
    title, title_en = "Phiên đăng nhập đã kết thúc", "The session has ended"
    of_pages = True

    def __init__(self) -> None:
        super().__init__("Chưa có gì được ghi. Hãy đăng nhập lại.", "Nothing was written. Sign in again.")


class PhoneTaken(Refusal):
    """One phone number, one account."""

    code, status = "account.phone-taken", 409
    title, title_en = "Số điện thoại này đang thuộc một tài khoản khác", "Another account has this phone number"

    def __init__(self) -> None:
        super().__init__(
            "Hãy chọn số khác. Nếu số thuộc tài khoản cũ của bạn, hãy nhận lại tài khoản cũ trước.",
            "Choose another number. If an old account of yours has it, claim that account first.",
        )


class EmailTaken(Refusal):
    """One e-mail address, one account."""

    code, status = "account.email-taken", 409
    title, title_en = "Địa chỉ thư điện tử này đang thuộc một tài khoản khác", "Another account has this e-mail address"

    def __init__(self) -> None:
        super().__init__(
            "Hãy chọn địa chỉ khác. Nếu địa chỉ thuộc tài khoản cũ của bạn, hãy nhận lại tài khoản cũ trước.",
            "Choose another address. If an old account of yours has it, claim that account first.",
        )


class NothingClaimed(Refusal):
    """There is nothing to merge."""

    code, status = "old-account.none-claimed", 409
    title, title_en = "Chưa có tài khoản cũ nào để gộp", "There is no old account to merge"

    def __init__(self) -> None:
        super().__init__("Hãy nhận lại tài khoản cũ trước.", "Claim the old account first.")


class OldAccountNotClaimed(Refusal):
    """Contacts are taken over only from an account that is theirs."""

    code, status = "old-account.not-claimed", 409
    title, title_en = "Bạn chưa nhận lại tài khoản cũ này", "You have not claimed this old account"


ACCOUNTS: tuple[type[Refusal], ...] = (
    AccountUnknown, AccountNotYours, NotVerified, SessionEnded, PhoneTaken, EmailTaken, NothingClaimed,
    OldAccountNotClaimed,
)  # fmt: skip
