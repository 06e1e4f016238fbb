"""Data folders: one sandbox each, numbered siblings for the next, and nothing believed that is not held."""

from pathlib import Path

import pytest

from motcua.stack import Ready, Trouble, running
from motcua.stack.slots import take, write_whole

READY: Ready = {"services": {"portal": "http://127.0.0.1:1"}, "clients": [], "personas": {}, "world": {}}


def test_the_second_sandbox_gets_a_numbered_sibling(tmp_path: Path) -> None:
    data = tmp_path / ".motcua"
    first, second = take(data), take(data)
    assert (first.folder, second.folder) == (data, tmp_path / ".motcua-2")
    first.release()
    third = take(data)
    assert third.folder == data
    second.release()
    third.release()


def test_only_held_folders_run(tmp_path: Path) -> None:
    data = tmp_path / "d"
    assert running(data) == []
    first, second = take(data), take(data)
    second.publish(READY)
    assert [one.folder for one in running(data)] == [second.folder]
    first.publish(READY)
    assert [one.folder for one in running(data)] == [data, second.folder]
    first.release()
    (data / "run.json").write_text("{}", encoding="utf-8")  # as a kill -9 leaves it
    assert [one.folder for one in running(data)] == [second.folder]
    second.release()


def test_the_data_folder_stays_out_of_the_users_repository(tmp_path: Path) -> None:
    slot = take(tmp_path / "d")
    assert (slot.folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    slot.release()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Trouble, match="file/d") as wrong:
        take(tmp_path / "file" / "d")
    assert "--data" in wrong.value.vi
    assert "--data" in wrong.value.en


def test_files_appear_whole_and_keep_their_mode(tmp_path: Path) -> None:
    file = tmp_path / "secret.json"
    write_whole(file, "{}", mode=0o600)
    assert file.read_text(encoding="utf-8") == "{}"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]
