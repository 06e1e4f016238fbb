"""The inbox on the wire: messages that a real system would send to telephones, and this one only shows."""

from pydantic import Field

from motcua.wire.fields import Answer


class Message(Answer):
    """A message with a one-time code."""

    phone: str = Field(description="Số điện thoại nhận · telephone", examples=["0900000001"])
    sent_at: str = Field(description="Lúc gửi · when", examples=["2026-01-01T03:00:00.000000+00:00"])
    code: str = Field(description="Mã một lần · one-time code", examples=["048213"])
    client: str = Field(description="Hệ thống mà người dùng đang đăng nhập · who asked for the sign-in")
    vi: str = Field(description="Nội dung · text in Vietnamese")
    en: str = Field(description="Text in English")


class Inbox(Answer):
    """The newest messages first, 50 at most."""

    messages: list[Message]
