"""Values that nobody can guess, and what is kept of them."""

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

LENGTH = 32


def fresh() -> str:
    """A new value of 256 bits, safe in addresses."""
    return secrets.token_urlsafe(LENGTH)


def kept(value: str) -> str:
    """What the database keeps of a value."""
    return hashlib.sha256(value.encode()).hexdigest()


def same(given: str, hashed: str) -> bool:
    """Whether a value is the one of which this was kept."""
    return hmac.compare_digest(kept(given), hashed)


def cookie_names(url: str) -> tuple[str, str]:
    """The cookies of the session and of the browser; cookies know no ports, so their names do."""
    port = urlsplit(url).port or (443 if url.startswith("https:") else 80)
    return f"motcua-eid-{port}", f"motcua-eid-browser-{port}"
