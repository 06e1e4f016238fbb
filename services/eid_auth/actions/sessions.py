"""Sessions of browsers (single sign-on): begun by a login, raised by a step-up, ended by a logout or the clock."""

from collections.abc import Iterable
from datetime import timedelta

from motcua.chassis.db import Work
from services.eid_auth.actions.secrets import fresh, kept
from services.eid_auth.rules import assurance, claims
from services.eid_auth.store import sign_in as store
from services.eid_auth.store import tokens
from services.eid_auth.store.sign_in import Session

LIFE = timedelta(hours=8)


def now(work: Work) -> int:
    """The sandbox time in seconds, as tokens count it."""
    return int(work.clock.now().timestamp())


def current(work: Work, cookie: str) -> Session | None:
    """The living session of this cookie."""
    return store.session_of(work, kept(cookie)) if cookie else None


def begin(work: Work, cccd: str, amr: Iterable[str]) -> tuple[Session, str]:
    """A new session and its cookie; never one that the browser brought along."""
    cookie, methods = fresh(), " ".join(amr)
    session = Session(
        fresh(), kept(cookie), cccd, claims.subject(cccd), now(work), methods,
        assurance.level(methods.split()), work.clock.stamp(LIFE),
    )  # fmt: skip
    work.run(store.BEGIN, **session._asdict())
    return session, cookie


def after_login(work: Work, old: Session | None, cccd: str, amr: Iterable[str]) -> tuple[Session, str]:
    """The browser's session after a login, and its cookie if it is new: raised for the same person, else another."""
    if old is not None and old.cccd == cccd:
        return raised(work, old, amr), ""
    if old is not None:
        end(work, old)
    return begin(work, cccd, amr)


def raised(work: Work, session: Session, amr: Iterable[str]) -> Session:
    """The session after more factors were proved: a step-up is a new login in time."""
    methods = tuple(amr)
    new = session._replace(amr=" ".join(methods), level=assurance.level(methods), auth_time=now(work))
    work.run(store.RAISE, one=session.sid, new_amr=new.amr, new_level=new.level, new_time=new.auth_time)
    return new


def end(work: Work, session: Session) -> None:
    """End a session and every grant that lived by it; those with offline_access live on (Core 11)."""
    work.run(store.END, one=session.sid, at=work.clock.stamp())
    for grant in work.fresh_all(tokens.OF_SESSION, sid=session.sid):
        if '"offline_access"' not in grant.request:
            tokens.revoke(work, grant.id, "signed_out")
