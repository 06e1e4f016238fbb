"""The electronic identity: what it said at the last sign-in, which the account keeps. Nobody is asked."""

from motcua.chassis.call import Call
from motcua.wire.identity import Quality
from services.portal.actions.sources.interface import About, Values
from services.portal.rules.prefill.answers import Known

PARTS = {4: Quality.YEAR_ONLY, 7: Quality.MONTH_YEAR}


async def ask(_call: Call, about: About, _names: tuple[str, ...]) -> Values:
    """The account's own values; contacts are those that the person keeps here."""
    account = about.account
    said = {
        "cccd": account.cccd,
        "full_name": account.full_name,
        "born_on": account.born_on,
        "phone": account.phone,
        "email": account.email,
        "level": str(account.level),
    }
    as_of = account.signed_in_at[:10]
    known = {name: Known(value, as_of) for name, value in said.items() if value}
    if account.born_on:
        known["born_on"] = Known(account.born_on, as_of, PARTS.get(len(account.born_on), Quality.FULL))
    return known
