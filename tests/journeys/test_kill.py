"""Kill -9 in the middle of a thousand concurrent links: the database opens, the chain holds, every answer is there."""

import asyncio
import base64
import json
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from motcua.stack import Control, Sandbox, Settings
from motcua.wire.slices import ANSWERS, CITIZENS, NUMBERS
from motcua.world import catalogue, default_slices

# So many in flight at once: with all thousand at once, SQLite has committed the last before we read the first answer.
REQUESTS, IN_FLIGHT, ENOUGH = 1000, 250, 300
CREDENTIALS = base64.b64encode(b"thue-demo:thue-demo-secret").decode()


@pytest.fixture(autouse=True)
def _a_thousand_connections() -> Iterator[None]:
    resource = pytest.importorskip("resource", reason="needs a POSIX system")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_what_was_answered_survives_kill_9(knobs: Settings) -> None:
    links = link_requests()
    with killed(knobs) as (sandbox, url):
        answered = asyncio.run(ask_until_killed(url, links, sandbox.children[0].pid))
    assert ENOUGH <= len(answered) < REQUESTS, "the kill came in the middle"
    for file in (knobs.data / "databases").rglob("tax_db*.sqlite"):
        with sqlite3.connect(file) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        opened.close()
    with Sandbox(knobs) as again:
        page = Control(again.urls).ask("POST", "audit", {"limit": 1000}, only="tax_db")["tax_db"]
        assert page["intact"]
        lines = {line["request_id"]: line for line in page["lines"]}
        assert answered.keys() <= lines.keys()
        assert {name: lines[name]["outcome"] for name in answered} == {
            name: answer["outcome"] for name, answer in answered.items()
        }
        linked = [number for number, answer in answered.items() if answer["outcome"] == "linked"]
        assert linked
        for number in linked[:50]:
            mst = answered[number]["mst"]
            found = asyncio.run(post(again.urls["tax_db"], "/v1/taxpayers/lookup", {"mst": mst}, f"again-{number}"))
            assert found is not None
            assert found["taxpayers"][0]["linked_cccd"] == answered[number]["cccd"]


@contextmanager
def killed(knobs: Settings) -> Iterator[tuple[Sandbox, str]]:
    """A sandbox that somebody will kill."""
    with Sandbox(knobs) as sandbox:
        yield sandbox, sandbox.urls["tax_db"]


def link_requests() -> list[dict[str, Any]]:
    """A thousand links as population_db would confirm them, of people with a tax record and a CMND."""
    slices = default_slices()
    citizens = {row["cccd"]: row for row in catalogue.rows(slices, CITIZENS)}
    former: dict[str, list[str]] = {}
    for row in catalogue.rows(slices, NUMBERS):
        if row["kind"] == "cmnd":
            former.setdefault(row["cccd"], []).append(row["number"])
    asks = []
    for answer in catalogue.rows(slices, ANSWERS):
        citizen = citizens.get(answer["cccd"])
        if citizen and citizen["living_status"] == "1" and len(answer["mst"]) == 10 and answer["cccd"] in former:
            fields = {name: citizen[name] for name in ("cccd", "full_name", "born_on")}
            asks.append({"mst": answer["mst"], **fields, "former_numbers": former[answer["cccd"]]})
    assert len(asks) >= REQUESTS
    return asks[:REQUESTS]


async def ask_until_killed(url: str, links: list[dict[str, Any]], pid: int) -> dict[str, dict[str, Any]]:
    """Keep many in flight, kill the server once enough were answered; the answers that came, by request id."""
    answered: dict[str, dict[str, Any]] = {}
    turn = asyncio.Semaphore(IN_FLIGHT)

    async def one(number: int, ask: dict[str, Any]) -> None:
        request_id = f"kill-{number:04}"
        async with turn:
            answer = await post(url, "/v1/taxpayers/link-cccd", ask, request_id)
        if answer is not None:
            answered[request_id] = answer
            if len(answered) == ENOUGH:
                os.kill(pid, signal.SIGKILL)

    await asyncio.gather(*(one(number, ask) for number, ask in enumerate(links)))
    return answered


async def post(url: str, path: str, ask: dict[str, Any], request_id: str) -> dict[str, Any] | None:
    """One call on a connection of its own; None where the connection broke before the answer was whole."""
    place, body = urlsplit(url), json.dumps(ask).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: tax\r\nConnection: close\r\nAuthorization: Basic {CREDENTIALS}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nX-Purpose-Procedure: 1.008503\r\n"
        f"X-On-Behalf-Of: officer:CB001\r\nX-Request-Id: {request_id}\r\n\r\n"
    )
    try:
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        writer.write(head.encode() + body)
        answer = await reader.read()
        writer.close()
        top, _, content = answer.partition(b"\r\n\r\n")
        status = int(top.split(b" ", 2)[1])
        if status >= 300:
            raise AssertionError(answer.decode())
        found: dict[str, Any] = json.loads(content)
    except (OSError, IndexError, ValueError):
        return None
    return found
