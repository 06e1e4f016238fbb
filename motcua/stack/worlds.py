"""The slices of the world that was asked for: the one in the wheel, or one generated into the data folder, once."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from motcua import __version__, world
from motcua.chassis.settings import Settings
from motcua.stack.trouble import Trouble

Say = Callable[[str, str], None]
ARGUMENTS = ("seed", "as_of", "people")


def is_default(knobs: Settings) -> bool:
    """Whether the world asked for is the one that ships in the wheel."""
    return all(getattr(knobs, name) == Settings.model_fields[name].default for name in ARGUMENTS)


def slices(knobs: Settings, say: Say) -> Path:
    """The folder with the slices; raises Trouble where it cannot be generated."""
    if is_default(knobs):
        return world.default_slices()
    folder = knobs.data / "worlds" / f"seed{knobs.seed}-{knobs.as_of}-{knobs.people}-{__version__}"
    if (folder / "manifest.json").exists():
        return folder
    say(f"Đang tạo {knobs.people:,} người (một lần) …", f"Making {knobs.people:,} people (once) …")
    half = folder.with_name(f"{folder.name}.{os.getpid()}.half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        world.write(knobs.people, knobs.seed, knobs.as_of, half, format="slices")
    except world.MissingExtra as missing:
        raise Trouble(missing.vi, missing.en) from missing
    except ValueError as odd:
        raise Trouble(f"Không tạo được dân số: {odd}", f"The world cannot be made: {odd}") from odd
    if folder.exists():  # another sandbox was faster
        shutil.rmtree(half)
    else:
        half.rename(folder)
    return folder
