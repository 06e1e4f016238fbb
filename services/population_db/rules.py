"""Pure decisions of population_db: what a declaration proves about the holders of a number, and what may be said."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from motcua.vnid import dates, evidence, names
from motcua.vnid.evidence import Fit, Flag, NameMatch, Policy, Verdict
from motcua.wire.identity import Member, Quality, SharedValue, VerifyIdentity


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


class Person(NamedTuple):
    """A record, with the last CMND and whether the personal number is a new one."""

    cccd: str
    full_name: str
    born_on: str
    sex: str
    ethnicity: str
    religion: str
    nationality: str
    marital_status: str
    blood_type: str
    birth_place: str
    hometown: str
    permanent_address: str
    current_address: str
    living_status: str
    household_id: str
    father_cccd: str
    father_name: str
    mother_cccd: str
    mother_name: str
    spouse_cccd: str
    spouse_name: str
    as_of: str
    disputed: str
    cmnd: str
    reissued: bool


class Resident(NamedTuple):
    """A member of a household, with its address."""

    cccd: str
    full_name: str
    role: str
    head: bool
    address: str


class Related(NamedTuple):
    """A relative as the record names them; the number may be unknown."""

    relation: str
    full_name: str
    cccd: str


class Given(NamedTuple):
    """A number that a person was given."""

    kind: str
    number: str
    issued_on: str
    issuer: str
    ended_on: str
    end_reason: str
    ordinal: str


class Look(NamedTuple):
    """A line of the audit, as the person concerned may read it."""

    seq: int
    at: str
    client: str
    on_behalf_of: str
    procedure: str
    dossier: str
    action: str
    outcome: str
    fields: str


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


def name_match(declared: str, recorded: str) -> NameMatch:
    """``names.compare`` without its reasons; the register keeps names in NPDB form, so the same one needs no keys."""
    if recorded and names.npdb(declared) == recorded:
        return NameMatch.SAME
    return names.classify(names.keys(declared), names.keys(recorded))


def weigh(full_name: str, born_on: str, sex: str, holder: Holder, policy: Policy) -> Weighed:
    """How one holder fits the declaration under ``policy``."""
    name = name_match(full_name, holder.full_name)
    born = dates.compare(born_on, holder.born_on)
    conflict = conflicting(sex, holder.sex)
    fit = evidence.fit(policy, name, born, sex_conflict=conflict)
    return Weighed(holder, fit, evidence.reasons(name, born, conflict))


def conflicting(declared: str, recorded: str) -> bool:
    """Whether two sexes differ; where one is unknown, nothing is said."""
    return bool(declared) and recorded in {"1", "2"} and declared != recorded


def decide(full_name: str, born_on: str, sex: str, holders: Sequence[Holder], policy: Policy) -> Decision:
    """The verdict over all holders of a number; the same table as the batch (``motcua.vnid.evidence``)."""
    weighed = [weigh(full_name, born_on, sex, holder, policy) for holder in holders]
    exact = [one for one in weighed if one.fit is Fit.EXACT]
    tolerant = [one for one in weighed if one.fit is Fit.TOLERANT]
    verdict = evidence.decide(holders=len(weighed), exact=len(exact), tolerant=len(tolerant))
    if verdict in evidence.MATCHES:
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


def verified(person: Person, ask: VerifyIdentity) -> bool:
    """Yes only for the number in force: a cancelled one is another number, under either policy [assumed]."""
    name = name_match(ask.full_name, person.full_name)
    born = dates.compare(ask.born_on, person.born_on)
    conflict = conflicting(ask.sex or "", person.sex)
    return person.cccd == ask.cccd and evidence.fit(ask.policy, name, born, sex_conflict=conflict) is not Fit.NONE


# Codes that say nothing (QCVN 109, facts.md 9.5): on the wire they are null, as an empty value is. Religion 00 is both
# "none" and "no information" and stays as it is.
NO_INFORMATION = {"sex": "0", "marital_status": "0", "living_status": "0", "blood_type": "00"}


OF_THE_HOUSEHOLD = frozenset({"head_name", "head_cccd", "household_role", "household_members"})


def of_household(person: Person, residents: Sequence[Resident], field: str) -> str | list[Member]:
    """A field about who lives together; "" where the register knows no household, or no living head."""
    if field == "household_members":
        return members(residents)
    if field == "household_role":
        return next((one.role for one in residents if one.cccd == person.cccd), "")
    head = next((one for one in residents if one.head), None)
    if head is None:
        return ""
    return head.full_name if field == "head_name" else head.cccd


def members(residents: Sequence[Resident]) -> list[Member]:
    """The household as an answer."""
    return [Member(cccd=one.cccd, full_name=one.full_name, role=one.role or None, head=one.head) for one in residents]


def named(person: Person, residents: Sequence[Resident], fields: Iterable[str]) -> set[str]:
    """Numbers of other people that the fields hand out."""
    asked = set(fields)
    numbers = {getattr(person, field) for field in KIN & asked}
    if "head_cccd" in asked:
        numbers |= {one.cccd for one in residents if one.head}
    if "household_members" in asked:
        numbers |= {one.cccd for one in residents}
    return numbers - {"", person.cccd}


KIN = frozenset({"father_cccd", "mother_cccd", "spouse_cccd"})


def shared(person: Person, field: str, residents: Sequence[Resident] = ()) -> SharedValue:
    """One field with its day and its quality mark."""
    if field in OF_THE_HOUSEHOLD:
        told = of_household(person, residents, field)
        return SharedValue(value=told or None, as_of=person.as_of, quality=quality(field, bool(told), person.disputed))
    value: str = getattr(person, field)
    if value == NO_INFORMATION.get(field):
        value = ""
    mark = quality(field, bool(value), person.disputed)
    if field == "born_on" and mark is Quality.FULL:
        mark = {4: Quality.YEAR_ONLY, 7: Quality.MONTH_YEAR}.get(len(value), Quality.FULL)
    return SharedValue(value=value or None, as_of=person.as_of, quality=mark)


def quality(field: str, known: bool, disputed: str) -> Quality:
    """How far a value of the register can be relied on; a dispute outweighs everything else."""
    if field in disputed.split():
        return Quality.DISPUTED
    return Quality.FULL if known else Quality.UNKNOWN


def kin(person: Person, children: Sequence[Related]) -> list[Related]:
    """Parents, spouse and children, as far as the record knows a name."""
    named = (
        Related("father", person.father_name, person.father_cccd),
        Related("mother", person.mother_name, person.mother_cccd),
        Related("spouse", person.spouse_name, person.spouse_cccd),
    )
    return [one for one in named if one.full_name] + list(children)


def oldest_first(numbers: Iterable[Given]) -> list[Given]:
    """Numbers in the order in which they were given; a number of unknown day before those of its kind that have one."""
    return sorted(numbers, key=lambda one: (one.issued_on, one.kind != "cmnd", int(one.ordinal or 0)))
