"""Queries about relying parties that were registered while the sandbox ran, and about their assertions."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.eid_auth.tables.protocol import ASSERTIONS, CLIENTS


class Registered(NamedTuple):
    """A registered client: metadata as JSON, secrets as SHA-256."""

    client_id: str
    client_metadata: str
    secret: str
    access: str
    registered_at: str
    origin: str


ONE = Statement(select(CLIENTS).where(CLIENTS.c.client_id == bindparam("client_id")), Registered)
ALL = Statement(select(CLIENTS).order_by(CLIENTS.c.registered_at, CLIENTS.c.client_id), Registered)
INSERT = Statement(CLIENTS.insert(), nothing)
DELETE = Statement(CLIENTS.delete().where(CLIENTS.c.client_id == bindparam("one")), nothing)
SEEN = Statement(
    select(ASSERTIONS.c.jti).where(
        ASSERTIONS.c.client_id == bindparam("client_id"), ASSERTIONS.c.jti == bindparam("jti")
    ),
    str,
)
REMEMBER = Statement(ASSERTIONS.insert(), nothing)
FORGET = Statement(ASSERTIONS.delete().where(ASSERTIONS.c.expires_at < bindparam("now")), nothing)


def one(work: Work, client_id: str) -> Registered | None:
    """A client by its id."""
    return work.fresh(ONE, client_id=client_id)


def every(work: Work) -> list[Registered]:
    """All of them, oldest first."""
    return work.all(ALL)


def add(work: Work, client: Registered) -> None:
    """Keep a client; one of the same id is replaced."""
    work.run(DELETE, one=client.client_id)
    work.run(INSERT, **client._asdict())


def remove(work: Work, client_id: str) -> int:
    """Forget a client; returns how many there were."""
    return work.run(DELETE, one=client_id)


def first_use(work: Work, client_id: str, jti: str, *, now: int, expires_at: int) -> bool:
    """Note the ``jti`` of an assertion; False where it was used before (RFC 7523, 3)."""
    work.alone()
    if work.fresh(SEEN, client_id=client_id, jti=jti) is not None:
        return False
    work.run(FORGET, now=now - 3600)
    work.run(REMEMBER, client_id=client_id, jti=jti, expires_at=expires_at)
    return True
