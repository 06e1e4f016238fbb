"""Refusals of the one-stop desk and of the guided demonstration; people meet them at pages only."""

from motcua.chassis.problems import Refusal


class DeskOfficersOnly(Refusal):
    """Whoever is signed in is no officer."""

    code, status = "desk.officers-only", 403
    title, title_en = "Bàn một cửa chỉ dành cho cán bộ", "The one-stop desk is for officers"
    of_pages = True

    def __init__(self) -> None:
        super().__init__(
            "Hãy đăng nhập bằng định danh của một cán bộ (contracts/officers.yaml).",
            "Sign in with the identity of an officer (contracts/officers.yaml).",
        )


class StepNotReady(Refusal):
    """The story's step shows something that an earlier step makes."""

    code, status = "demo.step-not-ready", 409
    title, title_en = "Bước trước chưa được thực hiện", "An earlier step has not been taken"
    of_pages = True


DESK: tuple[type[Refusal], ...] = (DeskOfficersOnly, StepNotReady)
