"""``motcua fault``: make the services misbehave."""

from typing import Annotated, Any, get_args

import typer

from motcua.cli.finding import Data, ReadyFile, Service, control
from motcua.cli.showing import AsJson, both, columns, document
from motcua.wire.control import FaultKind, FaultRule

group = typer.Typer(help="Tạo lỗi thử · Make the services misbehave.", no_args_is_help=True)


@group.command("list")
def armed(service: Service = "", data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Liệt kê lỗi thử đang bật · List the faults in force."""
    pages = control(data, ready_file).ask("GET", "faults", only=service)
    if as_json:
        document({name: page["faults"] for name, page in pages.items()})
        return
    columns([(name, *_shown(one)) for name, page in pages.items() for one in page["faults"]])


@group.command()
def add(
    kind: Annotated[str, typer.Argument(help=" | ".join(get_args(FaultKind)), metavar="KIND")],
    *,
    service: Service = "",
    seconds: Annotated[float | None, typer.Option(help="slow, rate_limit: bao nhiêu giây · how many seconds")] = None,
    code: Annotated[str | None, typer.Option(help="refuse: mã lỗi · code of the refusal")] = None,
    path: Annotated[str | None, typer.Option(help="Đường dẫn bắt đầu bằng · Only paths that begin so")] = None,
    client: Annotated[str | None, typer.Option(help="Chỉ hệ thống gọi này · Only this client")] = None,
    person: Annotated[str | None, typer.Option(help="Chỉ khi nêu số này · Only bodies that name this number")] = None,
    next_calls: Annotated[int | None, typer.Option("--next", help="Chỉ N lần tới · Only the next N calls")] = None,
    share: Annotated[float | None, typer.Option(help="Tỷ lệ 0–1 · Only this share of calls, 0 to 1")] = None,
    seed: Annotated[int | None, typer.Option(help="Hạt giống của tỷ lệ · Seed of the share")] = None,
    silent: Annotated[
        bool | None, typer.Option("--silent", help="Không báo trong header · Say so in no header")
    ] = None,
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Bật lỗi thử · Put a fault in force at one service or at all."""
    given = {
        "kind": kind, "seconds": seconds, "code": code, "path": path, "client": client, "person": person,
        "next": next_calls, "share": share, "seed": seed, "silent": silent,
    }  # fmt: skip
    rule = {name: value for name, value in given.items() if value is not None}
    answers = control(data, ready_file).ask("POST", "faults", rule, only=service)
    if as_json:
        document(answers)
        return
    columns([(name, *_shown(one)) for name, one in answers.items()])


@group.command()
def clear(
    fault_id: Annotated[str, typer.Argument(help="Mã, như f1; trống là tất cả · Id; none means all")] = "",
    service: Service = "",
    data: Data = None,
    ready_file: ReadyFile = None,
) -> None:
    """Tắt lỗi thử · Take back one fault, or all."""
    answers = control(data, ready_file).ask("DELETE", f"faults?id={fault_id}", only=service)
    count = sum(answer["rows"] for answer in answers.values())
    both(f"Đã tắt {count} lỗi thử", f"{count} faults taken back")


def _shown(fault: dict[str, Any]) -> tuple[str, str, str, str]:
    default = {name: field.default for name, field in FaultRule.model_fields.items()}
    rule = fault["rule"]
    said = " ".join(f"{name}={value}" for name, value in rule.items() if name != "kind" and value != default[name])
    return fault["id"], rule["kind"], f"applied {fault['applied']}", said
