"""What each register knows about me: asked when the page is opened, all at once, and kept nowhere."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.site import language
from motcua.wire.codelists import codelist
from motcua.wire.forms import Outcome
from services.portal.actions.own_records import EVERY_FIELD, TAX, OwnRecords, ask_own_records, show_own_records
from services.portal.pages.caller import account_of, page_call, to_sign_in
from services.portal.pages.desk.person import Row, row_of
from services.portal.pages.shown import day, money
from services.portal.pages.site import page
from services.portal.rules.prefill.answers import Answered, Known
from services.portal.rules.sector import attributes

router = APIRouter(include_in_schema=False)
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


class Part(NamedTuple):
    """One register: what became of asking, and its rows; ``as_of`` is the newest day that it names."""

    name: str
    outcome: Outcome
    rows: tuple[Row, ...]
    as_of: str


@router.get("/account/registers")
async def registers(request: Request) -> Response:
    """Ask every register about whoever is signed in, and show what came."""
    account = await account_of(request)
    if account is None:
        return to_sign_in(request)
    call, lang = await page_call(request), language(request.query_params.get("lang"))
    records = await call.run(show_own_records, await ask_own_records(call, account))
    parts = _parts(records, lang, call.state.clock.today().isoformat())
    return await page(request, "registers.html", lang=lang, account=account, **parts)


def _parts(records: OwnRecords, lang: str, today: str) -> dict[str, object]:
    npdb, tax, sector = (records.answers[source] for source in ("npdb", "tax", "sector"))
    return {
        "npdb": _part("npdb", npdb, (row_of(name, npdb.values.get(name), lang, today) for name in EVERY_FIELD)),
        "tax": _part("tax", tax, (_row(name, tax.values.get(name), lang, today) for name in TAX)),
        "sector": sector,
        "sectors": [_sector(register, sector, lang, today) for register in attributes.BY_REGISTER],
    }


def _part(name: str, answered: Answered, rows: Iterator[Row]) -> Part:
    told = tuple(rows) if answered.outcome is Outcome.ANSWERED else ()
    return Part(name, answered.outcome, told, max((row.as_of for row in told), default=""))


def _sector(register: str, answered: Answered, lang: str, today: str) -> Part:
    """One stand-in register; what it does not say of this person is left out, as there is much of it."""
    names = attributes.BY_REGISTER[register]
    rows = (_row(name, answered.values.get(f"{register}.{name}"), lang, today) for name in names)
    return _part(register, answered, (row for row in rows if row.text))


def _row(name: str, known: Known | None, lang: str, today: str) -> Row:
    if known is None:
        return Row(name, "", "", "")
    text = " · ".join((_text(name, str(known.value), lang, today), *known.others))
    return Row(name, text, known.as_of, known.quality)


def _text(name: str, value: str, lang: str, today: str) -> str:
    """A value of the tax database or a stand-in as people write it."""
    if name == "status":
        entry = codelist("tax-statuses").on(value, today)
        return f"{value} · {entry.en if lang == 'en' else entry.vi}"
    if name == "amount":
        return money(int(value))
    return day(value) if DATE.fullmatch(value) else value
