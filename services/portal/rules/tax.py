"""What the answers of the tax database mean for a confirmed person, and what may be linked.

A tax record is *theirs* when it agrees with the population register in the three fields, or in enough of them that a
slip of the pen explains the rest: the number on file is the person's own and nobody else ever held it, or name and
birth date agree to the letter. Of any other record nothing is told and nothing is changed, link or no link: it may be a
stranger's.
"""

from collections.abc import Sequence
from typing import NamedTuple

from motcua.vnid import dates, names
from motcua.vnid.evidence import Fit, Policy, fit
from motcua.wire.fields import Reason
from motcua.wire.reconciliations import TaxOutcome, TaxPart
from motcua.wire.taxpayers import Link, LinkOutcome, Taxpayer, TaxVerdict, TaxVerification

LIVING = "1"

TAX_REASONS: dict[str, tuple[str, str]] = {
    "tax.not_found": (
        "CSDL thuế không có hồ sơ nào theo mã số thuế hoặc các số giấy tờ của người này.",
        "The tax database has no record under this tax code or the person's numbers.",
    ),
    "tax.several": (
        "Nhiều mã số thuế cùng thuộc về người này; hãy nêu một mã, hoặc liên kết để gộp về số định danh.",
        "Several tax codes are this person's; name one, or link, which folds them under the personal number.",
    ),
    "tax.deceased": (
        "CSDL dân cư ghi người này đã chết hoặc mất tích, nên không liên kết mã số thuế.",
        "The population register says that this person is dead or missing, so no tax code is linked.",
    ),
    "tax.not_theirs": (
        "Hồ sơ thuế tìm được có thể là của người khác: không hiển thị và không thay đổi gì.",
        "The tax record found may be another person's: nothing of it is shown or changed.",
    ),
    "tax.unclear": (
        "Nhiều hồ sơ thuế nhưng không hồ sơ nào khớp hoàn toàn; hãy nêu một mã số thuế.",
        "Several tax records and none agrees entirely; name one tax code.",
    ),
    "tax.taken": (
        "Mã số thuế này đã liên kết với một số định danh khác.",
        "This tax code is already linked with another personal number.",
    ),
}


class Person(NamedTuple):
    """The person whom the population register confirmed, as it holds them."""

    cccd: str
    full_name: str
    born_on: str
    living_status: str
    cmnds: tuple[str, ...]
    asked: str
    shared: bool

    def filed_under(self) -> tuple[str, ...]:
        """The numbers under which a tax office may have filed the person: the one asked, today's, the other CMND."""
        return tuple(dict.fromkeys((self.asked, self.cccd, *self.cmnds)))


class Weighed(NamedTuple):
    """A tax record, what the tax database said of the three fields, and whether it can be the person's."""

    taxpayer: Taxpayer
    verification: TaxVerification
    theirs: bool

    @property
    def agrees(self) -> bool:
        """Whether all three fields agree."""
        return self.verification.verdict is TaxVerdict.MATCH


def number_on_file(taxpayer: Taxpayer, person: Person) -> str:
    """The number to verify a record with: the one it is filed under if it is the person's own, else the one asked."""
    on_file = taxpayer.id_number
    return on_file if on_file in person.filed_under() else person.asked


def weigh(taxpayer: Taxpayer, verification: TaxVerification, person: Person) -> Weighed:
    """Whether a record can be the person's."""
    name = names.compare(person.full_name, taxpayer.full_name).kind
    born = dates.compare(person.born_on, taxpayer.born_on or "")
    same = fit(Policy.STRICT, name, born) is Fit.EXACT
    own = set(person.filed_under()) - ({person.asked} if person.shared else set())
    theirs = verification.verdict is TaxVerdict.MATCH or same or taxpayer.id_number in own
    return Weighed(taxpayer, verification, theirs)


def tax_part(person: Person, weighed: Sequence[Weighed]) -> TaxPart:
    """The tax side before any link."""
    agreeing = [one for one in weighed if one.agrees]
    if person.living_status != LIVING:
        return _part(TaxOutcome.DECEASED, agreeing[0] if len(agreeing) == 1 else None, "tax.deceased")
    if not weighed:
        return _part(TaxOutcome.NOT_FOUND, None, "tax.not_found")
    if len(agreeing) > 1:
        return _part(TaxOutcome.SEVERAL, None, "tax.several")
    if agreeing:
        return _part(TaxOutcome.VERIFIED, agreeing[0])
    theirs = [one for one in weighed if one.theirs]
    if not theirs:
        return _part(TaxOutcome.MISMATCH, None, "tax.not_theirs")
    return (
        _part(TaxOutcome.MISMATCH, theirs[0]) if len(theirs) == 1 else _part(TaxOutcome.MISMATCH, None, "tax.unclear")
    )


def to_link(person: Person, weighed: Sequence[Weighed]) -> Taxpayer | None:
    """The record at which a link may be asked for, or None.

    Of several that agree, one already linked or numbered by the personal number goes first: the others are folded under
    it. Of those that disagree only a single one that is the person's own: the tax office then marks it with status 10.
    """
    if person.living_status != LIVING:
        return None
    agreeing = [one.taxpayer for one in weighed if one.agrees]
    if agreeing:
        return min(agreeing, key=lambda taxpayer: person.cccd not in {taxpayer.linked_cccd, taxpayer.mst})
    theirs = [one.taxpayer for one in weighed if one.theirs]
    return theirs[0] if len(theirs) == 1 else None


LINKED = {
    LinkOutcome.LINKED: TaxOutcome.LINKED,
    LinkOutcome.ALREADY_LINKED: TaxOutcome.LINKED,
    LinkOutcome.MISMATCH: TaxOutcome.MISMATCH,
    LinkOutcome.NOT_FOUND: TaxOutcome.NOT_FOUND,
    LinkOutcome.DECEASED: TaxOutcome.DECEASED,
    LinkOutcome.TAKEN: TaxOutcome.MISMATCH,
}
LINK_REASONS = {
    LinkOutcome.NOT_FOUND: "tax.not_found",
    LinkOutcome.DECEASED: "tax.deceased",
    LinkOutcome.TAKEN: "tax.taken",
}


def after_link(link: Link) -> TaxPart:
    """The tax side after the tax database was asked to link."""
    added = [reason(LINK_REASONS[link.outcome])] if link.outcome in LINK_REASONS else []
    return TaxPart(
        outcome=LINKED[link.outcome],
        mst=link.mst,
        status=link.status,
        folded=link.folded,
        reasons=[*link.reasons, *added],
    )


def reason(code: str) -> Reason:
    """A reason of the portal's own."""
    vi, en = TAX_REASONS[code]
    return Reason(field="tax", code=code, vi=vi, en=en)


def _part(outcome: TaxOutcome, one: Weighed | None, *codes: str) -> TaxPart:
    told = one.verification.reasons if one else []
    return TaxPart(
        outcome=outcome,
        mst=one.taxpayer.mst if one else None,
        status=one.taxpayer.status if one else None,
        reasons=[*told, *(reason(code) for code in codes)],
    )
