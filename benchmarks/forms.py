"""Opening a prefilled form beside an empty FastAPI endpoint: one connection kept alive, in turn, rounds of each.

A form is one request to the portal, and from there one to the population register and one to the tax database at the
same time, all over HTTP, with three transactions that are committed before the answer leaves.
"""

import base64
import json
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

import httpx

from benchmarks.calls import HTTP, LOOP, wait_for
from motcua.stack import Sandbox

PERSONA, PROCEDURE = "hoa-renewed-card", "dang-ky-thuong-tru"
WARM, ROUNDS, EACH = 50, 20, 25
PORT = 18_998
EMPTY = {"cmnd": "901999001", "full_name": "Trần Thị Hoa", "born_on": "1971-03-02"}


@dataclass
class Asked:
    """One address asked again and again, and how long each answer took, in seconds."""

    http: HTTPConnection
    path: str
    body: bytes
    headers: dict[str, str]
    status: int
    seconds: list[float] = field(default_factory=list)

    def once(self) -> None:
        """Ask once; raises RuntimeError where the answer is another."""
        began = time.perf_counter()
        self.http.request("POST", self.path, self.body, self.headers)
        answer = self.http.getresponse()
        told = answer.read()
        self.seconds.append(time.perf_counter() - began)
        if answer.status != self.status:
            raise RuntimeError(f"{self.path}: {answer.status} {told[:300]!r}")

    def ms(self, share: float) -> float:
        """The answer that this share of all were faster than, in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[round(share * (len(ordered) - 1))] * 1000

    def rounds(self) -> list[float]:
        """The median of each round."""
        starts = range(0, len(self.seconds), EACH)
        return [statistics.median(self.seconds[at : at + EACH]) for at in starts]


def account(portal: str) -> str:
    """Sign the persona in once, as a browser that the provider asks nothing; the id of the account."""
    headers = {"Accept": "text/html", "Sandbox-Persona": PERSONA}
    with httpx.Client(base_url=portal, headers=headers, trust_env=False, follow_redirects=True) as browser:
        browser.get("/sign-in").raise_for_status()
        shown = re.search(r'data-testid="account-id">([^<]+)<', browser.get("/account").text)
    if shown is None:
        raise RuntimeError("the persona is not signed in")
    return shown[1]


def form_of(sandbox: Sandbox) -> Asked:
    """The question that opens the form."""
    portal = next(client for client in sandbox.ready["clients"] if client["id"] == "portal")
    basic = base64.b64encode(f"{portal['id']}:{portal['secret']}".encode()).decode()
    owner = account(sandbox.urls["portal"])
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Basic {basic}",
        "X-On-Behalf-Of": f"citizen:{owner}",
    }
    body = json.dumps({"procedure": PROCEDURE, "account": owner}).encode()
    return Asked(HTTPConnection(urlsplit(sandbox.urls["portal"]).netloc), "/v1/forms", body, headers, 201)


def rows(sandbox: Sandbox) -> list[tuple[str, str, str]]:
    """The table."""
    words = ["-m", "uvicorn", "benchmarks.empty:app", "--port", str(PORT), "--loop", LOOP, "--http", HTTP]
    empty = subprocess.Popen([sys.executable, *words, "--no-access-log", "--log-level", "error"])
    try:
        wait_for(PORT)
        form = form_of(sandbox)
        headers = {"Content-Type": "application/json"}
        body = json.dumps(EMPTY, ensure_ascii=False).encode()
        yardstick = Asked(HTTPConnection(f"127.0.0.1:{PORT}"), "/empty", body, headers, 200)
        turns = (yardstick, form)
        for asked in turns:
            for _ in range(WARM):
                asked.once()
            asked.seconds.clear()
        for _ in range(ROUNDS):
            for asked in turns:
                for _ in range(EACH):
                    asked.once()
    finally:
        empty.terminate()
        empty.wait()
    ratio = statistics.median(ours / theirs for ours, theirs in zip(form.rounds(), yardstick.rounds(), strict=True))
    return [
        ("an empty endpoint", _seen(yardstick), ""),
        (f"a form opened: `{PROCEDURE}`", f"{_seen(form)} · {ratio:.1f} empty requests", "p50 ≤ 15 ms"),
    ]


def _seen(asked: Asked) -> str:
    return f"p50 {asked.ms(0.5):.1f} ms · p95 {asked.ms(0.95):.1f}"
