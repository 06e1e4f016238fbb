"""The documents are run: every block that a reader would paste, in order, one folder per document."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Block, blocks, documents, links, missing

NOT_RUN = Path(__file__).with_name("not_run.txt")
EVERY = [block for document in documents() for block in blocks(document)]
STORIES = {document: [b for b in blocks(document) if not b.not_run] for document in documents()}


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", [d for d, story in STORIES.items() if story], ids=names)
def test_what_the_document_says_works(document: Path, addresses: dict[str, str], tmp_path: Path) -> None:
    for block in STORIES[document]:
        done = run(block, addresses, tmp_path)
        assert done.returncode == 0, f"{block.place}\n{block.text}\n{done.stdout}{done.stderr}"
        lost = missing(block.promised, done.stdout)
        assert not lost, f"{block.place} promises\n{lost}\nand printed\n{done.stdout}"


def run(block: Block, addresses: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    text = block.text
    for written, real in addresses.items():
        text = text.replace(written, real)
    program = ["bash", "-euo", "pipefail", "-c"] if block.language == "sh" else [sys.executable, "-c"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [*program, text],
        cwd=folder,
        env=os.environ | {"PATH": path},
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_what_is_not_run_stands_in_one_place() -> None:
    listed = NOT_RUN.read_text(encoding="utf-8").splitlines()
    said = [
        f"{block.place.split(':')[0]}: {block.text.splitlines()[0]} ({block.not_run})"
        for block in EVERY
        if block.not_run
    ]
    assert [line for line in listed if line and not line.startswith("#")] == said


@pytest.mark.parametrize("document", documents(), ids=names)
def test_links_lead_somewhere(document: Path) -> None:
    lost = [target for target in links(document) if not (document.parent / target).exists()]
    assert not lost
