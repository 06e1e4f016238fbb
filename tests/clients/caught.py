"""Which client caught which misbehaviour: how a column is made, and the file that keeps all of them."""

import asyncio
import json
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from tests.clients import apache, authlib_party, openid_client, portal
from tests.clients.parties import QUEUED, REFUSE, Party

FILE = Path(__file__).with_name("caught.json")
Column = dict[str, str]
# Apache keeps discovery and JWKS for an hour, refreshes only when asked to, and answers a fragment with a script.
TRIED_BY_APACHE = [name for name in REFUSE if not name.startswith((*QUEUED, "keys-", "authorize-fragment"))]


# The portal runs on and keeps what it read; it never sends max_age.
TRIED_BY_PORTAL = [name for name in REFUSE if not name.startswith((*QUEUED, "auth-time-"))]


class Where(NamedTuple):
    """The sandbox, a client registered with it, and a folder to write into."""

    party: Party
    portal: str
    folder: Path


def by_openid_client(where: Where, *, strict: bool) -> Column:
    """openid-client; strict is enableNonRepudiationChecks."""
    return openid_client.ask(where.party, checks=strict, names=list(REFUSE))


def by_authlib(where: Where, *, strict: bool) -> Column:
    """Authlib; strict is claims_options, and one comparison of the application's own."""

    async def every() -> Column:
        return {name: await authlib_party.attempt(where.party, name, strict=strict) for name in REFUSE}

    return asyncio.run(every())


def by_apache(where: Where) -> Column:
    """mod_auth_openidc, which needs not be told."""
    with apache.started(where.party.server, where.folder) as place:
        return {name: apache.attempt(place, name) for name in TRIED_BY_APACHE}


def by_portal(where: Where) -> Column:
    """The portal, which is strict."""
    return {name: portal.attempt(where.portal, name) for name in TRIED_BY_PORTAL}


COLUMNS: dict[str, tuple[Callable[[], str], Callable[[Where], Column]]] = {
    "openid-client": (openid_client.version, partial(by_openid_client, strict=False)),
    "openid-client, strict": (openid_client.version, partial(by_openid_client, strict=True)),
    "Authlib": (lambda: version("authlib"), partial(by_authlib, strict=False)),
    "Authlib, strict": (lambda: version("authlib"), partial(by_authlib, strict=True)),
    "mod_auth_openidc": (apache.version, by_apache),
    "our portal": (lambda: "", by_portal),
}
TRIED = {"mod_auth_openidc": TRIED_BY_APACHE, "our portal": TRIED_BY_PORTAL}
STRICT = ("openid-client, strict", "Authlib, strict")


def recorded() -> dict[str, dict[str, str | Column]]:
    """Every column as it was last written."""
    found: dict[str, dict[str, str | Column]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return found


def record(name: str, of: str, outcomes: Column) -> None:
    """Write one column anew, the others as they are."""
    known = recorded() | {name: {"version": of, "outcomes": outcomes}}
    kept = {column: known[column] for column in COLUMNS if column in known}
    FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
