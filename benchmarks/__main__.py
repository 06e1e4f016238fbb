"""``make bench``: the tables of docs/performance.md. ``--quick``: no big world; ``--logins``, ``--forms``: only one."""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

import httpx

from benchmarks import calls, forms, logins, npm
from motcua.stack import Sandbox, Settings
from scripts.markdown import filled, table

PEOPLE = 1_000_000
DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"
Row = tuple[str, str, str]


def seconds_of(doing: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def sandbox_rows(folder: Path) -> list[Row]:
    """Start, memory, reset and the calls, on one sandbox."""
    knobs = Settings(port_base=0, data=folder)
    first = seconds_of(lambda: Sandbox(knobs).start().stop())
    starts = [seconds_of(lambda: Sandbox(knobs).start().stop()) for _ in range(2)]
    ready = []
    for _ in range(3):
        command = [sys.executable, "-m", "motcua", "up", "--port-base", "0", "--data", str(folder)]
        command += ["--ready-file", str(folder / "ready.json")]
        (folder / "ready.json").unlink(missing_ok=True)
        began = time.perf_counter()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while not (folder / "ready.json").exists():
            time.sleep(0.005)
        ready.append(time.perf_counter() - began)
        running.send_signal(2)
        running.wait()
    rows = [
        ("first start, databases filled (with stop)", f"{first:.2f} s", ""),
        ("`motcua up` to ready file, second start", f"{statistics.median(ready):.2f} s", "≤ 1.5 s"),
        ("start and stop, world cached", f"{statistics.median(starts):.2f} s", ""),
    ]
    with Sandbox(knobs) as sandbox:
        rows.append(("four services idle, one process", f"{resident(sandbox.children[0].pid):.0f} MB", "≤ 200 MB"))
        with httpx.Client(trust_env=False) as http:
            resets = [
                seconds_of(partial(http.post, f"{url}/_sandbox/reset"))
                for _ in range(9)
                for url in sandbox.urls.values()
            ]
        rows.append(
            ("reset of one service", f"{statistics.median(resets) * 1000:.0f} ms (worst {max(resets) * 1000:.0f})",
             "≤ 50 ms")
        )  # fmt: skip
        for figure in calls.measured(sandbox):
            budget = "≥ 0.40×, p99 ≤ 15 ms" if figure.name == "resolve-cmnd" else ""
            seen = f"{figure.ratio:.2f}× · {figure.rate:,} req/s · p50 {figure.p50:.1f} ms · p99 {figure.p99:.1f} ms"
            rows.append((f"{figure.name}, 16 connections", seen, budget))
    return rows


def world_rows(folder: Path) -> list[Row]:
    """Generate a world of a million people in a process of its own."""
    out = folder / "world"
    command = [sys.executable, "-m", "motcua", "world", "--people", str(PEOPLE), "--out", str(out)]
    taken = seconds_of(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    name = f"`motcua world --people {PEOPLE:,}`, all slices written"
    return [(name, f"{PEOPLE / taken:,.0f} people/s · {taken:.1f} s · {memory:,.0f} MB", "≥ 200,000 people/s")]


def machine() -> str:
    """What the figures were measured on."""
    described = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in described if "model name" in line]
    model = models[0] if models else platform.processor()
    versions = ", ".join(f"{name} {version(name)}" for name in ("fastapi", "uvicorn", "sqlalchemy", "duckdb", "numpy"))
    return (
        f"{os.cpu_count()} CPUs ({model}), {platform.system()} {platform.release()}, Python "
        f"{platform.python_version()}, {versions}; {calls.LOOP}, {calls.HTTP}"
    )


def login_rows(folder: Path) -> list[Row]:
    """Whole logins, on a sandbox that just started and knows its world."""
    knobs = Settings(port_base=0, data=folder)
    Sandbox(knobs).start().stop()
    with Sandbox(knobs) as sandbox:
        return logins.rows(sandbox.urls["eid_auth"])


def form_rows(folder: Path) -> list[Row]:
    """Forms opened, on a sandbox with all services in one process."""
    with Sandbox(Settings(port_base=0, data=folder)) as sandbox:
        return forms.rows(sandbox)


def measured() -> Iterator[tuple[str, list[Row], str]]:
    """Each table of the document: its mark, its rows, on what and how."""
    loaded = f"{calls.ROUNDS} rounds of {calls.SECONDS} s, medians; load generator on the same machine."
    turns = f"{logins.ROUNDS} rounds of {logins.EACH} logins in turn, ratios: medians of rounds; client beside them."
    with tempfile.TemporaryDirectory() as folder:
        opened = f"{forms.ROUNDS} rounds of {forms.EACH} requests in turn, ratio: median of rounds; client beside them."
        if "--logins" not in sys.argv:
            yield "forms", form_rows(Path(folder) / "forms"), f"{machine()}; {opened}"
        if not {"--logins", "--forms"} & set(sys.argv):
            rows = [] if "--quick" in sys.argv else world_rows(Path(folder))
            yield "bench", sandbox_rows(Path(folder) / "data") + rows, f"{machine()}; {loaded}"
        if "--forms" not in sys.argv:
            yield "logins", login_rows(Path(folder) / "logins"), f"{machine()}, {npm.node()}; {turns}"


def main() -> None:
    """Measure, print, and with ``--write`` put the tables into docs/performance.md."""
    for name, rows, how in measured():
        body = table(("What", "Seen", "Budget"), rows) + f"\n\n{how}"
        print(body)
        if "--write" in sys.argv:
            DOCUMENT.write_text(filled(DOCUMENT.read_text(encoding="utf-8"), name, body), encoding="utf-8")
        if "--json" in sys.argv:
            print(json.dumps(rows, ensure_ascii=False))


if __name__ == "__main__":
    main()
