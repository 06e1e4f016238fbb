"""The tax database: one look-up by every number of the person's own, as the population register confirmed them."""

from motcua.chassis.call import Call
from motcua.chassis.upstream import upstream
from motcua.wire.taxpayers import LookupTaxpayer, TaxLookup
from services.portal.actions.sources.interface import About, Values
from services.portal.rules import taxpayer

MOST = 10


async def ask(call: Call, about: About, names: tuple[str, ...]) -> Values:
    """The person's tax record; None where there is none that is theirs."""
    account = about.account
    former = [number for number in account.numbers.split() if len(number) == 9]
    named = {"former_numbers": former[-MOST:]} if former else {}  # absent, not null: so says the contract
    ask = LookupTaxpayer(id_number=account.cccd, **named)
    found = await upstream(call, "tax_db").ask("/v1/taxpayers/lookup", ask, TaxLookup)
    own = taxpayer.own(found.taxpayers, taxpayer.Person(account.cccd, account.full_name, account.born_on))
    return taxpayer.values(own, call.state.clock.today().isoformat()) if own else None
