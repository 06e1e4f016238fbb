"""A write that fails, wherever it is, takes everything of its filing, step or payment back; SQLite triggers fail it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import Played
from tests.unit.services.portal.dossiers import LEASE, RECEIVER, Filer, service

Told = dict[str, Any]
Request = tuple[str, Told]


@pytest.fixture
def engine() -> str:
    """Triggers are written for one engine; the transactions are the same on both."""
    return "sqlite"


@pytest.fixture
def kim(portal: Register, played: Played) -> Filer:
    portal.clock("2026-01-05T03:00:00Z")
    return Filer(portal, played, "kim-moved-to-the-city")


def filing(kim: Filer) -> Request:
    return "dossiers", kim.content(service(), kim.open(service()))


def receiving(kim: Filer) -> Request:
    return f"dossiers/{kim.file()['code']}/steps", {"behalf": RECEIVER, "event": "receive", "version": 1}


def supplementing(kim: Filer) -> Request:
    code = kim.file()["code"]
    asked = kim.step(code, "ask_supplement", note="Mờ.", components=[LEASE])
    papers = [kim.paper(dossier=code)]
    return f"dossiers/{code}/steps", {"event": "supplement", "version": asked["version"], "papers": papers}


def paying(kim: Filer) -> Request:
    code = kim.file()["code"]
    kim.step(code, "receive")
    kim.step(code, "ask_payment")
    payment = kim.told("payments", 201, dossier=code)["id"]
    kim.told(f"payments/{payment}/settle", state="delayed")
    return f"payments/{payment}/settle", {"state": "paid"}


STEP = ("dossiers", "dossier_steps", "audit")
SIGNED = ("documents", "dossier_documents")
CASES: list[tuple[Callable[[Filer], Request], str]] = [
    *((filing, table) for table in (*STEP, "dossier_numbers", "dossier_papers", "attachments", "forms")),
    *((receiving, table) for table in (*STEP, *SIGNED)),
    *((supplementing, table) for table in (*STEP, "dossier_papers")),
    *((paying, table) for table in (*STEP, *SIGNED, "payments")),
]


@pytest.mark.parametrize(("prepare", "table"), CASES, ids=lambda one: getattr(one, "__name__", one))
def test_all_of_it_or_nothing(kim: Filer, portal: Register, prepare: Callable[[Filer], Request], table: str) -> None:
    path, body = prepare(kim)
    file = database(portal)
    before = everything(file)
    with failing(file, table):
        if table == "audit":  # what cannot be recorded is not even refused: the server breaks off
            with pytest.raises(sqlite3.IntegrityError, match="disk on fire"):
                kim.send(path, **body)
        else:
            assert kim.send(path, **body).status_code == 500
    assert everything(file) == before
    assert kim.send(path, **body).status_code in {200, 201}
    changed = {name for name, rows in everything(file).items() if rows != before[name]}
    assert {table} - {"audit"} <= changed
    assert portal.audit()


def database(portal: Register) -> Path:
    """The file that the portal writes to."""
    folder = portal.http.app.motcua.service.knobs.data  # type: ignore[attr-defined]  # a SandboxApp
    (file,) = (folder / "databases").glob("*/portal-*.sqlite")
    return Path(file)


@contextmanager
def failing(file: Path, table: str) -> Iterator[None]:
    """Every write to a table fails."""
    names = {f"fails_{verb}": verb for verb in ("insert", "update")}
    with opened(file) as driver:
        for name, verb in names.items():
            told = f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'disk on fire'); END"
            driver.execute(told)
    try:
        yield
    finally:
        with opened(file) as driver:
            for name in names:
                driver.execute(f"DROP TRIGGER {name}")


def everything(file: Path) -> dict[str, list[Any]]:
    """Every row of every table but the audit, which also says what failed, and the certificates, made once."""
    with opened(file) as driver:
        tables = [name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = sorted(name for name in tables if name not in {"audit", "certificates"} and "sqlite" not in name)
        return {name: sorted(driver.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}  # noqa: S608


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of our own, committed."""
    driver = sqlite3.connect(file, isolation_level=None)
    try:
        yield driver
    finally:
        driver.close()
