"""The provider of one sandbox: its issuer, the clients of its file, what is relaxed, who signs in by a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from motcua.chassis.settings import Service
from motcua.wire import contracts
from services.eid_auth.actions.secrets import cookie_names, kept
from services.eid_auth.rules.clients import RELAXATIONS, RelyingParty, relying_party
from services.eid_auth.rules.misbehaving import Queue
from services.eid_auth.rules.oauth import OAuthError

USUAL = "http://127.0.0.1:8002"  # where nobody said otherwise: a printed contract, a test of one service


@dataclass(frozen=True, slots=True)
class Provider:
    """What every action of the protocol needs to know beside the database."""

    issuer: str
    parties: Mapping[str, RelyingParty]
    relaxed: frozenset[str]
    silent: bool
    sign_in_as: str
    session_cookie: str
    browser_cookie: str
    queue: Queue = field(default_factory=Queue)

    @property
    def secure(self) -> bool:
        """Whether cookies may demand TLS."""
        return self.issuer.startswith("https:")


def provider(service: Service) -> Provider:
    """The provider as the knobs want it; raises ValueError naming what is wrong in the file or the knob."""
    issuer = service.public.get(service.name) or service.url or USUAL
    relaxed = frozenset(name.strip() for name in service.knobs.relax.split(",") if name.strip())
    if strange := sorted(relaxed - set(RELAXATIONS)):
        raise ValueError(f"relax: {strange[0]} is not among {', '.join(RELAXATIONS)}")
    portal = service.public.get("portal") or "http://127.0.0.1:8000"
    parties = read(service.knobs.relying_parties_file, {"portal": portal}, relaxed)
    return Provider(
        issuer, parties, relaxed, service.knobs.silent_sign_in, service.knobs.sign_in_as, *cookie_names(issuer)
    )


def read(file: Path, places: Mapping[str, str], relaxed: frozenset[str]) -> dict[str, RelyingParty]:
    """The clients of a file; ``{portal}`` in their addresses is where the portal stands. Raises ValueError."""
    try:
        entries = contracts.read_yaml(file) or []
        parties = [relying_party(_placed(entry, places), relaxed) for entry in entries]
    except (OSError, yaml.YAMLError, AttributeError, TypeError, KeyError, OAuthError) as wrong:
        raise ValueError(f"relying parties file {file}: {wrong}") from wrong
    return {party.client_id: party for party in parties}


def _placed(entry: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    def placed(uri: str) -> str:
        for name, url in places.items():
            uri = uri.replace(f"{{{name}}}", url)
        return uri

    addresses: dict[str, Any] = {
        member: [placed(uri) for uri in entry.get(member, ())]
        for member in ("redirect_uris", "post_logout_redirect_uris")
    }
    if "frontchannel_logout_uri" in entry:
        addresses["frontchannel_logout_uri"] = placed(entry["frontchannel_logout_uri"])
    secret = str(entry.get("client_secret", ""))
    return {**entry, **addresses, "secret": kept(secret) if secret else ""}


class Persona(NamedTuple):
    """A named person of contracts/personas, as far as signing in goes."""

    slug: str
    name: str
    cccd: str
    story: dict[str, str]
    triggers: tuple[str, ...]
    sign_in: dict[str, str]


@cache
def personas() -> dict[str, Persona]:
    """Every persona that has a personal number, by slug; read at the first use, not at the start."""
    return {one["slug"]: _persona(one) for one in contracts.personas() if one["numbers"].get("cccd")}


def _persona(told: Mapping[str, Any]) -> Persona:
    number, triggers = str(told["numbers"]["cccd"]), tuple(told.get("triggers", ()))
    return Persona(told["slug"], told["name"], number, told["story"], triggers, told.get("sign_in", {}))


@cache
def persona_of(cccd: str) -> Persona | None:
    """The persona who holds this number."""
    return next((one for one in personas().values() if one.cccd == cccd), None)
