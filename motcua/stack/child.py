"""One serving process: ``python -m services``, started so that no other ``services`` package can take its place."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from motcua.chassis.settings import Process
from motcua.stack.slots import write_whole
from motcua.stack.trouble import Trouble
from motcua.wire import contracts

PATIENCE = 600.0  # seconds; the first start of a large world fills its databases
END = 10.0
ORDER = ("portal", "population_db", "eid_auth", "tax_db")


def systems() -> list[str]:
    """The services that are here, in the order in which they are shown."""
    here = {file.parent.name for file in (contracts.app_root() / "services").glob("*/app.py")}
    return [name for name in ORDER if name in here]


def command(*words: str) -> list[str]:
    """The command line of a serving process; -P keeps the current folder off its import path."""
    return [sys.executable, "-P", "-m", "services", *words]


def environment() -> dict[str, str]:
    """Our own, with an import path that begins where our services are."""
    others = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(contracts.app_root()), others)))}


class Child:
    """A serving process and the files through which it is told and tells."""

    def __init__(self, name: str, folder: Path, process: Process, lock: int) -> None:
        self.name, self._ready = name, folder / f"{name}.ready.json"
        config = folder / f"{name}.config.json"
        folder.mkdir(parents=True, exist_ok=True)
        self._ready.unlink(missing_ok=True)
        log = folder.parent / "logs" / f"{name}.jsonl"
        told = process.model_copy(update={"ready_file": self._ready.resolve(), "log_file": log.resolve()})
        write_whole(config, told.model_dump_json(), mode=0o600)  # it may carry a database password
        posix = os.name == "posix"
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter, our own module
            command("--config", str(config.resolve())),
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=posix,  # Ctrl-C is for the parent, which ends the child in order
            pass_fds=(lock,) if posix else (),
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def urls(self) -> dict[str, str]:
        """Wait until it is ready; where its services are. Raises Trouble where it cannot start."""
        deadline = time.monotonic() + PATIENCE
        while not self._ready.exists():
            if self._process.poll() is not None and not self._ready.exists():
                code = self._process.returncode
                raise Trouble(
                    f"Tiến trình dịch vụ kết thúc với mã {code}", f"The services' process ended with code {code}"
                )
            if time.monotonic() > deadline:
                raise Trouble("Các dịch vụ không sẵn sàng kịp", "The services were not ready in time")
            time.sleep(0.005)
        news: dict[str, Any] = json.loads(self._ready.read_text(encoding="utf-8"))
        if "error" in news:
            raise Trouble(news["error"]["vi"], news["error"]["en"])
        services: dict[str, str] = news["services"]
        return services

    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self._process.poll()

    def ask_to_end(self) -> None:
        """Close the pipe that it watches."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def end(self) -> int:
        """End it in order; by force where it does not listen."""
        self.ask_to_end()
        try:
            return self._process.wait(END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def contract(service: str) -> str:
    """The OpenAPI document of a service, from a short-lived process; raises Trouble for an unknown name."""
    known = systems()
    if service not in known:
        names = ", ".join(known)
        raise Trouble(f"Không có dịch vụ {service}; chọn: {names}", f"There is no service {service}; choose: {names}")
    done = subprocess.run(command("--openapi", service), env=environment(), stdout=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble(f"{service} không cho biết hợp đồng của nó", f"{service} does not say its contract")
    return done.stdout.decode()
