"""``motcua`` as a user runs it: a process of its own, in a folder of its own."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MOTCUA = Path(sys.executable).with_name("motcua")
PATIENCE = 120.0


def motcua(
    *words: str | Path, cwd: Path, program: Path = MOTCUA, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [str(program), *map(str, words)],
        cwd=cwd,
        env=os.environ | (env or {}),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


class Up:
    """A running ``motcua up``."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.printed = ""

    def until_ready(self) -> "Up":
        """Wait for the last line of the greeting."""
        assert self.process.stdout is not None
        out, deadline, seen = self.process.stdout.fileno(), time.monotonic() + PATIENCE, b""
        while "Ctrl-C" not in self.printed:
            assert time.monotonic() < deadline, self.printed
            if select.select([out], [], [], 0.2)[0]:
                part = os.read(out, 65_536)
                seen += part
                self.printed = seen.decode(errors="replace")
                assert part or "Ctrl-C" in self.printed, f"ended: {self.printed}"
        return self

    @property
    def urls(self) -> dict[str, str]:
        """The addresses that it printed."""
        rows = [line.split() for line in self.printed.splitlines() if "/docs" in line]
        return {row[0]: row[1] for row in rows}

    def line_to_paste(self) -> str:
        """The line that begins with curl."""
        return next(line for line in self.printed.splitlines() if line.startswith("curl "))

    def end(self, with_signal: int = signal.SIGINT) -> int:
        """Send a signal to the parent alone, and give its exit code."""
        self.process.send_signal(with_signal)
        return self.process.wait(PATIENCE)


@contextmanager
def up(*words: str | Path, cwd: Path, program: Path = MOTCUA, env: dict[str, str] | None = None) -> Iterator[Up]:
    """Start ``motcua up`` on free ports; the test may end it, or this does."""
    given = [] if "--port-base" in words else ["--port-base", "0"]
    process = subprocess.Popen(
        [str(program), "up", *given, *map(str, words)],
        cwd=cwd,
        env=os.environ | (env or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    running = Up(process)
    try:
        yield running
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE)
        if process.stdout is not None:
            process.stdout.close()


def children_of(pid: int) -> list[int]:
    """The processes that a process started."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


def gone(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process ends within so many seconds; a zombie has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def port_is_free(url: str) -> bool:
    """Whether somebody could listen there now."""
    place = urlsplit(url)
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((place.hostname or "", place.port or 0))
        except OSError:
            return False
    return True


def read_json(file: Path) -> Any:
    """The content of a JSON file."""
    return json.loads(file.read_text(encoding="utf-8"))


def shell(line: str, cwd: Path) -> str:
    """What a pasted line prints."""
    done = subprocess.run(["bash", "-c", line], cwd=cwd, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def said(done: subprocess.CompletedProcess[str], words: Sequence[str] = ()) -> str:
    """What a command printed; its errors carry no traceback."""
    text = done.stdout + done.stderr
    assert "Traceback" not in text, text
    for word in words:
        assert word in text, text
    return text
