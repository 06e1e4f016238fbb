"""A load generator: N connections, each sending the same request again as soon as the answer is complete.

Small on purpose, so that it costs less of the shared machine than the server it measures; run as a process of its own:
``python -m benchmarks.load URL SECONDS`` with the request's headers and body as JSON on standard input.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

CONNECTIONS = 16
_LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)


@dataclass
class Tally:
    """What one run saw."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0


class Connection(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, request: bytes, tally: Tally) -> None:
        self._request, self._tally = request, tally
        self._transport: asyncio.Transport | None = None
        self._buffer, self._sent = b"", 0.0

    def connection_made(self, transport: Any) -> None:
        """Send the first request."""
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        """Complete an answer, send the next request."""
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not found or (length and len(body) < int(length[1])):
            return
        self._tally.seconds.append(time.perf_counter() - self._sent)
        self._tally.failed += not head.startswith(b"HTTP/1.1 2")
        self._buffer = b""
        self._send()

    def _send(self) -> None:
        self._sent = time.perf_counter()
        if self._transport is not None:
            self._transport.write(self._request)


async def load(url: str, seconds: float, headers: dict[str, str], body: str) -> Tally:
    """Load ``url`` with POST requests for ``seconds``."""
    parts = urlsplit(url)
    content = body.encode()
    lines = [f"POST {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = "\r\n".join([*lines, "", ""]).encode() + content
    tally, loop = Tally(), asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: Connection(request, tally), parts.hostname or "", parts.port or 80)
        for _ in range(CONNECTIONS)
    ]
    await asyncio.sleep(seconds)
    for transport, _ in opened:
        transport.abort()
    return tally


def main() -> None:
    """Run once and print one JSON line: requests per second, p50 and p99 in milliseconds, failures."""
    url, seconds = sys.argv[1], float(sys.argv[2])
    given = json.load(sys.stdin)
    tally = asyncio.run(load(url, seconds, given["headers"], given["body"]))
    ordered = sorted(tally.seconds)
    half, most = (round(ordered[int(share * (len(ordered) - 1))] * 1000, 2) for share in (0.5, 0.99))
    rate = round(len(ordered) / seconds)
    print(json.dumps({"rate": rate, "p50": half, "p99": most, "failed": tally.failed}))


if __name__ == "__main__":
    main()
