"""Who takes the steps of an account's life in the tests, and what is asked: personas, police, hotline, register."""

from typing import Any

from tests.contract.recomputed import load
from tests.unit.services.conftest import Register

PERSONAS = load()
NOON = "2026-01-02T12:00:00+07:00"
"""A Friday, the day after the world."""


def cccd(slug: str) -> str:
    """The personal number of a persona."""
    found: str = PERSONAS[slug]["numbers"]["cccd"]
    return found


def declared(slug: str, **more: Any) -> dict[str, Any]:
    """What a persona declares: as the population register holds it."""
    citizen = PERSONAS[slug]["population_db"]["citizen"]
    return {name: citizen[name] for name in ("cccd", "full_name", "born_on")} | more


def visit(slug: str, **more: Any) -> dict[str, Any]:
    """A visit at the desk where everything is right."""
    return declared(slug, consent=True, face="match", fingerprint="match", **more)


class Life:
    """Steps of accounts, each by the client that takes it; answers are (outcome, first reason or state)."""

    def __init__(self, register: Register) -> None:
        self.register = register
        register.clock(NOON)

    def _step(self, path: str, by: str, behalf: str, ask: dict[str, Any]) -> str:
        response = self.register.ask(f"/v1/{path}", by=by, behalf=behalf, **ask)
        if response.status_code != 200:
            return str(response.json()["code"])
        answer = response.json()
        assert (answer["outcome"] == "refused") == bool(answer["reasons"])
        return str(answer["reasons"][0]["code"] if answer["reasons"] else answer["account"]["state"])

    def owner(self, path: str, **ask: Any) -> str:
        """Through the portal, as the owner, guardian or representative."""
        return self._step(path, "portal", "citizen:self", ask)

    def police(self, path: str, **ask: Any) -> str:
        """At the desk, or as the authority."""
        return self._step(path, "cong-an-demo", "officer:CA001", ask)

    def system(self, path: str, **ask: Any) -> str:
        """Another register, on nobody's behalf."""
        return self._step(path, "cong-an-demo", "system:dan-cu", ask)

    def hotline(self, path: str, **ask: Any) -> str:
        """The hotline."""
        return self._step(path, "tong-dai-demo", "officer:TD001", ask)

    def account(self, number: str) -> dict[str, Any]:
        """The account as it is told."""
        found: dict[str, Any] = self.register.answer("/v1/accounts/lookup", cccd=number)["account"]
        return found

    def history(self, number: str) -> list[tuple[str, str | None, str, str]]:
        """What happened: event, from, to, by."""
        events = self.register.answer("/v1/accounts/history", cccd=number)["events"]
        return [(one["event"], one["was"], one["became"], one["actor"]) for one in events]

    def day(self, date: str) -> None:
        """Noon of another day."""
        self.register.clock(f"{date}T12:00:00+07:00")
