"""Refusals about forms; each says what to do instead."""

from collections.abc import Sequence

from motcua.chassis.problems import Refusal
from motcua.wire.problem import FieldProblem


class ProcedureUnknown(Refusal):
    """No file in contracts/procedures, or in the folder of the knob, is of this name or code."""

    code, status = "procedure.unknown", 404
    title, title_en = "Cổng không có thủ tục này", "The portal has no such public service"

    def __init__(self) -> None:
        super().__init__("Danh sách ở GET /v1/procedures.", "GET /v1/procedures lists them.")


class FormUnknown(Refusal):
    """No such form, or it is another citizen's: one answer for both."""

    code, status = "form.unknown", 404
    title, title_en = "Không có tờ khai này", "There is no such form"

    def __init__(self) -> None:
        super().__init__("Hãy mở lại tờ khai từ trang thủ tục.", "Open the form again from the page of the service.")


class FormExpired(Refusal):
    """What the registers said is too old to be filed."""

    code, status = "form.expired", 409
    title, title_en = "Tờ khai đã quá 24 giờ", "The form is older than 24 hours"

    def __init__(self) -> None:
        super().__init__(
            "Hãy mở lại tờ khai; dữ liệu được lấy lại, điều đã khai còn ở bản nháp cũ.",
            "Open the form again: the data is fetched anew, and what you typed can be read in the old one.",
        )


class FormFiled(Refusal):
    """One form, one dossier."""

    code, status = "form.filed", 409
    title, title_en = "Tờ khai này đã được nộp", "This form was filed already"

    def __init__(self, dossier: str = "…") -> None:
        super().__init__(f"Hồ sơ: {dossier}", f"Dossier: {dossier}")
        self.dossier = dossier


class AssuranceTooLow(Refusal):
    """The sign-in was weaker than the procedure needs (Decree 69/2024 Art. 20)."""

    code, status = "form.assurance-too-low", 403
    title, title_en = "Thủ tục này cần mức xác thực cao hơn", "This service needs a stronger sign-in"

    def __init__(self, needed: int = 3, given: int = 2) -> None:
        super().__init__(
            f"Hãy đăng nhập lại ở mức {needed}; lần này là mức {given}.",
            f"Sign in again at level {needed}; this sign-in is of level {given}.",
        )


class NotRepresentative(Refusal):
    """A service for organisations, and the person represents none."""

    code, status = "form.not-representative", 403
    title, title_en = (
        "Thủ tục này chỉ dành cho người đại diện theo pháp luật của tổ chức",
        "Only the legal representative of an organisation may use this service",
    )

    def __init__(self) -> None:
        super().__init__(
            "Hãy để người đại diện đăng nhập, hoặc đăng ký tài khoản định danh cho tổ chức.",
            "Let the representative sign in, or register an e-ID account for the organisation.",
        )


class LockedFieldChanged(Refusal):
    """A value that comes from a register was sent otherwise; nothing is kept."""

    code, status = "form.locked-field-changed", 409
    title, title_en = (
        "Trường lấy từ cơ sở dữ liệu đã bị sửa",
        "A field that comes from a register was changed",
    )

    def __init__(self, names: Sequence[str] = ()) -> None:
        vi, en = "Trường này không sửa được ở đây", "This field cannot be changed here"
        listed = ", ".join(names)
        super().__init__(
            f"Trường: {listed}. Nếu dữ liệu sai, hãy đề nghị cơ quan quản lý đính chính.",
            f"Fields: {listed}. Where the data is wrong, ask the agency that keeps it to correct it.",
            fields=[FieldProblem(field=name, code=self.code, vi=vi, en=en) for name in names],
        )


class FormOutdated(Refusal):
    """A register says something else than when the form was opened; the new values are kept and shown."""

    code, status = "form.outdated", 409
    title, title_en = "Dữ liệu đã thay đổi từ khi mở tờ khai", "The data changed since the form was opened"

    def __init__(self, names: Sequence[str] = ()) -> None:
        vi, en = "Có giá trị mới", "There is a new value"
        super().__init__(
            "Tờ khai đã có giá trị mới; hãy xem lại rồi nộp.",
            "The form has the new values; look through it and file again.",
            fields=[FieldProblem(field=name, code=self.code, vi=vi, en=en) for name in names],
        )


class FormIncomplete(Refusal):
    """Fields or papers are wrong or missing; each is named."""

    code, status = "form.incomplete", 422
    title, title_en = "Tờ khai còn thiếu hoặc sai", "The form is incomplete or wrong"

    def __init__(self, problems: Sequence[FieldProblem] = ()) -> None:
        super().__init__(f"Số chỗ cần sửa: {len(problems)}.", f"To mend: {len(problems)}.", fields=problems)


class RoleUnknown(Refusal):
    """The form asks for no such person."""

    code, status = "form.role-unknown", 404
    title, title_en = "Tờ khai không hỏi về người này", "The form asks for no such person"


class PersonNotYours(Refusal):
    """The form may be filed for one's own child or ward only."""

    code, status = "form.person-not-yours", 403
    title, title_en = "Bạn không phải cha, mẹ của người này", "You are no parent of this person"

    def __init__(self) -> None:
        super().__init__(
            "CSDL dân cư không ghi bạn là cha hoặc mẹ; người giám hộ nộp tại bộ phận một cửa.",
            "The population register does not name you as a parent; a guardian files at the one-stop desk.",
        )


FORMS: tuple[type[Refusal], ...] = (
    ProcedureUnknown, FormUnknown, FormExpired, FormFiled, AssuranceTooLow, NotRepresentative, LockedFieldChanged,
    FormOutdated, FormIncomplete, RoleUnknown, PersonNotYours,
)  # fmt: skip
