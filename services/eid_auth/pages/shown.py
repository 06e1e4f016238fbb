"""What pages say about where somebody goes, and about what will be told there."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from motcua.chassis.site import form_target
from services.eid_auth.rules.claims import BY_SCOPE
from services.eid_auth.rules.requests import AuthorizationRequest

WEB = ("http:", "https:")
Row = tuple[str, list[tuple[str, Any]]]


def place(request: AuthorizationRequest) -> str:
    """Where the browser goes afterwards: the host, or the scheme of an application."""
    parts = urlsplit(request.redirect_uri)
    return parts.netloc or f"{parts.scheme}:"


def targets(uri: str) -> tuple[str, ...]:
    """Where forms of a page may lead that ends at ``uri``: the web, and an application's own scheme.

    Chromium holds every redirect after a post against this policy, and a client may send people on from its callback
    to hosts that only the client knows.

    >>> targets("http://127.0.0.1:9009/callback"), targets("vn.motcua.demo:/callback"), targets("")
    (('http:', 'https:'), ('http:', 'https:', 'vn.motcua.demo:'), ())
    """
    if not uri:
        return ()
    source = form_target(uri)
    return WEB if source.startswith(WEB) else (*WEB, source)


def rows(values: Mapping[str, Any]) -> list[Row]:
    """Claims with their values, by the scope they belong to.

    >>> rows({"cccd": "001171999001", "name": "TRẦN THỊ HOA"})
    [('profile', [('name', 'TRẦN THỊ HOA')]), ('identity', [('cccd', '001171999001')])]
    """
    grouped = ((scope, [(name, values[name]) for name in names if name in values]) for scope, names in BY_SCOPE.items())
    return [(scope, found) for scope, found in grouped if found]
