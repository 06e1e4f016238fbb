"""Progress on standard error: a bar where a person watches, a line for each step where a log is kept."""

import sys

WIDTH = 30


class Bar:
    """Told the step, how much of it is done, and how much there is."""

    def __init__(self) -> None:
        self._drawn = self._wide = ""
        self._live = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show it; a bar is redrawn only where it looks different."""
        full = WIDTH if not total else min(WIDTH, WIDTH * done // total)
        drawn = f"{step:<12.40} [{'#' * full}{'.' * (WIDTH - full)}] {done:,}/{total:,}"
        if self._live:
            state = f"{step} {full}"
            if state != self._drawn or done >= total:
                self._drawn = state
                sys.stderr.write("\r" + drawn.ljust(len(self._wide)))
                self._wide = drawn
                sys.stderr.flush()
        elif done >= total and step != self._drawn:
            self._drawn = step
            sys.stderr.write(f"{step}: {total:,}\n")

    def done(self) -> None:
        """Leave the last bar as it stands."""
        if self._live and self._drawn:
            sys.stderr.write("\n")
