"""Queries about one-time codes, the messages that bring them, and challenges for the phone. None is read stale."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from motcua.chassis.db import Statement, Work, nothing, row
from services.eid_auth.rules.factors import Challenge, Code
from services.eid_auth.tables.factors import CHALLENGES, CODES, MESSAGES


class Message(NamedTuple):
    """A message as shown in the inbox."""

    seq: int
    phone: str
    sent_at: str
    code: str
    client: str


NEWEST_FIRST = select(MESSAGES).order_by(MESSAGES.c.seq.desc()).limit(bindparam("most"))
MOST = 50

CODE = Statement(select(CODES).where(CODES.c.interaction == bindparam("one")), Code)
KEEP_CODE = Statement(CODES.insert(), nothing)
FORGET_CODE = Statement(CODES.delete().where(CODES.c.interaction == bindparam("one")), nothing)
LAST_MESSAGE = Statement(select(func.coalesce(func.max(MESSAGES.c.seq), 0)), row)
WRITE_MESSAGE = Statement(MESSAGES.insert(), nothing)
MESSAGES_TO = Statement(NEWEST_FIRST.where(MESSAGES.c.phone == bindparam("phone")), Message)
ALL_MESSAGES = Statement(NEWEST_FIRST, Message)
SHOW = Statement(CHALLENGES.insert(), nothing)
CHALLENGE = Statement(select(CHALLENGES).where(CHALLENGES.c.code == bindparam("one")), Challenge)
OF_INTERACTION = Statement(
    select(CHALLENGES).where(CHALLENGES.c.interaction == bindparam("one")).order_by(CHALLENGES.c.nth.desc()).limit(1),
    Challenge,
)
_CHANGING = ("state", "phone", "cccd", "amr")
CHANGE = Statement(
    CHALLENGES.update()
    .where(CHALLENGES.c.code == bindparam("one"), CHALLENGES.c.state == bindparam("was"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING}),
    nothing,
)


def code_of(work: Work, interaction_id: str) -> Code | None:
    """The newest code of an interaction."""
    return work.fresh(CODE, one=interaction_id)


def keep(work: Work, code: Code) -> None:
    """Put a code in the place of the interaction's last one."""
    work.run(FORGET_CODE, one=code.interaction)
    work.run(KEEP_CODE, **code._asdict())


def write(work: Work, phone: str, code: str, client: str) -> None:
    """Put a message into the inbox."""
    work.alone()
    last = work.fresh(LAST_MESSAGE)
    seq = (last[0] if last else 0) + 1
    work.run(WRITE_MESSAGE, seq=seq, phone=phone, sent_at=work.clock.stamp(), code=code, client=client)


def messages(work: Work, phone: str = "") -> list[Message]:
    """The newest messages, to one telephone or to all."""
    return work.fresh_all(MESSAGES_TO, phone=phone, most=MOST) if phone else work.fresh_all(ALL_MESSAGES, most=MOST)


def change(work: Work, was: Challenge, new: Challenge) -> bool:
    """Write a challenge, unless somebody else moved it meanwhile; says whether it was written."""
    values = {f"new_{name}": getattr(new, name) for name in _CHANGING}
    return work.run(CHANGE, one=was.code, was=was.state, **values) == 1
