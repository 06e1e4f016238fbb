"""Run every check of the house, also after one failed, and name the failures at the end.

python -m scripts.check             all of them
python -m scripts.check types docs  some of them
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PARTS = ("motcua", "services", "tests", "scripts", "benchmarks", "examples")

CHECKS: dict[str, tuple[str, ...]] = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy", *(part for part in PARTS if next((ROOT / part).rglob("*.py"), None))),
    "imports": ("lint-imports",),
    "shape": ("pytest", "tests/repository", "--quiet", "--no-header"),
    "contracts": ("python", "-m", "scripts.contracts", "--check"),
    "docs": ("python", "-m", "scripts.tables", "--check"),
    "locks": ("python", "-m", "scripts.locks", "--check"),
    "compose": ("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
    "dockerfile": ("hadolint", "Dockerfile"),
    "ci-script": ("shellcheck", ".ci/run"),
}


def run(name: str) -> bool:
    """Run one check; show what it printed only where it failed."""
    program, *rest = CHECKS[name]
    if not (BIN / program).exists():
        print(f"  ?  {name:<11} {program} is not built for this machine; CI runs it")
        return not os.environ.get("NO_SKIPS")
    started = time.perf_counter()
    done = subprocess.run(
        (str(BIN / program), *rest), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    seconds = time.perf_counter() - started
    print(f"  {'ok' if done.returncode == 0 else '✗ '} {name:<11} {seconds:5.1f} s")
    if done.returncode:
        print("\n".join(f"     {line}" for line in done.stdout.splitlines()))
    return done.returncode == 0


def main(names: Sequence[str]) -> int:
    """Run the checks named, or all."""
    failed = [name for name in names or CHECKS if not run(name)]
    print(
        f"{len(failed)} of {len(names or CHECKS)} checks failed: {', '.join(failed)}"
        if failed
        else "All checks passed."
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
