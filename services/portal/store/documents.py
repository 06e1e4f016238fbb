"""Queries about documents. Lists never read a file; newest is by ``seq``, as the sandbox clock may be moved back."""

import json
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select

from motcua.chassis.db import Statement, Work, nothing, row
from services.portal.tables.documents import DOCUMENTS


class Document(NamedTuple):
    """A row of documents without its file."""

    id: str
    seq: int
    owner: str
    owner_name: str
    owner_cccd: str
    kind: str
    code: str
    number: str
    name_vi: str
    name_en: str
    dossier: str
    procedure: str
    agency: str
    issuer_vi: str
    issuer_en: str
    signed_by: str
    signer_title: str
    issued_at: str
    valid_until: str
    said: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    revoked_at: str = ""
    revoked_by: str = ""
    revoked_reason: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What it states, by name."""
        found: dict[str, str] = json.loads(self.said)
        return found


_ROW = select(*(DOCUMENTS.c[name] for name in Document._fields))
_NEWEST = _ROW.where(DOCUMENTS.c.owner == bindparam("owner")).order_by(DOCUMENTS.c.seq.desc())
NEXT = Statement(select(func.coalesce(func.max(DOCUMENTS.c.seq), 0) + 1), row)
ADD = Statement(DOCUMENTS.insert(), nothing)
ONE = Statement(_ROW.where(DOCUMENTS.c.id == bindparam("document_id")), Document)
BY_HASH = Statement(_ROW.where(DOCUMENTS.c.sha256 == bindparam("sha256")), Document)
CONTENT = Statement(select(DOCUMENTS.c.content).where(DOCUMENTS.c.id == bindparam("document_id")), row)
OF_OWNER = Statement(
    _NEWEST.where(
        or_(bindparam("kind") == "", DOCUMENTS.c.kind == bindparam("kind")),
        or_(bindparam("code") == "", DOCUMENTS.c.code == bindparam("code")),
    ),
    Document,
)
VALID = Statement(
    _NEWEST.where(
        DOCUMENTS.c.revoked_at == "", or_(DOCUMENTS.c.valid_until == "", DOCUMENTS.c.valid_until > bindparam("now"))
    ),
    Document,
)
REVOKE = Statement(
    DOCUMENTS.update()
    .where(DOCUMENTS.c.id == bindparam("document_id"), DOCUMENTS.c.revoked_at == "")
    .values(revoked_at=bindparam("at"), revoked_by=bindparam("who"), revoked_reason=bindparam("why")),
    nothing,
)


def add(work: Work, document: Document, content: str) -> None:
    """Keep a document; its ``seq`` is the next one."""
    work.alone()
    found = work.fresh(NEXT)
    work.run(ADD, **document._replace(seq=int(found[0]) if found else 1)._asdict(), content=content)


def one(work: Work, document_id: str) -> Document | None:
    """The document with this id, as it is now: what it allows never depends on a stale read."""
    return work.fresh(ONE, document_id=document_id)


def by_hash(work: Work, sha256: str) -> Document | None:
    """The document whose file has this SHA-256."""
    return work.fresh(BY_HASH, sha256=sha256)


def content(work: Work, document_id: str) -> str:
    """The file as Base64; "" where there is no such document."""
    found = work.fresh(CONTENT, document_id=document_id)
    return str(found[0]) if found else ""


def of_owner(work: Work, account: str, *, kind: str = "", code: str = "") -> list[Document]:
    """Everything in an account's store, newest first; "" for any kind or code."""
    return work.all(OF_OWNER, owner=account, kind=kind, code=code)


def valid_of(work: Work, account: str) -> list[Document]:
    """What holds now in an account's store, newest first: neither revoked nor expired."""
    return work.fresh_all(VALID, owner=account, now=work.clock.stamp())


def revoke(work: Work, document_id: str, *, at: str, who: str, why: str) -> bool:
    """Mark a document as no longer holding; False where it was revoked before."""
    return work.run(REVOKE, document_id=document_id, at=at, who=who, why=why) == 1
