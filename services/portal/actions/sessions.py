"""Browsers: who is signed in, by a cookie of which only the hash is kept."""

import hashlib
import re
import secrets
from datetime import timedelta

from motcua.chassis.db import Work
from services.portal.rules import sessions as rules
from services.portal.store import accounts
from services.portal.store import sessions as store
from services.portal.store.accounts import Account
from services.portal.store.sessions import Session, SignIn

# The form of the provider's session ids; a database takes no NUL.
SID = re.compile(r"[A-Za-z0-9_-]{1,128}")


def hashed(secret: str) -> str:
    """What is kept of a cookie or a state."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(work: Work, sign_in: SignIn) -> None:
    """Keep a sign-in on its way to the provider."""
    store.begin(work, sign_in, _before(work, rules.SIGN_IN))


def take(work: Work, state: str, browser: str) -> SignIn | None:
    """The sign-in that this answer belongs to, once, and only in the browser that began it."""
    found = store.take(work, hashed(state))
    if found is None or not secrets.compare_digest(found.browser, hashed(browser)):
        return None
    return found


def renew(work: Work, before: str, account_id: str, auth_level: int, *, id_token: str, sid: str) -> str:
    """End the session before, open another; returns its cookie, which is new at every sign-in."""
    end(work, before)
    cookie, now = secrets.token_urlsafe(32), work.clock.stamp()
    session = Session(hashed(cookie), account_id, id_token, sid, auth_level, now, now)
    store.open_one(work, session, _before(work, rules.LONGEST))
    return cookie


def current(work: Work, cookie: str) -> tuple[Session, Account] | None:
    """The session behind a cookie and its account, if it still holds; being seen keeps it alive."""
    session = store.one(work, hashed(cookie)) if cookie else None
    if session is None:
        return None
    now = work.clock.now()
    if not rules.alive(session.began_at, session.seen_at, now):
        store.end(work, session.cookie)
        return None
    if not rules.within(session.seen_at, now, rules.SEEN_EVERY):
        store.seen(work, session.cookie, work.clock.stamp())
    account = accounts.by_id(work, session.account_id)
    return (session, account) if account else None


def end(work: Work, cookie: str) -> Session | None:
    """End the session behind a cookie; returns what it was."""
    session = store.one(work, hashed(cookie)) if cookie else None
    if session is not None:
        store.end(work, session.cookie)
    return session


def ended_elsewhere(work: Work, sid: str) -> int:
    """End every session that lives by this one of the provider's; returns how many there were."""
    return work.run(store.END_BY_SID, sid=sid) if SID.fullmatch(sid) else 0


def _before(work: Work, span: timedelta) -> str:
    return work.clock.stamp(-span)
