"""Whole logins beside two providers from npm: one client, one connection kept alive, one login after the other.

A login is three requests: authorize with a persona that signs in without pages, token, userinfo. Every login is of a
new browser (no cookies). The client is the same loop for all, as thin as ``http.client`` is; the providers take turns.
"""

import base64
import hashlib
import itertools
import json
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

from benchmarks import npm

CLIENT, REDIRECT, PERSONA = "demo-rp", "http://127.0.0.1:9009/callback", "hoa-renewed-card"
WARM, ROUNDS, EACH = 50, 20, 25
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def batched(figures: list[float]) -> list[list[float]]:
    """The rounds."""
    return [figures[at : at + EACH] for at in range(0, len(figures), EACH)]


@dataclass
class Seen:
    """What one provider needed, in seconds."""

    name: str
    first: float = 0.0
    logins: list[float] = field(default_factory=list)
    documents: list[float] = field(default_factory=list)

    def ms(self, share: float) -> float:
        """The login that this share of all were faster than, in milliseconds."""
        ordered = sorted(self.logins)
        return ordered[round(share * (len(ordered) - 1))] * 1000

    def ratio(self, other: "Seen") -> float:
        """How long this one takes where the other takes 1: the median over the rounds that they had in turn."""
        ours, theirs = (map(statistics.median, batched(one.logins)) for one in (self, other))
        return statistics.median(mine / yours for mine, yours in zip(ours, theirs, strict=True))

    @property
    def rate(self) -> float:
        """Discovery documents and key sets a second, one after the other."""
        return 1 / statistics.median(self.documents)


class Client:
    """A public client with PKCE; it reads the discovery document once."""

    def __init__(self, issuer: str) -> None:
        self._http = HTTPConnection(urlsplit(issuer).netloc.replace("localhost", "127.0.0.1"))
        metadata = json.loads(self._ask("GET", "/.well-known/openid-configuration"))
        self._authorize, self._token, self._userinfo, self._jwks = (
            urlsplit(metadata[name]).path
            for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        )

    def login(self, number: int) -> None:
        """Sign in; raises AssertionError where anything but a person comes out."""
        verifier = f"{number:043d}"
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "response_type": "code", "client_id": CLIENT, "redirect_uri": REDIRECT, "scope": "openid profile",
            "state": f"s{number}", "nonce": f"n{number}", "code_challenge_method": "S256", "persona": PERSONA,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        }  # fmt: skip
        self._http.request("GET", f"{self._authorize}?{urlencode(asked)}")
        answer = self._http.getresponse()
        answer.read()
        back = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert back["state"] == [asked["state"]]
        grant = {
            "grant_type": "authorization_code", "code": back["code"][0], "redirect_uri": REDIRECT,
            "client_id": CLIENT, "code_verifier": verifier,
        }  # fmt: skip
        told = json.loads(self._ask("POST", self._token, urlencode(grant), FORM))
        assert told["id_token"].count(".") == 2
        person = json.loads(
            self._ask("GET", self._userinfo, headers={"Authorization": f"Bearer {told['access_token']}"})
        )
        assert person["name"] == "TRẦN THỊ HOA"

    def again(self) -> None:
        """A new connection: servers close one that was idle for seconds, while the others had their turn."""
        self._http.close()
        self.documents()

    def documents(self) -> None:
        """The two documents that a client reads at its start."""
        self._ask("GET", "/.well-known/openid-configuration")
        self._ask("GET", self._jwks)

    def _ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] = {}) -> bytes:  # noqa: B006  # never changed
        self._http.request(method, path, body, headers)
        answer = self._http.getresponse()
        found = answer.read()
        assert answer.status == 200, found
        return found


def measured(issuer: str) -> list[Seen]:
    """Ours, which just started, and those of npm, which are left out where npm cannot bring them."""
    seen, clients, numbers = [], [], itertools.count()
    with ExitStack() as running:
        for name, started in _providers(issuer, running):
            client = Client(started)
            began = time.perf_counter()
            client.login(next(numbers))
            seen.append(Seen(name, time.perf_counter() - began))
            clients.append(client)
            for _ in range(WARM):
                client.login(next(numbers))
        for one, client in [*zip(seen, clients, strict=True)] * ROUNDS:
            _round(client, one, numbers)
    return seen


def _providers(issuer: str, running: ExitStack) -> Iterator[tuple[str, str]]:
    yield "motcua eid_auth", issuer
    for name, folder in npm.installed().items():
        yield name, running.enter_context(npm.provider(name, folder, CLIENT, REDIRECT))


def _round(client: Client, seen: Seen, numbers: Iterator[int]) -> None:
    client.again()
    for _ in range(EACH):
        began = time.perf_counter()
        client.login(next(numbers))
        signed_in = time.perf_counter()
        client.documents()
        seen.logins.append(signed_in - began)
        seen.documents.append((time.perf_counter() - signed_in) / 2)


def rows(issuer: str) -> list[tuple[str, str, str]]:
    """The rows of the table."""
    ours, *theirs = measured(issuer)
    found = [("first login after the start", f"{ours.first * 1000:.0f} ms", "≤ 300 ms")]
    for one in (ours, *theirs):
        ratio = "" if one is ours else f" · ours takes {ours.ratio(one):.2f}× of it"
        figures = f"p50 {one.ms(0.5):.1f} ms · p95 {one.ms(0.95):.1f} · p99 {one.ms(0.99):.1f}{ratio}"
        found.append((f"a login, {one.name}", figures, "p50 ≤ 10 ms" if one is ours else ""))
    for one in (ours, *theirs):
        found.append((f"discovery and JWKS in turn, {one.name}", f"{one.rate:,.0f} req/s", ""))
    return found
