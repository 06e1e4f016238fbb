"""Sector registers: a clearly marked stand-in inside the portal (sandbox sector data), asked like any other source."""

from motcua.chassis.call import Call
from services.portal.actions.sources.interface import About, Values
from services.portal.rules import organisations, sector
from services.portal.rules.prefill.answers import Known


async def ask(_call: Call, about: About, names: tuple[str, ...]) -> Values:
    """Values of the registers that know the person; None where none of those asked does."""
    account = about.account
    represented = organisations.loads(account.organisations)[:1] or [organisations.Organisation("", "")]
    person = sector.Person(
        account.cccd,
        account.full_name,
        account.born_on,
        organisation=represented[0].name,
        organisation_code=represented[0].number,
    )
    return told(person, about.today.isoformat(), names)


def told(person: sector.Person, today: str, names: tuple[str, ...]) -> Values:
    """What the registers say, by ``<register>.<attribute>``; each register is looked into once."""
    registers = {name.partition(".")[0] for name in names}
    records = {register: sector.record(register, person, today) for register in registers}
    split = ((name, *name.split(".", 1)) for name in names)
    known = {
        name: Known(records[register][attribute], today)
        for name, register, attribute in split
        if attribute in records[register]
    }
    return known or None
