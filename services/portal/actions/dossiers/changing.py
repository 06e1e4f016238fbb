"""What a step changes in the row of a dossier and in the parts of a bundle, at one moment."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from motcua.wire.dossiers import Channel, Event, Status, TakeStep
from motcua.wire.procedures import Part as PartRule
from motcua.wire.procedures import Procedure, TimeUnit
from services.portal.rules import deadlines
from services.portal.rules.calendar import Calendar
from services.portal.rules.deadlines import ENDED, Limit, local, stamp
from services.portal.store.dossier_contents import Part
from services.portal.store.dossiers import Dossier

OPEN = frozenset({Status.REGISTERED, Status.RECEIVED, Status.PROCESSING})
"""Statuses of a part without its result."""


class Moment(NamedTuple):
    """A step about to be taken: what is asked, where it leads, when, by which rules."""

    ask: TakeStep
    to: Status
    now: str
    days: Calendar
    procedure: Procedure

    @property
    def at(self) -> datetime:
        """Now, in Viet Nam time."""
        return local(self.now)


def changed(dossier: Dossier, moment: Moment) -> Dossier:
    """The dossier after the step."""
    event, to = moment.ask.event, moment.to
    dossier = dossier._replace(status=to, version=dossier.version + 1)
    if to in ENDED or to is Status.FINISHED or (to is Status.RETURNED and not dossier.finished_at):
        dossier = dossier._replace(finished_at=moment.now)
    special = _SPECIAL.get(event)
    return special(dossier, moment) if special else dossier


def _received(dossier: Dossier, moment: Moment) -> Dossier:
    limit = Limit(TimeUnit(dossier.unit), dossier.amount, time.fromisoformat(dossier.cut_off))
    due = stamp(deadlines.due(limit, moment.at, moment.days))
    return _due(dossier._replace(received_at=moment.now, promised_at=due), due, moment)


def _waits(dossier: Dossier, moment: Moment) -> Dossier:
    return dossier._replace(waiting_since=moment.now)


def _asks_supplement(dossier: Dossier, moment: Moment) -> Dossier:
    asked = " ".join(moment.ask.components)
    return _waits(dossier._replace(supplements=dossier.supplements + 1, asked=asked), moment)


def _goes_on(dossier: Dossier, moment: Moment) -> Dossier:
    """The agency's time runs again; the due times move by the waiting, but not for a second supplement."""
    since = dossier.waiting_since
    dossier = dossier._replace(waiting_since="", before_wait="", asked="")
    unit, against_the_rule = TimeUnit(dossier.unit), moment.ask.event is Event.SUPPLEMENT and dossier.supplements > 1
    if not since or not dossier.due_at or against_the_rule:
        return dossier
    waiting = deadlines.waited(unit, local(since), moment.at, moment.days)
    times = (dossier.due_at, dossier.promised_at)
    due, promised = (stamp(deadlines.extended(unit, local(one), waiting, moment.days)) for one in times)
    minutes = dossier.waited_minutes + waiting // timedelta(minutes=1)
    return _due(dossier._replace(promised_at=promised, waited_minutes=minutes), due, moment)


def _apologised(dossier: Dossier, moment: Moment) -> Dossier:
    due = stamp(moment.days.add(moment.at, timedelta(minutes=moment.ask.minutes)))
    return _due(dossier._replace(apologies=dossier.apologies + 1), due, moment)


_SPECIAL: dict[Event, Callable[[Dossier, Moment], Dossier]] = {
    Event.RECEIVE: _received,
    Event.ASK_SUPPLEMENT: _asks_supplement,
    Event.ASK_PAYMENT: _waits,
    Event.SUPPLEMENT: _goes_on,
    Event.PAID: _goes_on,
    Event.APOLOGISE: _apologised,
}


def _due(dossier: Dossier, due: str, moment: Moment) -> Dossier:
    return dossier._replace(due_at=due, near_at=stamp(deadlines.near_from(local(due), moment.days)))


def changed_parts(parts: Sequence[Part], dossier: Dossier, moment: Moment) -> list[Part]:
    """The parts after the step; each agency's time begins when what it waits for is there."""
    event, ends = moment.ask.event, moment.to if moment.to in ENDED | {Status.RETURNED} else None
    if ends:
        return [one if ends in ENDED and one.status not in OPEN else one._replace(status=ends) for one in parts]
    if event is Event.PART_RESULT:
        parts = [one._replace(status=Status.FINISHED) if one.part == moment.ask.part else one for one in parts]
    done = {one.part for one in parts if one.status not in OPEN}
    rules = {rule.key: rule for rule in moment.procedure.parts}
    return [_begun(one, rules[one.part], dossier, moment, done) if one.part in rules else one for one in parts]


def _begun(part: Part, rule: PartRule, dossier: Dossier, moment: Moment, done: set[str]) -> Part:
    if part.status not in OPEN or moment.to not in OPEN or not dossier.received_at or not set(rule.after) <= done:
        return part
    if part.begun_at:
        return part._replace(status=moment.to)
    limit = deadlines.limit_on([rule.time_limit], moment.at.date(), Channel(dossier.channel))
    due = stamp(deadlines.due(limit, moment.at, moment.days))
    return part._replace(status=moment.to, begun_at=moment.now, due_at=due)
