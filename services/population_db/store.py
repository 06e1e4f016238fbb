"""Every query of population_db."""

from sqlalchemy import bindparam, exists, select

from motcua.chassis.db import Statement, Work
from services.population_db.rules import Holder
from services.population_db.tables import CITIZENS, NUMBERS

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


def holders_of(work: Work, cmnd: str) -> list[Holder]:
    """Everybody who ever held this CMND."""
    return work.all(HOLDERS, number=cmnd)
