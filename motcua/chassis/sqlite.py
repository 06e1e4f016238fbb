"""SQLite: one file per service, one connection, everything inline on the event loop."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Table

from motcua.chassis import audit
from motcua.chassis.clock import Clock
from motcua.chassis.db import PRISTINE, Database, Work, transaction

R = TypeVar("R")

# NORMAL in WAL mode: a killed process loses nothing that was answered; only a power cut may cost the last commits,
# never the file. Checkpoints run rarely, and outside of most requests.
PRAGMAS = (
    "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000", "PRAGMA wal_autocheckpoint=4000", "PRAGMA busy_timeout=5000",
)  # fmt: skip


class SQLite(Database):
    """A service's SQLite file below ``folder``; its pristine copy is shared by all data folders of the same world."""

    dialect = "sqlite"

    def __init__(self, folder: Path, name: str, tables: Sequence[Table], clock: Clock, pristine: Path) -> None:
        self.tables, self.clock = tables, clock
        self._live = folder / f"{name}.sqlite"
        self._kept = folder / "snapshots" / name
        self._pristine = pristine
        self._driver: sqlite3.Connection | None = None
        self._stale: sqlite3.Connection | None = None
        self._waiting: list[asyncio.Future[None]] = []

    async def run(self, action: Callable[[Work], R], *, stale: bool = False) -> R:
        """Inline on the event loop, committed together with the other actions of the same turn of the loop.

        A commit costs as much as the rest of a look-up. Requests that are ready in one turn share it: each action has
        its own savepoint, and each answer waits for the commit.
        """
        driver, loop = self._opened(), asyncio.get_running_loop()
        if not self._waiting:
            driver.execute("BEGIN IMMEDIATE")
            loop.call_soon(self._commit)
        committed = loop.create_future()
        self._waiting.append(committed)
        driver.execute("SAVEPOINT action")
        try:
            result = action(self._work(driver, stale=stale))
        except BaseException:
            driver.execute("ROLLBACK TO action")
            driver.execute("RELEASE action")
            committed.cancel()  # nobody waits for it
            raise
        driver.execute("RELEASE action")
        await committed
        return result

    def _commit(self) -> None:
        """End the turn's transaction and let its answers leave, or fail them all."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        failure: sqlite3.Error | None = None
        driver = self._opened()
        try:
            driver.execute("COMMIT")
        except sqlite3.Error as broken:
            if driver.in_transaction:  # on some errors SQLite has rolled back by itself
                driver.execute("ROLLBACK")
            failure = broken
        for committed in waiting:
            if committed.done():  # its request has gone
                continue
            if failure is None:
                committed.set_result(None)
            else:
                committed.set_exception(failure)

    @contextmanager
    def begin(self, *, stale: bool = False) -> Iterator[Work]:
        """A write transaction from its first statement, so that it never has to be repeated."""
        self._commit()
        driver = self._opened()
        with transaction(driver, "BEGIN IMMEDIATE"):
            yield self._work(driver, stale=stale)

    def _opened(self) -> sqlite3.Connection:
        if self._driver is None:
            raise RuntimeError("the database is not open")
        return self._driver

    def _work(self, driver: sqlite3.Connection, *, stale: bool) -> Work:
        return Work(driver, self.dialect, self.clock, reads=self._stale_driver() if stale else None)

    def open(self, fill: Callable[[Work], None]) -> None:
        """Build the pristine file aside and move it into place whole, so that a kill never leaves half a world."""
        if not self._pristine.exists():
            self._pristine.parent.mkdir(parents=True, exist_ok=True)
            half = self._pristine.with_suffix(f".{os.getpid()}.half")
            half.unlink(missing_ok=True)
            driver = sqlite3.connect(half, isolation_level=None)
            driver.execute("PRAGMA journal_mode=OFF")
            driver.execute("PRAGMA synchronous=OFF")
            with transaction(driver, "BEGIN"):
                self.create(driver)
                fill(Work(driver, self.dialect, self.clock))
                for ddl in audit.SQLITE_GUARDS:
                    driver.execute(ddl)
            driver.execute("ANALYZE")
            driver.close()
            half.replace(self._pristine)
        self._live.parent.mkdir(parents=True, exist_ok=True)
        if not self._live.exists():
            self._copy(self._pristine)
        self._connect()

    def save(self, name: str) -> None:
        """A consistent copy through SQLite's own backup."""
        self._commit()
        target = self._kept / f"{name}.sqlite"
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_suffix(".half")
        copy = sqlite3.connect(half)
        self._opened().backup(copy)
        copy.close()
        half.replace(target)

    def restore(self, name: str) -> None:
        """Replace the live file as a whole; a kill in between leaves the old one or the new one."""
        source = self._pristine if name == PRISTINE else self._kept / f"{name}.sqlite"
        if not source.exists():
            raise KeyError(name)
        self.close()
        self._copy(source)
        self._connect()

    def names(self) -> list[str]:
        """Names of the kept states."""
        return sorted(path.stem for path in self._kept.glob("*.sqlite"))

    def close(self) -> None:
        """Close; the last connection folds the write-ahead log into the file."""
        self._commit()
        for driver in (self._driver, self._stale):
            if driver is not None:
                driver.close()
        self._driver = self._stale = None

    def _connect(self) -> None:
        self._driver = sqlite3.connect(self._live, isolation_level=None, check_same_thread=False, cached_statements=512)
        for pragma in PRAGMAS:
            self._driver.execute(pragma)

    def _copy(self, source: Path) -> None:
        half = self._live.with_suffix(".half")
        shutil.copyfile(source, half)
        for leftover in ("-wal", "-shm"):
            self._live.with_name(self._live.name + leftover).unlink(missing_ok=True)
        half.replace(self._live)

    def _stale_driver(self) -> sqlite3.Connection:
        if self._stale is None:
            uri = f"{self._pristine.resolve().as_uri()}?mode=ro&immutable=1"
            self._stale = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        return self._stale
