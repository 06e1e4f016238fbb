"""Look at and steer a running sandbox: status, reset, journal, audit, snapshots; ``time`` and ``faults`` are beside."""

from typing import Annotated, Any

import typer

from motcua.chassis.clock import ticks
from motcua.cli import faults, moving
from motcua.cli.finding import Data, ReadyFile, Service, control, the_running
from motcua.cli.showing import AsJson, both, columns, document, line
from motcua.stack import Control, Trouble

Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="Số dòng nhiều nhất · Most lines shown")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (status, reset, journal, audit):
        app.command()(command)
    app.add_typer(moving.group, name="clock")
    app.add_typer(faults.group, name="fault")
    app.add_typer(snapshots, name="snapshot")


def status(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Xem hộp cát đang chạy · Look at the running sandbox: services, world, clock, faults."""
    running = the_running(data, ready_file)
    plane = Control(running.ready["services"], timeout=5)
    services: dict[str, dict[str, Any]] = {}
    for name, url in plane.services.items():
        try:
            health = plane.ask("GET", "ready", only=name)[name]
            clock = plane.ask("GET", "clock", only=name)[name]
            faults_armed = plane.ask("GET", "faults", only=name)[name]["faults"]
            services[name] = {"url": url, "status": health["status"], "clock": clock, "faults": len(faults_armed)}
        except Trouble as wrong:
            services[name] = {"url": url, "status": wrong.en, "clock": None, "faults": 0}
    if as_json:
        document({"data": str(running.folder), "world": running.ready["world"], "services": services})
    else:
        columns([(name, one["url"], one["status"], _extras(one)) for name, one in services.items()])
        world = running.ready["world"]
        line(f"world seed {world['seed']}, {world['as_of']}, {world['people']:,} people, digest {world['digest']}")
        line(f"data {running.folder}")
    if any(one["status"] != "ok" for one in services.values()):
        raise typer.Exit(1)


def _extras(service: dict[str, Any]) -> str:
    clock = service["clock"] or {}
    moved = "frozen " if clock.get("frozen") else "moved " if abs(clock.get("shift_seconds", 0)) > 1 else ""
    faults_armed = f"  {service['faults']} faults" if service["faults"] else ""
    return f"{moved}{clock.get('now', '')}{faults_armed}"


def reset(service: Service = "", data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Về dữ liệu gốc · Back to the pristine world, real time, no faults, an empty journal."""
    plane, began = control(data, ready_file), ticks()
    answers = plane.ask("POST", "reset", only=service)
    milliseconds = round((ticks() - began) * 1000, 1)
    if as_json:
        document({"reset": list(answers), "milliseconds": milliseconds})
    else:
        both(f"Đã về dữ liệu gốc: {', '.join(answers)}", f"back to the pristine world in {milliseconds} ms")


def journal(
    *,
    service: Service = "",
    path: Annotated[str, typer.Option(help="Đường dẫn bắt đầu bằng · Only paths that begin so")] = "",
    client: Annotated[str, typer.Option(help="Chỉ hệ thống gọi này · Only this client")] = "",
    limit: Limit = 50,
    clear: Annotated[bool, typer.Option("--clear", help="Xoá nhật ký yêu cầu · Forget the requests")] = False,
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Xem nhật ký yêu cầu · Show what was asked of the services, newest first, numbers masked."""
    plane = control(data, ready_file)
    if clear:
        plane.ask("DELETE", "journal", only=service)
        both("Đã xoá nhật ký yêu cầu", "The journals are empty")
        return
    pages = plane.ask("GET", f"journal?{_query(limit=limit, path=path, client=client)}", only=service)
    found = [{"service": name, **one} for name, page in pages.items() for one in page["requests"]]
    found = sorted(found, key=lambda one: str(one["at"]), reverse=True)[:limit]
    if as_json:
        document(found)
        return
    columns(
        [
            (one["at"][:23], one["service"], one["method"], one["path"], one["status"], f"{one['milliseconds']} ms",
             one["client"] or "-", one["request_id"], one["code"], one["fault"])
            for one in found
        ]
    )  # fmt: skip


def _query(**given: object) -> str:
    from urllib.parse import urlencode  # noqa: PLC0415  # only here

    return urlencode({name: value for name, value in given.items() if value})


def audit(
    *,
    service: Service = "",
    about: Annotated[str, typer.Option(help="Chỉ về số này · Only about this number")] = "",
    limit: Limit = 20,
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Xem ai đã tra cứu ai và kiểm tra chuỗi băm · Show who looked at whom, and check the hash chains."""
    pages = control(data, ready_file).ask("POST", "audit", {"about": about, "limit": limit}, only=service)
    if as_json:
        document(pages)
    else:
        for name, page in pages.items():
            broken = f"BROKEN at line {page['first_broken']}"
            line(f"{name}: {page['total']} lines, chain {'intact' if page['intact'] else broken}")
            columns(
                [
                    (one["at"][:23], one["client"], one["on_behalf_of"], one["procedure"], one["action"],
                     one["about"], one["outcome"], one["fields"])
                    for one in page["lines"]
                ],
                indent="  ",
            )  # fmt: skip
    if not all(page["intact"] for page in pages.values()):
        raise Trouble("Chuỗi nhật ký tra cứu đã bị sửa", "An audit chain was tampered with")


snapshots = typer.Typer(help="Chụp và khôi phục dữ liệu · Keep states and return to them.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="a-z, 0-9, _")]


@snapshots.command("save")
def save(name: Name, data: Data = None, ready_file: ReadyFile = None) -> None:
    """Chụp trạng thái hiện tại · Keep the present state of all services under a name."""
    control(data, ready_file).ask("POST", "snapshot", {"name": name})
    both(f"Đã chụp {name}", f"Kept as {name}")


@snapshots.command("restore")
def restore(name: Name, data: Data = None, ready_file: ReadyFile = None) -> None:
    """Trở về trạng thái đã chụp · Return all services to a kept state."""
    control(data, ready_file).ask("POST", "snapshot", {"name": name, "restore": True})
    both(f"Đã trở về {name}", f"Returned to {name}")


@snapshots.command("list")
def kept(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Liệt kê các bản chụp · List the kept states."""
    names = {name: page["names"] for name, page in control(data, ready_file).ask("GET", "snapshot").items()}
    if as_json:
        document(names)
        return
    for name in sorted({name for found in names.values() for name in found}):
        missing = [service for service, found in names.items() if name not in found]
        line(f"{name}  (not in {', '.join(missing)})" if missing else name)
