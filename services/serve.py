"""Serve some or all of the systems in one process, on one event loop, one uvicorn server each.

All ports are bound before any application is built, so every system knows from its start where the others stand, and
two sandboxes never race for a port.
"""

import asyncio
import gc
import importlib
import json
import logging
import os
import pkgutil
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import uvicorn
from fastapi import FastAPI

import services
from motcua.chassis import logs
from motcua.chassis.app import openapi_text
from motcua.chassis.clock import Clock
from motcua.chassis.settings import Process

LOG = logging.getLogger("motcua.serve")
GRACE = 3  # seconds that open connections get at the end
HTTP: Any = "httptools" if find_spec("httptools") else "h11"


class CannotStart(Exception):
    """Something outside stands in the way; both sentences say what and how to change it."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} · {en}")
        self.vi, self.en = vi, en


def names() -> list[str]:
    """The systems that are here, in the order of their ports."""
    packages = [module.name for module in pkgutil.iter_modules(services.__path__) if module.ispkg]
    found = [name for name in packages if find_spec(f"services.{name}.app")]
    return sorted(found, key=lambda name: int(_settings(name).PORT_OFFSET))


def _settings(name: str) -> ModuleType:
    return importlib.import_module(f"services.{name}.settings")


def run(process: Process) -> None:
    """Serve until a signal comes or, where guarded, until standard input closes."""
    sockets = {name: _bind(process, name) for name in process.services or names()}
    logs.configure(process.knobs.log_level, Clock(), unmasked=process.knobs.log_unmasked, file=process.log_file)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(process, sockets))


def _loop_factory() -> Any:
    return importlib.import_module("uvloop").new_event_loop if find_spec("uvloop") else None


def _port(process: Process, name: str) -> int:
    base, offset = process.knobs.port_base, int(_settings(name).PORT_OFFSET)
    return process.ports.get(name, base and base + offset)


def _bind(process: Process, name: str) -> socket.socket:
    host, port = process.knobs.host, _port(process, name)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(2048)
    except OSError as refused:
        raise CannotStart(
            f"Không mở được cổng {port} ({name}) tại {host}: {refused.strerror}. "
            "Chọn cổng khác bằng --port-base, hoặc --port-base 0 để lấy cổng trống.",
            f"Port {port} ({name}) at {host} cannot be opened: {refused.strerror}. "
            "Choose others with --port-base, or --port-base 0 for free ones.",
        ) from refused
    bound.setblocking(False)
    return bound


def addresses(process: Process, sockets: Mapping[str, socket.socket]) -> dict[str, str]:
    """Where every system stands: here, where the process was told, or on its usual port."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(process.knobs.host, process.knobs.host)  # noqa: S104
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    ports = {name: _port(process, name) for name in names()}
    ports |= {name: bound.getsockname()[1] for name, bound in sockets.items()}
    return {name: f"http://{host}:{port}" for name, port in ports.items()} | process.urls


def public(process: Process, urls: Mapping[str, str]) -> dict[str, str]:
    """Where browsers see every system: behind a proxy or in containers that is not where the systems meet."""
    shape = process.knobs.public_url
    if not shape:
        return dict(urls)
    ports = {name: _port(process, name) for name in urls}
    written = {name: shape.replace("{port}", str(port)).replace("{name}", name) for name, port in ports.items()}
    return {name: url.rstrip("/") for name, url in written.items()}


def build(process: Process, name: str, urls: Mapping[str, str]) -> FastAPI:
    """One system's application."""
    its = _settings(name)
    upstreams = {system: urls[system] for system in its.UPSTREAMS if system in urls}
    settings = its.Settings(
        url=urls[name], public=public(process, urls), upstreams=upstreams, slices=process.slices, knobs=process.knobs
    )
    app: FastAPI = importlib.import_module(f"services.{name}.app").create_app(settings)
    return app


class Server(uvicorn.Server):
    """A uvicorn server that leaves the signals to us: four of them share one process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


async def _serve(process: Process, sockets: Mapping[str, socket.socket]) -> None:
    stop = _stop_event(process)
    urls = addresses(process, sockets)
    async with AsyncExitStack() as opened:
        servers = {}
        for name in sockets:
            app = build(process, name, urls)
            await opened.enter_async_context(app.router.lifespan_context(app))
            servers[name] = Server(
                uvicorn.Config(
                    app,
                    http=HTTP,
                    ws="none",
                    lifespan="off",
                    log_config=None,
                    access_log=False,
                    proxy_headers=False,
                    timeout_graceful_shutdown=GRACE,
                )
            )
        # Everything built so far stays. Without this, collecting the oldest generation stops all requests for 60 ms.
        # To collect first would take 100 ms and find next to nothing.
        gc.freeze()
        gc.enable()
        running = [asyncio.create_task(servers[name].serve([bound])) for name, bound in sockets.items()]
        try:
            for bound in sockets.values():
                await _ready(bound)
            _announce(process, {"services": {name: urls[name] for name in sockets}})
            await asyncio.wait([asyncio.create_task(stop.wait()), *running], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for server in servers.values():
                server.should_exit = True
            await asyncio.gather(*running)


async def _ready(bound: socket.socket) -> None:
    """Ask the system's own readiness as any client would; it proves the way through server, gate and database."""
    host, port = bound.getsockname()[:2]
    reader, writer = await asyncio.open_connection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)  # noqa: S104
    writer.write(b"GET /_sandbox/ready HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    if b" 200 " not in answer.partition(b"\r\n")[0]:
        raise RuntimeError(f"not ready: {answer[:2000].decode(errors='replace')}")


def _stop_event(process: Process) -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    if process.guarded:
        # Whatever kills the parent, also kill -9, closes its end of the pipe.
        def watch() -> None:
            while os.read(0, 1024):
                pass
            loop.call_soon_threadsafe(stop.set)

        threading.Thread(target=watch, daemon=True).start()
    return stop


def _announce(process: Process, news: Mapping[str, Any]) -> None:
    if process.ready_file is not None:
        half = process.ready_file.with_suffix(f".{os.getpid()}.half")
        half.write_text(json.dumps(news, ensure_ascii=False), encoding="utf-8")
        half.replace(process.ready_file)


def tell(process: Process, wrong: Exception) -> None:
    """Say why nothing is served: to the parent's file, or to standard error; what nobody foresaw also to the log."""
    if not isinstance(wrong, CannotStart):
        LOG.info("cannot serve", exc_info=wrong)  # for the log file; the terminal gets the sentence
        said = f"{type(wrong).__name__}: {str(wrong).strip().partition(chr(10))[0]}"
        wrong = CannotStart(
            f"Hộp cát không chạy được: {said}. Nhật ký: {process.log_file or 'stderr'}",
            f"The sandbox cannot run: {said}. Log: {process.log_file or 'stderr'}",
        )
    if process.ready_file is None or not process.guarded:
        sys.stderr.write(f"{wrong}\n")
    _announce(process, {"error": {"vi": wrong.vi, "en": wrong.en}})


def told(config: Path | None, **given: Any) -> Process:
    """What this process is to do: as its file says, or as given, with knobs from the environment."""
    if config is not None:
        return Process.model_validate_json(config.read_text(encoding="utf-8"))
    process = Process(**given)
    return process.model_copy(update={"ready_file": process.knobs.ready_file})


def contract(name: str) -> str:
    """The OpenAPI document of one system, as committed."""
    return openapi_text(build(Process(), name, dict.fromkeys(names(), "")))
