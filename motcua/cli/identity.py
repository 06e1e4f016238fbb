"""``motcua client``, ``key``, ``misbehave``, ``inbox``: the OpenID Provider of a running sandbox."""

from pathlib import Path
from typing import Annotated, Any

import typer

from motcua.cli.finding import Data, ReadyFile, control
from motcua.cli.showing import AsJson, both, columns, document, line

EID = "eid_auth"
clients = typer.Typer(help="Ứng dụng đăng nhập bằng định danh · OpenID Connect clients.", no_args_is_help=True)
keys = typer.Typer(help="Khoá ký của nhà cung cấp · Signing keys of the provider.", no_args_is_help=True)
wrong = typer.Typer(help="Cố ý trả lời sai khi đăng nhập · Let sign-ins go wrong on purpose.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(clients, name="client")
    app.add_typer(keys, name="key")
    app.add_typer(wrong, name="misbehave")
    app.command()(inbox)


def _ask(data: Path | None, ready_file: Path | None, method: str, path: str, body: Any = None) -> Any:
    return control(data, ready_file).ask(method, path, body, only=EID)[EID]


@clients.command("list")
def registered(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Liệt kê ứng dụng đã đăng ký · List the registered clients."""
    found = _ask(data, ready_file, "GET", "clients")["clients"]
    if as_json:
        document(found)
        return
    columns([(one["client_id"], one["origin"], *_shown(one["metadata"])) for one in found])


def _shown(metadata: dict[str, Any]) -> tuple[str, str, str]:
    addresses = " ".join(metadata["redirect_uris"])
    return metadata["token_endpoint_auth_method"], metadata["client_name"], addresses


@clients.command("add")
def register(
    *,
    redirect: Annotated[list[str], typer.Option(help="redirect_uri, lặp lại được · repeatable")],
    client_id: Annotated[str, typer.Option("--id", help="client_id; trống thì máy đặt · empty = made up")] = "",
    secret: Annotated[str, typer.Option(help="Mật khẩu; trống thì máy đặt · empty = made up")] = "",
    name: Annotated[str, typer.Option(help="Tên hiện trên trang đồng ý · name on the consent page")] = "",
    after_logout: Annotated[list[str] | None, typer.Option(help="post_logout_redirect_uri")] = None,
    method: Annotated[str, typer.Option(help="token_endpoint_auth_method")] = "client_secret_basic",
    relax: Annotated[list[str] | None, typer.Option(help="Nới lỏng theo tên · a relaxation by name")] = None,
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Đăng ký ứng dụng · Register a client; its secret is shown once."""
    given = {
        "client_id": client_id, "client_secret": secret, "client_name": name, "redirect_uris": redirect,
        "post_logout_redirect_uris": after_logout or [], "token_endpoint_auth_method": method,
        "relaxations": relax or [],
    }  # fmt: skip
    made = _ask(data, ready_file, "POST", "clients", given)
    if as_json:
        document(made)
        return
    line(f"client_id      {made['client_id']}")
    if made["client_secret"]:
        line(f"client_secret  {made['client_secret']}")


@clients.command("remove")
def forget(
    client_id: Annotated[str, typer.Argument(help="client_id")], data: Data = None, ready_file: ReadyFile = None
) -> None:
    """Xoá ứng dụng đã đăng ký khi đang chạy · Forget a client that was registered while the sandbox ran."""
    from urllib.parse import quote  # noqa: PLC0415  # only here

    gone = _ask(data, ready_file, "DELETE", f"clients?client_id={quote(client_id, safe='')}")["rows"]
    both(f"Đã xoá {gone} ứng dụng", f"{gone} clients forgotten")


@keys.command("list")
def published(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Liệt kê khoá ký · List the signing keys."""
    _keys(_ask(data, ready_file, "GET", "keys")["keys"], as_json=as_json)


@keys.command("turn")
def turn(
    step: Annotated[str, typer.Argument(help="publish | use | retire | rotate | revoke", metavar="STEP")],
    alg: Annotated[str, typer.Option(help="RS256 | ES256")] = "RS256",
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Đổi khoá ký · One step of a rotation: publish, use, retire; or rotate, revoke without notice."""
    _keys(_ask(data, ready_file, "POST", "keys", {"do": step, "alg": alg})["keys"], as_json=as_json)


def _keys(found: list[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        document(found)
        return
    columns([(one["alg"], one["state"], one["created_at"][:19], one["kid"]) for one in found])


@wrong.command("list")
def waiting(data: Data = None, ready_file: ReadyFile = None, as_json: AsJson = False) -> None:
    """Liệt kê lỗi cố ý đang chờ · List the misbehaviour that waits."""
    found = _ask(data, ready_file, "GET", "misbehave")["waiting"]
    if as_json:
        document(found)
        return
    columns([(one["id"], one["name"], one["client"] or "-", one["person"] or "-", _left(one)) for one in found])


def _left(one: dict[str, Any]) -> str:
    return "for good" if one["next"] is None else f"{one['next'] - one['applied']} left"


@wrong.command("add")
def misbehave(
    name: Annotated[str, typer.Argument(help="Tên trong docs/misbehaviour.md · A name of docs/misbehaviour.md")],
    *,
    client: Annotated[str, typer.Option(help="Chỉ ứng dụng này · Only this client")] = "",
    persona: Annotated[str, typer.Option(help="Chỉ nhân vật này · Only this persona")] = "",
    times: Annotated[int | None, typer.Option("--next", help="Mấy lần · How often")] = 1,
    seconds: Annotated[float | None, typer.Option(help="Chậm bao nhiêu giây · How slow")] = None,
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Để lần đăng nhập tới gặp lỗi này · Let the next sign-in that it fits go wrong in this way."""
    given = {"name": name, "client": client, "persona": persona, "next": times, "seconds": seconds}
    made = _ask(data, ready_file, "POST", "misbehave", {k: v for k, v in given.items() if v is not None})
    if as_json:
        document(made)
        return
    both(f"{made['id']}: {made['name']}, chờ", f"{made['id']}: {made['name']} waits")


@wrong.command("clear")
def behave(
    waiting_id: Annotated[str, typer.Argument(help="Mã, như m1; trống là tất cả · Id; none means all")] = "",
    data: Data = None,
    ready_file: ReadyFile = None,
) -> None:
    """Thôi gây lỗi · Take back one, or all."""
    gone = _ask(data, ready_file, "DELETE", f"misbehave?id={waiting_id}")["rows"]
    both(f"Đã bỏ {gone}", f"{gone} taken back")


def inbox(
    phone: Annotated[str, typer.Option(help="Chỉ số điện thoại này · Only this telephone")] = "",
    data: Data = None,
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Xem mã một lần đã gửi · Show the one-time codes that were sent, newest first."""
    found = _ask(data, ready_file, "GET", f"inbox?phone={phone}")["messages"]
    if as_json:
        document(found)
        return
    columns([(one["sent_at"][:19], one["phone"], one["code"], one["vi"]) for one in found])
