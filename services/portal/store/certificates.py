"""Queries about the certificates of the sandbox's signing authority."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.tables.documents import CERTIFICATES


class Pair(NamedTuple):
    """A certificate and its private key, both PEM."""

    certificate: str
    key: str


ONE = Statement(
    select(CERTIFICATES.c.certificate, CERTIFICATES.c.key).where(CERTIFICATES.c.name == bindparam("name")), Pair
)
ADD = Statement(CERTIFICATES.insert(), nothing)


def one(work: Work, name: str) -> Pair | None:
    """What is kept under a name."""
    return work.fresh(ONE, name=name)


def add(work: Work, name: str, pair: Pair) -> Pair:
    """Keep a certificate with its key, and return it."""
    work.run(ADD, name=name, **pair._asdict(), made_at=work.clock.stamp())
    return pair
