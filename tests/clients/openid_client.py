"""Run the relying party made of openid-client: installed once by its lock, one Node process per question."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.clients.parties import Party
from tests.clients.programs import node

SOURCE = Path(__file__).with_name("openid-client")
CACHE = Path(__file__).parents[2] / ".cache"


def installed() -> Path:
    """The folder with scripts and packages; skips where they cannot be had."""
    npm = node()
    names = ("package.json", "package-lock.json")
    digest = hashlib.sha256(b"".join((SOURCE / name).read_bytes() for name in names)).hexdigest()[:16]
    folder = CACHE / f"openid-client-{digest}"
    if not (folder / "node_modules").exists():
        making = folder.with_name(f"{folder.name}.{os.getpid()}")
        making.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(SOURCE / name, making)
        npm(making)
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
    for script in SOURCE.glob("*.mjs"):
        here = folder / script.name
        if not here.exists() or here.read_bytes() != script.read_bytes():
            shutil.copy(script, here)
    return folder


def run(script: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a script prints."""
    done = subprocess.run(
        ["node", script],
        cwd=installed(), input=json.dumps(asked), text=True, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def ask(party: Party, *, checks: bool, names: Sequence[str] | None = None) -> dict[str, Any]:
    """One whole story or, with names, what came of each misbehaviour."""
    asked = party._asdict() | {"checks": checks} | ({} if names is None else {"names": list(names)})
    return run("relying-party.mjs", asked)


def version() -> str:
    """The version that the lock names."""
    lock = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"]["node_modules/openid-client"]["version"])
