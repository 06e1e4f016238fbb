"""The serving process: every system knows from the start where the others stand."""

import socket
from pathlib import Path

import pytest

from motcua.chassis.settings import Process, Settings
from services import serve


def test_all_four_in_the_order_of_their_ports() -> None:
    assert serve.names() == ["portal", "population_db", "eid_auth", "tax_db"]


def test_addresses_follow_the_base_what_is_bound_and_what_was_told() -> None:
    process = Process(
        knobs=Settings(port_base=9000), ports={"eid_auth": 9500}, urls={"tax_db": "http://tax.example:80"}
    )
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
        assert serve.addresses(process, {"portal": bound}) == {
            "portal": f"http://127.0.0.1:{port}",
            "population_db": "http://127.0.0.1:9001",
            "eid_auth": "http://127.0.0.1:9500",
            "tax_db": "http://tax.example:80",
        }


@pytest.mark.parametrize(("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("::", "[::1]")])  # noqa: S104
def test_addresses_can_be_called(host: str, shown: str) -> None:
    urls = serve.addresses(Process(knobs=Settings(host=host, port_base=9000)), {})
    assert urls["portal"] == f"http://{shown}:9000"


def test_a_foreseen_trouble_reaches_the_parent_as_two_sentences(tmp_path: Path) -> None:
    process = Process(ready_file=tmp_path / "ready.json", guarded=True)
    serve.tell(process, serve.CannotStart("không được", "impossible"))
    assert '"vi": "không được", "en": "impossible"' in (tmp_path / "ready.json").read_text(encoding="utf-8")


def test_an_unforeseen_one_names_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    serve.tell(Process(log_file=tmp_path / "log"), RuntimeError("the moon fell down\nand more"))
    assert f"RuntimeError: the moon fell down. Log: {tmp_path / 'log'}" in capsys.readouterr().err
