"""Refusals about documents; each says what to do instead. Tampered, revoked and the like are verdicts, no refusals."""

from motcua.chassis.problems import Refusal


class DocumentUnknown(Refusal):
    """No such document, or nobody's business: one answer for both."""

    code, status = "document.unknown", 404
    title, title_en = "Không có tài liệu này", "There is no such document"

    def __init__(self) -> None:
        super().__init__(
            "Mã sai, hoặc người hỏi không được xem. Cán bộ cần nêu hồ sơ trong X-Purpose-Dossier.",
            "A wrong id, or not for whoever asks. Officers name the dossier in X-Purpose-Dossier.",
        )


class DocumentRevoked(Refusal):
    """What no longer holds is neither shared nor revoked again."""

    code, status = "document.revoked", 409
    title, title_en = "Tài liệu này đã bị thu hồi", "The document is revoked"

    def __init__(self) -> None:
        super().__init__("Hãy đề nghị cơ quan cấp lại.", "Ask the agency that issued it for another one.")


class NotTheIssuer(Refusal):
    """Only who may sign at the agency that issued it may revoke a document."""

    code, status = "document.not-issuer", 403
    title, title_en = "Chỉ lãnh đạo của cơ quan cấp mới thu hồi được", "Only an approver of the issuing agency revokes"

    def __init__(self) -> None:
        super().__init__(
            "Cần X-On-Behalf-Of: officer:<mã cán bộ> của người ký duyệt tại cơ quan cấp.",
            "X-On-Behalf-Of: officer:<code> of an approver of the issuing agency is needed.",
        )


class DocumentUnreadable(Refusal):
    """The text is no Base64, so there is no file to verify."""

    code, status = "document.unreadable", 409
    title, title_en = "Không đọc được nội dung tệp", "The content of the file cannot be read"

    def __init__(self) -> None:
        super().__init__("Nội dung phải là Base64.", "The content must be Base64.")


class PdfMissing(Refusal):
    """The libraries that make and check PDFs are an extra."""

    code, status = "document.pdf-missing", 501
    title, title_en = "Máy này chưa cài phần tạo và ký PDF", "What makes and signs PDFs is not installed here"

    def __init__(self) -> None:
        super().__init__(
            "Hãy cài: pip install 'motcua[pdf]', rồi khởi động lại.",
            "Run: pip install 'motcua[pdf]', then start again.",
        )


DOCUMENTS: tuple[type[Refusal], ...] = (DocumentUnknown, DocumentRevoked, NotTheIssuer, DocumentUnreadable, PdfMissing)
