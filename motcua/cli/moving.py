"""``motcua clock``: one movable clock for all services."""

import re
from datetime import datetime
from typing import Annotated, Any

import typer

from motcua.chassis.clock import VIETNAM
from motcua.cli.finding import Data, ReadyFile, control
from motcua.cli.showing import AsJson, columns, document
from motcua.stack import Control, Trouble

group = typer.Typer(help="Xem và chỉnh giờ của hộp cát · Show and move the clock of all services.")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


@group.callback(invoke_without_command=True)
def clock(context: typer.Context, data: Data = None, ready_file: ReadyFile = None) -> None:
    """Without a word after it, show the clock."""
    if context.invoked_subcommand is None:
        show(data, ready_file)


@group.command()
def show(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Xem giờ · Show the sandbox time of every service."""
    _shown(control(data, ready_file).ask("GET", "clock"), as_json=as_json)


@group.command("set")
def set_to(
    moment: Annotated[
        str, typer.Argument(help="ISO 8601; không có múi giờ là giờ Việt Nam · no offset: Viet Nam time")
    ],
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Đặt giờ · Set the clock, e.g. 2026-07-01 or 2026-07-01T08:00."""
    _move(control(data, ready_file), {"set": parsed(moment).isoformat()}, as_json=as_json)


@group.command(context_settings={"ignore_unknown_options": True})
def advance(
    step: Annotated[str, typer.Argument(help="45s, 90m, 12h, 3d, 2w; -3d lùi lại · -3d goes back")],
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Tiến giờ · Advance the clock, or go back."""
    _move(control(data, ready_file), {"advance": seconds(step)}, as_json=as_json)


@group.command()
def freeze(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Dừng giờ · Stop the clock of all services at the same moment."""
    plane = control(data, ready_file)
    first, *_ = plane.ask("POST", "clock", {"freeze": True}).values()
    _move(plane, {"set": first["now"]}, as_json=as_json)  # a stopped clock stands exactly where it is set


@group.command()
def thaw(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Cho giờ chạy tiếp · Let a stopped clock go on from where it stands."""
    _move(control(data, ready_file), {"freeze": False}, as_json=as_json)


@group.command()
def reset(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Về giờ thật · Back to real time."""
    _move(control(data, ready_file), {"reset": True}, as_json=as_json)


def parsed(moment: str) -> datetime:
    """A moment; where it names no offset, in Viet Nam.

    >>> parsed("2026-07-01").isoformat()
    '2026-07-01T00:00:00+07:00'
    """
    try:
        found = datetime.fromisoformat(moment)
    except ValueError as odd:
        raise Trouble(
            f"Không hiểu thời điểm {moment}; ví dụ: 2026-07-01T08:00", f"{moment} is no moment; e.g. 2026-07-01T08:00"
        ) from odd
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def seconds(step: str) -> float:
    """How many seconds a step has.

    >>> seconds("3d"), seconds("-90m"), seconds("45")
    (259200.0, -5400.0, 45.0)
    """
    found = re.fullmatch(r"([+-]?[0-9]+(?:\.[0-9]+)?)([smhdw]?)", step)
    if not found:
        raise Trouble(
            f"Không hiểu khoảng {step}; ví dụ: 3d, 12h, 45s, -1d", f"{step} is no step; e.g. 3d, 12h, 45s, -1d"
        )
    return float(found[1]) * UNITS[found[2] or "s"]


def _move(plane: Control, ask: dict[str, Any], *, as_json: bool) -> None:
    _shown(plane.ask("POST", "clock", ask), as_json=as_json)


def _shown(clocks: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        document(clocks)
        return
    columns(
        [
            (
                name,
                datetime.fromisoformat(one["now"]).astimezone(VIETNAM).isoformat(" ", "seconds"),
                "đứng · frozen" if one["frozen"] else f"{one['shift_seconds']:+.0f} s",
            )
            for name, one in clocks.items()
        ]
    )
