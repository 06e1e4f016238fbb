"""Checking and setting passwords: kept as salted scrypt hashes (RFC 7914) of modest cost, compared in constant time."""

import hashlib
import hmac
import secrets

from motcua.chassis.db import Work
from services.eid_auth.store import passwords as store

DEFAULT = "hop-cat-2026"
"""The password of every account that set none of its own: the accounts are synthetic, and everybody may try them."""


def check(work: Work, cccd: str, password: str) -> bool:
    """Whether this is the account's password; whether there is such an account is another question."""
    kept = store.of(work, cccd)
    if kept is None:
        return hmac.compare_digest(password.encode(), DEFAULT.encode())
    return hmac.compare_digest(_hashed(password, kept.salt), kept.hash)


def put(work: Work, cccd: str, password: str) -> None:
    """Give the account a password of its own."""
    salt = secrets.token_hex(16)
    store.put(work, cccd, store.Kept(salt, _hashed(password, salt)))


def forget(work: Work, cccd: str) -> None:
    """Back to the default."""
    store.forget(work, cccd)


def _hashed(password: str, salt: str) -> str:
    return hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), n=2**12, r=8, p=1, dklen=32).hex()
