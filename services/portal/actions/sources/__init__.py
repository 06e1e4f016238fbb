"""Where values come from, all by one interface (``interface``): whom to ask, what, and what became of it.

``population`` and ``tax`` are registers, each asked once for a form and both at the same time · ``eid`` is the
account · ``stored`` the citizen's documents · ``sector`` a stand-in · ``people`` others on the form, once confirmed.
"""

import asyncio
from collections.abc import Mapping

from motcua.chassis.call import Call
from motcua.wire.forms import Outcome
from services.portal.actions.sources import eid, population, sector, stored, tax
from services.portal.actions.sources.interface import About, Source, heard
from services.portal.rules.prefill.answers import Answered

SOURCES: dict[str, Source] = {
    "npdb": population.ask,
    "tax": tax.ask,
    "eid": eid.ask,
    "store": stored.ask,
    "sector": sector.ask,
}


async def ask_all(
    call: Call, about: About, wanted: Mapping[str, tuple[str, ...]], without_consent: frozenset[str]
) -> dict[str, Answered]:
    """Ask every source that the form names, each once and all together; other people are asked about later."""
    names = [source for source in SOURCES if source in wanted]
    asked = [source for source in names if source not in without_consent]
    answers = await asyncio.gather(*(heard(call, SOURCES[source], about, wanted[source]) for source in asked))
    said = dict(zip(asked, answers, strict=True))
    return {source: said.get(source) or Answered(Outcome.CONSENT_NEEDED) for source in names}


__all__ = ["SOURCES", "About", "ask_all"]
