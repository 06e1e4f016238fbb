"""Why a step is not taken, as a refusal that says what to do."""

from motcua.chassis.problems import Refusal
from motcua.wire.dossiers import Event, Status
from motcua.wire.problem import FieldProblem
from services.portal.errors.dossiers import (
    ActorNotAllowed,
    ApologyMissing,
    DataKnown,
    FeeUnpaid,
    NoFee,
    NotLate,
    PartDone,
    PartWaits,
    StepIncomplete,
    StepNotPossible,
    SupplementTwice,
)
from services.portal.rules.dossier_machine import Why

# What a step lacks: the member of the request, and what to give.
LACKING = {
    Why.REASON: ("note", "Hãy nêu lý do", "Say why"),
    Why.COMPONENT: ("components", "Thủ tục không có thành phần này", "The procedure has no such paper"),
    Why.PAPERS: ("papers", "Hãy nộp đủ giấy tờ được yêu cầu", "Bring every paper that was asked"),
    Why.AGENCY: ("agency", "Hãy chọn một cơ quan khác trong danh mục", "Choose another agency that the sandbox knows"),
    Why.MINUTES: ("minutes", "Hãy hẹn thời gian mới, lớn hơn 0 phút", "Promise a new time, more than 0 minutes"),
    Why.PART: ("part", "Hãy chọn một phần của hồ sơ liên thông", "Choose a part of the bundle"),
}
PLAIN: dict[Why, type[Refusal]] = {
    Why.TWICE: SupplementTwice,
    Why.KNOWN: DataKnown,
    Why.NO_FEE: NoFee,
    Why.UNPAID: FeeUnpaid,
    Why.NOT_LATE: NotLate,
    Why.APOLOGY: ApologyMissing,
    Why.PART_DONE: PartDone,
    Why.PARTS_DONE: PartDone,
    Why.PART_WAITS: PartWaits,
}


def refusal(why: Why, event: Event, status: Status, possible: list[Event]) -> Refusal:
    """The refusal for a step that ``why`` stands against."""
    if why in LACKING:
        return lacking(why)
    if why in PLAIN:
        return PLAIN[why]()
    listed = ", ".join(possible) or "–"
    kind = ActorNotAllowed if why is Why.ACTOR else StepNotPossible
    return kind(
        f"Bước: {event}; trạng thái: {status}. Bạn có thể: {listed}.",
        f"Step: {event}; status: {status}. You may: {listed}.",
    )


def lacking(why: Why) -> StepIncomplete:
    """The refusal that names the member of the request which is missing or wrong."""
    field, vi, en = LACKING[why]
    return StepIncomplete(vi, en, fields=[FieldProblem(field=field, code=StepIncomplete.code, vi=vi, en=en)])
