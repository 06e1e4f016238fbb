"""Queries about links to documents, and about the dossiers that documents were given to."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.tables.documents import DOCUMENTS, SHARES
from services.portal.tables.dossiers import DOSSIERS, PAPERS


class Share(NamedTuple):
    """A row of document_shares."""

    key: str
    document_id: str
    made_at: str
    until: str


class Use(NamedTuple):
    """With whom a document is shared."""

    document_id: str
    by: str


ADD = Statement(SHARES.insert(), nothing)
_ROW = select(*(SHARES.c[name] for name in Share._fields))
ONE = Statement(_ROW.where(SHARES.c.key == bindparam("key"), SHARES.c.until > bindparam("now")), Share)
FORGET = Statement(delete(SHARES).where(SHARES.c.until <= bindparam("now")), nothing)
END = Statement(delete(SHARES).where(SHARES.c.document_id == bindparam("document_id")), nothing)
_OWN = DOCUMENTS.c.owner == bindparam("owner")
LINKS = Statement(
    select(SHARES.c.document_id, SHARES.c.until)
    .join_from(SHARES, DOCUMENTS, SHARES.c.document_id == DOCUMENTS.c.id)
    .where(_OWN, SHARES.c.until > bindparam("now"))
    .order_by(SHARES.c.until),
    Use,
)
GIVEN = Statement(
    select(PAPERS.c.document, PAPERS.c.code)
    .join_from(DOSSIERS, PAPERS, PAPERS.c.code == DOSSIERS.c.code)
    .where(DOSSIERS.c.account_id == bindparam("owner"), PAPERS.c.document != "")
    .order_by(PAPERS.c.code),
    Use,
)


def add(work: Work, share: Share) -> None:
    """Keep a link, and forget those that have ended."""
    work.run(FORGET, now=share.made_at)
    work.run(ADD, **share._asdict())


def one(work: Work, key: str, now: str) -> Share | None:
    """The link with this hashed key, while it lasts."""
    return work.fresh(ONE, key=key, now=now)


def end(work: Work, document_id: str) -> int:
    """End every link to a document; returns how many there were."""
    return work.run(END, document_id=document_id)


def shared_with(work: Work, owner: str, now: str) -> dict[str, list[str]]:
    """For each document of an account: codes of dossiers it was given to, and ``link:<until>`` for living links."""
    found: dict[str, list[str]] = {}
    if owner:
        for use in work.fresh_all(GIVEN, owner=owner):
            found.setdefault(use.document_id, []).append(use.by)
        for use in work.fresh_all(LINKS, owner=owner, now=now):
            found.setdefault(use.document_id, []).append(f"link:{use.by}")
    return found
