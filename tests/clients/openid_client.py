"""Run the relying party made of openid-client: installed once by its lock, one Node process per question."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.clients.parties import Party
from tests.clients.programs import node

SOURCE = Path(__file__).with_name("openid-client")
CACHE = Path(__file__).parents[2] / ".cache"


def installed() -> Path:
    """The folder with script and packages; skips where they cannot be had."""
    npm = node()
    names = ("package.json", "package-lock.json", "relying-party.mjs")
    digest = hashlib.sha256(b"".join((SOURCE / name).read_bytes() for name in names[:2])).hexdigest()[:16]
    folder = CACHE / f"openid-client-{digest}"
    if not (folder / "node_modules").exists():
        making = folder.with_name(f"{folder.name}.{id(folder)}")
        making.mkdir(parents=True, exist_ok=True)
        for name in names[:2]:
            shutil.copy(SOURCE / name, making)
        npm(making)
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
    shutil.copy(SOURCE / names[2], folder)
    return folder


def ask(party: Party, *, checks: bool, names: Sequence[str] | None = None) -> dict[str, Any]:
    """One whole story or, with names, what came of each misbehaviour."""
    asked = party._asdict() | {"checks": checks} | ({} if names is None else {"names": list(names)})
    done = subprocess.run(
        ["node", "relying-party.mjs"],
        cwd=installed(), input=json.dumps(asked), text=True, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def version() -> str:
    """The version that the lock names."""
    lock = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"]["node_modules/openid-client"]["version"])
