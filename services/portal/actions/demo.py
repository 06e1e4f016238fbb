"""What the guided demonstration does with the sandbox itself: reset, faults, clock; and where a step of a story leads.

The portal knows the addresses of the registers; their control planes ask for no credentials.
"""

from motcua.chassis.call import Call
from motcua.chassis.control import pristine
from motcua.chassis.upstream import upstream
from motcua.wire.client import Client
from motcua.wire.dossiers import FindDossiers
from services.portal.actions import dossiers
from services.portal.errors.desk import StepNotReady
from services.portal.rules.stories import MADE, Before, Story
from services.portal.store import forms
from services.portal.store.accounts import Account


async def reset(call: Call) -> None:
    """Every service as at its start, this one last; raises UpstreamFailure where one is not there."""
    for system in _systems(call):
        await system.steer("POST", "reset")
    pristine(call.state)


async def arrange(call: Call, before: Before) -> None:
    """Bring about what a step wants of the sandbox; raises UpstreamFailure."""
    systems = _systems(call)
    if before.mend or before.fault:
        call.state.faults.disarm()
        for system in systems:
            await system.steer("DELETE", "faults")
    if before.fault:
        rule = before.fault.rule.model_dump(mode="json", exclude_none=True)
        await upstream(call, before.fault.system).steer("POST", "faults", rule)
    if before.hours:
        seconds = before.hours * 3600
        for system in systems:
            await system.steer("POST", "clock", {"advance": seconds})
        call.state.clock.advance(seconds)


async def place(call: Call, story: Story, to: str, account: Account | None) -> str:
    """The page of a step, with what the story has made so far; raises StepNotReady where that is not there yet."""
    found = {name: await _made(call, story, name, account) for name in MADE.findall(to)}
    if not all(found.values()):
        raise StepNotReady(
            "Trang này cho xem điều mà một bước trước tạo ra. Hãy làm bước trước rồi quay lại.",
            "This page shows what an earlier step makes. Take that step, then come back.",
        )
    return to.format(**found)


async def _made(call: Call, story: Story, name: str, account: Account | None) -> str:
    if name == "form":
        return await open_form_of(call, story, account)
    listed = await call.run(dossiers.find_dossiers, FindDossiers(procedure=story.procedure, page_size=1))
    if not listed.dossiers:
        return ""
    code = listed.dossiers[0].code
    if name == "dossier":
        return code
    dossier = await call.run(dossiers.show_dossier, code)
    return (dossier.payment or "") if name == "payment" else (dossier.results or [""])[-1]


async def open_form_of(call: Call, story: Story, account: Account | None) -> str:
    """The newest form of the story's service that the account can still file, or ""."""
    if account is None:
        return ""
    now, mine = call.state.clock.stamp(), account.id
    found = await call.state.db.run(lambda work: forms.latest_open(work, mine, story.procedure, now))
    return found.id if found else ""


def _systems(call: Call) -> list[Client]:
    return [client for client in call.state.upstreams.values() if isinstance(client, Client)]
