"""Sector registers: a clearly marked stand-in inside the portal (sandbox sector data), asked like any other source."""

from motcua.chassis.call import Call
from services.portal.actions.sources.interface import About, Values
from services.portal.rules import sector
from services.portal.rules.prefill.answers import Known


async def ask(_call: Call, about: About, names: tuple[str, ...]) -> Values:
    """Values of the registers that know the person; None where none of those asked does."""
    account = about.account
    person = sector.Person(account.cccd, account.full_name, account.born_on, "1", "")
    return told(person, about.today.isoformat(), names)


def told(person: sector.Person, today: str, names: tuple[str, ...]) -> Values:
    """What the registers say, by ``<register>.<attribute>``."""
    known = {name: Known(value, today) for name in names if (value := sector.value(person, name, today))}
    return known or None
