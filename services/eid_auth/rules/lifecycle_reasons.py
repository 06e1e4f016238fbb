"""Why a step was not taken: a closed list, each reason in both languages. Refusals of the service are in ``errors``."""

from motcua.vnid.evidence import FIELD_REASONS
from motcua.wire.fields import Reason

REASONS: dict[str, tuple[str, str]] = {
    "account.none": ("Không có tài khoản.", "There is no account."),
    "account.exists": ("Đã có tài khoản.", "There is an account already."),
    "account.not-notified": ("Tài khoản chưa được thông báo cấp.", "The notice of the account was not given yet."),
    "account.notified": ("Đã thông báo cấp tài khoản.", "The notice was given already."),
    "account.not-activated": ("Tài khoản chưa kích hoạt.", "The account is not activated."),
    "account.active": ("Tài khoản đang hoạt động.", "The account is active already."),
    "account.expired": (
        "Quá 7 ngày từ khi thông báo mà chưa kích hoạt: chỉ còn qua tổng đài.",
        "More than seven days since the notice without activation: now only the hotline can.",
    ),
    "account.not-expired": (
        "Còn trong 7 ngày: chủ tài khoản tự kích hoạt.",
        "Still within seven days: the owner activates.",
    ),
    "account.locked": ("Tài khoản đang bị khoá.", "The account is locked."),
    "account.not-locked": ("Tài khoản không bị khoá.", "The account is not locked."),
    "account.cancelled": ("Tài khoản đã huỷ.", "The account was cancelled."),
    "actor.not-allowed": ("Bên gọi không được làm việc này.", "The caller may not do this."),
    "kind.other": ("Không áp dụng cho loại tài khoản này.", "Not for this kind of account."),
    "ground.already": ("Đã khoá vì lý do này.", "It is locked on this ground already."),
    "ground.other": ("Không bị khoá vì lý do này.", "It is not locked on this ground."),
    "death.final": ("Chủ tài khoản đã chết: không mở khoá.", "The owner is dead: it is never unlocked."),
    "level.reached": (
        "Đã ở mức 2 và dữ liệu khớp CSDL dân cư.",
        "It has level 2 already, and the data are those of the population register.",
    ),
    "person.unknown": ("CSDL dân cư không có người này.", "The population register does not know this person."),
    "person.superseded": ("Số định danh này đã được thay.", "This personal number was replaced by another."),
    "person.dead": ("CSDL dân cư ghi người này đã chết.", "The population register says they are dead."),
    "person.missing": (
        "CSDL dân cư ghi người này mất tích.",
        "The population register says they are missing.",
    ),
    "age.guardian-needed": ("Dưới 14 tuổi: người giám hộ đăng ký.", "Below 14: a guardian has to register."),
    "age.level1-only": ("Dưới 6 tuổi chỉ có mức 1.", "Below 6 there is level 1 only."),
    "guardian.needed": ("Người giám hộ phải làm việc này.", "The guardian has to do this."),
    "guardian.other": ("Không phải người giám hộ của tài khoản.", "Not the guardian of this account."),
    "guardian.of-age": ("Từ 14 tuổi tự làm.", "From 14 years on one acts for oneself."),
    "guardian.not-active": (
        "Người giám hộ chưa có tài khoản mức 2 đang hoạt động.",
        "The guardian has no active account of level 2.",
    ),
    "phone.needed": ("Cần số điện thoại chính chủ.", "A telephone number of one's own is needed."),
    "phone.tied": ("Số điện thoại đã gắn với tài khoản khác.", "The telephone number opens another account already."),
    "phone.differs": ("Không phải số điện thoại của tài khoản.", "Not the telephone number of the account."),
    "password.weak": (
        "Mật khẩu cần ít nhất 8 ký tự, có chữ hoa, chữ thường và chữ số.",
        "A password needs at least 8 characters, with capital and small letters and digits.",
    ),
    "form.consent": ("Cần phiếu TK01 đã ký.", "The signed form TK01 is needed."),
    "face.no_match": ("Khuôn mặt không khớp.", "The face does not match."),
    "face.poor_quality": ("Ảnh khuôn mặt kém: chụp lại.", "The face image is poor: take another."),
    "face.spoof": ("Nghi giả mạo khuôn mặt.", "The face looks like a fake."),
    "fingerprint.no_match": ("Vân tay không khớp.", "The fingerprint does not match."),
    "fingerprint.poor_quality": ("Vân tay kém: lấy lại.", "The fingerprint is poor: take another."),
    "fingerprint.spoof": ("Nghi giả mạo vân tay.", "The fingerprint looks like a fake."),
    "residence.needed": (
        "Người nước ngoài cần hộ chiếu và thời hạn cư trú.",
        "A foreigner needs a passport and an end of residence.",
    ),
    "residence.over": ("Thời hạn cư trú đã hết.", "The residence has ended."),
    "residence.citizen": ("Công dân không có thời hạn cư trú.", "A citizen has no end of residence."),
    "representative.not-active": (
        "Người đại diện chưa có tài khoản mức 2 đang hoạt động.",
        "The representative has no active account of level 2.",
    ),
    "representative.other": ("Không phải người đại diện của tổ chức.", "Not the representative of the organisation."),
    "representative.same": ("Người này đang là người đại diện.", "This person is the representative already."),
}
_FIELDS = {
    "account": "state",
    "actor": "client",
    "death": "ground",
    "person": "cccd",
    "age": "born_on",
    "name": "full_name",
    "born": "born_on",
    "form": "consent",
    "residence": "residence_until",
}


def reason(code: str) -> Reason:
    """A reason as it is told: also those of names and dates of birth."""
    vi, en = REASONS.get(code) or FIELD_REASONS[code]
    about = code.partition(".")[0]
    return Reason(field=_FIELDS.get(about, about), code=code, vi=vi, en=en)
