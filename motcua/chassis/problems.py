"""Refusals: a closed list per service, each with a stable code, a status and a title in both languages.

A refusal means that the service will not answer. "Not found", "several holders" and "does not match" are verdicts in a
200 answer. 422 is for malformed bodies only.
"""

from collections.abc import Sequence
from typing import ClassVar

from motcua.wire.problem import FieldProblem, Problem


class Refusal(Exception):
    """Base of every refusal: a subclass is one line of the closed list."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 400
    title: ClassVar[str] = ""
    title_en: ClassVar[str] = ""
    of_pages: ClassVar[bool] = False  # met by people at pages only, so the contract of the API does not list it

    def __init__(
        self,
        detail: str = "",
        detail_en: str = "",
        *,
        fields: Sequence[FieldProblem] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail_en or self.title_en)
        self.detail, self.detail_en = detail, detail_en
        self.fields = list(fields)
        self.headers = headers or {}

    def body(self, request_id: str = "") -> Problem:
        """The refusal as it goes over the wire."""
        return Problem(
            type=f"urn:motcua:refusal:{self.code}",
            title=self.title,
            title_en=self.title_en,
            status=self.status,
            detail=self.detail,
            detail_en=self.detail_en,
            code=self.code,
            fields=self.fields,
            request_id=request_id,
        )


class BodyUnreadable(Refusal):
    """The bytes are no text in UTF-8, or the nesting is absurd."""

    code, status = "body.unreadable", 400
    title, title_en = "Không đọc được nội dung yêu cầu", "The request body cannot be read"


class BodyMalformed(Refusal):
    """Broken JSON, or members that do not fit the contract."""

    code, status = "body.malformed", 422
    title, title_en = "Nội dung yêu cầu không đúng định dạng", "The request does not fit the contract"


class BodyTooLarge(Refusal):
    """More bytes than the knob ``max_body`` allows."""

    code, status = "body.too-large", 413
    title, title_en = "Nội dung yêu cầu quá lớn", "The request body is too large"


class ContentTypeUnsupported(Refusal):
    """A body that does not say it is JSON."""

    code, status = "body.content-type", 415
    title, title_en = "Chỉ nhận nội dung application/json", "Only application/json is accepted"


class ClientUnknown(Refusal):
    """No credentials, an unknown client, or a wrong secret: one answer for all three."""

    code, status = "client.unknown", 401
    title, title_en = "Không xác thực được hệ thống gọi", "The calling system is not known"

    def __init__(self, detail: str = "", detail_en: str = "") -> None:
        challenge = {"WWW-Authenticate": 'Basic realm="motcua sandbox", charset="UTF-8"'}
        super().__init__(detail, detail_en, headers=challenge)


class HeaderMalformed(Refusal):
    """A header that is optional, but not in this form."""

    code, status = "header.malformed", 400
    title, title_en = "Tiêu đề yêu cầu không đúng định dạng", "A request header is not in the documented form"


class PurposeMissing(Refusal):
    """Every look at a person needs a procedure and somebody on whose behalf."""

    code, status = "purpose.missing", 400
    title, title_en = "Thiếu mục đích khai thác", "The purpose of the call is missing"


class PurposeNotAllowed(Refusal):
    """The caller may exist, and the person too, but not for this purpose."""

    code, status = "purpose.not-allowed", 403
    title, title_en = "Mục đích khai thác không được phép", "The client is not licensed for this procedure"


class OperationNotAllowed(Refusal):
    """The client's licence does not name this operation."""

    code, status = "licence.operation-not-allowed", 403
    title, title_en = (
        "Hệ thống gọi chưa được cấp quyền cho nghiệp vụ này",
        "The client is not licensed for this operation",
    )


class FieldNotAllowed(Refusal):
    """More fields were asked than the licence names: nothing is answered, not even the allowed ones."""

    code, status = "licence.field-not-allowed", 403
    title, title_en = "Hệ thống gọi hỏi trường dữ liệu ngoài quyền được cấp", "A requested field is outside the licence"


class NothingHere(Refusal):
    """No such path."""

    code, status = "path.unknown", 404
    title, title_en = "Không có địa chỉ này", "There is nothing at this address"


class MethodNotAllowed(Refusal):
    """The path exists, the method does not."""

    code, status = "method.not-allowed", 405
    title, title_en = "Phương thức không được hỗ trợ ở địa chỉ này", "The method is not supported at this address"


class TooManyRequests(Refusal):
    """Only ever on demand: the sandbox limits nobody by itself."""

    code, status = "rate.limited", 429
    title, title_en = "Gọi quá nhiều lần, hãy thử lại sau", "Too many requests, try again later"


class Unexpected(Refusal):
    """A defect of the sandbox; the log has the rest."""

    code, status = "sandbox.defect", 500
    title, title_en = "Lỗi của hộp cát, không phải của bạn", "A defect of the sandbox, not of your request"


class UpstreamBroken(Refusal):
    """Another system answered nonsense, or refused our own credentials."""

    code, status = "upstream.broken", 502
    title, title_en = "Hệ thống nguồn trả lời không hợp lệ", "The source system answered wrongly"


class UpstreamDown(Refusal):
    """Another system cannot be reached."""

    code, status = "upstream.down", 503
    title, title_en = "Không kết nối được hệ thống nguồn", "The source system cannot be reached"


class Unavailable(Refusal):
    """Only ever on demand: this system plays dead."""

    code, status = "service.unavailable", 503
    title, title_en = "Hệ thống tạm ngừng phục vụ", "The system is temporarily unavailable"


class UpstreamTimeout(Refusal):
    """Another system did not answer in time."""

    code, status = "upstream.timeout", 504
    title, title_en = "Hệ thống nguồn không trả lời kịp", "The source system did not answer in time"


COMMON: tuple[type[Refusal], ...] = (
    BodyUnreadable, BodyMalformed, BodyTooLarge, ContentTypeUnsupported, ClientUnknown, HeaderMalformed, PurposeMissing,
    PurposeNotAllowed, OperationNotAllowed, FieldNotAllowed, NothingHere, MethodNotAllowed, TooManyRequests,
    Unexpected, UpstreamBroken, UpstreamDown, Unavailable, UpstreamTimeout,
)  # fmt: skip
