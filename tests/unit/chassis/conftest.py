"""A database with one table, and a whole service without a world, as the chassis sees them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from sqlalchemy import Column, MetaData, Table, Text

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.clock import Clock
from motcua.chassis.db import Database
from motcua.chassis.settings import Settings as Knobs
from motcua.chassis.sqlite import SQLite
from services.population_db.app import create_app
from services.population_db.settings import Settings

NOTES = Table("notes", MetaData(), Column("name", Text, primary_key=True), Column("text", Text, nullable=False))
BY = Caller("portal", "officer:CB001", "1.008503", "", "req-1")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An open database with the audit and a table of notes."""
    tables = (NOTES, audit.TABLE)
    if request.param == "sqlite":
        opened: Database = SQLite(tmp_path, "demo", tables, Clock(), tmp_path / "pristine" / "demo.sqlite")
    else:
        from motcua.chassis.postgres import PostgreSQL  # noqa: PLC0415  # the driver is an extra

        opened = PostgreSQL(request.getfixturevalue("postgres_url"), "demo", tables, Clock(), str(tmp_path))
    opened.open(lambda work: None)
    yield opened
    opened.close()


async def _defect() -> None:
    raise ZeroDivisionError("a defect, on purpose")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[httpx.Client]:
    """population_db over no world at all, on a real port; the client is the portal's."""
    app = create_app(Settings(knobs=Knobs(data=tmp_path, max_body=4096, upstream_timeout=1)))
    for path in ("/v1/defect", "/_sandbox/defect", "/defect"):
        app.add_api_route(path, _defect)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    headers = {"X-Purpose-Procedure": "1.008503", "X-On-Behalf-Of": "officer:CB001"}
    auth = ("portal", "portal-sandbox-secret")
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", auth=auth, headers=headers, trust_env=False) as client:
        yield client
    server.should_exit = True
    thread.join(5)
