"""A client that does everything that OIDC Core §3.1.3.7 says it must or should; the reference for the corruptions."""

import base64
import json
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet


class Refused(Exception):
    """The token is not good enough."""


def check(token: str, *, keys: KeySet, alg: str, issuer: str, client: str, nonce: str, acr: str, now: int) -> Any:
    """Return the claims of a good token; raises Refused."""
    try:
        header, claims = (unique(part) for part in token.split(".")[:2])
        need(header.get("alg") == alg, "alg")
        need(header.get("typ", "JWT") == "JWT", "typ")
        need("crit" not in header, "crit")
        need(header.get("kid") in {key.kid for key in keys.keys}, "kid")
        jws.deserialize_compact(token, keys, [alg], registry=jws.JWSRegistry(strict_check_header=False))
    except (JoseError, ValueError) as wrong:
        raise Refused(str(wrong)) from wrong
    need(isinstance(claims, dict), "an object")
    need(claims.get("iss") == issuer, "iss")
    audience = claims.get("aud")
    need(audience in (client, [client]), "aud")
    need(claims.get("azp", client) == client, "azp")
    need(claims.get("nonce") == nonce, "nonce")
    need(isinstance(claims.get("sub"), str) and claims["sub"], "sub")
    need(type(claims.get("exp")) is int and now < claims["exp"], "exp")
    need(type(claims.get("iat")) is int and now - 600 <= claims["iat"] <= now + 60, "iat")
    need(claims.get("nbf", now) <= now, "nbf")
    need(claims.get("acr", "") >= acr, "acr")
    need(now - claims.get("auth_time", 0) <= 3600, "auth_time")
    return claims


def need(good: object, what: str) -> None:
    """Refuse for this reason unless it is good."""
    if not good:
        raise Refused(what)


def unique(part: str) -> Any:
    """Read a part of a token; a member that stands twice is refused."""
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)), object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len(dict(pairs)) == len(pairs), "twice")
    return dict(pairs)
