"""Parameters of a request, from a query or a form: each at most once, none oversized, ``state`` kept as it came."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote_plus

from services.eid_auth.rules.oauth import OAuthError

MOST, LONGEST, WHOLE = 60, 8_192, 32_768
"""Parameters, characters of one value, characters of all. A client assertion is the longest that is in use."""


def readable(text: str) -> bool:
    r"""Whether a database takes a text: UTF-8 without lone surrogates and without NUL.

    >>> readable("ổn"), readable("\ud800"), readable("\0")
    (True, False, False)
    """
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


class Params(Mapping[str, str]):
    """Decoded parameters; an empty value counts as absent (RFC 6749, 3.1)."""

    def __init__(self, raw: str) -> None:
        self.raw: dict[str, str] = {}
        self.repeated: set[str] = set()
        self._values: dict[str, str] = {}
        self.unreadable = False
        pairs = raw.split("&") if raw else []
        self.oversized = len(raw) > WHOLE or len(pairs) > MOST
        for pair in pairs[:MOST]:
            name, _, value = pair.partition("=")
            self._add(name, value)

    def _add(self, name: str, value: str) -> None:
        key, text = (unquote_plus(part, errors="replace") for part in (name, value))
        # No text of ours holds a NUL, and PostgreSQL takes none.
        self.unreadable = self.unreadable or "\ufffd" in key + text or "\0" in key + text
        key, text = key.replace("\0", "\ufffd"), text.replace("\0", "\ufffd")
        if key in self.raw:
            self.repeated.add(key)
        self.oversized = self.oversized or len(text) > LONGEST
        self.raw[key] = value
        if text:
            self._values[key] = text

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def check(self) -> None:
        """Raise invalid_request for a repeated, oversized or unreadable parameter."""
        if self.repeated:
            raise OAuthError("invalid_request", f"parameter given more than once: {', '.join(sorted(self.repeated))}")
        if self.oversized:
            raise OAuthError(
                "invalid_request", f"a parameter is longer than {LONGEST} characters, or there are too many"
            )

        if self.unreadable:
            raise OAuthError("invalid_request", "parameters are text in UTF-8, without control characters")

    def need(self, name: str) -> str:
        """The value; raises invalid_request where it is missing."""
        if name not in self._values:
            raise OAuthError("invalid_request", f"{name} is missing")
        return self._values[name]
