"""What the documents of a dossier are called: for a page that shows the dossier, whose look is on record already.

Nothing that a document states is read here, so a page of ten letters leaves one line in the audit and not eleven.
"""

from collections.abc import Iterable
from typing import NamedTuple

from motcua.chassis.call import Call
from motcua.chassis.db import Work
from motcua.wire.documents import DocumentState
from services.portal.rules.documents import state_of
from services.portal.store import documents as store
from services.portal.store import dossiers


class Head(NamedTuple):
    """A document without what it states."""

    id: str
    kind: str
    name_vi: str
    name_en: str
    number: str
    issued_at: str
    state: DocumentState


async def heads(call: Call, documents: Iterable[str]) -> list[Head]:
    """The documents of a dossier that the caller was just shown, in this order."""
    named = list(documents)

    def read(work: Work) -> list[Head]:
        now, found = work.clock.stamp(), [store.one(work, one) for one in named]
        return [
            Head(
                one.id, one.kind, one.name_vi, one.name_en, one.number, one.issued_at,
                state_of(one.revoked_at, one.valid_until, now),
            )
            for one in found
            if one is not None
        ]  # fmt: skip

    return await call.state.db.run(read)


async def procedure_code(call: Call, code: str) -> str:
    """The code of the procedure that a dossier is of, for the purpose of what is asked next; "" where there is none.

    Whoever may not see the dossier is refused by that very question.
    """
    found = await call.state.db.run(lambda work: dossiers.one(work, code))
    return found.procedure_code if found else ""
