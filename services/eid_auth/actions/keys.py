"""Signing keys: made at first start, never committed; announced, used, retired. JOSE is joserfc's.

Rotation as a drill: ``publish`` announces a key, ``use`` signs with it and keeps the old one published, ``retire``
takes old ones out of the JWKS. ``rotate`` does the first two at once, without notice; ``revoke`` also withdraws the old
key at once, as after a theft.
"""

import json
from functools import lru_cache
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeyParameters, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from motcua.chassis.db import Work
from services.eid_auth.rules.clients import SIGNING
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.store import keys as store

SigningKey = RSAKey | ECKey
REGISTRY = JWSRegistry(algorithms=list(SIGNING))


@lru_cache(maxsize=64)
def loaded(jwk: str) -> SigningKey:
    """A key as joserfc wants it."""
    value = json.loads(jwk)
    return RSAKey.import_key(value) if value["kty"] == "RSA" else ECKey.import_key(value)


def _made(alg: str) -> SigningKey:
    parameters: KeyParameters = {"use": "sig", "alg": alg}
    key = RSAKey.generate_key(2048, parameters) if alg == "RS256" else ECKey.generate_key("P-256", parameters)
    key.ensure_kid()
    return key


def add(work: Work, alg: str, state: str) -> str:
    """Make a key; returns its kid."""
    key = _made(alg)
    store.add(work, key.kid or "", alg, json.dumps(key.as_dict(private=True)), state)
    return key.kid or ""


def ensure(work: Work) -> None:
    """Make the first key of each algorithm, where there is none."""
    for alg in SIGNING:
        if store.active(work, alg) is None:
            add(work, alg, "active")


def active(work: Work, alg: str) -> tuple[str, SigningKey]:
    """The kid and key that sign now."""
    key = store.active(work, alg)
    if key is None:
        ensure(work)
        key = store.active(work, alg)
    assert key is not None  # noqa: S101  # just made
    return key.kid, loaded(key.jwk)


def others(work: Work, alg: str) -> list[SigningKey]:
    """Every key of this algorithm that is published, in force or not."""
    return [loaded(key.jwk) for key in store.every(work) if key.alg == alg]


def sign(work: Work, claims: dict[str, Any], alg: str) -> str:
    """A compact JWS over the claims with the key in force."""
    kid, key = active(work, alg)
    return jwt.encode({"alg": alg, "kid": kid}, claims, key, registry=REGISTRY)


def published(work: Work) -> dict[str, Any]:
    """The JWKS: announced, active and retired keys, without their private parts, newest first."""
    return {"keys": [loaded(key.jwk).as_dict(private=False) for key in reversed(store.every(work))]}


def hinted(work: Work, token: str) -> dict[str, Any]:
    """The claims of an id_token_hint that we signed, expired or not; raises OAuthError."""
    ours = KeySet([loaded(key.jwk) for key in store.every(work)])
    try:
        return dict(jwt.decode(token, ours, registry=REGISTRY).claims)
    except (JoseError, ValueError) as wrong:
        raise OAuthError("invalid_request", "id_token_hint is not an ID token of this provider") from wrong


def step(work: Work, do: str, alg: str) -> None:
    """One step of a rotation; ``use`` without an announced key makes one."""
    every = [key for key in store.every(work) if key.alg == alg]
    if do in {"publish", "rotate", "revoke"}:
        new = add(work, alg, "published")
    else:
        new = next((key.kid for key in reversed(every) if key.state == "published"), "")
    if do in {"use", "rotate", "revoke"}:
        for key in every:
            if key.state == "active":
                store.set_state(work, key.kid, "retired")
        store.set_state(work, new or add(work, alg, "published"), "active")
    if do in {"retire", "revoke"}:
        for key in store.every(work):
            if key.alg == alg and key.state == "retired":
                store.remove(work, key.kid)
