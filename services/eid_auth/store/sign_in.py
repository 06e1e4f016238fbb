"""Queries about sign-ins: interactions on the pages, sessions of browsers, consents of people."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.eid_auth.tables.protocol import CONSENTS, INTERACTIONS, SESSIONS


class Interaction(NamedTuple):
    """An authorization request on its way through the pages."""

    id: str
    browser: str
    client_id: str
    request: str
    began_at: str
    expires_at: str
    cccd: str = ""
    amr: str = ""
    proved_at: str = ""
    wrong: int = 0
    sid: str = ""
    ended: str = ""


class Session(NamedTuple):
    """A signed-in browser."""

    sid: str
    cookie: str
    cccd: str
    sub: str
    auth_time: int
    amr: str
    level: int
    expires_at: str
    ended_at: str = ""


class Consent(NamedTuple):
    """What a person allowed a client to be told."""

    id: str
    cccd: str
    client_id: str
    scope: str
    claims: str
    given_at: str
    withdrawn_at: str = ""


OPEN = Statement(INTERACTIONS.insert(), nothing)
INTERACTION = Statement(select(INTERACTIONS).where(INTERACTIONS.c.id == bindparam("one")), Interaction)
_CHANGING = ("request", "cccd", "amr", "proved_at", "wrong", "sid", "ended")
CHANGE = Statement(
    INTERACTIONS.update()
    .where(INTERACTIONS.c.id == bindparam("one"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING}),
    nothing,
)
BEGIN = Statement(SESSIONS.insert(), nothing)
BY_COOKIE = Statement(select(SESSIONS).where(SESSIONS.c.cookie == bindparam("cookie")), Session)
BY_SID = Statement(select(SESSIONS).where(SESSIONS.c.sid == bindparam("sid")), Session)
RAISE = Statement(
    SESSIONS.update()
    .where(SESSIONS.c.sid == bindparam("one"))
    .values(amr=bindparam("new_amr"), level=bindparam("new_level"), auth_time=bindparam("new_time")),
    nothing,
)
END = Statement(
    SESSIONS.update()
    .where(SESSIONS.c.sid == bindparam("one"), SESSIONS.c.ended_at == "")
    .values(ended_at=bindparam("at")),
    nothing,
)
GIVE = Statement(CONSENTS.insert(), nothing)
CONSENT = Statement(select(CONSENTS).where(CONSENTS.c.id == bindparam("one")), Consent)
CONSENTED = Statement(
    select(CONSENTS)
    .where(
        CONSENTS.c.cccd == bindparam("cccd"),
        CONSENTS.c.client_id == bindparam("client_id"),
        CONSENTS.c.withdrawn_at == "",
    )
    .order_by(CONSENTS.c.given_at),
    Consent,
)
CONSENTS_OF = Statement(
    select(CONSENTS).where(CONSENTS.c.cccd == bindparam("cccd")).order_by(CONSENTS.c.given_at.desc()), Consent
)
WITHDRAW = Statement(
    CONSENTS.update()
    .where(CONSENTS.c.id == bindparam("one"), CONSENTS.c.withdrawn_at == "")
    .values(withdrawn_at=bindparam("at")),
    nothing,
)


def change(work: Work, interaction: Interaction) -> None:
    """Write an interaction as it stands now."""
    work.run(CHANGE, one=interaction.id, **{f"new_{name}": getattr(interaction, name) for name in _CHANGING})


def session_of(work: Work, cookie_hash: str) -> Session | None:
    """The living session of a browser."""
    return alive(work, work.fresh(BY_COOKIE, cookie=cookie_hash)) if cookie_hash else None


def alive(work: Work, session: Session | None) -> Session | None:
    """The session, unless it ended or expired by the sandbox clock."""
    return session if session and not session.ended_at and session.expires_at > work.clock.stamp() else None
