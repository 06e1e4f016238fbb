"""The line to paste: one line, whole words, whatever a name contains."""

import json
import shlex

import pytest

from motcua.cli import greeting
from motcua.stack import Ready

CLIENT = {"id": "tinh-demo", "secret": "s'ecret", "licence": {"procedures": ["1.004222"], "services": {}}}
PERSONA = {"name": "H'Bia Êban", "born_on": "1990", "cmnd": ["924999001"]}


def line(*services: str) -> list[str]:
    ready: Ready = {
        "services": {name: f"http://127.0.0.1:{port}" for port, name in enumerate(services, 8000)},
        "clients": [CLIENT],
        "personas": {},
        "world": {},
    }
    text = greeting.curl(ready, PERSONA)
    assert "\n" not in text
    return shlex.split(text)


def test_the_portal_is_asked_where_it_is_there() -> None:
    words = line("portal", "population_db")
    assert words[:5] == ["curl", "-s", "-w", "\\n", "http://127.0.0.1:8000/v1/reconciliations"]
    assert words[words.index("-u") + 1] == "tinh-demo:s'ecret"
    assert json.loads(words[-1]) == {"cmnd": "924999001", "full_name": "H'Bia Êban", "born_on": "1990"}
    assert "X-Purpose-Procedure: 1.004222" in words


def test_else_the_population_database() -> None:
    assert "http://127.0.0.1:8000/v1/identity/resolve-cmnd" in line("population_db")


def test_a_proxy_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    assert "--noproxy" in line("portal")
