"""Which client caught which misbehaviour: how a column is made, and the file that keeps all of them."""

import asyncio
import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from tests.clients import apache, authlib_party, openid_client
from tests.clients.parties import QUEUED, REFUSE, Party

FILE = Path(__file__).with_name("caught.json")
Column = dict[str, str]
# Apache keeps discovery and JWKS for an hour, refreshes only when asked to, and answers a fragment with a script.
OF_APACHE = [name for name in REFUSE if not name.startswith((*QUEUED, "keys-", "authorize-fragment"))]


def by_openid_client(party: Party, _: Path, *, strict: bool) -> Column:
    """openid-client; strict is enableNonRepudiationChecks."""
    return openid_client.ask(party, checks=strict, names=list(REFUSE))


def by_authlib(party: Party, _: Path, *, strict: bool) -> Column:
    """Authlib; strict is claims_options, and one comparison of the application's own."""

    async def every() -> Column:
        return {name: await authlib_party.attempt(party, name, strict=strict) for name in REFUSE}

    return asyncio.run(every())


def by_apache(party: Party, folder: Path, *, strict: bool) -> Column:
    """mod_auth_openidc, which needs not be told."""
    assert strict
    with apache.started(party.server, folder) as place:
        return {name: apache.attempt(place, name) for name in OF_APACHE}


COLUMNS: dict[str, tuple[Callable[[], str], Callable[..., Column], bool]] = {
    "openid-client": (openid_client.version, by_openid_client, False),
    "openid-client, strict": (openid_client.version, by_openid_client, True),
    "Authlib": (lambda: version("authlib"), by_authlib, False),
    "Authlib, strict": (lambda: version("authlib"), by_authlib, True),
    "mod_auth_openidc": (apache.version, by_apache, True),
}
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
