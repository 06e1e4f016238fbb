"""Other people on a form: by number, name and birth date together, or nothing is asked and nothing told (facts.md 3.2).

The register confirms first, yes or no; only then are the fields shared that the form may see about them. The sector
stand-in is asked with what the register says of their life: there is a notice of death only for the dead.
"""

from typing import NamedTuple

from motcua.chassis.call import Call
from motcua.chassis.upstream import upstream
from motcua.wire.identity import Verification, VerifyIdentity
from services.portal.actions.sources import population, sector
from services.portal.actions.sources.interface import About, Values, heard
from services.portal.rules import identity
from services.portal.rules.prefill.answers import Answered, Known, OtherPerson
from services.portal.rules.sector import Person

ABOUT_LIFE = ("living_status",)
PARENTS = ("father_cccd", "mother_cccd")


class Asked(NamedTuple):
    """Another person, what the form may see of them, and whether sector registers may be asked."""

    person: OtherPerson
    names: tuple[str, ...]
    sector_allowed: bool
    parents: bool = False


async def confirmed(call: Call, person: OtherPerson) -> bool:
    """Whether the population register says yes to number, name and birth date; raises UpstreamFailure."""
    ask = VerifyIdentity(**person._asdict(), policy=identity.policy_for(person.born_on))
    answer = await upstream(call, population.REGISTER).ask("/v1/identity/verify", ask, Verification)
    return answer.verified


async def ask(call: Call, about: About, asked: Asked) -> Answered:
    """What the sources say of somebody who was confirmed."""

    async def source(call: Call, about: About, names: tuple[str, ...]) -> Values:
        return await _tell(call, about, asked, names)

    names = (*asked.names, *(PARENTS if asked.parents else ()))
    return await heard(call, source, about, names)


async def _tell(call: Call, about: About, asked: Asked, names: tuple[str, ...]) -> Values:
    own = tuple(name for name in names if name in population.SHAREABLE or name == population.NUMBER)
    elsewhere = tuple(name for name in names if name not in own)
    shared = await population.share(call, asked.person.cccd, (*own, *(ABOUT_LIFE if elsewhere else ())))
    if shared is None or not (elsewhere and asked.sector_allowed):
        return shared
    living = shared.get("living_status", Known(""))
    person = Person(*asked.person, living_status=str(living.value), as_of=living.as_of)
    told = sector.told(person, about.today.isoformat(), tuple(f"civil.{name}" for name in elsewhere)) or {}
    return {**shared, **{name.removeprefix("civil."): value for name, value in told.items()}}
