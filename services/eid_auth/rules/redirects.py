"""The way back to the client: its redirect with what it gets, and ``state`` byte for byte."""

from collections.abc import Iterable
from urllib.parse import unquote_plus, urlencode

Pairs = list[tuple[str, str]]


def address(redirect_uri: str, pairs: Iterable[tuple[str, str]], raw_state: str = "", *, fragment: bool = False) -> str:
    """The redirect with the pairs appended to its own query.

    ``raw_state`` is the state as the client sent it: many clients do not percent-encode theirs, and get the same bytes.

    >>> address("https://rp.example/cb?tenant=1", [("code", "a b"), ("state", "x=/")], "x=/")
    'https://rp.example/cb?tenant=1&code=a+b&state=x=/'
    """
    state = unquote_plus(raw_state, errors="replace")
    query = "&".join(
        f"state={raw_state}" if raw_state and (name, value) == ("state", state) else urlencode({name: value})
        for name, value in pairs
    )
    mark = "#" if fragment else "&" if "?" in redirect_uri else "?"
    return f"{redirect_uri}{mark}{query}"
