"""Who asks, what is asked, and what must come back: state, nonce and PKCE of one sign-in."""

import base64
import hashlib
import secrets
from typing import NamedTuple

LEVELS = ("LoA1", "LoA2", "LoA3", "LoA4")
"""Authentication levels of Decree 69/2024/NĐ-CP Art. 20, as values of ``acr``."""


class Party(NamedTuple):
    """A relying party as it was registered with the provider."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str
    signed_out_uri: str
    scope: str = "openid profile phone email identity"
    algorithms: tuple[str, ...] = ("RS256",)


class Wish(NamedTuple):
    """How a person is to be signed in. ``max_age`` in seconds; -1 where any session will do."""

    level: int = 2
    max_age: int = -1
    prompt: str = ""
    lang: str = "vi"


class Asked(NamedTuple):
    """What one sign-in asked, kept on the server until the answer comes."""

    state: str
    nonce: str
    verifier: str
    level: int
    max_age: int

    @classmethod
    def freshly(cls, wish: Wish) -> "Asked":
        """Three secrets of 256 bits each (RFC 7636 4.1 wants 43 characters at least).

        The state begins with the language, so that an answer without anything else to it can still be spoken about.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(f"{wish.lang}.{state}", nonce, verifier, wish.level, wish.max_age)

    @property
    def challenge(self) -> str:
        """The S256 challenge of RFC 7636."""
        return unpadded(hashlib.sha256(self.verifier.encode()).digest())


def unpadded(octets: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def level_of(acr: object) -> int:
    """1 to 4, or 0 for a value that is none of ours.

    >>> level_of("LoA3"), level_of("LoA9"), level_of(None)
    (3, 0, 0)
    """
    return LEVELS.index(acr) + 1 if isinstance(acr, str) and acr in LEVELS else 0
