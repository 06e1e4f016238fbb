"""Each register by itself, over the personas: the real application and a real database, asked over HTTP."""

import csv
import gzip
import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from fastapi.testclient import TestClient

from motcua.chassis.settings import Settings as Knobs
from motcua.wire.client import Client
from motcua.wire.slices import SLICES
from motcua.world import personas

SECRETS = {
    name: f"{name}-secret" for name in ("tinh-demo", "thue-demo", "cong-an-demo", "tong-dai-demo", "khong-quyen")
}
SECRETS |= {"portal": "portal-sandbox-secret", "eid": "eid-sandbox-secret"}


class Register:
    """One register as its callers see it."""

    def __init__(self, http: TestClient) -> None:
        self.http = http
        self.upstreams: dict[str, Register] = {}

    def ask(
        self, path: str, *, by: str = "portal", procedure: str = "1.008503", behalf: str = "officer:CB001", **body: Any
    ) -> httpx2.Response:
        """POST ``body``; a path that begins with /_sandbox needs no credentials."""
        headers = {"X-Purpose-Procedure": procedure, "X-On-Behalf-Of": behalf, "X-Request-Id": "req-0001"}
        return self.http.post(path, json=body, auth=(by, SECRETS[by]), headers=headers)

    def get(self, path: str, *, by: str = "portal", **query: Any) -> httpx2.Response:
        """GET with a query."""
        headers = {"X-Purpose-Procedure": "1.008503", "X-On-Behalf-Of": "officer:CB001", "X-Request-Id": "req-0001"}
        return self.http.get(path, params=query, auth=(by, SECRETS[by]), headers=headers)

    def answer(self, path: str, **body: Any) -> dict[str, Any]:
        """The body of a 200 answer."""
        response = self.ask(path, **body)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    def clock(self, moment: str) -> None:
        """Stand still at ``moment``."""
        assert self.ask("/_sandbox/clock", set=moment, freeze=True).status_code == 200

    def audit(self, about: str = "") -> list[dict[str, Any]]:
        """Audit lines, newest first; the chain is intact."""
        page = self.ask("/_sandbox/audit", about=about, limit=1000).json()
        assert page["intact"], page
        lines: list[dict[str, Any]] = page["lines"]
        return lines


def join(asker: Register, system: str, register: Register, *, by: str) -> None:
    """Let the questions of ``asker`` to ``system`` reach the application itself, as client ``by``."""
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(register.http.app), base_url=f"http://{system}", auth=(by, SECRETS[by])
    )
    asker.upstreams[system] = register
    asker.http.app.motcua.upstreams[system] = Client(system, http)  # type: ignore[attr-defined]  # a SandboxApp


@pytest.fixture(scope="session")
def personas_as_slices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A slice folder that holds the personas and nobody else."""
    folder = tmp_path_factory.mktemp("personas")
    rows = personas.load()
    for table in (table for tables in SLICES.values() for table in tables):
        file = folder / table.path
        file.parent.mkdir(exist_ok=True)
        cells = [tuple(row[column] for column in table.columns) for row in rows[table.path]]
        with gzip.open(file, "wt", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([table.columns, *cells])
    (folder / "manifest.json").write_text(
        json.dumps({"seed": 0, "as_of": "2026-01-01", "people": 0, "digest": "personas"})
    )
    return folder


Start = Callable[[str, str], Register]


@pytest.fixture(scope="session")
def start(
    personas_as_slices: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Start]:
    """``start("tax_db", "sqlite")``: a register on that engine, started once, pristine."""
    with ExitStack() as ending:
        running: dict[tuple[str, str], Register] = {}

        def started(service: str, engine: str) -> Register:
            if (service, engine) not in running:
                url = request.getfixturevalue("postgres_url") if engine == "postgresql" else ""
                knobs = Knobs(data=tmp_path_factory.mktemp(service), database_url=url)
                settings = importlib.import_module(f"services.{service}.settings").Settings
                create_app = importlib.import_module(f"services.{service}.app").create_app
                app = create_app(settings(slices=personas_as_slices, knobs=knobs))
                running[service, engine] = Register(ending.enter_context(TestClient(app)))
            register = running[service, engine]
            assert register.ask("/_sandbox/reset").status_code == 200
            if service == "eid_auth":
                join(register, "population_db", started("population_db", engine), by="eid")
            return register

        yield started


@pytest.fixture
def population_db(start: Start) -> Register:
    """population_db over the personas, pristine."""
    return start("population_db", "sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def eid_auth(request: pytest.FixtureRequest, start: Start) -> Register:
    """eid_auth over the personas, pristine, with the population register that it asks, on both engines."""
    return start("eid_auth", request.param)


@pytest.fixture(params=["sqlite", "postgresql"])
def tax_db(request: pytest.FixtureRequest, start: Start) -> Register:
    """tax_db over the personas, pristine, on both engines: it is the one that decides by what it wrote."""
    return start("tax_db", request.param)
