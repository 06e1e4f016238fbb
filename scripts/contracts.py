"""Keep contracts/openapi/<service>.json equal to what the services say of themselves.

A contract is generated, committed and compared: a change of what goes over the wire is seen in review.

    python -m scripts.contracts          write them
    python -m scripts.contracts --check  say which are stale; changes nothing

"""

import difflib
import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SERVICES = ("population_db", "eid_auth", "tax_db", "portal")


def from_command(service: str) -> str:
    """Ask the command that users have: ``motcua openapi SERVICE``."""
    motcua = Path(sys.executable).with_name("motcua")
    done = subprocess.run((motcua, "openapi", service), cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def place(root: Path, service: str) -> Path:
    """Where a service's contract stands."""
    return root / "contracts" / "openapi" / f"{service}.json"


def stale(root: Path, ask: Callable[[str], str] = from_command) -> list[str]:
    """Find the contracts that are missing or differ from what the service says, with the first lines that differ."""
    found = []
    for service in SERVICES:
        file = place(root, service)
        name = file.relative_to(root).as_posix()
        if not file.exists():
            found.append(f"{name} is missing; run make contracts")
        elif (old := file.read_text(encoding="utf-8")) != (new := ask(service)):
            rows = difflib.unified_diff(old.splitlines(), new.splitlines(), "committed", "now", lineterm="", n=1)
            found.append(f"{name} is stale; run make contracts\n" + "\n".join(itertools.islice(rows, 12)))
    return found


def main(words: list[str]) -> int:
    """Run as a program."""
    if "--check" in words:
        found = stale(ROOT)
        print("\n".join(found) if found else "The contracts say what the services say.")
        return 1 if found else 0
    for service in SERVICES:
        file = place(ROOT, service)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(from_command(service), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
