"""The identity behind an account: asked of the population register, kept, and asked again."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.chassis.upstream import upstream
from motcua.wire.client import UpstreamFailure
from motcua.wire.identity import AboutCitizen, Found, NumberHistory, Verification, VerifyIdentity
from motcua.wire.portal_accounts import IdentityStatus, PortalAccount, Recheck
from services.portal.actions.accounts import account_of, told
from services.portal.rules import identity as rules
from services.portal.rules.identity import Finding, Person
from services.portal.store import accounts as store
from services.portal.store.accounts import Account, Check

REGISTER = "population_db"


class Checked(NamedTuple):
    """What the register said about the person behind an account, as they were when it was asked."""

    account: str
    person: Person
    why: str
    finding: Finding

    @property
    def cccd(self) -> str:
        """Whom it is about, for the audit."""
        return self.person.cccd


async def ask_register(call: Call, account: Account, why: str) -> Checked:
    """Ask whether number, name and birth date belong together; a register that fails leaves the identity unverified.

    The yes or no comes first. The person's own record is looked up only to say which field differs and whether they
    live, their numbers only once they are confirmed.
    """
    person = Person(account.cccd, account.full_name, account.born_on)
    by = call.by
    call.by = by._replace(on_behalf_of=f"citizen:{account.id}")
    try:
        finding = await _ask(call, person)
    except UpstreamFailure as failure:
        finding = rules.unanswered(failure.kind)
    finally:
        call.by = by
    return Checked(account.id, person, why, finding)


async def _ask(call: Call, person: Person) -> Finding:
    register, about = upstream(call, REGISTER), AboutCitizen(cccd=person.cccd)
    ask = VerifyIdentity(**person._asdict(), policy=rules.policy_for(person.born_on))
    verification = await register.ask("/v1/identity/verify", ask, Verification)
    found = await register.ask("/v1/citizens/lookup", about, Found)
    finding = rules.judge(person, verification, found.citizen, ())
    if finding.status is not IdentityStatus.VERIFIED:
        return finding
    history = await register.ask("/v1/citizens/numbers", about, NumberHistory)
    return finding._replace(numbers=tuple(record.number for record in history.numbers))


def verify_identity(work: Work, checked: Checked, /, *, by: Caller) -> Account:
    """Keep what the register said, unless name or birth date changed while it was asked: then it spoke of another."""
    work.alone()
    finding, now = checked.finding, work.clock.stamp()
    account = account_of(work, checked.account)
    if Person(account.cccd, account.full_name, account.born_on) != checked.person:
        audit.record(work, by, "verify-identity", about=account.cccd, outcome="outdated")
        return account
    unheard = finding.status is IdentityStatus.UNVERIFIED
    verified = finding.status is IdentityStatus.VERIFIED
    account = account._replace(
        status=finding.status,
        cause=finding.cause,
        matched=" ".join(finding.matched),
        rule_version=finding.rule_version,
        request_id=by.request_id,
        checked_at=now,
        verified_at=now if verified else account.verified_at if unheard else "",
        numbers=" ".join(finding.numbers) if verified else account.numbers if unheard else "",
    )
    store.update(work, account)
    check = Check(
        account.id, 0, now, checked.why, account.status, account.cause, account.matched, account.rule_version,
        account.request_id,
    )  # fmt: skip
    store.add_check(work, check)
    audit.record(work, by, "verify-identity", about=account.cccd, outcome=finding.cause or finding.status)
    return account


def recheck(work: Work, checked: Checked, /, *, by: Caller) -> PortalAccount:
    """Keep what the register said when it was asked again, and show the account."""
    return told(work, verify_identity(work, checked, by=by), by)


async def ask_again(call: Call, ask: Recheck) -> Checked:
    """Ask the register about an account that exists; raises AccountUnknown."""
    account = await call.state.db.run(lambda work: account_of(work, ask.account))
    call.about = account.cccd
    return await ask_register(call, account, "recheck")
