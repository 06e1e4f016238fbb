"""What accounts went through: history, desk visits, grounds beneath the one that shows, residences."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from motcua.chassis.db import Statement, Work, nothing, row
from motcua.wire.accounts import Ground
from motcua.wire.accounts_life import AccountEvent, DeskCase
from services.eid_auth.tables.lifecycle import DESK, EVENTS, GROUNDS, RESIDENCES


class Last(NamedTuple):
    """The last thing that happened to an account."""

    event: str
    became: str
    at: str
    asked: str


_SEEN = ("seq", "at", "event", "was", "became", "actor", "client", "reason")
_of_number = EVENTS.c.number == bindparam("number")
LAST = Statement(
    select(*(EVENTS.c[name] for name in Last._fields)).where(_of_number).order_by(EVENTS.c.seq.desc()).limit(1), Last
)
EVENTS_OF = Statement(
    select(*(EVENTS.c[name] for name in _SEEN)).where(_of_number).order_by(EVENTS.c.seq),
    lambda seq, at, event, was, became, actor, client, reason: AccountEvent(
        seq=seq,
        at=at,
        event=event,
        was=was or None,
        became=became,
        actor=actor,
        client=client,
        reason=reason or None,
    ),
)
NEXT_EVENT = Statement(select(func.coalesce(func.max(EVENTS.c.seq), 0) + 1), row)
ADD_EVENT = Statement(EVENTS.insert(), nothing)
_VISIT = ("at", "client", "face", "fingerprint", "card", "outcome", "reasons")
VISITS_OF = Statement(
    select(*(DESK.c[name] for name in _VISIT)).where(DESK.c.cccd == bindparam("cccd")).order_by(DESK.c.seq),
    lambda *visit: DeskCase(**dict(zip(_VISIT[:-1], visit, strict=False)), reasons=visit[-1].split()),
)
NEXT_VISIT = Statement(select(func.coalesce(func.max(DESK.c.seq), 0) + 1), row)
ADD_VISIT = Statement(DESK.insert(), nothing)
GROUNDS_OF = Statement(
    select(GROUNDS.c.ground, GROUNDS.c.since).where(GROUNDS.c.number == bindparam("number")),
    lambda ground, since: (Ground(ground), since),
)
ADD_GROUND = Statement(GROUNDS.insert(), nothing)
DROP_GROUNDS = Statement(GROUNDS.delete().where(GROUNDS.c.number == bindparam("number")), nothing)
ADD_RESIDENCE = Statement(RESIDENCES.insert(), nothing)
EXTEND_RESIDENCE = Statement(
    RESIDENCES.update().where(RESIDENCES.c.cccd == bindparam("which")).values(residence_until=bindparam("until")),
    nothing,
)
DROP_RESIDENCE = Statement(RESIDENCES.delete().where(RESIDENCES.c.cccd == bindparam("cccd")), nothing)


def last(work: Work, number: str) -> Last | None:
    """The last thing that happened to the account, or None."""
    return work.fresh(LAST, number=number)


def history(work: Work, number: str) -> list[AccountEvent]:
    """Everything that happened to the account, oldest first."""
    return work.all(EVENTS_OF, number=number)


def visits(work: Work, cccd: str) -> list[DeskCase]:
    """Every visit of the person at a desk, oldest first."""
    return work.all(VISITS_OF, cccd=cccd)


def add_event(work: Work, **line: str) -> None:
    """A line of history; the caller holds ``work.alone()``."""
    (seq,) = work.fresh(NEXT_EVENT) or (1,)
    work.run(ADD_EVENT, seq=seq, at=work.clock.stamp(), **line)


def add_visit(work: Work, **line: str) -> None:
    """A visit at the desk; the caller holds ``work.alone()``."""
    (seq,) = work.fresh(NEXT_VISIT) or (1,)
    work.run(ADD_VISIT, seq=seq, at=work.clock.stamp(), **line)


def grounds(work: Work, number: str) -> dict[Ground, str]:
    """The grounds beneath the one that shows, with the day since when."""
    return dict(work.fresh_all(GROUNDS_OF, number=number))


def put_grounds(work: Work, number: str, beneath: Mapping[Ground, str]) -> None:
    """Replace them."""
    work.run(DROP_GROUNDS, number=number)
    work.many(ADD_GROUND, [{"number": number, "ground": ground.value, "since": day} for ground, day in beneath.items()])


def put_residence(work: Work, cccd: str, passport: str, until: str) -> None:
    """Until when a foreigner may reside."""
    work.run(DROP_RESIDENCE, cccd=cccd)
    work.run(ADD_RESIDENCE, cccd=cccd, passport=passport, residence_until=until)


def extend_residence(work: Work, cccd: str, until: str) -> None:
    """Another end of the residence, where one is known."""
    if not work.run(EXTEND_RESIDENCE, which=cccd, until=until):
        put_residence(work, cccd, "", until)


def forget(work: Work, cccd: str) -> None:
    """Let go of what a cancelled account had."""
    work.run(DROP_RESIDENCE, cccd=cccd)
    work.run(DROP_GROUNDS, number=cccd)
