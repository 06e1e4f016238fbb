"""No container engine is at hand, so what the image and the compose file would run is run here, outside a container.

The commands, the health check and the addresses are read from the two files; only paths, host names and ports are
replaced. See docs/containers.md for what remains untried.
"""

import importlib
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from motcua.world import default_slices

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = {name.replace("-", "_"): spec for name, spec in COMPOSE["services"].items() if name != "postgres"}
WORLD_IN_IMAGE = "/opt/motcua/motcua/world/default"


def words(instruction: str) -> list[str]:
    """The exec form of an instruction of the Dockerfile."""
    found = re.search(rf"^{instruction} (\[.*])$", DOCKERFILE, re.MULTILINE)
    assert found, instruction
    parsed: list[str] = json.loads(found[1])
    return [sys.executable if word == "python" else word for word in parsed]


def free_base() -> int:
    """Four ports in a row that nobody has."""
    for base in range(21_000, 60_000, 10):
        with ExitStack() as held:
            try:
                for offset in range(4):
                    held.enter_context(socket.create_server(("127.0.0.1", base + offset)))
            except OSError:
                continue
            return base
    pytest.fail("no four free ports in a row")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The four services as compose starts them, each in a process and with a data folder of its own."""
    first = free_base()
    here = {
        f"http://{name.replace('_', '-')}:{8000 + n}": f"http://127.0.0.1:{first + n}" for name, n in ports().items()
    }
    with ExitStack() as running:
        for name, spec in SERVICES.items():
            line = [*words("ENTRYPOINT"), *spec["command"]]
            line = [word.replace(WORLD_IN_IMAGE, str(default_slices())) for word in line]
            for there, address in here.items():
                line = [word.replace(there, address) for word in line]
            knobs = {"MOTCUA_PORT_BASE": str(first), "MOTCUA_DATA": str(tmp_path_factory.mktemp(name))}
            process = subprocess.Popen(line, cwd=ROOT, env=os.environ | knobs | {"PYTHONPATH": str(ROOT)})
            running.callback(process.wait, 10)
            running.callback(process.terminate)
        yield first


def ports() -> dict[str, int]:
    return {name: int(importlib.import_module(f"services.{name}.settings").PORT_OFFSET) for name in SERVICES}


def test_every_service_has_a_container_with_its_own_port_and_volume() -> None:
    assert set(SERVICES) == {"portal", "population_db", "eid_auth", "tax_db"}
    for name, offset in ports().items():
        spec, port = SERVICES[name], 8000 + offset
        assert spec["environment"]["PORT"] == str(port)
        assert spec["ports"] == [f"127.0.0.1:{port}:{port}"], "bound to the loopback address of the host"
        assert spec["volumes"] == [f"{name.replace('_', '-')}:/data"]
    assert set(COMPOSE["volumes"]) == {*(name.replace("_", "-") for name in SERVICES), "postgres"}


def test_every_service_is_told_where_its_upstreams_stand() -> None:
    for name, spec in SERVICES.items():
        wanted = importlib.import_module(f"services.{name}.settings").UPSTREAMS
        told = {word.split("=")[0] for word in spec["command"] if "=http" in word}
        assert told == set(wanted), name


def test_each_becomes_healthy_by_the_health_check_of_the_image(base: int) -> None:
    for offset in ports().values():
        assert healthy(base + offset), f"port {base + offset}"


def healthy(port: int) -> bool:
    """Ask as the image's health check does, until it is content or half a minute has gone."""
    deadline = time.monotonic() + 30
    check, env = words("  CMD"), os.environ | {"PORT": str(port)}
    while unhealthy := subprocess.run(check, env=env, capture_output=True, check=False).returncode:
        if time.monotonic() > deadline:
            break
        time.sleep(0.1)
    return not unhealthy


def test_the_portal_reaches_the_registers_under_the_names_it_was_told(base: int) -> None:
    assert all(healthy(base + offset) for offset in ports().values())
    answer = httpx.post(
        f"http://127.0.0.1:{base}/v1/reconciliations",
        auth=("tinh-demo", "tinh-demo-secret"),
        headers={"X-Purpose-Procedure": "1.008503", "X-On-Behalf-Of": "officer:CB001"},
        json={"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"},
        trust_env=False,
    )
    assert answer.json()["verdict"] == "match", answer.text
