"""Refusals about uploaded files; each says what to do instead."""

from motcua.chassis.problems import Refusal


class AttachmentUnknown(Refusal):
    """No such file, or it is somebody else's: one answer for both."""

    code, status = "attachment.unknown", 404
    title, title_en = "Không có tệp này", "There is no such file"


class AttachmentTooLarge(Refusal):
    """One file has at most five million bytes."""

    code, status = "attachment.too-large", 409
    title, title_en = "Tệp quá lớn", "The file is too large"


class AttachmentType(Refusal):
    """Neither PDF nor JPEG nor PNG, by its first bytes; the name does not count."""

    code, status = "attachment.wrong-type", 409
    title, title_en = "Chỉ nhận tệp PDF, JPEG hoặc PNG", "Only PDF, JPEG and PNG are taken"

    def __init__(self) -> None:
        super().__init__(
            "Nội dung tệp, không phải tên tệp, được kiểm tra. Hãy lưu lại đúng định dạng rồi tải lên.",
            "The content counts, not the name, and it must be what the type says. Save it again, then upload it.",
        )


class AttachmentUnreadable(Refusal):
    """The text is no Base64, or the file is empty."""

    code, status = "attachment.unreadable", 409
    title, title_en = "Không đọc được nội dung tệp", "The content of the file cannot be read"

    def __init__(self) -> None:
        super().__init__("Nội dung phải là Base64 và không rỗng.", "The content must be Base64, and not empty.")


class ChecksumWrong(Refusal):
    """What arrived is not what was sent."""

    code, status = "attachment.checksum-wrong", 409
    title, title_en = "Tệp bị thay đổi trên đường truyền", "The file changed on its way"

    def __init__(self) -> None:
        super().__init__("SHA-256 không khớp; hãy tải lên lại.", "The SHA-256 differs; upload it again.")


class AttachmentInfected(Refusal):
    """The test string of virus scanners was found (EICAR); the sandbox scans for nothing else."""

    code, status = "attachment.infected", 409
    title, title_en = "Tệp có dấu hiệu nhiễm mã độc", "The file looks infected"

    def __init__(self) -> None:
        super().__init__(
            "Tệp không được lưu. Hãy quét máy của bạn rồi tải lên tệp sạch.",
            "The file was not kept. Scan your machine, then upload a clean file.",
        )


ATTACHMENTS: tuple[type[Refusal], ...] = (
    AttachmentUnknown, AttachmentTooLarge, AttachmentType, AttachmentUnreadable, ChecksumWrong, AttachmentInfected,
)  # fmt: skip
