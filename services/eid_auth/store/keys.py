"""Queries about signing keys."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from motcua.chassis.db import Statement, Work, nothing, row
from services.eid_auth.tables.protocol import KEYS


class Key(NamedTuple):
    """A signing key, private part included."""

    kid: str
    alg: str
    jwk: str
    state: str
    seq: int
    created_at: str


ALL = Statement(select(KEYS).order_by(KEYS.c.seq), Key)
ACTIVE = Statement(
    select(KEYS).where(KEYS.c.alg == bindparam("alg"), KEYS.c.state == "active").order_by(KEYS.c.seq.desc()).limit(1),
    Key,
)
INSERT = Statement(KEYS.insert(), nothing)
SET_STATE = Statement(KEYS.update().where(KEYS.c.kid == bindparam("one")).values(state=bindparam("new_state")), nothing)
DELETE = Statement(KEYS.delete().where(KEYS.c.kid == bindparam("one")), nothing)
LAST = Statement(select(func.coalesce(func.max(KEYS.c.seq), 0)), row)


def every(work: Work) -> list[Key]:
    """All keys, oldest first, also while reads are stale: a signature must fit what is published."""
    return work.fresh_all(ALL)


def active(work: Work, alg: str) -> Key | None:
    """The key that signs with this algorithm now."""
    return work.fresh(ACTIVE, alg=alg)


def add(work: Work, kid: str, alg: str, jwk: str, state: str) -> None:
    """Keep a new key."""
    work.alone()
    (last,) = work.fresh(LAST) or (0,)
    work.run(INSERT, kid=kid, alg=alg, jwk=jwk, state=state, seq=last + 1, created_at=work.clock.stamp())


def set_state(work: Work, kid: str, state: str) -> None:
    """Announce, use or retire a key."""
    work.run(SET_STATE, one=kid, new_state=state)


def remove(work: Work, kid: str) -> None:
    """Forget a key: what it signed can no longer be checked."""
    work.run(DELETE, one=kid)
