"""The sandbox's signing authority: made at the first document, then kept in the database like everything else.

Keys lie there in the clear, as every secret of a sandbox. A reset forgets them: what was signed before is foreign then.
"""

import asyncio
import hashlib
from collections.abc import Callable
from typing import NamedTuple

from motcua.chassis.call import Call
from motcua.chassis.db import Work
from services.portal.actions.documents.wanted import Wanted
from services.portal.store import certificates as store
from services.portal.store.certificates import Pair

ROOT, CLOCK = "root", "clock"


class Authority(NamedTuple):
    """Who signs one document, who states the time, and who vouches for both."""

    root: Pair
    clock: Pair
    signer: Pair


def signer_name(wanted: Wanted) -> str:
    """Under which name the signer's certificate is kept: one for each officer at each agency."""
    return "signer:" + hashlib.sha256(f"{wanted.agency_vi}\n{wanted.signed_by}".encode()).hexdigest()[:32]


async def authority_for(call: Call, wanted: Wanted) -> Authority:
    """The authority with a certificate for whoever signs this; what is missing is made."""
    from services.portal.actions.documents import certificates  # noqa: PLC0415  # X.509 takes 40 ms to import

    root = await root_of(call)
    clock = await _kept_or_made(call, CLOCK, lambda: certificates.clock(root))
    person, agency = wanted.signed_by, wanted.agency_vi
    signer = await _kept_or_made(call, signer_name(wanted), lambda: certificates.signer(root, person, agency))
    return Authority(root, clock, signer)


async def root_of(call: Call) -> Pair:
    """The authority's own certificate."""
    from services.portal.actions.documents import certificates  # noqa: PLC0415  # as above

    return await _kept_or_made(call, ROOT, certificates.root)


async def _kept_or_made(call: Call, name: str, make: Callable[[], Pair]) -> Pair:
    """What is kept under a name; made off the event loop where it is missing. Of two replicas the first one counts."""
    kept = await call.state.db.run(lambda work: store.one(work, name))
    if kept is not None:
        return kept
    made = await asyncio.to_thread(make)

    def keep(work: Work) -> Pair:
        work.alone()
        return store.one(work, name) or store.add(work, name, made)

    return await call.state.db.run(keep)
