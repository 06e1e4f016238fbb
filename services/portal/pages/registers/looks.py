"""Who looked at my data: the population register's log and the portal's own, newest first, a page of each."""

from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import Call
from motcua.chassis.site import language
from motcua.wire.client import UpstreamFailure
from motcua.wire.identity import LAST_LINE, AccessLog
from services.portal.actions.looks import FindLooks, Looks, ask_register_log, show_looks
from services.portal.actions.procedures import catalogue
from services.portal.pages.caller import account_of, page_call, to_sign_in
from services.portal.pages.registers.telling import Telling, Told, runs
from services.portal.pages.site import page
from services.portal.store.accounts import Account

router = APIRouter(include_in_schema=False)
REGISTER, PORTAL = "npdb", "portal"


class Log(NamedTuple):
    """One log as the page shows it; ``failure`` is the kind of failure where it did not answer."""

    name: str
    runs: list[list[Told]]
    total: int
    newest: str
    older: str
    failure: str = ""


@router.get("/account/looks")
async def looks(request: Request) -> Response:
    """Both logs about whoever is signed in; one of them failing leaves the other."""
    account = await account_of(request)
    if account is None:
        return to_sign_in(request)
    call, lang = await page_call(request), language(request.query_params.get("lang"))
    register, failure = await _register(call, account, _place(request, REGISTER))
    found = await call.run(show_looks, FindLooks(account, _place(request, PORTAL), register))
    telling = Telling(call.state.registry, catalogue(call.state), account, found.own_dossiers, lang)
    logs = _logs(request, telling, register, found, failure)
    return await page(request, "looks.html", lang=lang, account=account, logs=logs)


async def _register(call: Call, account: Account, before: int | None) -> tuple[AccessLog | None, str]:
    try:
        return await ask_register_log(call, account, before), ""
    except UpstreamFailure as failure:
        return None, failure.kind


def _logs(request: Request, telling: Telling, register: AccessLog | None, found: Looks, failure: str) -> list[Log]:
    of_register = register or AccessLog(found=False)
    accesses = [telling.told(one, one.fields) for one in of_register.accesses]
    own = [telling.told(one, one.fields.split()) for one in found.lines]
    return [
        Log(REGISTER, runs(accesses), of_register.total, *_ways(request, REGISTER, of_register.next_cursor), failure),
        Log(PORTAL, runs(own), found.total, *_ways(request, PORTAL, found.next_cursor)),
    ]


def _place(request: Request, log: str) -> int | None:
    """Where a log goes on, if the address says so."""
    given = request.query_params.get(log, "")
    return int(given) if given.isascii() and given.isdigit() and 1 <= int(given) <= LAST_LINE else None


def _ways(request: Request, log: str, cursor: int | None) -> tuple[str, str]:
    """Addresses of the newest and of the next older page of one log, the other staying where it is; "" for none."""
    others = {name: value for name, value in request.query_params.items() if name != log}
    newest = f"/account/looks?{urlencode(others)}#{log}" if log in request.query_params else ""
    return newest, f"/account/looks?{urlencode({**others, log: cursor})}#{log}" if cursor else ""
