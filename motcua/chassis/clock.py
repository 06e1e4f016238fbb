"""The one clock: real time by default, movable, freezable. Nothing else in the sandbox reads the time of day."""

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

# Viet Nam keeps UTC+7 the whole year (Decision 134/2002/QĐ-TTg); a fixed offset needs no time-zone data.
VIETNAM = timezone(timedelta(hours=7))


def _within(moment: datetime) -> datetime:
    """No rule of the sandbox reaches further, and date arithmetic near year 1 or 9999 overflows."""
    if not 1900 <= moment.year < 2200:
        raise ValueError(f"{moment.year} lies outside 1900-2199")
    return moment


@dataclass(slots=True)
class Clock:
    """A clock that can be set, advanced and frozen.

    >>> clock = Clock()
    >>> clock.set(datetime(2026, 1, 1, tzinfo=UTC), frozen=True)
    >>> clock.advance(86_400)
    >>> clock.today().isoformat()
    '2026-01-02'
    """

    shift: timedelta = field(default=timedelta())
    frozen_at: datetime | None = None

    def now(self) -> datetime:
        """The sandbox time, UTC."""
        return self.frozen_at if self.frozen_at is not None else datetime.now(UTC) + self.shift

    def stamp(self, ahead: timedelta = timedelta()) -> str:
        """The sandbox time, or one so far ahead, as text: ISO 8601, UTC, microseconds: text order is time order."""
        return (self.now() + ahead).isoformat(timespec="microseconds")

    def today(self) -> date:
        """The sandbox day in Viet Nam."""
        return self.now().astimezone(VIETNAM).date()

    def set(self, moment: datetime, *, frozen: bool = False) -> None:
        """Move to ``moment`` and go on from there, or stand still; raises ValueError outside 1900–2199."""
        self.shift = _within(moment) - datetime.now(UTC)
        self.frozen_at = moment.astimezone(UTC) if frozen else None

    def advance(self, seconds: float) -> None:
        """Move by ``seconds``, backwards if negative; raises ValueError outside 1900–2199."""
        self.set(self.now() + timedelta(seconds=seconds), frozen=self.frozen_at is not None)

    def freeze(self) -> None:
        """Stand still at the sandbox time of now."""
        self.frozen_at = self.now()

    def reset(self) -> None:
        """Back to real time."""
        self.shift, self.frozen_at = timedelta(), None


def ticks() -> float:
    """Seconds of a steady clock, for durations only; moving the sandbox clock does not touch it."""
    return time.perf_counter()
