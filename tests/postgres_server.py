"""A real PostgreSQL server for the tests: the one that MOTCUA_TEST_POSTGRES names, or one of our own, in a folder."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.programs import postgres_programs

# What a test writes may be lost with the machine.
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=200")


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server on which databases may be made."""
    given = os.environ.get("MOTCUA_TEST_POSTGRES", "")
    if given:
        yield given
        return
    with _own(postgres_programs()) as url:
        yield url


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """The URL of a new, empty database, dropped at the end."""
    name = sql.Identifier(f"motcua_{secrets.token_hex(4)}")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    parts = urlsplit(server_url)
    yield urlunsplit(parts._replace(path=f"/{name.as_string().strip(chr(34))}"))
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@contextmanager
def _own(programs: Path) -> Iterator[str]:
    """A cluster on a socket in a folder of its own; PostgreSQL refuses to run as root, who lends it another user."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-pg-", dir="/tmp"))  # a socket's path must be short
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        shutil.chown(folder, user)
        as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    data = folder / "data"
    make = ("initdb", "-D", str(data), "-U", "motcua", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    made = subprocess.run([programs / make[0], *make[1:]], cwd=folder, capture_output=True, check=False, **as_user)
    assert made.returncode == 0, made.stderr.decode()
    knobs = (*HASTE, "listen_addresses=", f"unix_socket_directories={folder}")
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [programs / "postgres", "-D", data, *(word for knob in knobs for word in ("-c", knob))],
            cwd=folder,
            stdout=log,
            stderr=log,
            **as_user,
        )
    url = f"postgresql://motcua@/postgres?host={folder}"
    try:
        _wait(url, folder / "log")
        yield url
    finally:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url: str, log: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
