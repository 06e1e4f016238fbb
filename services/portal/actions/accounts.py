"""Accounts: found or made at a sign-in, shown, their contacts changed."""

import secrets
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.oidc import Failure, SignedIn, SignInFailed
from motcua.wire.portal_accounts import (
    Identity,
    IdentityStatus,
    LookupPortalAccount,
    OldAccount,
    OldAccountState,
    PortalAccount,
    PortalAccountFound,
    SetContacts,
)
from services.portal.errors import AccountNotYours, AccountUnknown, EmailTaken, PhoneTaken
from services.portal.rules import identity, old_accounts, organisations
from services.portal.rules.old_accounts import Old
from services.portal.settings import NAME
from services.portal.store import accounts as store
from services.portal.store import old_accounts as old_store
from services.portal.store.accounts import Account

TAKEN = {"phone": PhoneTaken, "email": EmailTaken}
CITIZEN = "citizen:"


class Arrival(NamedTuple):
    """Who comes from the provider, as the portal needs it."""

    cccd: str
    sub: str
    full_name: str
    born_on: str
    phone: str
    email: str
    level: int
    auth_level: int
    organisations: str = ""


def arrival(signed_in: SignedIn) -> Arrival:
    """Read the claims of a sign-in; raises SignInFailed where they are not a person's."""
    claims = signed_in.claims
    cccd = _text(claims, "cccd")
    if len(cccd) != 12 or not (cccd.isascii() and cccd.isdigit()) or not _text(claims, "name"):
        raise SignInFailed(Failure.NO_PERSONAL_NUMBER)
    level = claims.get("identification_level")
    return Arrival(
        cccd, signed_in.subject, _text(claims, "name"), _text(claims, "birthdate"),
        identity.national(_text(claims, "phone_number")),
        _text(claims, "email").lower(), level if level in (1, 2) else 1, signed_in.level,
        organisations.dumps(organisations.claimed(claims.get("organisations"))),
    )  # fmt: skip


def _text(claims: Any, name: str) -> str:
    value = claims.get(name, "")
    return value.strip()[:120] if isinstance(value, str) else ""


def sign_in(work: Work, who: Arrival, /, *, by: Caller) -> Account:
    """Find the account of this person, or make it; raises SignInFailed where number and subject do not fit together."""
    work.alone()
    now, known = work.clock.stamp(), store.of_either(work, who.cccd, who.sub)
    if any((one.cccd, one.sub) != (who.cccd, who.sub) for one in known):
        raise SignInFailed(Failure.SUBJECT_CHANGED)
    account = _again(known[0], who, now) if known else _anew(work, who, now)
    (store.update if known else store.add)(work, account)
    outcome = "found" if known else "created"
    audit.record(work, by, "sign-in", about=account.cccd, outcome=f"{outcome} LoA{account.auth_level}")
    return account


def _anew(work: Work, who: Arrival, now: str) -> Account:
    account = Account(
        str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)), who.cccd, who.sub, who.full_name, who.born_on,
        who.phone, who.email, "", who.level, who.auth_level, now, now, IdentityStatus.UNVERIFIED,
        organisations=who.organisations,
    )  # fmt: skip
    taken = [contact for contact in TAKEN if _taken(work, account, contact, getattr(account, contact))]
    phone, email = ("" if contact in taken else getattr(account, contact) for contact in TAKEN)
    return account._replace(phone=phone, email=email, contacts_taken=" ".join(taken))


def _again(account: Account, who: Arrival, now: str) -> Account:
    """Contacts stay as the person set them here; who they are comes from the electronic identity."""
    account = account._replace(
        level=who.level, auth_level=who.auth_level, signed_in_at=now, organisations=who.organisations
    )
    if (account.full_name, account.born_on) == (who.full_name, who.born_on):
        return account
    return account._replace(
        full_name=who.full_name, born_on=who.born_on, status=IdentityStatus.UNVERIFIED, cause="", checked_at=""
    )


def lookup_account(work: Work, ask: LookupPortalAccount, /, *, by: Caller) -> PortalAccountFound:
    """Has this person an account?"""
    account = store.by_cccd(work, ask.cccd)
    audit.record(work, by, "lookup-account", about=ask.cccd, outcome=account.status if account else "not_found")
    return PortalAccountFound(found=account is not None, account=told(work, account, by) if account else None)


def set_contacts(work: Work, ask: SetContacts, /, *, by: Caller) -> PortalAccount:
    """Change phone and e-mail; raises PhoneTaken or EmailTaken."""
    work.alone()
    account = own_account(work, ask.account, by)
    changed = with_contacts(work, account, phone=ask.phone or "", email=(ask.email or "").lower())
    fields = [name for name in TAKEN if getattr(changed, name) != getattr(account, name)]
    audit.record(work, by, "set-contacts", about=account.cccd, outcome="changed" if fields else "same", fields=fields)
    return told(work, changed, by)


def with_contacts(work: Work, account: Account, *, phone: str, email: str) -> Account:
    """Write contacts; raises PhoneTaken or EmailTaken where another account holds one."""
    for contact, value in (("phone", phone), ("email", email)):
        if value != getattr(account, contact) and _taken(work, account, contact, value):
            raise TAKEN[contact]
    left = [name for name in account.contacts_taken.split() if not {"phone": phone, "email": email}[name]]
    account = account._replace(phone=phone, email=email, contacts_taken=" ".join(left))
    store.update(work, account)
    return account


def _taken(work: Work, account: Account, contact: str, value: str) -> bool:
    """Held by another account, or by somebody else's old one.

    At the first sign-in the person's CMND are not known yet: an old account with their name and birth date is theirs.
    """
    if store.held_by_another(work, contact, value, account.id):
        return True
    return any(not _own(old, account) for old in old_store.holding(work, contact, value))


def _own(old: Old, account: Account) -> bool:
    return _proposed(old, account) or old_accounts.told_right(old, account.full_name, account.born_on)


def account_of(work: Work, account_id: str) -> Account:
    """The account with this id; raises AccountUnknown."""
    account = store.by_id(work, account_id)
    if account is None:
        raise AccountUnknown
    return account


def own_account(work: Work, account_id: str, by: Caller) -> Account:
    """The account, asked for by its own person; raises AccountUnknown or AccountNotYours."""
    account = account_of(work, account_id)
    if by.on_behalf_of != CITIZEN + account.id:
        raise AccountNotYours
    return account


def told(work: Work, account: Account, by: Caller) -> PortalAccount:
    """An account as an answer; contacts and old accounts only to the person.

    Whom a call serves is what its client says. Of the person alone only the portal itself can say it: they signed in.
    """
    own = by.client == NAME and by.on_behalf_of == CITIZEN + account.id
    return PortalAccount(
        id=account.id,
        cccd=account.cccd,
        full_name=account.full_name,
        born_on=account.born_on,
        phone=(own and account.phone) or None,
        email=(own and account.email) or None,
        contacts_taken=account.contacts_taken.split() if own else [],
        level=account.level,
        auth_level=account.auth_level,
        identity=identity_of(account),
        may_file=identity.may_file(account.status),
        created_at=account.created_at,
        signed_in_at=account.signed_in_at,
        old_accounts=[*_claimed(work, account), *_offered(work, account)] if own else [],
    )


def identity_of(account: Account) -> Identity:
    """How the identity was checked last, in words."""
    return Identity(
        status=IdentityStatus(account.status),
        cause=identity.cause(account.cause),
        matched=[identity.field_reason(code) for code in account.matched.split()],
        way_out=identity.way_out(account.cause),
        checked_at=account.checked_at or None,
        verified_at=account.verified_at or None,
        rule_version=account.rule_version or None,
        request_id=account.request_id or None,
    )


def proposals(work: Work, account: Account) -> list[Old]:
    """Unclaimed old accounts that seem to be this person's."""
    numbers = dict.fromkeys((account.cccd, *account.numbers.split()))
    found = {old.username: old for number in numbers for old in old_store.bearing(work, number)}
    return [old for old in found.values() if _proposed(old, account)]


def _proposed(old: Old, account: Account) -> bool:
    return old_accounts.proposed(old, account.cccd, account.numbers.split(), account.full_name, account.born_on)


def _claimed(work: Work, account: Account) -> Iterable[OldAccount]:
    for old, claim in old_store.claimed_by(work, account.id):
        yield OldAccount(
            username=old.username,
            state=OldAccountState.MERGED if claim.merged_at else OldAccountState.CLAIMED,
            phone=old.phone or None,
            email=old.email or None,
            created_on=old.created_on,
            proved_by=claim.proved_by,
            case_id=claim.case_id or None,
            claimed_at=claim.claimed_at,
            merged_at=claim.merged_at or None,
        )


def _offered(work: Work, account: Account) -> Iterable[OldAccount]:
    """Nothing but the user name is told before the account is proved to be theirs."""
    for old in proposals(work, account):
        yield OldAccount(
            username=old.username,
            state=OldAccountState.PROPOSED,
            phone=None,
            email=None,
            created_on=old.created_on,
            proved_by=None,
            case_id=None,
            claimed_at=None,
            merged_at=None,
        )
