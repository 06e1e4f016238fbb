"""The accounts of organisations."""

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.eid_auth.rules.organisations import Organisation
from services.eid_auth.tables.accounts import ORGANISATIONS

_organisation = select(*(ORGANISATIONS.c[name] for name in Organisation._fields))
BY_NUMBER = Statement(_organisation.where(ORGANISATIONS.c.number == bindparam("number")), Organisation)
OF_REPRESENTATIVE = Statement(
    _organisation.where(ORGANISATIONS.c.representative == bindparam("cccd")).order_by(ORGANISATIONS.c.number),
    Organisation,
)
INSERT = Statement(ORGANISATIONS.insert(), nothing)
_CHANGED = Organisation._fields[1:]
UPDATE = Statement(
    ORGANISATIONS.update()
    .where(ORGANISATIONS.c.number == bindparam("which"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED}),
    nothing,
)


def organisation_of(work: Work, number: str, *, fresh: bool = False) -> Organisation | None:
    """The account of this tax code; ``fresh`` for a write that depends on it."""
    return (work.fresh if fresh else work.one)(BY_NUMBER, number=number)


def represented_by(work: Work, cccd: str) -> list[Organisation]:
    """Every organisation whose legal representative this person is, whatever its state."""
    return work.all(OF_REPRESENTATIVE, cccd=cccd)


def put(work: Work, organisation: Organisation, *, new: bool) -> None:
    """Write an account; the caller holds ``work.alone()``."""
    values = {name: str(value) for name, value in organisation._asdict().items()}
    if new:
        work.run(INSERT, **values)
    else:
        work.run(UPDATE, which=organisation.number, **{f"new_{name}": values[name] for name in _CHANGED})
