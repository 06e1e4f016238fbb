"""Is the person behind an account the one whom the population register knows? And what to do where it is not so.

The electronic identity and the population register belong to one ministry and should say the same, so the policy is the
strict one. The exception is a birth date of which only the year or the month is known: it cannot agree to the day, and
then the same year or month beside the very same name will do.

>>> policy_for("1971-03-02"), policy_for("1948")
(<Policy.STRICT: 'strict'>, <Policy.TOLERANT: 'tolerant'>)
"""

from typing import Literal, NamedTuple

from motcua.vnid import dates, names
from motcua.vnid.evidence import RULE_VERSION, NameMatch, Policy, reasons
from motcua.vnid.reasons import FIELD_REASONS
from motcua.wire.fields import Reason
from motcua.wire.identity import Citizen, Verification
from motcua.wire.portal_accounts import IdentityStatus, Step

LIVING, DEAD, MISSING = "1", "2", "3"
WHOLE_DATE = 10
FIELDS = {"name": "full_name", "born": "born_on", "number": "cccd", "holders": "cccd"}


class Person(NamedTuple):
    """Who signed in, as the electronic identity says."""

    cccd: str
    full_name: str
    born_on: str


class Finding(NamedTuple):
    """The outcome of one check: status, cause ("" where verified), codes per field, and the person's own numbers."""

    status: IdentityStatus
    cause: str
    matched: tuple[str, ...] = ()
    rule_version: str = ""
    numbers: tuple[str, ...] = ()


# cause → (sentence in Vietnamese, in English, what the person can do)
CAUSES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "identity.name": (
        "Họ tên ở tài khoản định danh khác họ tên trong CSDL dân cư.",
        "The name of the electronic identity differs from the one in the population register.",
        ("update_eid", "correct_register", "recheck"),
    ),
    "identity.born": (
        "Ngày sinh ở tài khoản định danh khác ngày sinh trong CSDL dân cư.",
        "The birth date of the electronic identity differs from the one in the population register.",
        ("update_eid", "correct_register", "recheck"),
    ),
    "identity.name_born": (
        "Cả họ tên và ngày sinh ở tài khoản định danh đều khác CSDL dân cư.",
        "Both name and birth date of the electronic identity differ from the population register.",
        ("update_eid", "correct_register", "recheck"),
    ),
    "identity.refused": (
        "CSDL dân cư không xác nhận số định danh, họ tên và ngày sinh này đi cùng nhau.",
        "The population register does not confirm that number, name and birth date belong together.",
        ("correct_register", "recheck"),
    ),
    "identity.number_unknown": (
        "CSDL dân cư không có ai mang số định danh này.",
        "The population register knows nobody with this personal number.",
        ("register_residence", "recheck"),
    ),
    "identity.number_replaced": (
        "Số định danh này đã được thay bằng số khác; tài khoản định danh còn ghi số cũ.",
        "This personal number was replaced by another; the electronic identity still has the old one.",
        ("update_eid", "recheck"),
    ),
    "identity.deceased": (
        "CSDL dân cư ghi người mang số này đã chết.",
        "The population register says that the person with this number has died.",
        ("mistaken_death", "recheck"),
    ),
    "identity.missing": (
        "CSDL dân cư ghi người mang số này đang mất tích.",
        "The population register says that the person with this number is missing.",
        ("mistaken_death", "recheck"),
    ),
    "register.timeout": (
        "CSDL dân cư không trả lời kịp nên chưa xác minh được.",
        "The population register did not answer in time, so nothing is verified yet.",
        ("recheck",),
    ),
    "register.down": (
        "Không kết nối được CSDL dân cư nên chưa xác minh được.",
        "The population register cannot be reached, so nothing is verified yet.",
        ("recheck",),
    ),
    "register.broken": (
        "CSDL dân cư trả lời không hợp lệ nên chưa xác minh được.",
        "The population register answered wrongly, so nothing is verified yet.",
        ("recheck",),
    ),
}
STEPS: dict[str, tuple[str, str]] = {
    "update_eid": (
        "Cập nhật thông tin tài khoản định danh ở ứng dụng VNeID hoặc công an cấp xã, rồi đăng nhập lại.",
        "Have the electronic identity updated in the VNeID app or at the commune police, then sign in again.",
    ),
    "correct_register": (
        "Nếu CSDL dân cư sai, đề nghị công an cấp xã nơi cư trú điều chỉnh, mang theo giấy khai sinh.",
        "If the population register is wrong, ask the commune police to correct it; bring the birth certificate.",
    ),
    "register_residence": (
        "Đến công an cấp xã nơi cư trú để được thu thập, cập nhật vào CSDL dân cư.",
        "Go to the commune police where you live, to be entered in the population register.",
    ),
    "mistaken_death": (
        "Nếu ghi nhầm, đề nghị công an cấp xã và nơi đăng ký khai tử đính chính.",
        "If that is a mistake, ask the commune police and the civil registry to correct it.",
    ),
    "recheck": (
        "Khi thông tin đã sửa xong, hoặc hệ thống đã trở lại, hãy bấm Kiểm tra lại.",
        "Once the data is corrected, or the register is back, press Check again.",
    ),
}


def policy_for(born_on: str) -> Policy:
    """How the register is to compare."""
    return Policy.STRICT if len(born_on) == WHOLE_DATE else Policy.TOLERANT


def judge(person: Person, verification: Verification, citizen: Citizen | None, numbers: tuple[str, ...]) -> Finding:
    """What the answers of the register mean."""
    if citizen is None:
        return _doubt("identity.number_unknown", ("holders.none",), verification)
    name = names.compare(person.full_name, citizen.full_name).kind
    same_number = citizen.cccd == person.cccd
    said = reasons(name, dates.compare(person.born_on, citizen.born_on))
    matched = ("number.same" if same_number else "number.other", *said)
    if not same_number:
        return _doubt("identity.number_replaced", matched, verification)
    if citizen.living_status in {DEAD, MISSING}:
        cause = "identity.deceased" if citizen.living_status == DEAD else "identity.missing"
        return _doubt(cause, matched, verification)
    if verification.verified and name is NameMatch.SAME:
        return Finding(IdentityStatus.VERIFIED, "", matched, verification.rule_version, numbers)
    return _doubt(_differing(person, citizen, name), matched, verification)


def unanswered(kind: Literal["timeout", "down", "broken"]) -> Finding:
    """The register said nothing: nothing is known, and nothing is held against the person."""
    return Finding(IdentityStatus.UNVERIFIED, f"register.{kind}")


def _doubt(cause: str, matched: tuple[str, ...], verification: Verification) -> Finding:
    return Finding(IdentityStatus.NEEDS_VERIFICATION, cause, matched, verification.rule_version or RULE_VERSION)


def _differing(person: Person, citizen: Citizen, name: NameMatch) -> str:
    born = person.born_on == citizen.born_on
    if name is NameMatch.SAME:
        return "identity.refused" if born else "identity.born"
    return "identity.name" if born else "identity.name_born"


def cause(code: str) -> Reason | None:
    """A cause in words; None for ""."""
    if not code:
        return None
    vi, en, _ = CAUSES[code]
    return Reason(field="identity", code=code, vi=vi, en=en)


def way_out(code: str) -> list[Step]:
    """What the person can do about a cause."""
    steps = CAUSES[code][2] if code else ()
    return [Step(code=step, vi=STEPS[step][0], en=STEPS[step][1]) for step in steps]


def field_reason(code: str) -> Reason:
    """How one field agrees, in words.

    >>> field_reason("number.same").field
    'cccd'
    """
    vi, en = FIELD_REASONS[code]
    return Reason(field=FIELDS[code.partition(".")[0]], code=code, vi=vi, en=en)


def national(phone: str) -> str:
    """A phone number of Viet Nam as people write it; a provider gives it in the international form (E.164).

    >>> national("+84900000001"), national("0900000001"), national("+12025550100")
    ('0900000001', '0900000001', '+12025550100')
    """
    return f"0{phone.removeprefix('+84')}" if phone.startswith("+84") else phone


def may_file(status: str) -> bool:
    """Whether somebody with this identity may file dossiers; everybody may look."""
    return status == IdentityStatus.VERIFIED
