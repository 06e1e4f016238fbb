"""The reading of documents is itself tried, on documents that are wrong."""

from pathlib import Path

import pytest

from tests.docs.blocks import blocks, links, missing


def write(folder: Path, text: str) -> Path:
    file = folder / "page.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_block_takes_the_console_block_after_it_as_its_promise(tmp_path: Path) -> None:
    page = write(tmp_path, "Do:\n\n```sh\necho hello\n```\n\nSee:\n\n```console\nhello\n```\n\n```json\n{}\n```\n")
    (block,) = blocks(page, tmp_path)
    assert (block.place, block.text, block.promised) == ("page.md:3", "echo hello\n", ("hello",))


def test_a_block_without_reason_is_run(tmp_path: Path) -> None:
    page = write(tmp_path, "```sh no-run: no engine here\ndocker compose up\n```\n```python\nprint(1)\n```\n")
    assert [block.not_run for block in blocks(page, tmp_path)] == ["no engine here", ""]


def test_another_word_than_no_run_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="neither plain nor"):
        list(blocks(write(tmp_path, "```sh skip\nls\n```\n"), tmp_path))


def test_a_promise_that_was_not_kept_is_seen() -> None:
    assert missing(("verdict: match", 'id: "..."'), 'verdict: match\nid: "7"\n') == []
    assert missing(("verdict: match",), "verdict: mismatch\n") == ["verdict: match"]


def test_a_link_is_read_without_its_anchor(tmp_path: Path) -> None:
    page = write(tmp_path, "[a](b.md#c) [d](https://example.com) [e](#f)\n```sh\n[g](h)\n```\n")
    assert list(links(page)) == ["b.md"]
