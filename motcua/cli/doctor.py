"""``motcua doctor``: what this machine has, what it lacks, what to do about it."""

import os
import platform
import shutil
import socket
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import typer

from motcua import __version__, world
from motcua.chassis.settings import Settings
from motcua.cli.finding import Data, all_running, settings
from motcua.cli.showing import AsJson, both, columns, document, line
from motcua.stack import Trouble
from motcua.stack.child import ORDER, systems
from motcua.wire import contracts

EXTRAS = {
    "fast": (("uvloop", "httptools"), "nhanh hơn", "faster serving"),
    "batch": (("numpy", "duckdb"), "motcua world, motcua reconcile, --people/--seed/--as-of", "the same"),
    "postgres": (("psycopg", "psycopg_pool"), "--database-url", "--database-url"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: ``ok``, ``note`` (something optional is missing) or ``bad``."""

    what: str
    state: str
    found: str
    vi: str = ""
    en: str = ""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(data: Data = None, as_json: AsJson = False) -> None:
    """Kiểm tra máy này · Check Python, extras, ports, data folder, optional programs, and say what to do."""
    knobs = settings(**({"data": data} if data else {}))
    findings = [*_program(), *_extras(), *_ports(knobs), *_folder(knobs), *_database(knobs), *_optional()]
    if as_json:
        document([asdict(finding) for finding in findings])
    else:
        marks = {"ok": "✓", "note": "–", "bad": "✗"}
        for finding in findings:
            columns([(marks[finding.state], finding.what.ljust(18), finding.found)])
            if finding.vi:
                line(f"{'':23}{finding.vi}")
                line(f"{'':23}{finding.en}")
    bad = [finding.what for finding in findings if finding.state == "bad"]
    if bad:
        raise Trouble(f"Cần sửa: {', '.join(bad)}", f"To be mended: {', '.join(bad)}")
    if not as_json:
        both("Máy này chạy được hộp cát", "This machine can run the sandbox")


def _program() -> Iterator[Finding]:
    yield Finding("Python", "ok", f"{platform.python_version()} {sys.executable}")
    yield Finding("motcua", "ok", f"{__version__} {contracts.app_root()}")
    missing = [name for name in ORDER if name not in systems()]
    if missing or not contracts.root().is_dir():
        vi, en = "Bản cài đặt thiếu tệp, hãy cài lại", "The installation lacks files; install it again"
        yield Finding("services", "bad", f"missing: {', '.join(missing)}", vi, en)
    else:
        yield Finding("services", "ok", ", ".join(systems()))
    if (world.default_slices() / "manifest.json").exists():
        yield Finding("world", "ok", str(world.default_slices()))
    else:
        yield Finding("world", "bad", "missing", "Thiếu dân số mặc định, hãy cài lại", "Install the package again")
    yield Finding("SQLite", "ok" if sqlite3.sqlite_version_info >= (3, 35) else "bad", sqlite3.sqlite_version)


def _extras() -> Iterator[Finding]:
    for extra, (modules, vi, en) in EXTRAS.items():
        missing = [module for module in modules if not find_spec(module)]
        if missing:
            command = f"pip install 'motcua[{extra}]'"
            yield Finding(f"extra {extra}", "note", f"no {', '.join(missing)}", f"{vi}: {command}", f"{en}: {command}")
        else:
            yield Finding(f"extra {extra}", "ok", ", ".join(modules))


def _ports(knobs: Settings) -> Iterator[Finding]:
    if knobs.port_base == 0:
        yield Finding("ports", "ok", "free ports are taken")
        return
    ours = {url.rpartition(":")[2] for one in all_running(knobs.data) for url in one.ready["services"].values()}
    for offset, name in enumerate(ORDER):
        port = knobs.port_base + offset
        if str(port) in ours:
            yield Finding(f"port {port}", "ok", f"{name}: our running sandbox")
            continue
        taken = _taken(knobs.host, port)
        if taken:
            vi, en = "Dùng motcua up --port-base 0 hoặc cổng khác", "Use motcua up --port-base 0, or another base"
            yield Finding(f"port {port}", "note", f"{name}: {taken}", vi, en)
        else:
            yield Finding(f"port {port}", "ok", f"{name}: free")


def _taken(host: str, port: int) -> str:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            if os.name == "posix":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as refused:
        return refused.strerror or str(refused)
    return ""


def _folder(knobs: Settings) -> Iterator[Finding]:
    folder = knobs.data.absolute()
    standing = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    if not os.access(standing, os.W_OK):
        yield Finding("data", "bad", f"{folder}: read-only", "Chọn thư mục khác: --data", "Choose another: --data")
        return
    free = shutil.disk_usage(standing).free
    state = "ok" if free > 500_000_000 else "note"
    yield Finding("data", state, f"{folder}, {free / 1e9:.1f} GB free")
    for one in all_running(knobs.data):
        yield Finding("running", "ok", f"{one.folder}: {', '.join(one.ready['services'].values())}")


def _database(knobs: Settings) -> Iterator[Finding]:
    if not knobs.database_url:
        return
    shown = knobs.database_url.rpartition("@")[2]
    try:
        import psycopg  # noqa: PLC0415  # an extra

        psycopg.connect(knobs.database_url, connect_timeout=3).close()
    except ImportError:
        command = "pip install 'motcua[postgres]'"
        yield Finding("PostgreSQL", "bad", shown, f"Cần: {command}", f"Needed: {command}")
    except Exception as refused:
        said = str(refused).strip().partition("\n")[0]
        yield Finding("PostgreSQL", "bad", shown, f"Không kết nối được: {said}", f"No connection: {said}")
    else:
        yield Finding("PostgreSQL", "ok", shown)


def _optional() -> Iterator[Finding]:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    vi, en = "Chỉ cần để chạy kiểm thử trang web", "Only the tests of the pages need it"
    yield Finding("Chromium", "ok", browser) if browser else Finding("Chromium", "note", "none", vi, en)
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = shutil.which("initdb") or (str(servers[-1]) if servers else "")
    vi, en = "Chỉ cần để chạy kiểm thử trên PostgreSQL", "Only the tests on PostgreSQL need it"
    yield Finding("initdb", "ok", initdb) if initdb else Finding("initdb", "note", "none", vi, en)
    proxies = {name for name in ("http_proxy", "all_proxy") if os.environ.get(name)}
    if proxies:
        vi, en = "curl cần --noproxy '*' để gọi hộp cát", "curl needs --noproxy '*' to reach the sandbox"
        yield Finding("proxy", "note", ", ".join(sorted(proxies)), vi, en)
