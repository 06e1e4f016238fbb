"""Which data folder is free, and which sandboxes run: one lock file per folder, ``.motcua``, ``.motcua-2`` and so on.

The lock is the operating system's, held by parent and child together: it is gone when both are, however they ended.
"""

import itertools
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from motcua.stack.ready import Ready, text
from motcua.stack.trouble import Trouble

MOST = 50


def folders(data: Path) -> Iterator[Path]:
    """The folder asked for, then its numbered siblings."""
    yield data
    for number in itertools.islice(itertools.count(2), MOST - 1):
        yield data.with_name(f"{data.name}-{number}")


@dataclass(slots=True)
class Slot:
    """A data folder that is ours until ``release``; ``lock`` is the open lock file."""

    folder: Path
    lock: int

    def publish(self, ready: Ready) -> None:
        """Let the command line find this sandbox."""
        write_whole(self.folder / "run.json", text(ready))

    def release(self) -> None:
        """Give the folder back."""
        (self.folder / "run.json").unlink(missing_ok=True)
        os.close(self.lock)


def take(data: Path) -> Slot:
    """The first free folder; raises Trouble where none can be written or all are taken."""
    for folder in folders(data):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as refused:
            vi, en = "Không ghi được vào thư mục dữ liệu", "The data folder cannot be written"
            option = "--data"
            raise Trouble(
                f"{vi} {folder}: {refused.strerror}. Chọn thư mục khác: {option}",
                f"{en}: {folder}: {refused.strerror}. Choose another: {option}",
            ) from refused
        if _locked(lock):
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            return Slot(folder, lock)
        os.close(lock)
    raise Trouble(f"Đã có {MOST} hộp cát cùng chạy tại {data}", f"{MOST} sandboxes run at {data} already")


@dataclass(frozen=True, slots=True)
class Running:
    """A sandbox that runs, and where its data are."""

    folder: Path
    ready: Ready


def running(data: Path) -> list[Running]:
    """Every sandbox that runs from ``data`` or one of its numbered siblings."""
    found = []
    for folder in itertools.takewhile(Path.is_dir, folders(data)):
        news = folder / "run.json"
        if news.exists() and _held(folder / "lock"):
            found.append(Running(folder, json.loads(news.read_text(encoding="utf-8"))))
    return found


def write_whole(file: Path, text: str, mode: int = 0o666) -> None:
    """Write a file that others see whole or not at all."""
    half = file.with_name(f"{file.name}.{os.getpid()}.half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8") as opened:
        opened.write(text)
    half.replace(file)


def _held(lock: Path) -> bool:
    try:
        opened = os.open(lock, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _locked(opened)
    finally:
        os.close(opened)


if sys.platform == "win32":
    import msvcrt

    def _locked(opened: int) -> bool:
        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(opened: int) -> bool:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
