"""``motcua up``: start, say where and whom to ask about, wait for Ctrl-C."""

import datetime
import inspect
import ipaddress
import signal
import time
from types import FrameType
from typing import Annotated, Any

import typer
from pydantic.fields import FieldInfo

from motcua.chassis.settings import Settings
from motcua.cli import greeting
from motcua.cli.finding import settings
from motcua.cli.showing import document, note
from motcua.stack import Sandbox

BEGAN = time.perf_counter() - time.process_time()  # before this line nothing was done but computing


def add_to(app: typer.Typer) -> None:
    """Add the command, with every knob as an option."""
    app.command("up")(_with_knobs(up))


def up(*, as_json: bool = False, **given: Any) -> None:
    """Khởi động hộp cát · Start the sandbox: four services, one world; Ctrl-C ends everything."""
    knobs = settings(**{name: value for name, value in given.items() if value is not None})
    warn(knobs)
    sandbox = Sandbox(knobs, say=note)
    signal.signal(signal.SIGTERM, _interrupt)
    started = False
    try:
        sandbox.start()
        started = True
        if as_json:
            document({**sandbox.ready, "data": str(sandbox.folder)})
        else:
            greeting.greet(sandbox, time.perf_counter() - BEGAN)
        sandbox.wait()
    except KeyboardInterrupt:
        if not started:
            raise
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave a service behind
        sandbox.stop()


def warn(knobs: Settings) -> None:
    """Announce loudly what weakens a promise of the sandbox."""
    if not loopback(knobs.host):
        note(
            f"⚠ CẢNH BÁO: hộp cát mở tại {knobs.host}, máy khác gọi được; mật khẩu của nó ai cũng biết.",
            f"⚠ WARNING: the sandbox listens on {knobs.host}, other machines can call it; its secrets are public.",
        )
    if knobs.real_numbers:
        note(
            "⚠ CẢNH BÁO: --real-numbers cho phép nạp số có thể là của người thật. Đừng nạp dữ liệu thật.",
            "⚠ WARNING: --real-numbers accepts numbers that may be real people's. Do not load real data.",
        )
    if knobs.log_unmasked:
        note("⚠ CẢNH BÁO: nhật ký ghi số định danh không che.", "⚠ WARNING: logs show identity numbers unmasked.")


def loopback(host: str) -> bool:
    """Whether only this machine can call.

    >>> loopback("127.0.0.1"), loopback("0.0.0.0"), loopback("localhost")
    (True, False, True)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _with_knobs(function: Any) -> Any:
    """Give the function one option for each knob, so that they are declared once, in Settings."""
    parameters = [_option(name, field) for name, field in Settings.model_fields.items()]
    as_json = inspect.Parameter(
        "as_json",
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option("--json", help="Print the ready JSON instead of a greeting")],
    )
    function.__signature__ = inspect.Signature([*parameters, as_json])
    function.__annotations__ = {}
    return function


def _option(name: str, field: FieldInfo) -> inspect.Parameter:
    kind: Any = field.annotation
    dashed = f"--{name.replace('_', '-')}"
    default = "" if field.default in {None, ""} else str(field.default)
    extra: dict[str, Any] = {"help": field.description, "show_default": False}
    if default:
        extra["help"] = f"{field.description} [{default}]"
    if kind is bool:
        dashed = f"{dashed}/--no-{name.replace('_', '-')}"
    elif kind is datetime.date:
        kind, extra["metavar"] = str, "DATE"
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, typer.Option(dashed, **extra)],
    )
