"""Who looked at whom: append-only, hash-chained, written in the transaction of the look itself.

A refused attempt rolls its transaction back, so ``call`` writes its line in a short one of its own: nobody looks at a
person unrecorded (TT 46/2022/TT-BCA Art. 8; Law 91/2025/QH15). The table has no foreign keys and can never block data.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, bindparam, select

from motcua.chassis.caller import Caller
from motcua.chassis.db import Statement, Work, nothing

COLUMNS = (
    "at", "client", "on_behalf_of", "procedure", "dossier", "request_id", "action", "about", "outcome", "fields",
)  # fmt: skip
TABLE = Table(
    "audit",
    MetaData(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False, server_default="") for name in (*COLUMNS, "prev", "hash")),
)
Index("audit_about", TABLE.c.about, TABLE.c.seq)

# The chain shows that somebody tampered; these guards make it awkward to try.
SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER audit_no_{verb} BEFORE {verb.upper()} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    for verb in ("update", "delete")
)
POSTGRESQL_GUARDS = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
    "CREATE TRIGGER audit_guard BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
)


class Line(NamedTuple):
    """One line of the audit."""

    seq: int
    at: str
    client: str
    on_behalf_of: str
    procedure: str
    dossier: str
    request_id: str
    action: str
    about: str
    outcome: str
    fields: str
    prev: str
    hash: str


class Head(NamedTuple):
    """The end of the chain."""

    seq: int
    hash: str


GENESIS = Head(0, "0" * 64)
HEAD = Statement(select(TABLE.c.seq, TABLE.c.hash).order_by(TABLE.c.seq.desc()).limit(1), Head)
INSERT = Statement(TABLE.insert(), nothing)
_NEWEST = select(TABLE).order_by(TABLE.c.seq.desc()).limit(bindparam("limit"))
NEWEST = Statement(_NEWEST, Line)
ABOUT = Statement(_NEWEST.where(TABLE.c.about == bindparam("about")), Line)
EVERY = Statement(select(TABLE).order_by(TABLE.c.seq), Line)


def record(work: Work, by: Caller, action: str, *, about: str = "", outcome: str, fields: Sequence[str] = ()) -> None:
    """Append one line: ``by`` did ``action`` about the person or record ``about`` and got ``outcome``.

    ``fields`` names what was handed out, never its content.
    """
    work.alone()
    head = work.fresh(HEAD) or GENESIS
    values = (
        work.clock.stamp(), by.client, by.on_behalf_of, by.procedure, by.dossier, by.request_id,
        action, about, outcome, " ".join(fields),
    )  # fmt: skip
    work.run(
        INSERT,
        seq=head.seq + 1,
        **dict(zip(COLUMNS, values, strict=True)),
        prev=head.hash,
        hash=_hash(head.hash, head.seq + 1, values),
    )


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _hash(prev: str, seq: int, values: Sequence[str]) -> str:
    """SHA-256 of the compact JSON array of the previous hash, the number of the line and its columns in order."""
    return hashlib.sha256(_encode((prev, seq, *values)).encode()).hexdigest()


class Chain(NamedTuple):
    """The result of a check of the whole chain."""

    lines: int
    intact: bool
    first_broken: int | None


def verify(work: Work) -> Chain:
    """Recompute the chain from its genesis."""
    head, lines = GENESIS, 0
    for line in work.all(EVERY):
        good = line.seq == head.seq + 1 and line.prev == head.hash
        if not good or line.hash != _hash(line.prev, line.seq, line[1:11]):
            return Chain(lines, False, line.seq)
        head, lines = Head(line.seq, line.hash), lines + 1
    return Chain(lines, True, None)
