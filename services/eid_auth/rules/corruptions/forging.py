"""How a wrong ID token is put together. Signatures are joserfc's and the standard library's; the rest is base64url."""

import base64
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from joserfc.jwk import ECKey, KeyParameters, RSAKey
from joserfc.jws import JWSRegistry

Signing = RSAKey | ECKey
# What the standard asks of the client: to refuse; "must not" and "should not" are said of oddities that are allowed.
Refuse = Literal["must", "should", "may", "should not", "must not"]
GONE = object()  # the value of a member that is to be left out

THEN: dict[Refuse, str] = {
    "must": "Refuse the sign-in: no session, no claim used",
    "should": "Refuse, or ask to sign in anew",
    "may": "Refuse if its own policy says so",
    "should not": "Accept",
    "must not": "Accept: this is allowed",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The provider's keys, and the client's secret where there is one."""

    active: Signing
    other: Sequence[Signing] = ()
    public_pem: bytes = b""
    client_secret: str = ""


@dataclass(slots=True)
class Draft:
    """The good token, before it is spoilt."""

    header: dict[str, Any]
    claims: dict[str, Any]
    keys: Keys
    now: int

    def signed(self, key: Signing | None = None, *, header: bytes = b"", payload: bytes = b"") -> str:
        """Sign, by the active key unless told otherwise; ``header`` and ``payload`` stand in for what the draft has."""
        return compact(
            header or text_of(self.header),
            payload or text_of(self.claims),
            by_key(self.header["alg"], key or self.keys.active),
        )

    def stranger(self) -> Signing:
        """A key that this provider never published, of the kind of the active one."""
        return stranger(self.keys.active.key_type)


Forge = Callable[[Draft], str]
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Corruption:
    """One way in which an ID token is wrong."""

    name: str
    vi: str
    en: str
    refuse: Refuse
    clause: str
    forge: Forge
    then: str = ""

    @property
    def client(self) -> str:
        """What a correct client does."""
        return self.then or THEN[self.refuse]


def claims(**changes: object) -> Forge:
    """A token whose claims are changed, correctly signed; a function is given the draft."""

    def forge(draft: Draft) -> str:
        change(draft.claims, changes, draft)
        return draft.signed()

    return forge


def change(members: dict[str, Any], changes: Mapping[str, object], draft: Draft) -> None:
    """Set members, or leave them out."""
    for name, value in changes.items():
        if value is GONE:
            members.pop(name, None)
        else:
            members[name] = value(draft) if callable(value) else value


def text_of(members: Mapping[str, Any]) -> bytes:
    """The JSON that is encoded."""
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def base64url(raw: bytes) -> str:
    """Encode as RFC 7515 §2 does."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def compact(header: bytes, payload: bytes, sign: Sign) -> str:
    """The compact form of RFC 7515 §7.1 of exactly these bytes."""
    signed = f"{base64url(header)}.{base64url(payload)}"
    return f"{signed}.{base64url(sign(signed.encode()))}"


def by_key(alg: str, key: Signing) -> Sign:
    """A signature with this key."""
    algorithm: Any = JWSRegistry.algorithms[alg]
    return lambda message: bytes(algorithm.sign(message, key))


def by_secret(secret: bytes) -> Sign:
    """A HS256 code; joserfc would, rightly, not take a public key for a secret."""
    return lambda message: hmac.digest(secret, message, "sha256")


@cache
def stranger(kind: str) -> Signing:
    """A key of nobody's, made once."""
    parameters: KeyParameters = {"kid": "nobody-s-key"}
    if kind == "EC":
        return ECKey.generate_key("P-256", parameters, private=True)
    return RSAKey.generate_key(2048, parameters, private=True)
