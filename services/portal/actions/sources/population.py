"""The population register: one ``share`` of exactly the fields that the procedure may see."""

from motcua.chassis.call import Call
from motcua.chassis.upstream import upstream
from motcua.wire.client import UpstreamFailure
from motcua.wire.identity import Member, Quality, Shared, SharedValue, ShareField, ShareFields
from services.portal.actions.sources.interface import About, Values
from services.portal.rules.prefill.answers import Known, Rows

REGISTER = "population_db"
NUMBER = "cccd"


async def ask(call: Call, about: About, names: tuple[str, ...]) -> Values:
    """Ask about the account's own person."""
    return await share(call, about.account.cccd, names)


async def share(call: Call, cccd: str, names: tuple[str, ...]) -> Values:
    """Fields of one person; raises UpstreamFailure, also where the register speaks of somebody else."""
    fields = [ShareField(name) for name in names if name in SHAREABLE] or [ShareField.FULL_NAME]
    answer = await upstream(call, REGISTER).ask("/v1/citizens/share", ShareFields(cccd=cccd, fields=fields), Shared)
    if not answer.found:
        return None
    if answer.cccd != cccd:  # the identity was verified under this number: another one is no answer to the question
        raise UpstreamFailure(REGISTER, "broken", "the register answered about another number")
    values = {name: _known(told) for name, told in answer.values.items() if told.value is not None}
    as_of = max((told.as_of for told in answer.values.values()), default="")
    return {**values, NUMBER: Known(answer.cccd, as_of)}


SHAREABLE = frozenset(field.value for field in ShareField)


def _known(told: SharedValue) -> Known:
    return Known(_plain(told.value), told.as_of, _quality(told))


def _plain(value: str | list[Member] | None) -> str | Rows:
    if isinstance(value, list):
        return [{"full_name": one.full_name, "cccd": one.cccd, "role": one.role or ""} for one in value]
    return value or ""


def _quality(told: SharedValue) -> str:
    return Quality.FULL if told.quality is Quality.UNKNOWN else told.quality
