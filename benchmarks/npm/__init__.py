"""Providers from npm: installed once, by their lock, into ``.cache``; one Node process each."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache"
PROVIDERS = ("oauth2-mock-server", "oidc-provider")
LOCK = "package-lock.json"


def installed() -> dict[str, Path]:
    """Each provider, its version in its name, and the folder where it is; empty, and said, where there is no npm."""
    if not shutil.which("node") or not shutil.which("npm"):
        print("No Node with npm here: only our own provider is measured.")
        return {}
    digest = hashlib.sha256((HERE / LOCK).read_bytes()).hexdigest()[:16]
    folder = CACHE / f"benchmarks-{digest}"
    if not (folder / "node_modules").exists():
        making = folder.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        for name in ("package.json", LOCK):
            shutil.copy(HERE / name, making)
        words = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run(words, cwd=making, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"npm could not install the providers to compare with: {done.stderr[-300:]}")
            return {}
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
    shutil.copy(HERE / "provider.mjs", folder)
    packages = json.loads((HERE / LOCK).read_text(encoding="utf-8"))["packages"]
    return {f"{name} {packages[f'node_modules/{name}']['version']}": folder for name in PROVIDERS}


def node() -> str:
    """The Node that runs them."""
    program = shutil.which("node")
    if not program:
        return "no Node"
    return f"Node {subprocess.run([program, '--version'], capture_output=True, text=True, check=True).stdout.strip()}"


@contextmanager
def provider(name: str, folder: Path, client: str, redirect: str) -> Iterator[str]:
    """Run one; yields its issuer."""
    words = ["node", "provider.mjs", name.partition(" ")[0], client, redirect]
    running = subprocess.Popen(
        words,
        cwd=folder,
        env={**os.environ, "NODE_ENV": "production"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    try:
        yield running.stdout.readline().strip()
    finally:
        running.stdin.close()
        running.wait(10)
        running.stdout.close()
