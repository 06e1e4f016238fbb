"""Relying parties that come while the sandbox runs: dynamic registration (RFC 7591) and the control plane."""

import json
from typing import Any

from motcua.chassis.db import Work
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.secrets import fresh, kept, same
from services.eid_auth.rules.clients import RelyingParty, relying_party
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import readable
from services.eid_auth.store import clients as store
from services.eid_auth.store import tokens
from services.eid_auth.store.clients import Registered

OURS = ("relaxations", "resource_server", "secret")
"""Members that nobody may give himself over the open registration endpoint."""


def register(work: Work, provider: Provider, metadata: dict[str, Any], *, trusted: bool = False) -> dict[str, Any]:
    """Register a client; returns its metadata with id, secret and registration token (RFC 7591, 3.2.1).

    ``trusted`` (the control plane) may choose id, secret and relaxations. Raises OAuthError naming the member.
    """
    if not readable(json.dumps(metadata, ensure_ascii=False)):
        raise OAuthError("invalid_client_metadata", "text is UTF-8 without control characters")
    given = {name: value for name, value in metadata.items() if name != "secret" and (trusted or name not in OURS)}
    client_id = str(given.get("client_id", "")) if trusted else ""
    given["client_id"] = client_id or fresh()[:16]
    if given["client_id"] in provider.parties:
        raise OAuthError("invalid_client_metadata", "client_id: the file of relying parties has one of this id")
    party = relying_party(given, provider.relaxed)
    needs_secret = party.token_endpoint_auth_method.startswith("client_secret")
    secret = (str(given.pop("client_secret", "")) if trusted else "") or (fresh() if needs_secret else "")
    access, now = fresh(), work.clock.now()
    shown = party.model_dump(mode="json", exclude={"secret"}, exclude_defaults=False, exclude_none=True)
    store.add(
        work,
        Registered(
            party.client_id, json.dumps(shown, ensure_ascii=False), kept(secret) if secret else "", kept(access),
            work.clock.stamp(), "control" if trusted else "dynamic",
        ),
    )  # fmt: skip
    secrets = {"client_secret": secret, "client_secret_expires_at": 0} if secret else {}
    return {
        **shown, **secrets, "client_id_issued_at": int(now.timestamp()), "registration_access_token": access,
        "registration_client_uri": f"{provider.issuer}/register/{party.client_id}",
    }  # fmt: skip


def owned(work: Work, client_id: str, access: str) -> Registered:
    """A client that its registration token opens (RFC 7592, 2); raises OAuthError(invalid_token)."""
    found = store.one(work, client_id) if readable(client_id) else None
    if found is None or not same(access, found.access):
        raise OAuthError("invalid_token", "the registration access token does not fit")
    return found


def forget(work: Work, client_id: str) -> int:
    """Remove a registered client with all that it was given (RFC 7592, 2.3); those of the file stay."""
    gone = store.remove(work, client_id) if readable(client_id) else 0
    if gone:
        tokens.revoke_all_of(work, client_id)
    return gone


def everybody(work: Work, provider: Provider) -> list[tuple[RelyingParty, str]]:
    """Every client and where it comes from: file, control or dynamic."""
    registered = [
        (relying_party(json.loads(one.client_metadata), provider.relaxed), one.origin) for one in store.every(work)
    ]
    return [*((party, "file") for party in provider.parties.values()), *registered]
