"""Which running sandbox a command means: the one of a ready file, or the one that runs from the data folder."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from motcua.chassis.settings import Settings
from motcua.stack import Control, Running, Trouble, running

Data = Annotated[
    Path | None, typer.Option("--data", help="Thư mục dữ liệu của hộp cát · Data folder of the sandbox [.motcua]")
]
ReadyFile = Annotated[
    Path | None, typer.Option("--ready-file", help="Tệp JSON mà `up --ready-file` đã ghi · The file that up wrote")
]
Service = Annotated[str, typer.Option("--service", help="Chỉ dịch vụ này · Only this service")]


def settings(**given: object) -> Settings:
    """The knobs: what was given, then the environment, then the defaults; raises Trouble naming what is wrong."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks each, that is the point
    except ValidationError as wrong:
        error = wrong.errors()[0]
        knob = str(error["loc"][0]) if error["loc"] else "?"
        raise Trouble(
            f"Giá trị không hợp lệ cho --{knob.replace('_', '-')} (MOTCUA_{knob.upper()}): {error['input']!r}",
            f"--{knob.replace('_', '-')} (MOTCUA_{knob.upper()}) cannot be {error['input']!r}: {error['msg']}",
        ) from wrong


def all_running(data: Path | None) -> list[Running]:
    """Every sandbox that runs from the data folder."""
    return running(data or settings().data)


def the_running(data: Path | None, ready_file: Path | None) -> Running:
    """The sandbox meant; raises Trouble where none runs."""
    knobs = settings()
    file = ready_file or (knobs.ready_file if data is None else None)
    if file is not None:
        try:
            return Running(file.parent, json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError) as unread:
            raise Trouble(
                f"Không đọc được tệp {file}; hộp cát đã sẵn sàng chưa?", f"{file} cannot be read; is the sandbox ready?"
            ) from unread
    found = all_running(data)
    if not found:
        place = data or knobs.data
        raise Trouble(
            f"Không có hộp cát nào đang chạy với thư mục {place}; khởi động bằng: motcua up",
            f"No sandbox is running from {place}; start one with: motcua up",
        )
    return found[0]


def control(data: Path | None, ready_file: Path | None) -> Control:
    """The control planes of the sandbox meant."""
    return Control(the_running(data, ready_file).ready["services"])
