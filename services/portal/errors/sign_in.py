"""A refusal for every way in which a sign-in fails (``motcua.wire.oidc.Failure``): one code, one sentence each."""

from typing import cast

from motcua.chassis.problems import Refusal
from motcua.wire.oidc import Failure, SignInFailed

F = Failure
# failure → status, title in Vietnamese, title in English
TITLES: dict[Failure, tuple[int, str, str]] = {
    F.ANSWER_REPEATED: (400, "Câu trả lời có tham số lặp lại", "The answer repeats a parameter"),
    F.STATE: (
        400,
        "Lần đăng nhập này không bắt đầu ở trình duyệt này, hoặc đã dùng rồi",
        "This sign-in was not begun in this browser, or was used before",
    ),
    F.TOO_LATE: (400, "Lần đăng nhập này bắt đầu quá lâu rồi", "This sign-in began too long ago"),
    F.ANSWER_ISSUER: (400, "Câu trả lời không phải của hệ thống định danh", "The answer is not the provider's"),
    F.CANCELLED: (403, "Bạn đã hủy đăng nhập", "You cancelled the sign-in"),
    F.LEVEL_OUT_OF_REACH: (
        403,
        "Tài khoản định danh không đạt được mức xác thực cần thiết",
        "The electronic identity cannot reach the level that is needed",
    ),
    F.PROVIDER_REFUSED: (502, "Hệ thống định danh từ chối yêu cầu của cổng", "The provider refused the portal"),
    F.NO_CODE: (400, "Câu trả lời thiếu mã ủy quyền", "The answer has no authorization code"),
    F.DISCOVERY_UNREACHABLE: (503, "Không kết nối được hệ thống định danh", "The provider cannot be reached"),
    F.DISCOVERY_MALFORMED: (502, "Tài liệu khám phá không hợp lệ", "The discovery document is not valid"),
    F.DISCOVERY_ISSUER: (502, "Tài liệu khám phá nêu tổ chức khác", "The discovery document names another issuer"),
    F.KEYS_UNREACHABLE: (503, "Không lấy được khóa công khai", "The public keys cannot be fetched"),
    F.KEYS_MALFORMED: (502, "Khóa công khai không hợp lệ", "The public keys are not valid"),
    F.TOKEN_UNREACHABLE: (503, "Không đổi được mã lấy thẻ", "The token endpoint cannot be reached"),
    F.TOKEN_REFUSED: (502, "Mã ủy quyền bị từ chối", "The authorization code was refused"),
    F.TOKEN_MALFORMED: (502, "Câu trả lời kèm thẻ không hợp lệ", "The token answer is not valid"),
    F.TOKEN_TYPE: (502, "Loại thẻ không phải Bearer", "The token type is not Bearer"),
    F.NO_ID_TOKEN: (502, "Thiếu thẻ định danh", "There is no ID token"),
    F.ID_TOKEN_MALFORMED: (502, "Thẻ định danh không đọc được", "The ID token cannot be read"),
    F.ID_TOKEN_REPEATED: (502, "Thẻ định danh có trường lặp lại", "The ID token repeats a member"),
    F.ID_TOKEN_ALGORITHM: (502, "Thẻ định danh dùng thuật toán khác", "The ID token uses another algorithm"),
    F.ID_TOKEN_TYPE: (502, "Thẻ này không phải thẻ định danh", "The token is no ID token"),
    F.ID_TOKEN_KEY: (502, "Không có khóa nào kiểm tra được thẻ định danh", "No published key fits the ID token"),
    F.ID_TOKEN_SIGNATURE: (502, "Chữ ký của thẻ định danh sai", "The signature of the ID token is wrong"),
    F.ID_TOKEN_ISSUER: (502, "Thẻ định danh của tổ chức khác", "The ID token is another issuer's"),
    F.ID_TOKEN_AUDIENCE: (502, "Thẻ định danh cấp cho hệ thống khác", "The ID token is for another system"),
    F.ID_TOKEN_AZP: (502, "Thẻ định danh do hệ thống khác yêu cầu", "Another system asked for the ID token"),
    F.ID_TOKEN_SUBJECT: (502, "Thẻ định danh không nêu người", "The ID token names nobody"),
    F.ID_TOKEN_EXPIRED: (502, "Thẻ định danh đã hết hạn", "The ID token has expired"),
    F.ID_TOKEN_TOO_EARLY: (502, "Thẻ định danh chưa có hiệu lực", "The ID token is not valid yet"),
    F.ID_TOKEN_ISSUED: (502, "Thời điểm cấp thẻ định danh sai", "The time of issue of the ID token is wrong"),
    F.ID_TOKEN_NONCE: (502, "Thẻ định danh của lần đăng nhập khác", "The ID token is of another sign-in"),
    F.ID_TOKEN_AUTH_TIME: (502, "Lần xác thực đã quá lâu", "The authentication is older than asked"),
    F.ID_TOKEN_LEVEL: (502, "Mức xác thực thấp hơn yêu cầu", "The authentication level is lower than asked"),
    F.ID_TOKEN_AT_HASH: (502, "Thẻ truy cập không đi cùng thẻ định danh", "The access token is another one's"),
    F.USERINFO_UNREACHABLE: (503, "Không lấy được thông tin tài khoản", "The account's data cannot be fetched"),
    F.USERINFO_REFUSED: (502, "Hệ thống định danh không cho biết thông tin", "The provider refused the account's data"),
    F.USERINFO_MALFORMED: (502, "Thông tin tài khoản không hợp lệ", "The account's data are not valid"),
    F.USERINFO_SUBJECT: (502, "Thông tin tài khoản là của người khác", "The account's data are another person's"),
    F.NO_PERSONAL_NUMBER: (
        403,
        "Tài khoản định danh này không phải của cá nhân",
        "This electronic identity is not a person's",
    ),
    F.SUBJECT_CHANGED: (
        403,
        "Số định danh này ở cổng gắn với một tài khoản định danh khác",
        "The portal knows this number under another electronic identity",
    ),
}


def _class(failure: Failure) -> type[Refusal]:
    status, vi, en = TITLES[failure]
    name = "SignIn" + str(failure).title().replace("-", "")
    members = {
        "__doc__": f"{en}.",
        "code": f"sign-in.{failure}",
        "status": status,
        "title": vi,
        "title_en": en,
        "of_pages": True,
    }
    return cast("type[Refusal]", type(name, (Refusal,), members))


SIGN_IN: dict[Failure, type[Refusal]] = {failure: _class(failure) for failure in Failure}


def refused(failed: SignInFailed) -> Refusal:
    """The refusal that a failure becomes; its detail is for the developer of the provider or of the portal."""
    return SIGN_IN[failed.failure](failed.detail, failed.detail)
