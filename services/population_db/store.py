"""Every query of population_db."""

from sqlalchemy import bindparam, exists, func, or_, select

from motcua.chassis.audit import TABLE as AUDIT
from motcua.chassis.db import Statement, Work, row
from services.population_db.rules import Given, Holder, Look, Person, Related, Resident
from services.population_db.tables import CITIZENS, HOUSEHOLDS, NUMBERS

_later = NUMBERS.alias("later")
_HAD_LATER_CMND = exists().where(
    _later.c.cccd == NUMBERS.c.cccd, _later.c.kind == "cmnd", _later.c.ordinal > NUMBERS.c.ordinal
)
_WAS_REISSUED = exists().where(
    _later.c.cccd == CITIZENS.c.cccd, _later.c.kind == "cccd", _later.c.end_reason == "reissued"
)

HOLDERS = Statement(
    select(
        CITIZENS.c.cccd,
        CITIZENS.c.full_name,
        CITIZENS.c.born_on,
        CITIZENS.c.sex,
        CITIZENS.c.living_status,
        CITIZENS.c.as_of,
        _HAD_LATER_CMND,
        _WAS_REISSUED,
    )
    .select_from(NUMBERS.join(CITIZENS, NUMBERS.c.cccd == CITIZENS.c.cccd))
    .where(NUMBERS.c.kind == "cmnd", NUMBERS.c.number == bindparam("number"))
    .order_by(CITIZENS.c.cccd),
    Holder,
)

_LAST_CMND = (
    select(NUMBERS.c.number)
    .where(NUMBERS.c.cccd == CITIZENS.c.cccd, NUMBERS.c.kind == "cmnd")
    .order_by(NUMBERS.c.ordinal.desc())
    .limit(1)
    .scalar_subquery()
)
_IN_CITIZENS = Person._fields[:-2]
_PERSON = select(*(CITIZENS.c[name] for name in _IN_CITIZENS), func.coalesce(_LAST_CMND, ""), _WAS_REISSUED)
PERSON = Statement(_PERSON.where(CITIZENS.c.cccd == bindparam("cccd")), Person)
_old = NUMBERS.alias("old")
SUCCESSOR = Statement(
    _PERSON.select_from(CITIZENS.join(_old, _old.c.cccd == CITIZENS.c.cccd)).where(
        or_(_old.c.kind == "cccd", _old.c.kind == "cmnd12"), _old.c.number == bindparam("cccd")
    ),
    Person,
)

RESIDENTS = Statement(
    select(
        CITIZENS.c.cccd,
        CITIZENS.c.full_name,
        CITIZENS.c.household_role,
        HOUSEHOLDS.c.head_cccd == CITIZENS.c.cccd,
        HOUSEHOLDS.c.address,
    )
    .select_from(CITIZENS.join(HOUSEHOLDS, HOUSEHOLDS.c.household_id == CITIZENS.c.household_id))
    .where(CITIZENS.c.household_id == bindparam("household_id"), CITIZENS.c.living_status != "2")
    .order_by(CITIZENS.c.household_role, CITIZENS.c.cccd),
    Resident,
)

CHILDREN = Statement(
    select(CITIZENS.c.cccd, CITIZENS.c.full_name)
    .where(or_(CITIZENS.c.father_cccd == bindparam("parent"), CITIZENS.c.mother_cccd == bindparam("parent")))
    .order_by(CITIZENS.c.born_on, CITIZENS.c.cccd),
    lambda cccd, full_name: Related("child", full_name, cccd),
)

NUMBERS_OF = Statement(
    select(*(NUMBERS.c[name] for name in Given._fields)).where(NUMBERS.c.cccd == bindparam("cccd")), Given
)

# The lines about a person: under the number in force, a cancelled one, or a CMND that nobody else held; what was asked
# about a shared CMND may concern the other holder, and is shown to neither.
_other = NUMBERS.alias("other")
_OWN_NUMBERS = select(NUMBERS.c.number).where(
    NUMBERS.c.cccd == bindparam("cccd"),
    ~exists().where(
        _other.c.kind == NUMBERS.c.kind, _other.c.number == NUMBERS.c.number, _other.c.cccd != NUMBERS.c.cccd
    ),
)
_ABOUT = or_(AUDIT.c.about == bindparam("cccd"), AUDIT.c.about.in_(_OWN_NUMBERS))
LOOKS = Statement(
    select(*(AUDIT.c[name] for name in Look._fields))
    .where(_ABOUT, AUDIT.c.seq < bindparam("before"))
    .order_by(AUDIT.c.seq.desc())
    .limit(bindparam("limit")),
    Look,
)
LOOKS_TOTAL = Statement(select(func.count()).select_from(AUDIT).where(_ABOUT), row)


def holders_of(work: Work, cmnd: str) -> list[Holder]:
    """Everybody who ever held this CMND."""
    return work.all(HOLDERS, number=cmnd)


def person_of(work: Work, cccd: str) -> Person | None:
    """The person with this personal number; a cancelled number leads to its successor."""
    return work.one(PERSON, cccd=cccd) or work.one(SUCCESSOR, cccd=cccd)
