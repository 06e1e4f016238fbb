"""Old accounts: claimed by proof, merged into the new one. Nothing is told of an account before it is proved."""

from typing import NamedTuple

from pydantic import ValidationError

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.portal_accounts import Claim, ClaimOldAccount, ClaimOutcome, MergeOldAccounts, PortalAccount
from motcua.wire.reconciliations import OpenReconciliation
from services.portal.actions.accounts import own_account, told, with_contacts
from services.portal.actions.cases import reconcile
from services.portal.actions.inquiry import Findings, ask_registers
from services.portal.errors import NothingClaimed, NotVerified, OldAccountNotClaimed
from services.portal.rules import identity
from services.portal.rules import old_accounts as rules
from services.portal.rules.old_accounts import Old
from services.portal.store import old_accounts as store
from services.portal.store.accounts import Account


class Proof(NamedTuple):
    """How a claim stands: the old account (None where there is none to speak of), and what was found out."""

    account: str
    cccd: str
    outcome: ClaimOutcome
    old: Old | None = None
    findings: Findings | None = None


async def prove(call: Call, ask: ClaimOldAccount) -> Proof:
    """Find out whether an old account is the caller's; raises UpstreamFailure where a register does not answer."""
    call.enter("claim-old", None)
    by = call.by
    proof = await call.state.db.run(lambda work: _wanted(work, ask, by))
    call.about = proof.cccd
    declared = _declaration(proof.old) if proof.outcome is ClaimOutcome.NOT_CONFIRMED and proof.old else None
    if declared is None:
        return proof
    findings = await ask_registers(call, declared)
    found = findings.resolution
    outcome = rules.reconciled(found.verdict, found.cccd, proof.cccd)
    return proof._replace(outcome=outcome, findings=findings)


def _wanted(work: Work, ask: ClaimOldAccount, by: Caller) -> Proof:
    """What can be said without asking anybody; NOT_CONFIRMED with an account means: the CMND must tell."""
    account = own_account(work, ask.account, by)
    if not identity.may_file(account.status):
        raise NotVerified
    numbers = account.numbers.split()
    known = [
        old
        for old in store.known_as(work, ask.known_as)
        if rules.own_number(old, account.cccd, numbers) or rules.told_right(old, ask.full_name, ask.born_on)
    ]
    proofs = [_without_asking(work, account, old) for old in known]
    # Of several accounts under one CMND, one that can still be claimed goes first.
    proofs.sort(key=lambda proof: proof.outcome in {ClaimOutcome.ALREADY_YOURS, ClaimOutcome.NOT_YOURS})
    return proofs[0] if proofs else Proof(account.id, account.cccd, ClaimOutcome.NOT_FOUND)


def _without_asking(work: Work, account: Account, old: Old) -> Proof:
    claim = store.claim_on(work, old.username)
    if claim is not None:
        mine = claim.account_id == account.id
        return Proof(account.id, account.cccd, ClaimOutcome.ALREADY_YOURS if mine else ClaimOutcome.NOT_YOURS)
    own = rules.own_number(old, account.cccd, account.numbers.split())
    if own is None:
        return Proof(account.id, account.cccd, ClaimOutcome.NOT_CONFIRMED, old)
    return (
        Proof(account.id, account.cccd, ClaimOutcome.CLAIMED, old)
        if own
        else Proof(account.id, account.cccd, ClaimOutcome.NOT_YOURS)
    )


def _declaration(old: Old) -> OpenReconciliation | None:
    """The reconciliation that the old account's own data ask for; None where they are not even well formed."""
    try:
        return OpenReconciliation(cmnd=old.cmnd, full_name=old.full_name, born_on=old.born_on)
    except ValidationError:
        return None


def claim_old(work: Work, proof: Proof, /, *, by: Caller) -> Claim:
    """Keep a claim that is proved, with the reconciliation that proved it. One that is not leaves only its audit line.

    A reconciliation that led to somebody else is not kept as a case: it would name them.
    """
    work.alone()
    account, old, outcome = own_account(work, proof.account, by), proof.old, proof.outcome
    case_id = ""
    if old is not None and outcome is ClaimOutcome.CLAIMED:
        if (taken := store.claim_on(work, old.username)) is not None:
            outcome = ClaimOutcome.ALREADY_YOURS if taken.account_id == account.id else ClaimOutcome.NOT_YOURS
        else:
            case_id = reconcile(work, proof.findings, by=by).id if proof.findings else ""
            proved_by = "reconciliation" if case_id else "number"
            store.claim(work, store.Claim(old.username, account.id, proved_by, case_id, work.clock.stamp(), ""))
    audit.record(work, by, "claim-old", about=account.cccd, outcome=f"{outcome} {case_id}".strip())
    return Claim(
        outcome=outcome, reason=rules.reason(outcome), case_id=case_id or None, account=told(work, account, by)
    )


def merge_old(work: Work, ask: MergeOldAccounts, /, *, by: Caller) -> PortalAccount:
    """Fold every claimed account into the new one; raises NothingClaimed, OldAccountNotClaimed, PhoneTaken, EmailTaken.

    The old rows stay as they are: history is kept, only nobody can claim them again.
    """
    work.alone()
    account = own_account(work, ask.account, by)
    claimed = {old.username: old for old, _ in store.claimed_by(work, account.id)}
    if not store.merge(work, account.id, work.clock.stamp()):
        raise NothingClaimed
    phone = _of(claimed, ask.phone_of).phone if ask.phone_of else account.phone
    email = _of(claimed, ask.email_of).email.lower() if ask.email_of else account.email
    account = with_contacts(work, account, phone=phone, email=email)
    audit.record(work, by, "merge-old", about=account.cccd, outcome=f"{len(claimed)} merged")
    return told(work, account, by)


def _of(claimed: dict[str, Old], username: str) -> Old:
    if username not in claimed:
        raise OldAccountNotClaimed
    return claimed[username]
