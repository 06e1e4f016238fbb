"""Every refusal of eid_auth beyond the common ones (``motcua.chassis.problems``).

Nobody's account, a locked account and a step that the life cycle does not have are no refusals here: they are answers.
"""

from motcua.chassis import site
from motcua.chassis.problems import Refusal


class ActorNotAllowed(Refusal):
    """The client may use the operation, but not as those who may take this step (owner, desk, authority …)."""

    code, status = "account.actor-not-allowed", 403
    title, title_en = "Bên gọi không được làm việc này với tài khoản", "The caller may not do this to an account"


class RelyingPartyUnknown(Refusal):
    """The client_id is missing or nobody registered it: no redirect is safe, so the browser stays here."""

    code, status = "relying-party.unknown", 400
    title, title_en = "Ứng dụng chưa được đăng ký", "The application is not registered"


class RedirectUnregistered(Refusal):
    """The redirect_uri is missing or not exactly one of those registered: the browser is not sent there."""

    code, status = "redirect.unregistered", 400
    title, title_en = "Địa chỉ quay lại chưa được đăng ký", "The redirect_uri is not registered"


class InteractionUnknown(Refusal):
    """No such sign-in, or it was begun in another browser: one answer for both."""

    code, status = "sign-in.unknown", 404
    title, title_en = "Không có lần đăng nhập này", "There is no such sign-in"


class InteractionOver(Refusal):
    """The sign-in ended, or fifteen minutes passed; begin again at the application."""

    code, status = "sign-in.over", 410
    title, title_en = "Lần đăng nhập này đã kết thúc", "This sign-in is over"


class MisbehaviourUnknown(Refusal):
    """No misbehaviour or persona of this name; nothing was queued."""

    code, status = "misbehaviour.unknown", 404
    title, title_en = "Không có lỗi cố ý nào tên như vậy", "There is no misbehaviour of this name"


class RelyingPartyRefused(Refusal):
    """The metadata of a client cannot be accepted; the detail names the member."""

    code, status = "relying-party.refused", 409
    title, title_en = "Không nhận được thông tin đăng ký ứng dụng", "The client's metadata cannot be accepted"


class BrowserRefused(Refusal):
    """A protocol error that cannot go back to the client, where a browser asks: a page for people, else the RFC's."""

    code, status = "browser.refused", 400
    title, title_en = "Yêu cầu này không thực hiện được", "This request cannot be carried out"


class ConsentUnknown(Refusal):
    """No such consent, or another person's, or nobody is signed in on this browser: one answer for all."""

    code, status = "consent.unknown", 404
    title, title_en = "Không có biên nhận đồng ý này", "There is no such receipt of consent"


PROTOCOL: tuple[type[Refusal], ...] = (
    RelyingPartyUnknown, RedirectUnregistered, InteractionUnknown, InteractionOver, MisbehaviourUnknown,
    RelyingPartyRefused,
)  # fmt: skip
ALL: tuple[type[Refusal], ...] = (ActorNotAllowed, *PROTOCOL, BrowserRefused, ConsentUnknown, *site.REFUSALS)
