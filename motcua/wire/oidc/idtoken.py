"""The checks of an ID token (OpenID Connect Core 3.1.3.7), each with a failure of its own, in a fixed order."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey

from motcua.wire.oidc.asking import Asked, Party, level_of, unpadded
from motcua.wire.oidc.failures import Failure, SignInFailed
from motcua.wire.oidc.strictly import Repeated, read_object

LEEWAY = 60
"""Seconds that two clocks may differ."""
LONGEST = 16_384
FAMILIES = {"RS": "RSA", "PS": "RSA", "ES": "EC"}
KEYS: dict[str, type[RSAKey] | type[ECKey]] = {"RSA": RSAKey, "EC": ECKey}
TYPES = (None, "JWT")
FindKeys = Callable[[str], Awaitable[Sequence[dict[str, Any]]]]
"""``await find(kid)``: the published keys, fetched again where none of those known has this id ("" asks for all)."""


async def check_id_token(
    token: str, find: FindKeys, party: Party, asked: Asked, *, now: float, access_token: str
) -> dict[str, Any]:
    """The claims of a token that passed every check; raises SignInFailed.

    Args:
        token: the compact serialisation.
        find: where the provider's keys come from.
        party: whom the token must be for, and which algorithms were registered.
        asked: nonce, level and age that the sign-in asked for.
        now: the time to judge by, in seconds since 1970: the sandbox's own, not the machine's.
        access_token: what ``at_hash`` is about.
    """
    header, claims = _opened(token)
    _check_header(header, party)
    await _check_signature(token, header, find, party)
    _check_parties(claims, party)
    _check_times(claims, asked, now)
    _check_request(claims, asked)
    _check_access_token(claims, header["alg"], access_token)
    return claims


def _opened(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    parts = token.split(".")
    if len(parts) != 3 or len(token) > LONGEST:
        raise SignInFailed(Failure.ID_TOKEN_MALFORMED, "not three parts")
    header, claims = (_object(part) for part in parts[:2])
    return header, claims


def _object(part: str) -> dict[str, Any]:
    try:
        return read_object(_decoded(part))
    except Repeated as twice:
        raise SignInFailed(Failure.ID_TOKEN_REPEATED, str(twice)[:40]) from twice
    except ValueError as odd:
        raise SignInFailed(Failure.ID_TOKEN_MALFORMED, str(odd)[:100]) from odd


def _decoded(part: str) -> bytes:
    if "=" in part:
        raise ValueError("padded base64url")
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as odd:
        raise ValueError("no base64url") from odd


def _check_header(header: dict[str, Any], party: Party) -> None:
    if header.get("alg") not in party.algorithms:
        raise SignInFailed(Failure.ID_TOKEN_ALGORITHM, str(header.get("alg"))[:40])
    if header.get("typ") not in TYPES:
        raise SignInFailed(Failure.ID_TOKEN_TYPE, str(header.get("typ"))[:40])
    if "crit" in header:
        raise SignInFailed(Failure.ID_TOKEN_TYPE, "a critical extension that is not understood")


async def _check_signature(token: str, header: dict[str, Any], find: FindKeys, party: Party) -> None:
    kid = header.get("kid", "")
    if not isinstance(kid, str):
        raise SignInFailed(Failure.ID_TOKEN_KEY, "kid is no text")
    fitting = [key for key in await find(kid) if _fits(key, header["alg"]) and (not kid or key.get("kid") == kid)]
    if len(fitting) != 1:  # none, or a token without kid among several keys: there is no guessing
        raise SignInFailed(Failure.ID_TOKEN_KEY, kid[:40] or f"{len(fitting)} keys, no kid")
    try:
        jws.deserialize_compact(token, _key(fitting[0]), algorithms=list(party.algorithms))
    except (JoseError, ValueError) as wrong:
        raise SignInFailed(Failure.ID_TOKEN_SIGNATURE, type(wrong).__name__) from wrong


def _fits(key: dict[str, Any], alg: str) -> bool:
    """Whether a published key may verify ``alg`` at all: its own type, use and algorithm say so."""
    return (
        key.get("kty") == FAMILIES.get(alg[:2])
        and key.get("use", "sig") == "sig"
        and key.get("alg", alg) == alg
        and "verify" in _listed(key.get("key_ops", ["verify"]))
    )


def _listed(value: Any) -> list[Any]:
    """A list as it is; anything else names nothing."""
    return value if isinstance(value, list) else []


def _key(published: dict[str, Any]) -> Key:
    try:
        return KEYS[published["kty"]].import_key(published)
    except (JoseError, ValueError, TypeError, KeyError) as odd:
        raise SignInFailed(Failure.KEYS_MALFORMED, type(odd).__name__) from odd


def _check_parties(claims: dict[str, Any], party: Party) -> None:
    if claims.get("iss") != party.issuer:
        raise SignInFailed(Failure.ID_TOKEN_ISSUER, str(claims.get("iss"))[:100])
    if claims.get("aud") not in (party.client_id, [party.client_id]):  # any further audience would be a stranger
        raise SignInFailed(Failure.ID_TOKEN_AUDIENCE, str(claims.get("aud"))[:100])
    if claims.get("azp", party.client_id) != party.client_id:
        raise SignInFailed(Failure.ID_TOKEN_AZP, str(claims.get("azp"))[:100])
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isascii():
        raise SignInFailed(Failure.ID_TOKEN_SUBJECT)


def _seconds(claims: dict[str, Any], name: str, failure: Failure) -> float:
    """A NumericDate; neither text nor truth is a number."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SignInFailed(failure, f"{name} is no number" if name in claims else f"no {name}")
    return value


def _check_times(claims: dict[str, Any], asked: Asked, now: float) -> None:
    if _seconds(claims, "exp", Failure.ID_TOKEN_EXPIRED) <= now - LEEWAY:
        raise SignInFailed(Failure.ID_TOKEN_EXPIRED)
    if "nbf" in claims and _seconds(claims, "nbf", Failure.ID_TOKEN_TOO_EARLY) > now + LEEWAY:
        raise SignInFailed(Failure.ID_TOKEN_TOO_EARLY)
    if _seconds(claims, "iat", Failure.ID_TOKEN_ISSUED) > now + LEEWAY:
        raise SignInFailed(Failure.ID_TOKEN_ISSUED, "in the future")
    if asked.max_age < 0 and "auth_time" not in claims:
        return
    signed_in = _seconds(claims, "auth_time", Failure.ID_TOKEN_AUTH_TIME)
    if signed_in > now + LEEWAY or (0 <= asked.max_age < now - LEEWAY - signed_in):
        raise SignInFailed(Failure.ID_TOKEN_AUTH_TIME)


def _check_request(claims: dict[str, Any], asked: Asked) -> None:
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), asked.nonce.encode()):
        raise SignInFailed(Failure.ID_TOKEN_NONCE)
    if level_of(claims.get("acr")) < asked.level:
        raise SignInFailed(Failure.ID_TOKEN_LEVEL, str(claims.get("acr"))[:40])


def _check_access_token(claims: dict[str, Any], alg: str, access_token: str) -> None:
    """OpenID Connect Core 3.1.3.8: optional in the code flow, but never wrong."""
    if "at_hash" not in claims:
        return
    digest = hashlib.new(f"sha{alg[2:]}", access_token.encode()).digest()
    if claims["at_hash"] != unpadded(digest[: len(digest) // 2]):
        raise SignInFailed(Failure.ID_TOKEN_AT_HASH)
