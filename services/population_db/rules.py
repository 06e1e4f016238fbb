"""Pure decisions of population_db: what a declaration proves about the holders of a number, and what may be said."""

from collections.abc import Sequence
from typing import NamedTuple

from motcua.vnid import dates, evidence, names
from motcua.vnid.evidence import Fit, Flag, Policy, Verdict
from motcua.wire.identity import Quality


class Holder(NamedTuple):
    """A person who held the number, as the register knows them."""

    cccd: str
    full_name: str
    born_on: str
    sex: str
    living_status: str
    as_of: str
    superseded: bool
    reissued: bool


class Weighed(NamedTuple):
    """One holder held against the declaration."""

    holder: Holder
    fit: Fit
    reasons: tuple[str, ...]


class Decision(NamedTuple):
    """The verdict, the holder it is about (only with a match), and why."""

    verdict: Verdict
    holder: Holder | None
    flags: tuple[Flag, ...]
    reasons: tuple[str, ...]


LIVING_FLAGS = {"2": Flag.DECEASED, "3": Flag.MISSING}
FIELDS = {"name": "full_name", "born": "born_on", "sex": "sex", "holders": "cmnd", "number": "cmnd"}


def weigh(full_name: str, born_on: str, sex: str, holder: Holder, policy: Policy) -> Weighed:
    """How one holder fits the declaration under ``policy``."""
    name = names.compare(full_name, holder.full_name).kind
    born = dates.compare(born_on, holder.born_on)
    conflict = bool(sex) and holder.sex in {"1", "2"} and sex != holder.sex
    fit = evidence.fit(policy, name, born, sex_conflict=conflict)
    return Weighed(holder, fit, evidence.reasons(name, born, conflict))


def decide(full_name: str, born_on: str, sex: str, holders: Sequence[Holder], policy: Policy) -> Decision:
    """The verdict over all holders of a number; the same table as the batch (``motcua.vnid.evidence``)."""
    weighed = [weigh(full_name, born_on, sex, holder, policy) for holder in holders]
    exact = [one for one in weighed if one.fit is Fit.EXACT]
    tolerant = [one for one in weighed if one.fit is Fit.TOLERANT]
    verdict = evidence.decide(holders=len(weighed), exact=len(exact), tolerant=len(tolerant))
    if verdict in {Verdict.MATCH, Verdict.MATCH_TOLERANT}:
        chosen = (exact or tolerant)[0]
        return Decision(verdict, chosen.holder, flags(chosen), chosen.reasons)
    if verdict is Verdict.NOT_FOUND:
        return Decision(verdict, None, (), ("holders.none",))
    if verdict is Verdict.AMBIGUOUS or len(weighed) > 1:
        # Whose name differs how would tell of other people; with several holders only their number is said.
        return Decision(verdict, None, (), ("holders.several",))
    return Decision(verdict, None, (), weighed[0].reasons)


def flags(weighed: Weighed) -> tuple[Flag, ...]:
    """What the asker must know about the person who matched."""
    holder = weighed.holder
    found = []
    if holder.superseded:
        found.append(Flag.SUPERSEDED_CMND)
    if holder.reissued:
        found.append(Flag.REISSUED_CCCD)
    if holder.living_status in LIVING_FLAGS:
        found.append(LIVING_FLAGS[holder.living_status])
    if "born.year_only" in weighed.reasons:
        found.append(Flag.YEAR_ONLY)
    return tuple(found)


def quality(field: str, value: str, disputed: str) -> Quality:
    """How far a value of the register can be relied on."""
    if field in disputed.split():
        return Quality.DISPUTED
    if not value:
        return Quality.UNKNOWN
    if field == "born_on":
        return {4: Quality.YEAR_ONLY, 7: Quality.MONTH_YEAR}.get(len(value), Quality.FULL)
    return Quality.FULL
