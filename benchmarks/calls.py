"""Register calls beside an empty FastAPI endpoint: the same server settings, one process each, rounds in turn."""

import base64
import json
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from motcua.stack import Sandbox
from motcua.stack.child import environment

SECONDS, ROUNDS = 1, 15
LOOP = "uvloop" if find_spec("uvloop") else "asyncio"
HTTP = "httptools" if find_spec("httptools") else "h11"
HOA = {"full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}
CALLS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "resolve-cmnd": ("population_db", "/v1/identity/resolve-cmnd", {"cmnd": "901999001", **HOA}),
    "verify": ("population_db", "/v1/identity/verify", {"cccd": "001171999001", **HOA}),
    "lookup": ("population_db", "/v1/citizens/lookup", {"cccd": "001171999001"}),
}


@dataclass(frozen=True)
class Figure:
    """One call: how fast, how slow the slowest, and how that compares."""

    name: str
    rate: int
    p50: float
    p99: float
    ratio: float


def measured(sandbox: Sandbox) -> list[Figure]:
    """Load each call in turn with the empty endpoint; medians over the rounds, ratios within each round."""
    portal = next(client for client in sandbox.ready["clients"] if client["id"] == "portal")
    basic = base64.b64encode(f"{portal['id']}:{portal['secret']}".encode()).decode()
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Basic {basic}",
        "X-Purpose-Procedure": "1.008503",
        "X-On-Behalf-Of": "officer:CB001",
    }
    port = 18_999
    words = ["-m", "uvicorn", "benchmarks.empty:app", "--port", str(port), "--loop", LOOP, "--http", HTTP]
    empty = subprocess.Popen([sys.executable, *words, "--no-access-log", "--log-level", "error"])
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in ("empty endpoint", *CALLS)}
    try:
        wait_for(port)
        body = json.dumps(CALLS["resolve-cmnd"][2], ensure_ascii=False)
        for _ in range(ROUNDS):
            seen["empty endpoint"].append(_load(f"http://127.0.0.1:{port}/empty", headers, body))
            for name, (system, path, ask) in CALLS.items():
                url = sandbox.urls[system] + path
                seen[name].append(_load(url, headers, json.dumps(ask, ensure_ascii=False)))
    finally:
        empty.terminate()
        empty.wait()
    return [_figure(name, runs, seen["empty endpoint"]) for name, runs in seen.items()]


def _figure(name: str, runs: list[dict[str, float]], empty: list[dict[str, float]]) -> Figure:
    ratios = [run["rate"] / yardstick["rate"] for run, yardstick in zip(runs, empty, strict=True)]
    median = {key: statistics.median(run[key] for run in runs) for key in ("rate", "p50", "p99")}
    return Figure(name, round(median["rate"]), median["p50"], median["p99"], statistics.median(ratios))


def _load(url: str, headers: dict[str, str], body: str) -> dict[str, float]:
    found = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", url, str(SECONDS)],
        input=json.dumps({"headers": headers, "body": body}),
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    figures: dict[str, float] = json.loads(found.stdout)
    if figures["failed"]:
        raise RuntimeError(f"{figures['failed']} requests to {url} failed: the figures would mean nothing")
    return figures


def wait_for(port: int) -> None:
    """Wait until somebody listens; raises RuntimeError after ten seconds."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the empty endpoint did not start")
