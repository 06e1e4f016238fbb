"""JSON read strictly: an object, no member twice, no number that JSON does not know (RFC 8725 3.10, RFC 8259 4).

>>> read_object(b'{"sub": "a"}')
{'sub': 'a'}
>>> read_object(b'{"sub": "a", "sub": "b"}')
Traceback (most recent call last):
...
motcua.wire.oidc.strictly.Repeated: sub
"""

import json
from typing import Any


class Repeated(ValueError):
    """A member stands in an object twice: which of the two counts would be a matter of luck."""


def read_object(text: str | bytes) -> dict[str, Any]:
    """The object in ``text``; raises Repeated, or ValueError where it is none."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_never)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Repeated(name)
        found[name] = value
    return found


def _never(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
