"""Who asks, on whose behalf and why; and what the licence of a client allows."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from motcua.chassis.problems import ClientUnknown, FieldNotAllowed, OperationNotAllowed, PurposeNotAllowed
from motcua.wire.problem import FieldProblem

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Licence:
    """What one client may do at one service."""

    operations: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def require_operation(self, operation: str) -> None:
        """Raise OperationNotAllowed unless ``operation`` is named."""
        if operation not in self.operations and EVERYTHING not in self.operations:
            raise OperationNotAllowed(f"Nghiệp vụ: {operation}", f"Operation: {operation}")

    def require_fields(self, asked: Iterable[str]) -> None:
        """Raise FieldNotAllowed, naming them, if any of ``asked`` is not named."""
        if EVERYTHING in self.fields:
            return
        beyond = sorted(set(asked) - self.fields)
        if beyond:
            vi, en = "ngoài quyền được cấp", "outside the licence"
            raise FieldNotAllowed(
                f"Ngoài quyền: {', '.join(beyond)}",
                f"Outside the licence: {', '.join(beyond)}",
                fields=[FieldProblem(field=name, code=FieldNotAllowed.code, vi=vi, en=en) for name in beyond],
            )


NO_LICENCE = Licence()


@dataclass(frozen=True, slots=True)
class Client:
    """A system in the registry of sandbox clients."""

    id: str
    secret: str
    name: str
    procedures: frozenset[str] = frozenset()
    licences: Mapping[str, Licence] = field(default_factory=dict)


class Caller(NamedTuple):
    """One call's who and why, with the licence that it has here."""

    client: str
    on_behalf_of: str = ""
    procedure: str = ""
    dossier: str = ""
    request_id: str = ""
    traceparent: str = ""
    tracestate: str = ""
    licence: Licence = NO_LICENCE

    def headers(self) -> dict[str, str]:
        """The same who and why, for one call to another system: a span of its own in the trace of the request."""
        named = {
            "X-Request-Id": self.request_id,
            "traceparent": self._span(),
            "tracestate": self.tracestate,
            "X-On-Behalf-Of": self.on_behalf_of,
            "X-Purpose-Procedure": self.procedure,
            "X-Purpose-Dossier": self.dossier,
        }
        return {name: value for name, value in named.items() if value}

    def _span(self) -> str:
        """W3C Trace Context; without a trace of the caller's, the request id names it, the same for every upstream."""
        if self.traceparent:
            version, trace, _, flags = self.traceparent.split("-")
        else:
            version, trace, flags = "00", hashlib.sha256(self.request_id.encode()).hexdigest()[:32], "01"
        return f"{version}-{trace}-{os.urandom(8).hex()}-{flags}"


class Registry:
    """The sandbox clients, read once from their file."""

    def __init__(self, clients: Iterable[Client]) -> None:
        self._by_id = {client.id: client for client in clients}
        self._by_header: dict[str, Client] = {}

    def get(self, client_id: str) -> Client:
        """The client with this id; raises KeyError."""
        return self._by_id[client_id]

    def __iter__(self) -> Iterator[Client]:
        return iter(self._by_id.values())

    def authenticate(self, authorization: str) -> Client:
        """The client behind an ``Authorization: Basic`` header; raises ClientUnknown, the same for every cause."""
        known = self._by_header.get(authorization)
        if known is not None:
            return known
        scheme, _, encoded = authorization.partition(" ")
        try:
            text = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            raise ClientUnknown from None
        client_id, _, secret = text.partition(":")
        client = self._by_id.get(client_id)
        right = hmac.compare_digest((client.secret if client else "").encode(), secret.encode())
        if scheme.lower() != "basic" or client is None or not right:
            raise ClientUnknown
        # Only headers that proved good are remembered, so the table cannot grow beyond the registry's spellings.
        if len(self._by_header) < 4 * len(self._by_id):
            self._by_header[authorization] = client
        return client


def licensed(client: Client, service: str, procedure: str) -> Licence:
    """The client's licence at ``service`` for ``procedure``; raises PurposeNotAllowed."""
    if procedure and procedure not in client.procedures and EVERYTHING not in client.procedures:
        raise PurposeNotAllowed(f"Thủ tục: {procedure}", f"Procedure: {procedure}")
    return client.licences.get(service, NO_LICENCE)


@cache
def registry(path: Path) -> Registry:
    """Read the clients file; raises ValueError naming the client and member that is wrong."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Registry(_client(entry) for entry in entries)


def _client(entry: Mapping[str, Any]) -> Client:
    try:
        licences = {
            service: Licence(frozenset(rights.get("operations", ())), frozenset(rights.get("fields", ())))
            for service, rights in entry.get("services", {}).items()
        }
        procedures = frozenset(map(str, entry.get("procedures", ())))
        return Client(str(entry["id"]), str(entry["secret"]), str(entry["name"]), procedures, licences)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"clients file: client {entry.get('id', '?')!r}: {wrong!r}") from wrong
