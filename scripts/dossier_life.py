"""Diagram and tables of docs/dossiers.md: the life of a dossier, drawn from its one table."""

from motcua.wire.dossiers import Actor, Event, Status
from motcua.wire.procedures import Kind
from scripts.markdown import table
from services.portal.rules.calendar import calendar
from services.portal.rules.deadlines import DONE, ENDED, WAITING
from services.portal.rules.dossier_machine import BACK, PARTS, STAYS, STEPS, Step
from services.portal.rules.dossier_words import EVENTS, STATUSES

STATUS_WORDS: dict[Status, str] = {
    Status.REGISTERED: "registered",
    Status.RECEIVED: "received",
    Status.NOT_RECEIVED: "not received",
    Status.PROCESSING: "in process",
    Status.SUPPLEMENT: "supplement asked",
    Status.PAYMENT: "payment asked",
    Status.WITHDRAWN: "withdrawn by the citizen",
    Status.STOPPED: "stopped",
    Status.FINISHED: "finished",
    Status.RETURNED: "result returned",
}
_TARGETS = {STAYS: "stays", BACK: "where it was", PARTS: "stays; **9** with the last part"}


def dossier_states() -> str:
    """The statuses and what leads from one to another, as a Mermaid diagram."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for (_, source, event), step in STEPS.items():
        for target in _targets(source, step):
            named = arrows.setdefault((_node(source), _node(target)), [])
            named += [] if event in named else [event]
    states = [f'    state "{status.value} {STATUS_WORDS[status]}" as s{status.value}' for status in Status]
    lines = [f"    {source} --> {target}: {', '.join(events)}" for (source, target), events in arrows.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *states, *lines, "```"])


def _targets(source: Status | None, step: Step) -> list[Status]:
    """Where a step may lead that leads away."""
    if isinstance(step.to, Status):
        return [step.to]
    if step.to == BACK:
        waits = [event for event in (Event.ASK_SUPPLEMENT, Event.ASK_PAYMENT) if _leads(event, source)]
        return sorted({status for _, status, event in STEPS if event in waits and status is not None})
    return [Status.FINISHED] if step.to == PARTS else []


def _leads(event: Event, to: Status | None) -> bool:
    return any(one is event and step.to is to for (_, _, one), step in STEPS.items())


def _node(status: Status | None) -> str:
    return f"s{status.value}" if status else "[*]"


def dossier_statuses() -> str:
    """The ten statuses, and whose turn it is."""

    def turn(status: Status) -> str:
        if status in WAITING:
            return "the citizen's: the agency's time stands still"
        return "nobody's" if status in ENDED | {Status.RETURNED} else "the agency's"

    rows = [
        (status.value, STATUSES[status], STATUS_WORDS[status], turn(status), "yes" if status in DONE | ENDED else "no")
        for status in Status
    ]
    return table(("Code", "Tiếng Việt", "English", "Whose turn", "Clock stopped for good"), rows)


def dossier_steps() -> str:
    """Every event: from where, to where, who may, what else it needs, and for which kinds of service."""
    rows = []
    for event in Event:
        steps: dict[tuple[str, str, tuple[str, ...]], tuple[list[str], list[str]]] = {}
        for (kind, source, one), step in STEPS.items():
            if one is event:
                to = f"**{step.to.value}**" if isinstance(step.to, Status) else _TARGETS[step.to]
                sources, kinds = steps.setdefault((to, ", ".join(step.by), step.needs), ([], []))
                sources += [] if (source.value if source else "–") in sources else [source.value if source else "–"]
                kinds += [] if kind in kinds else [kind]
        rows += [
            (f"`{event}`", EVENTS[event], f"{', '.join(sources)} → {to}", by, "; ".join(needs) or "–", _kinds(kinds))
            for (to, by, needs), (sources, kinds) in steps.items()
        ]
    return table(("Event", "Tiếng Việt", "From → to", "Who may", "Needs", "Kinds of service"), rows)


def _kinds(kinds: list[str]) -> str:
    return "all" if set(kinds) == set(Kind) else ", ".join(kinds)


def dossier_actors() -> str:
    """Who may take which steps."""
    rows = []
    for actor in Actor:
        may = [
            event for event in Event if any(one is event and actor in step.by for (_, _, one), step in STEPS.items())
        ]
        rows.append((f"`{actor}`", ", ".join(f"`{event}`" for event in may)))
    return table(("Actor", "May, in some status"), rows)


def free_days() -> str:
    """Days without work beside weekends, and Saturdays that are worked, year by year."""
    days, rows = calendar(), []
    for year in sorted({day.year for day in days.free}):
        free = [f"{day:%d/%m}" for day in sorted(days.free) if day.year == year and day.weekday() < 5]
        worked = [f"{day:%d/%m}" for day in sorted(days.worked) if day.year == year]
        rows.append((str(year), ", ".join(free), ", ".join(worked) or "–"))
    return table(("Year", "Weekdays that are free (dd/mm)", "Weekend days that are worked"), rows)
