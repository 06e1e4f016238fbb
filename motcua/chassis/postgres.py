"""PostgreSQL: one schema per service, a pool of connections, actions off the event loop. Needs extra ``postgres``."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, NoReturn, TypeVar

from anyio import CapacityLimiter, to_thread
from psycopg import Connection, sql
from psycopg_pool import ConnectionPool
from sqlalchemy import Table

from motcua.chassis import audit
from motcua.chassis.clock import Clock
from motcua.chassis.db import PRISTINE, Database, Work

R = TypeVar("R")
CONNECTIONS = 8


class WorldInUse(RuntimeError):
    """Another sandbox serves another world from this database."""

    def __init__(self, schema: str) -> None:
        super().__init__(
            f"Lược đồ {schema} đang được hộp cát khác dùng với dân số khác; hãy dùng cơ sở dữ liệu khác · "
            f"Schema {schema} is in use by another sandbox with another world; use another database"
        )


class Psycopg:
    """A psycopg connection behind the few methods that ``Work`` needs."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def execute(self, text: str, values: Any = None, /) -> Any:
        """Run one statement."""
        return self._connection.execute(text, values)

    def executemany(self, text: str, rows: Any, /) -> Any:
        """Run one statement for each row, pipelined."""
        with self._connection.cursor() as cursor:
            cursor.executemany(text, list(rows))


class PostgreSQL(Database):
    """A service's schema; the pristine world and each snapshot are sibling schemas."""

    dialect = "postgresql"

    def __init__(self, url: str, name: str, tables: Sequence[Table], clock: Clock, world: str) -> None:
        self.tables, self.clock, self._url, self._schema, self._world = tables, clock, url, name, world
        self._limit = CapacityLimiter(CONNECTIONS)
        self._pools: dict[str, ConnectionPool[Connection[Any]]] = {}
        self._serving: Connection[Any] | None = None
        self._making = Lock()

    async def run(self, action: Callable[[Work], R], *, stale: bool = False) -> R:
        """In a thread: a network round trip must not hold up the loop."""

        def whole() -> R:
            with self.begin(stale=stale) as work:
                return action(work)

        return await to_thread.run_sync(whole, limiter=self._limit)

    @contextmanager
    def begin(self, *, stale: bool = False) -> Iterator[Work]:
        """READ COMMITTED; the audit chain orders the writers (``Work.alone``)."""
        with self._pool(self._schema).connection() as live, live.transaction():
            if not stale:
                yield Work(Psycopg(live), self.dialect, self.clock)
                return
            with self._pool(self._kept(PRISTINE)).connection() as old, old.transaction():
                yield Work(Psycopg(live), self.dialect, self.clock, reads=Psycopg(old))

    def open(self, fill: Callable[[Work], None]) -> None:
        """Create the schema and its pristine sibling, once per world; replicas wait for the first.

        Whoever serves holds a shared lock for as long as it serves, and whoever brings another world needs it alone:
        two sandboxes of different worlds cannot pull the schema from under each other. Raises WorldInUse.
        """
        self._serving = Connection.connect(self._url, autocommit=True)
        with Connection.connect(self._url, autocommit=True) as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"motcua opens {self._schema}",))
            if not (self._has(connection, PRISTINE) and self._comment(connection) == self._world):
                (alone,) = self._locked("pg_try_advisory_xact_lock", connection)
                if not alone:
                    self._give_up()
                self._build(connection, fill)
        self._locked("pg_advisory_lock_shared", self._serving)
        if self._comment(self._serving) != self._world:  # somebody was quicker between the two locks
            self._give_up()

    def _give_up(self) -> NoReturn:
        self.close()
        raise WorldInUse(self._schema)

    def _locked(self, how: str, connection: Connection[Any]) -> tuple[Any, ...]:
        query = sql.SQL("SELECT {}(hashtext(%s))").format(sql.Identifier(how))
        return connection.execute(query, (f"motcua serves {self._schema}",)).fetchone() or ()

    def _build(self, connection: Connection[Any], fill: Callable[[Work], None]) -> None:
        for schema in [self._schema, *(self._kept(name) for name in self._names(connection))]:
            connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(self._schema)))
        connection.execute(sql.SQL("SET LOCAL search_path TO {}").format(sql.Identifier(self._schema)))
        driver = Psycopg(connection)
        self.create(driver)
        fill(Work(driver, self.dialect, self.clock))
        for ddl in audit.POSTGRESQL_GUARDS:
            driver.execute(ddl)
        self._copy(connection, self._schema, self._kept(PRISTINE))
        connection.execute(
            sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(self._kept(PRISTINE)), sql.Literal(self._world))
        )

    def save(self, name: str) -> None:
        """Copy every table into a sibling schema."""
        with Connection.connect(self._url, autocommit=True) as connection, connection.transaction():
            kept = sql.Identifier(self._kept(name))
            connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(kept))
            self._copy(connection, self._schema, self._kept(name))

    def restore(self, name: str) -> None:
        """Empty and refill every table in one transaction."""
        with self._pool(self._schema).connection() as connection, connection.transaction():
            if not self._has(connection, name):
                raise KeyError(name)
            for table in self.tables:
                connection.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table.name)))
                connection.execute(
                    sql.SQL("INSERT INTO {} SELECT * FROM {}").format(
                        sql.Identifier(table.name), sql.Identifier(self._kept(name), table.name)
                    )
                )

    def names(self) -> list[str]:
        """Names of the kept states."""
        with self._pool(self._schema).connection() as connection:
            return [name for name in self._names(connection) if name != PRISTINE]

    def close(self) -> None:
        """Close the pools."""
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()
        if self._serving is not None:
            self._serving.close()
            self._serving = None

    def _pool(self, schema: str) -> ConnectionPool[Connection[Any]]:
        with self._making:  # actions run in threads: two at once would make two pools and forget one
            if schema not in self._pools:
                options = {"options": f"-c search_path={schema}", "autocommit": True}
                self._pools[schema] = ConnectionPool(
                    self._url, kwargs=options, min_size=1, max_size=CONNECTIONS, open=True
                )
            return self._pools[schema]

    def _kept(self, name: str) -> str:
        return f"{self._schema}__{name}"

    def _names(self, connection: Connection[Any]) -> list[str]:
        prefix = f"{self._schema}__"
        rows = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) ORDER BY 1", (prefix,)
        )
        return [name.removeprefix(prefix) for (name,) in rows]

    def _has(self, connection: Connection[Any], name: str) -> bool:
        return name in self._names(connection)

    def _comment(self, connection: Connection[Any]) -> str:
        row = connection.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s",
            (self._kept(PRISTINE),),
        ).fetchone()
        return (row and row[0]) or ""

    def _copy(self, connection: Connection[Any], source: str, target: str) -> None:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(target)))
        for table in self.tables:
            # The stale fault reads here, so the copy keeps the indexes.
            place, origin = sql.Identifier(target, table.name), sql.Identifier(source, table.name)
            connection.execute(sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(place, origin))
            connection.execute(sql.SQL("INSERT INTO {} SELECT * FROM {}").format(place, origin))
