"""Write and check locks/run.txt and locks/dev.txt: every package by version and hash, no registry named.

``run`` is what ``make up`` installs, ``dev`` is that and the tools. The development lock is resolved first and binds
the other, so that one environment can serve both.

    python -m scripts.locks            resolve; keeps the versions that still fit
    python -m scripts.locks --upgrade  resolve, taking newer versions
    python -m scripts.locks --check    say what is wrong with the files; asks no network
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
RUN_EXTRAS = ("fast", "batch", "pdf", "postgres")
COMPILE = (
    *("uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11"),
    *("--fork-strategy", "fewest", "--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "make lock"),
)


def write(root: Path, *, upgrade: bool = False) -> None:
    """Resolve both locks anew.

    ``fewest`` keeps one version of a package for all Pythons: a world must come out alike on each of them.
    """
    newer = ("--upgrade",) if upgrade else ()
    lock = root / "locks"
    uv = str(Path(sys.executable).with_name("uv"))
    dev = (uv, *COMPILE[1:], "--extra", "all", "--group", "dev", *newer, "--output-file", str(lock / "dev.txt"))
    subprocess.run(dev, cwd=root, check=True, stdout=subprocess.DEVNULL)
    extras = [word for extra in RUN_EXTRAS for word in ("--extra", extra)]
    run = (uv, *COMPILE[1:], *extras, "--group", "build", "--constraint", str(lock / "dev.txt"), *newer)
    subprocess.run(
        (*run, "--no-annotate", "--output-file", str(lock / "run.txt")), cwd=root, check=True, stdout=subprocess.DEVNULL
    )


def check(root: Path) -> list[str]:
    """Say what is wrong with the locks, one sentence per finding, without asking the network."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    pins: dict[str, dict[str, str]] = {}
    found: list[str] = []
    for name in ("run", "dev"):
        text = (root / "locks" / f"{name}.txt").read_text(encoding="utf-8")
        found += [f"locks/{name}.txt: {problem}" for problem in _faults(text)]
        pins[name] = _pins(text)
        for wish in _wishes(project, name):
            version = pins[name].get(_plain(wish.name))
            if version is None:
                found.append(f"locks/{name}.txt: {wish.name} is wanted by pyproject.toml and not locked; run make lock")
            elif not wish.specifier.contains(version, prereleases=True):
                found.append(
                    f"locks/{name}.txt: {wish.name} {version} does not satisfy {wish.specifier}; run make lock"
                )
    for package, version in pins["run"].items():
        if pins["dev"].get(package) != version:
            found.append(f"locks: {package} is {version} to run and {pins['dev'].get(package)} to develop")
    return found


def _faults(text: str) -> Iterator[str]:
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    for entry in entries:
        head = entry.split("\\", maxsplit=1)[0].strip()
        if re.search(r"://|^-", entry):
            yield f"'{head}' names a place to fetch from; a lock names packages only"
        elif "--hash=sha256:" not in entry:
            yield f"'{head}' has no hash"


def _pins(text: str) -> dict[str, str]:
    return {
        _plain(name): version for name, version in re.findall(r"^([\w.-]+)(?:\[[^]]*])?==(\S+)", text, re.MULTILINE)
    }


def _wishes(project: dict[str, Any], lock: str) -> Iterator[Requirement]:
    """Yield every requirement of pyproject.toml that the lock has to satisfy."""
    optional = project["project"]["optional-dependencies"]
    extras = RUN_EXTRAS if lock == "run" else tuple(extra for extra in optional if extra != "all")
    groups = ("build",) if lock == "run" else ("build", "dev")
    lists = [project["project"]["dependencies"], *(optional[extra] for extra in extras)]
    lists += [project["dependency-groups"][group] for group in groups]
    for words in lists:
        yield from (Requirement(word) for word in words if isinstance(word, str))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main(words: list[str]) -> int:
    """Run as a program."""
    if "--check" not in words:
        write(ROOT, upgrade="--upgrade" in words)
    found = check(ROOT)
    print("\n".join(found) if found else "Both locks are whole.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
