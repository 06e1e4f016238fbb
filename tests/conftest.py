"""The running sandbox and the PostgreSQL server that tests share: started once, reset before each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from motcua.stack import Control, Sandbox, Settings

StackOn = Callable[[str], Sandbox]
ENGINES = ("sqlite", "postgresql")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs PostgreSQL carries the mark, so that ``make test-postgres`` finds it."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        chosen = getattr(getattr(item, "callspec", None), "params", {}).values()
        if asked & {"postgres_server", "postgres_url"} or "postgresql" in [one for one in chosen if type(one) is str]:
            item.add_marker("postgres")


@pytest.fixture(scope="session")
def find_postgres() -> Iterator[Callable[[], str]]:
    """Find or start a real PostgreSQL server once somebody asks; skips where there is none.

    A fixture of its own, so that the server ends after everything that asked for it.
    """
    with ExitStack() as ending:

        @cache
        def found() -> str:
            pytest.importorskip("psycopg", reason="needs the extra postgres: pip install 'motcua[postgres]'")
            from tests.postgres_server import server  # noqa: PLC0415  # the driver is an extra

            return ending.enter_context(server())

        yield found


@pytest.fixture(scope="session")
def postgres_server(find_postgres: Callable[[], str]) -> str:
    """The URL of a real PostgreSQL server."""
    return find_postgres()


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database of this test run."""
    from tests.postgres_server import database  # noqa: PLC0415

    with database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def stack_on(find_postgres: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[StackOn]:
    """``stack_on("sqlite")`` or ``stack_on("postgresql")``: the sandbox on that engine, started once, pristine."""
    with ExitStack() as ending:

        @cache
        def started(engine: str) -> Sandbox:
            folder = tmp_path_factory.mktemp(f"sandbox-{engine}")
            knobs = Settings(data=folder / "data", port_base=0, ready_file=folder / "ready.json")
            if engine == "postgresql":
                server = find_postgres()
                from tests.postgres_server import database  # noqa: PLC0415

                knobs = knobs.model_copy(update={"database_url": ending.enter_context(database(server))})
            return ending.enter_context(Sandbox(knobs))

        def pristine(engine: str) -> Sandbox:
            Control(started(engine).urls).ask("POST", "reset")
            return started(engine)

        yield pristine


@pytest.fixture
def sandbox(stack_on: StackOn) -> Sandbox:
    """The sandbox on SQLite, pristine."""
    return stack_on("sqlite")


@pytest.fixture(params=ENGINES)
def each_sandbox(request: pytest.FixtureRequest, stack_on: StackOn) -> Sandbox:
    """The sandbox on SQLite, then on PostgreSQL, pristine."""
    return stack_on(request.param)


@pytest.fixture
def ready_file(sandbox: Sandbox) -> Path:
    """The ready file of the sandbox on SQLite."""
    assert sandbox.knobs.ready_file is not None
    return sandbox.knobs.ready_file


@pytest.fixture
def addresses(sandbox: Sandbox, ready_file: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Where the addresses that documents name really are; commands find the sandbox, too."""
    monkeypatch.setenv("MOTCUA_READY_FILE", str(ready_file))
    usual = {"portal": 8000, "population_db": 8001, "eid_auth": 8002, "tax_db": 8003}
    return {f"http://127.0.0.1:{port}": sandbox.urls[name] for name, port in usual.items() if name in sandbox.urls}
