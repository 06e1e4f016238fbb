"""Whose is an account that the portal made before the electronic identity? A CMND alone never says so.

An old account is *proposed* to a person where it bears a number of theirs; where that number is a CMND, which may have
been given to several people, name and birth date must agree too. It is *claimed* only by proof: the account bears the
person's own personal number, or the reconciliation of its CMND leads to that number.
"""

from collections.abc import Iterable
from typing import NamedTuple

from motcua.vnid import dates, names
from motcua.vnid.evidence import MATCHES, Fit, Policy, Verdict, fit
from motcua.wire.fields import Reason
from motcua.wire.portal_accounts import ClaimOutcome


class Old(NamedTuple):
    """A row of old_accounts."""

    username: str
    cmnd: str
    cccd: str
    full_name: str
    born_on: str
    phone: str
    email: str
    created_on: str


REASONS: dict[ClaimOutcome, tuple[str, str]] = {
    ClaimOutcome.CLAIMED: (
        "Đã xác nhận tài khoản cũ là của bạn.",
        "The old account is proved to be yours.",
    ),
    ClaimOutcome.ALREADY_YOURS: (
        "Tài khoản cũ này đã là của bạn từ trước.",
        "This old account was yours already.",
    ),
    ClaimOutcome.NOT_FOUND: (
        "Không có tài khoản cũ nào khớp cả tên đăng nhập (hoặc số CMND), họ tên và ngày sinh này.",
        "There is no old account with this user name (or CMND), name and birth date.",
    ),
    ClaimOutcome.NOT_YOURS: (
        "Số giấy tờ của tài khoản cũ không phải của bạn, nên không thể chuyển cho bạn.",
        "The identity number of the old account is not yours, so it cannot be handed over to you.",
    ),
    ClaimOutcome.NOT_CONFIRMED: (
        "CSDL dân cư không xác nhận số CMND, họ tên và ngày sinh của tài khoản cũ. "
        "Hãy đến bộ phận một cửa cùng giấy tờ cũ.",
        "The population register does not confirm number, name and birth date of the old account. "
        "Go to a one-stop desk with your old papers.",
    ),
    ClaimOutcome.SEVERAL: (
        "Số CMND này từng cấp cho nhiều người và không phân biệt được. Hãy đến bộ phận một cửa cùng giấy tờ cũ.",
        "This CMND was given to several people who cannot be told apart. Go to a one-stop desk with your old papers.",
    ),
}


def told_right(old: Old, full_name: str, born_on: str) -> bool:
    """Whether somebody knows whose account it is: the way of writing is forgiven, nothing else."""
    kind = names.compare(full_name, old.full_name).kind
    return fit(Policy.TOLERANT, kind, dates.compare(born_on, old.born_on)) is not Fit.NONE


def proposed(old: Old, cccd: str, numbers: Iterable[str], full_name: str, born_on: str) -> bool:
    """Whether an old account may be offered to a person with these numbers."""
    own = {cccd, *numbers}
    if old.cccd:
        return old.cccd in own
    return old.cmnd in own and told_right(old, full_name, born_on)


def own_number(old: Old, cccd: str, numbers: Iterable[str]) -> bool | None:
    """Whether the account's personal number is the person's; None where it has none, and the CMND must tell."""
    return old.cccd in {cccd, *numbers} if old.cccd else None


def reconciled(verdict: Verdict, resolved: str | None, cccd: str) -> ClaimOutcome:
    """What the reconciliation of an old account's CMND means for the person who is signed in.

    >>> reconciled(Verdict.MATCH, "001171999001", "001171999001").value
    'claimed'
    >>> reconciled(Verdict.MATCH, "001171999001", "024190999051").value
    'not_yours'
    """
    if verdict in MATCHES:
        return ClaimOutcome.CLAIMED if resolved == cccd else ClaimOutcome.NOT_YOURS
    return ClaimOutcome.SEVERAL if verdict is Verdict.AMBIGUOUS else ClaimOutcome.NOT_CONFIRMED


def reason(outcome: ClaimOutcome) -> Reason:
    """An outcome in words."""
    vi, en = REASONS[outcome]
    return Reason(field="known_as", code=f"claim.{outcome}", vi=vi, en=en)
