"""Sandbox sector data: what vehicle, land, insurance, school, civil and other registers might say of somebody.

No such register is built here. This stand-in derives plausible values from the personal number alone, so that they are
the same in every run and belong to nobody: plates of province 00, numbers that begin with SB or 99. A register does not
know everybody (as in life), and some things exist only for some people: a school for the young, a notice of birth for
mothers, a notice of death for the dead.

>>> person = Person("001171999001", "TRẦN THỊ HOA", "1971-03-02")
>>> value(person, "vehicle.make", "2026-01-05") == value(person, "vehicle.make", "2026-01-28")
True
>>> value(person, "civil.died_on", "2026-01-05")
''
"""

from collections.abc import Callable, Mapping

from services.portal.rules.sector import business, civil, homes, roads, welfare
from services.portal.rules.sector.draw import Draw, Person

REGISTERS: Mapping[str, Callable[[Draw, Person, str], dict[str, str]]] = {
    "residence": homes.residence,
    "vehicle": roads.vehicle,
    "violation": roads.violation,
    "licence": roads.licence,
    "land": homes.land,
    "insurance": welfare.insurance,
    "education": welfare.education,
    "civil": civil.civil,
    "electricity": homes.electricity,
    "enterprise": business.enterprise,
    "health": welfare.health,
}


def record(register: str, person: Person, today: str) -> dict[str, str]:
    """Everything that a register holds of a person on a day (ISO 8601); {} where it knows none."""
    keep = REGISTERS.get(register)
    return (
        {name: value for name, value in keep(Draw(register, person.cccd), person, today).items() if value}
        if keep
        else {}
    )


def value(person: Person, name: str, today: str) -> str:
    """One value, ``<register>.<attribute>``; "" where unknown."""
    register, _, attribute = name.partition(".")
    return record(register, person, today).get(attribute, "")


__all__ = ["REGISTERS", "Person", "record", "value"]
