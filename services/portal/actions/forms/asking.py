"""All sources of one form, asked once each; other people again where the form has them."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from motcua.chassis.call import Call
from motcua.chassis.db import Work
from motcua.wire.procedures import Procedure
from services.portal.actions.sources import ask_all, people
from services.portal.actions.sources.interface import About
from services.portal.rules.prefill import wanted as rules
from services.portal.rules.prefill.answers import Answered, OtherPerson, Snapshot
from services.portal.rules.stored import Stored
from services.portal.store import documents
from services.portal.store.accounts import Account


class Question(NamedTuple):
    """For whom, for which procedure, with whose consent, about which others."""

    account: Account
    procedure: Procedure
    consent: frozenset[str]
    people: dict[str, OtherPerson]
    documents: tuple[Stored, ...]


async def ask(call: Call, question: Question) -> Snapshot:
    """Ask every source once, the registers at the same time."""
    about = About(question.account, call.state.clock.today(), question.documents)
    names = rules.wanted(question.procedure)
    withheld = rules.consent_missing(question.procedure, question.consent)
    roles = list(question.people)
    others = asyncio.gather(*(person(call, question, role, question.people[role]) for role in roles))
    own, told = await asyncio.gather(ask_all(call, about, names, withheld), others)
    answers = {**own, **{f"person.{role}": answer for role, answer in zip(roles, told, strict=True)}}
    return Snapshot(answers, question.people, standing_in(question))


def standing_in(question: Question) -> dict[str, str]:
    """The newest document of each code, which may stand for a paper; none without consent."""
    if "store" in rules.consent_missing(question.procedure, question.consent):
        return {}
    return {document.code: document.id for document in reversed(question.documents)}


async def person(call: Call, question: Question, role: str, other: OtherPerson, *, parents: bool = False) -> Answered:
    """What the form may see about one other person."""
    about = About(question.account, call.state.clock.today())
    names = rules.wanted(question.procedure).get(f"person.{role}", ())
    allowed = "sector" not in rules.consent_missing(question.procedure, question.consent)
    return await people.ask(call, about, people.Asked(other, names, allowed, parents))


def documents_of(work: Work, account_id: str, keys: Mapping[str, str]) -> tuple[Stored, ...]:
    """Results in the citizen's store that hold today, newest first; ``keys`` by code, as the procedures name them."""
    results = (one for one in documents.valid_of(work, account_id) if one.code in keys)  # no letters, no receipts
    return tuple(Stored(one.id, one.code, keys[one.code], one.issued_at, one.values) for one in results)
