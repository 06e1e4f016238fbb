"""Queries about pushed requests, grants, codes and tokens. What a one-time thing depends on is never read stale."""

from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.eid_auth.tables.protocol import CODES, GRANTS, PUSHED, TOKENS


class Pushed(NamedTuple):
    """A pushed authorization request."""

    request_uri: str
    client_id: str
    request: str
    expires_at: str
    used: int


class Grant(NamedTuple):
    """What one person allowed one client in one sign-in."""

    id: str
    client_id: str
    cccd: str
    sub: str
    sid: str
    request: str
    auth_time: int
    amr: str
    level: int
    granted_at: str
    revoked_at: str = ""
    why: str = ""


class Code(NamedTuple):
    """An authorization code."""

    hash: str
    grant_id: str
    expires_at: str
    used_at: str = ""


class Token(NamedTuple):
    """An access or refresh token."""

    hash: str
    kind: str
    grant_id: str
    client_id: str
    cccd: str
    sub: str
    scope: str
    issued_at: int
    expires_at: int
    used_at: str = ""
    revoked_at: str = ""


PUSH = Statement(PUSHED.insert(), nothing)
PULL = Statement(select(PUSHED).where(PUSHED.c.request_uri == bindparam("one")), Pushed)
PULLED = Statement(
    PUSHED.update().where(PUSHED.c.request_uri == bindparam("one"), PUSHED.c.used == 0).values(used=1), nothing
)
GIVE = Statement(GRANTS.insert(), nothing)
GRANT = Statement(select(GRANTS).where(GRANTS.c.id == bindparam("one")), Grant)
_REVOKED: dict[str, Any] = {"revoked_at": bindparam("at"), "why": bindparam("because")}
REVOKE = Statement(
    GRANTS.update().where(GRANTS.c.id == bindparam("one"), GRANTS.c.revoked_at == "").values(_REVOKED), nothing
)
REVOKE_CLIENT = Statement(
    GRANTS.update()
    .where(GRANTS.c.cccd == bindparam("person"), GRANTS.c.client_id == bindparam("client"), GRANTS.c.revoked_at == "")
    .values(_REVOKED),
    nothing,
)
_OF_CLIENT = GRANTS.update().where(GRANTS.c.client_id == bindparam("client"), GRANTS.c.revoked_at == "")
REVOKE_ALL = Statement(_OF_CLIENT.values(_REVOKED), nothing)
REVOKE_MACHINE = Statement(
    TOKENS.update()
    .where(TOKENS.c.client_id == bindparam("client"), TOKENS.c.grant_id == "", TOKENS.c.revoked_at == "")
    .values(revoked_at=bindparam("at")),
    nothing,
)
OF_SESSION = Statement(select(GRANTS).where(GRANTS.c.sid == bindparam("sid"), GRANTS.c.revoked_at == ""), Grant)
CLIENTS_OF_SESSION = Statement(
    select(GRANTS.c.client_id).where(GRANTS.c.sid == bindparam("sid")).distinct().order_by(GRANTS.c.client_id), str
)
ISSUE_CODE = Statement(CODES.insert(), nothing)
CODE = Statement(select(CODES).where(CODES.c.hash == bindparam("one")), Code)
SPEND = Statement(
    CODES.update().where(CODES.c.hash == bindparam("one"), CODES.c.used_at == "").values(used_at=bindparam("at")),
    nothing,
)
ISSUE = Statement(TOKENS.insert(), nothing)
TOKEN = Statement(select(TOKENS).where(TOKENS.c.hash == bindparam("one")), Token)
USE = Statement(
    TOKENS.update().where(TOKENS.c.hash == bindparam("one"), TOKENS.c.used_at == "").values(used_at=bindparam("at")),
    nothing,
)
REVOKE_TOKEN = Statement(
    TOKENS.update().where(TOKENS.c.hash == bindparam("one")).values(revoked_at=bindparam("at")), nothing
)


def grant_of(work: Work, grant_id: str) -> Grant | None:
    """A grant, revoked or not."""
    return work.fresh(GRANT, one=grant_id)


def revoke(work: Work, grant_id: str, why: str) -> None:
    """End a grant and with it every token of its family."""
    work.run(REVOKE, one=grant_id, at=work.clock.stamp(), because=why)


def revoke_all_of(work: Work, client_id: str) -> None:
    """End everything that a client was ever given."""
    work.run(REVOKE_ALL, client=client_id, at=work.clock.stamp(), because="client_removed")
    work.run(REVOKE_MACHINE, client=client_id, at=work.clock.stamp())


def living(work: Work, token: Token | None, now: int) -> bool:
    """Whether a token is still good: not expired, not revoked, and neither is its grant."""
    if token is None or token.revoked_at or token.expires_at <= now:
        return False
    if not token.grant_id:  # of a machine client
        return True
    grant = grant_of(work, token.grant_id)
    return grant is not None and not grant.revoked_at
