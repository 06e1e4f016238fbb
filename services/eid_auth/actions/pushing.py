"""Pushed authorization requests (RFC 9126): checked now, used once, soon."""

from datetime import timedelta
from typing import Any

from motcua.chassis.db import Work
from services.eid_auth.actions.parties import Known
from services.eid_auth.actions.secrets import fresh
from services.eid_auth.actions.tokens import PUSHED_LIFE
from services.eid_auth.rules import requests
from services.eid_auth.rules.clients import redirect_fits
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params
from services.eid_auth.store import tokens as store

PREFIX = "urn:ietf:params:oauth:request_uri:"


def push(work: Work, known: Known, params: Params) -> dict[str, Any]:
    """Keep a request; raises OAuthError for whatever /authorize would refuse."""
    if "request_uri" in params:
        raise OAuthError("invalid_request", "request_uri cannot be pushed")
    if params.get("client_id", known.party.client_id) != known.party.client_id:
        raise OAuthError("invalid_request", "client_id differs from the client that proved itself")
    fits = redirect_fits(known.party.redirect_uris, params.need("redirect_uri"), known.relaxed)
    if fits is None:
        raise OAuthError("invalid_request", "redirect_uri is not registered")
    used = [*known.used, *([fits] if fits else [])]
    request = requests.read(params, known.party, known.relaxed, used)
    known.used[:] = used
    uri = PREFIX + fresh()
    work.run(
        store.PUSH,
        request_uri=uri, client_id=known.party.client_id, request=request.model_dump_json(exclude_defaults=True),
        expires_at=work.clock.stamp(timedelta(seconds=PUSHED_LIFE)), used=0,
    )  # fmt: skip
    return {"request_uri": uri, "expires_in": PUSHED_LIFE}
