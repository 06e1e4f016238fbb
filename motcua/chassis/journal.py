"""What was asked of this service: a bounded memory of requests, for people and for assertions in tests."""

from collections import deque
from datetime import datetime
from typing import Any, NamedTuple

from motcua.chassis.caller import Caller
from motcua.chassis.logs import conceal, mask

BODY_KEPT = 2000


class Entry(NamedTuple):
    """One request and how it ended."""

    at: datetime
    method: str
    path: str
    by: Caller
    status: int
    seconds: float
    code: str
    fault: str
    body: bytes


class Journal:
    """The last requests, oldest dropped first."""

    def __init__(self, size: int) -> None:
        self._entries: deque[Entry] = deque(maxlen=size)
        self.add = self._entries.append

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()

    def newest(self, limit: int, *, path: str = "", client: str = "") -> list[dict[str, Any]]:
        """Masked entries, newest first."""
        fitting = (
            entry
            for entry in reversed(self._entries)
            if entry.path.startswith(path) and (not client or entry.by.client == client)
        )
        return [_shown(entry) for entry, _ in zip(fitting, range(limit), strict=False)]


def _shown(entry: Entry) -> dict[str, Any]:
    by = entry.by
    return {
        "at": entry.at.isoformat(timespec="microseconds"),
        "method": entry.method,
        "path": mask(entry.path),
        "client": by.client,
        "on_behalf_of": mask(by.on_behalf_of),
        "procedure": by.procedure,
        "dossier": by.dossier,
        "request_id": mask(by.request_id),
        "status": entry.status,
        "milliseconds": round(entry.seconds * 1000, 3),
        "code": entry.code,
        "fault": entry.fault,
        "body": mask(conceal(entry.body[:BODY_KEPT].decode(errors="replace"))),
    }
