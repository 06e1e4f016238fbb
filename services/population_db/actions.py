"""One function for each thing a caller may ask; the audit line is written in the same transaction."""

from collections.abc import Iterable

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.vnid.evidence import FIELD_REASONS, RULE_VERSION
from motcua.wire.fields import Reason
from motcua.wire.identity import (
    LAST_LINE,
    AboutCitizen,
    Access,
    AccessLog,
    AskAccessLog,
    Citizen,
    Found,
    Household,
    NumberHistory,
    NumberRecord,
    Relative,
    Relatives,
    Resolution,
    ResolveCmnd,
    Shared,
    ShareFields,
    Verification,
    VerifyIdentity,
)
from services.population_db import rules, store
from services.population_db.rules import Person, Resident


def resolve_cmnd(work: Work, ask: ResolveCmnd, /, *, by: Caller) -> Resolution:
    """Who holds this CMND? The personal number is disclosed only with a match."""
    holders = store.holders_of(work, ask.cmnd)
    decision = rules.decide(ask.full_name, ask.born_on, ask.sex or "", holders, ask.policy)
    holder = decision.holder
    about = holder.cccd if holder else ask.cmnd
    audit.record(work, by, "resolve-cmnd", about=about, outcome=decision.verdict, fields=("cccd",) if holder else ())
    return Resolution(
        verdict=decision.verdict,
        cccd=holder.cccd if holder else None,
        flags=list(decision.flags),
        reasons=[_reason(code) for code in decision.reasons],
        candidates=len(holders),
        policy=ask.policy,
        rule_version=RULE_VERSION,
        as_of=holder.as_of if holder else None,
    )


def verify(work: Work, ask: VerifyIdentity, /, *, by: Caller) -> Verification:
    """Yes or no: do number, name and birth date belong together?"""
    person = store.person_of(work, ask.cccd)
    yes = person is not None and rules.verified(person, ask)
    audit.record(work, by, "verify", about=_about(person, ask), outcome="yes" if yes else "no")
    return Verification(verified=yes, policy=ask.policy, rule_version=RULE_VERSION)


def lookup(work: Work, ask: AboutCitizen, /, *, by: Caller) -> Found:
    """The core of a record; a cancelled number leads to its successor."""
    person = store.person_of(work, ask.cccd)
    audit.record(work, by, "lookup", about=_about(person, ask), outcome=_found(person), fields=CORE if person else ())
    if person is None:
        return Found(found=False)
    citizen = Citizen(
        cccd=person.cccd,
        full_name=person.full_name,
        born_on=person.born_on,
        sex=person.sex,
        living_status=person.living_status,
        reissued=person.reissued,
        as_of=person.as_of,
    )
    return Found(found=True, citizen=citizen)


def share(work: Work, ask: ShareFields, /, *, by: Caller) -> Shared:
    """Named fields for the stated procedure; one field beyond the licence and nothing is looked up."""
    by.licence.require_fields(ask.fields)
    person = store.person_of(work, ask.cccd)
    given = ask.fields if person else ()
    audit.record(work, by, "share", about=_about(person, ask), outcome=_found(person), fields=given)
    if person is None:
        return Shared(found=False)
    together = _residents(work, person) if rules.OF_THE_HOUSEHOLD.intersection(ask.fields) else []
    _named(work, by, "share", person, sorted(rules.named(person, together, ask.fields)))
    values = {field.value: rules.shared(person, field, together) for field in ask.fields}
    return Shared(found=True, cccd=person.cccd, values=values)


def household(work: Work, ask: AboutCitizen, /, *, by: Caller) -> Household:
    """Who lives together with the person; each of them was named, so each has a line in their own log."""
    person = store.person_of(work, ask.cccd)
    residents = _residents(work, person) if person else []
    audit.record(work, by, "household", about=_about(person, ask), outcome=_found(person))
    _named(work, by, "household", person, [one.cccd for one in residents])
    if person is None:
        return Household(found=False)
    return Household(
        found=True,
        household_id=person.household_id or None,
        address=(residents[0].address or None) if residents else None,
        members=rules.members(residents),
    )


def _residents(work: Work, person: Person) -> list[Resident]:
    return work.all(store.RESIDENTS, household_id=person.household_id) if person.household_id else []


def relatives(work: Work, ask: AboutCitizen, /, *, by: Caller) -> Relatives:
    """Parents, spouse and children, without birth dates, as the real register answers."""
    person = store.person_of(work, ask.cccd)
    kin = rules.kin(person, work.all(store.CHILDREN, parent=person.cccd)) if person else []
    audit.record(work, by, "relatives", about=_about(person, ask), outcome=_found(person))
    _named(work, by, "relatives", person, [one.cccd for one in kin if one.cccd])
    related = [Relative(relation=one.relation, full_name=one.full_name, cccd=one.cccd or None) for one in kin]
    return Relatives(found=person is not None, relatives=related)


def numbers(work: Work, ask: AboutCitizen, /, *, by: Caller) -> NumberHistory:
    """Every number that the person was given."""
    person = store.person_of(work, ask.cccd)
    given = rules.oldest_first(work.all(store.NUMBERS_OF, cccd=person.cccd)) if person else []
    audit.record(work, by, "numbers", about=_about(person, ask), outcome=_found(person))
    records = [
        NumberRecord(
            kind=one.kind,
            number=one.number,
            issued_on=one.issued_on or None,
            issuer=one.issuer or None,
            ended_on=one.ended_on or None,
            end_reason=one.end_reason or None,
        )
        for one in given
    ]
    return NumberHistory(found=person is not None, numbers=records)


def access_log(work: Work, ask: AskAccessLog, /, *, by: Caller) -> AccessLog:
    """Who looked at this person. The log is read before this look is added to it."""
    person = store.person_of(work, ask.cccd)
    if person is None:
        audit.record(work, by, "access-log", about=ask.cccd, outcome="not_found")
        return AccessLog(found=False)
    looks = work.fresh_all(store.LOOKS, cccd=person.cccd, before=ask.cursor or LAST_LINE, limit=ask.page_size + 1)
    (total,) = work.fresh(store.LOOKS_TOTAL, cccd=person.cccd) or (0,)
    audit.record(work, by, "access-log", about=person.cccd, outcome="found")
    page = looks[: ask.page_size]
    return AccessLog(
        found=True,
        accesses=[
            Access(
                at=one.at,
                client=one.client,
                on_behalf_of=one.on_behalf_of,
                procedure=one.procedure,
                dossier=one.dossier or None,
                action=one.action,
                outcome=one.outcome,
                fields=one.fields.split(),
            )
            for one in page
        ],
        total=total,
        next_cursor=page[-1].seq if len(looks) > len(page) else None,
    )


CORE = ("cccd", "full_name", "born_on", "sex", "living_status")


def _about(person: Person | None, ask: AboutCitizen | ShareFields | VerifyIdentity) -> str:
    """Whom the audit line is about: the number in force, whatever number was asked."""
    return person.cccd if person else ask.cccd


def _found(person: Person | None) -> str:
    return "found" if person else "not_found"


def _named(work: Work, by: Caller, action: str, person: Person | None, others: Iterable[str]) -> None:
    """A line for every other person whom the answer names."""
    for cccd in others:
        if person and cccd != person.cccd:
            audit.record(work, by, action, about=cccd, outcome="named")


REASONS = {
    code: Reason(field=rules.FIELDS[code.partition(".")[0]], code=code, vi=vi, en=en)
    for code, (vi, en) in FIELD_REASONS.items()
}


def _reason(code: str) -> Reason:
    return REASONS[code]
