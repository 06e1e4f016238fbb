"""What a user of the sandbox needs to know once it is ready: where, with which credentials, whom to ask about."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict

import yaml

from motcua.chassis.settings import Settings
from motcua.stack.trouble import Trouble
from motcua.wire import contracts


class Ready(TypedDict):
    """The JSON of ``--ready-file``."""

    services: dict[str, str]
    clients: list[dict[str, Any]]
    personas: dict[str, dict[str, Any]]
    world: dict[str, Any]


def text(ready: Ready) -> str:
    """The JSON as written to files."""
    return json.dumps(ready, ensure_ascii=False, indent=1) + "\n"


def clients(knobs: Settings) -> list[dict[str, Any]]:
    """The sandbox clients with their secrets, which are public, and their licences; raises Trouble for a bad file."""
    file = knobs.clients_file
    try:
        return [
            {
                "id": entry["id"],
                "secret": entry["secret"],
                "licence": {"procedures": entry.get("procedures", []), "services": entry.get("services", {})},
            }
            for entry in contracts.read_yaml(file)
        ]
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as wrong:
        vi, en = "Không đọc được danh sách hệ thống gọi", "The file of clients cannot be read"
        raise Trouble(f"{vi} {file}: {wrong}", f"{en}: {file}: {wrong}") from wrong


def personas() -> dict[str, dict[str, Any]]:
    """The named people of ``contracts/personas``, by slug, whole."""
    return {persona["slug"]: persona for persona in contracts.personas()}


def brief(persona: Mapping[str, Any]) -> dict[str, Any]:
    """Name, birth date, numbers and story: what one needs to ask about somebody."""
    citizen = (persona["population_db"] or {}).get("citizen") or {}
    return {
        "name": persona["name"],
        "born_on": citizen.get("born_on", ""),
        **persona["numbers"],
        "story": persona["story"],
    }


def world(slices: Path) -> dict[str, Any]:
    """Which world it is."""
    manifest = json.loads((slices / "manifest.json").read_text(encoding="utf-8"))
    return {name: manifest[name] for name in ("seed", "as_of", "people", "digest")}
