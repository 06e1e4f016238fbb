"""The body of a refusal: RFC 9457 problem details with a stable code and both languages."""

from pydantic import Field

from motcua.wire.fields import Answer

MEDIA_TYPE = "application/problem+json"


class FieldProblem(Answer):
    """What is wrong with one member of the request."""

    field: str = Field(description="Path of the member or name of the header", examples=["body.cmnd"])
    code: str = Field(description="Stable code", examples=["string_pattern_mismatch"])
    vi: str
    en: str


class Problem(Answer):
    """A refusal: the service will not answer. A verdict (not found, several holders) is never a problem."""

    type: str = Field(description="URN of the refusal", examples=["urn:motcua:refusal:client.unknown"])
    title: str = Field(description="Tiêu đề tiếng Việt · title in Vietnamese")
    title_en: str = Field(description="Title in English")
    status: int = Field(description="HTTP status", examples=[401])
    detail: str = Field(default="", description="Chi tiết · detail in Vietnamese")
    detail_en: str = Field(default="", description="Detail in English")
    code: str = Field(description="Stable code of the closed list in docs/refusals.md", examples=["client.unknown"])
    fields: list[FieldProblem] = Field(default_factory=list, description="The members concerned")
    request_id: str = Field(default="", description="X-Request-Id of the call")
