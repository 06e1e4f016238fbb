"""eid_auth on the wire: accounts of organisations. They have no level (Decree 69/2024); a representative acts."""

from typing import Annotated

from pydantic import Field, StringConstraints

from motcua.wire.accounts import AccountState, Ground
from motcua.wire.accounts_life import StepOutcome
from motcua.wire.fields import Answer, Ask, Cccd, Reason, Switch

OrganisationCode = Annotated[
    str,
    Field(description="Mã số thuế của tổ chức, 10 số · its tax code", examples=["9999900018"], pattern=r"^[0-9]{10}$"),
]
OrganisationName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"),
    Field(description="Tên tổ chức · name", examples=["Hợp tác xã Chè Tân Cương"]),
]
Representative = Annotated[
    Cccd | None,
    Field(description="Số định danh của người đại diện · the legal representative who asks; a police desk names none"),
]


class LookupOrganisation(Ask):
    """Has this organisation an account?"""

    mst: OrganisationCode


class AskOrganisation(LookupOrganisation):
    """About one organisation; its representative asks, or a system that needs none."""

    representative: Representative = None


class RegisterOrganisation(LookupOrganisation):
    """An account for an organisation."""

    name: OrganisationName
    representative: Cccd = Field(description="Người đại diện theo pháp luật · legal representative, with level 2")
    on_file: Switch = Field(default=True, description="Whether a state register has what is to be checked (Art. 13)")


class LockOrganisation(AskOrganisation):
    """Lock or unlock on a ground."""

    ground: Ground = Field(examples=["owner"])


class ReplaceRepresentative(AskOrganisation):
    """Another legal representative."""

    successor: Cccd = Field(description="Người đại diện mới · the new representative, with an active level 2")


class OrganisationAccount(Answer):
    """An organisation's account."""

    mst: str = Field(examples=["9999900018"])
    name: str
    state: AccountState
    usable: bool = Field(description="Only an active account can be used", examples=[True])
    registered_on: str | None = Field(examples=["2026-07-01"])
    notified_on: str | None = Field(examples=["2026-07-01"])
    activate_by: str | None = Field(description="Last day on which the representative can activate", examples=[None])
    activated_on: str | None = Field(examples=["2026-07-01"])
    locked_on: str | None = Field(examples=[None])
    lock_reason: Ground | None = Field(examples=[None])


class OrganisationFound(Answer):
    """The account, or the verdict that there is none."""

    found: bool
    account: OrganisationAccount | None = None


class OrganisationStep(Answer):
    """The account after the step, or why it was not taken. Asked again at once, the same step answers the same."""

    outcome: StepOutcome
    account: OrganisationAccount | None
    reasons: list[Reason] = Field(description="Why it was refused; empty when done")
    due_on: str | None = Field(default=None, description="Day by which the registration has to be decided (Art. 13)")
