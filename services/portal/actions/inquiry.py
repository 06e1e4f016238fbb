"""The questions of one run, in order: population database first, tax database only about a confirmed person.

Every question leaves a line of evidence. Nothing is written here before the last answer is in, so a register that fails
leaves only the audit line of the refusal. The one write elsewhere is ``link-cccd`` at the tax database, always the last
question: should the portal die between that answer and keeping the case, the link stands at the tax database, with the
same request id in its audit. Asking again is safe: the link is idempotent there and answers ``already_linked``, which
is the outcome ``linked`` here.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from motcua.chassis.call import Call
from motcua.chassis.upstream import upstream
from motcua.vnid.evidence import MATCHES
from motcua.wire.client import UpstreamFailure
from motcua.wire.fields import Answer, Ask
from motcua.wire.identity import AboutCitizen, Found, NumberHistory, Resolution, ResolveCmnd
from motcua.wire.reconciliations import Evidence, OpenReconciliation, TaxOutcome, TaxPart
from motcua.wire.taxpayers import Link, LinkCccd, LookupTaxpayer, TaxLookup, Taxpayer, TaxVerification, VerifyTaxpayer
from services.portal.rules import tax as rules
from services.portal.rules.tax import Person, Weighed

A = TypeVar("A", bound=Answer)
PATHS = {
    "resolve-cmnd": ("population_db", "/v1/identity/resolve-cmnd"),
    "lookup-citizen": ("population_db", "/v1/citizens/lookup"),
    "numbers": ("population_db", "/v1/citizens/numbers"),
    "lookup-taxpayer": ("tax_db", "/v1/taxpayers/lookup"),
    "verify-taxpayer": ("tax_db", "/v1/taxpayers/verify"),
    "link-cccd": ("tax_db", "/v1/taxpayers/link-cccd"),
}
NOT_ASKED = TaxPart(outcome=TaxOutcome.NOT_ASKED)


class Findings(NamedTuple):
    """What one run found out about a declaration."""

    declared: OpenReconciliation
    resolution: Resolution
    tax: TaxPart
    evidence: tuple[Evidence, ...]

    @property
    def cmnd(self) -> str:
        """Whom the run is about, for the audit."""
        return self.declared.cmnd


async def ask_registers(call: Call, declared: OpenReconciliation) -> Findings:
    """Run through all questions; raises UpstreamFailure where a register does not answer usefully."""
    inquiry = Inquiry(call)
    resolution = await inquiry.resolve(declared)
    tax = NOT_ASKED
    if resolution.verdict in MATCHES and resolution.cccd:
        tax = await inquiry.tax(declared, await inquiry.person(declared, resolution.cccd, resolution.candidates))
    return Findings(declared, resolution, tax, tuple(inquiry.evidence))


class Inquiry:
    """One run's conversation with the registers."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.evidence: list[Evidence] = []

    async def _ask(self, operation: str, ask: Ask, expect: type[A], outcome: Callable[[A], str]) -> A:
        system, path = PATHS[operation]
        answer = await upstream(self._call, system).ask(path, ask, expect)
        self.evidence.append(
            Evidence(
                at=self._call.state.clock.stamp(),
                system=system,
                operation=operation,
                outcome=outcome(answer),
                request_id=self._call.by.request_id,
            )
        )
        return answer

    async def resolve(self, declared: OpenReconciliation) -> Resolution:
        """Who holds the CMND?"""
        ask = ResolveCmnd(
            cmnd=declared.cmnd, full_name=declared.full_name, born_on=declared.born_on, policy=declared.policy
        )
        return await self._ask("resolve-cmnd", ask, Resolution, lambda answer: answer.verdict)

    async def person(self, declared: OpenReconciliation, cccd: str, candidates: int) -> Person:
        """The official name and birth date, and the former CMND."""
        about = AboutCitizen(cccd=cccd)
        found = await self._ask("lookup-citizen", about, Found, lambda answer: _found(answer.found))
        history = await self._ask("numbers", about, NumberHistory, lambda answer: _found(answer.found))
        citizen = found.citizen
        if citizen is None:
            raise UpstreamFailure("population_db", "broken", "the person just resolved is not found")
        cmnds = tuple(record.number for record in history.numbers if record.kind == "cmnd")
        return Person(
            citizen.cccd,
            citizen.full_name,
            citizen.born_on,
            citizen.living_status,
            cmnds,
            declared.cmnd,
            shared=candidates > 1,
        )

    async def tax(self, declared: OpenReconciliation, person: Person) -> TaxPart:
        """Find the person's tax records, verify them strictly, and link where asked."""
        weighed = [await self._weighed(record, person) for record in await self._records(declared, person)]
        target = rules.to_link(person, weighed) if declared.link else None
        if target is None:
            return rules.tax_part(person, weighed)
        return rules.after_link(await self._link(target, person))

    async def _records(self, declared: OpenReconciliation, person: Person) -> list[Taxpayer]:
        if declared.tax_code:
            named = await self._lookup(LookupTaxpayer(mst=declared.tax_code))
            folded = [record.folded_into for record in named if record.folded_into]
            return await self._lookup(LookupTaxpayer(mst=folded[0])) if folded else named
        found: dict[str, Taxpayer] = {}
        for number in person.filed_under():
            records = await self._lookup(LookupTaxpayer(id_number=number))
            found |= {record.mst: record for record in records if not record.folded_into}
        return list(found.values())

    async def _lookup(self, ask: LookupTaxpayer) -> list[Taxpayer]:
        return (await self._ask("lookup-taxpayer", ask, TaxLookup, lambda answer: answer.verdict)).taxpayers

    async def _weighed(self, record: Taxpayer, person: Person) -> Weighed:
        ask = VerifyTaxpayer(
            mst=record.mst,
            id_number=rules.number_on_file(record, person),
            full_name=person.full_name,
            born_on=person.born_on,
        )
        answer = await self._ask("verify-taxpayer", ask, TaxVerification, lambda answer: answer.verdict)
        return rules.weigh(record, answer, person)

    async def _link(self, record: Taxpayer, person: Person) -> Link:
        ask = LinkCccd(
            mst=record.mst,
            cccd=person.cccd,
            full_name=person.full_name,
            born_on=person.born_on,
            former_numbers=list(person.cmnds[-10:]),
            living_status=person.living_status,
        )
        return await self._ask("link-cccd", ask, Link, lambda answer: answer.outcome)


def _found(found: bool) -> str:
    return "found" if found else "not_found"
