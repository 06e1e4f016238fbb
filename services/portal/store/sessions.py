"""Queries about browsers. What a browser holds comes in as its SHA-256."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.tables.sessions import SESSIONS, SIGN_INS


class SignIn(NamedTuple):
    """A row of sign_ins."""

    state: str
    browser: str
    nonce: str
    verifier: str
    level: int
    max_age: int
    return_to: str
    began_at: str


class Session(NamedTuple):
    """A row of sessions."""

    cookie: str
    account_id: str
    id_token: str
    sid: str
    auth_level: int
    began_at: str
    seen_at: str


BEGIN = Statement(SIGN_INS.insert(), nothing)
BEGUN = Statement(
    select(*(SIGN_INS.c[name] for name in SignIn._fields)).where(SIGN_INS.c.state == bindparam("state")), SignIn
)
END_SIGN_IN = Statement(delete(SIGN_INS).where(SIGN_INS.c.state == bindparam("state")), nothing)
FORGET_SIGN_INS = Statement(delete(SIGN_INS).where(SIGN_INS.c.began_at < bindparam("before")), nothing)

OPEN = Statement(SESSIONS.insert(), nothing)
ONE = Statement(
    select(*(SESSIONS.c[name] for name in Session._fields)).where(SESSIONS.c.cookie == bindparam("cookie")), Session
)
SEEN = Statement(
    SESSIONS.update().where(SESSIONS.c.cookie == bindparam("browser")).values(seen_at=bindparam("now")), nothing
)
END = Statement(delete(SESSIONS).where(SESSIONS.c.cookie == bindparam("cookie")), nothing)
END_BY_SID = Statement(delete(SESSIONS).where(SESSIONS.c.sid == bindparam("sid")), nothing)
FORGET = Statement(delete(SESSIONS).where(SESSIONS.c.began_at < bindparam("before")), nothing)


def begin(work: Work, sign_in: SignIn, before: str) -> None:
    """Keep a sign-in that goes to the provider, and forget those that began before ``before``."""
    work.run(FORGET_SIGN_INS, before=before)
    work.run(BEGIN, **sign_in._asdict())


def take(work: Work, state: str) -> SignIn | None:
    """A sign-in by the hash of its state, once: it is gone afterwards, whatever becomes of the answer."""
    found = work.fresh(BEGUN, state=state)
    if found is not None and work.run(END_SIGN_IN, state=state) != 1:
        return None
    return found


def open_one(work: Work, session: Session, before: str) -> None:
    """Keep a session, and forget those that began before ``before``."""
    work.run(FORGET, before=before)
    work.run(OPEN, **session._asdict())


def one(work: Work, cookie: str) -> Session | None:
    """A session by the hash of its cookie."""
    return work.fresh(ONE, cookie=cookie)


def seen(work: Work, cookie: str, now: str) -> None:
    """The browser was here."""
    work.run(SEEN, browser=cookie, now=now)


def end(work: Work, cookie: str) -> None:
    """The browser is signed out."""
    work.run(END, cookie=cookie)
