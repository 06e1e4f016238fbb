"""The population register's record of an applicant, asked for the dossier that is open; every look is on record."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.site import language
from motcua.wire.codelists import codelist
from motcua.wire.identity import Quality
from services.portal.actions import desk
from services.portal.pages.caller import officer_post
from services.portal.pages.desk.dossier import DossierCode, Opened, opened
from services.portal.pages.shown import day
from services.portal.pages.site import page
from services.portal.rules.prefill.answers import Known

router = APIRouter(include_in_schema=False)
LISTS = {
    "sex": "sexes", "ethnicity": "ethnicities", "religion": "religions", "nationality": "nationalities",
    "marital_status": "marital-statuses", "blood_type": "blood-types", "living_status": "living-statuses",
    "household_role": "household-roles",
}  # fmt: skip


class Row(NamedTuple):
    """One field that the procedure may see; ``text`` is "" where the register has nothing."""

    name: str
    text: str
    as_of: str
    quality: str


@router.post("/desk/{code}/person")
async def person(code: DossierCode, request: Request) -> Response:
    """Ask, record the look, show what came: nothing is kept at the portal."""
    given = await request.form(max_fields=5)
    await officer_post(request, given.get("csrf"), code)
    one, lang = await opened(request, code), language(str(given.get("show_in") or given.get("lang", "")))
    looked = await desk.ask_applicant(one.at.call, one.dossier, one.procedure)
    await one.at.call.run(desk.look_up_applicant, looked)
    return await page(
        request, "desk-person.html", lang=lang, one=one.dossier, officer=one.at.officer, looked=looked,
        rows=_rows(one, looked, lang), here=f"/desk/{code}", switch_form="again",
    )  # fmt: skip


def _rows(one: Opened, looked: desk.Looked, lang: str) -> list[Row]:
    today = one.at.call.state.clock.today().isoformat()
    return [row_of(name, looked.values.get(name), lang, today) for name in looked.names]


def row_of(name: str, known: Known | None, lang: str, today: str) -> Row:
    """A field of the population register as people read it."""
    if known is None:
        return Row(name, "", "", Quality.UNKNOWN)
    if isinstance(known.value, list):
        text = "; ".join(f"{one.get('full_name', '')} ({one.get('cccd', '')})" for one in known.value)
    elif name in LISTS:
        entry = codelist(LISTS[name]).on(known.value, today)
        text = (entry.en if lang == "en" else entry.vi) or known.value
    else:
        text = day(known.value) if name == "born_on" else known.value
    return Row(name, text, known.as_of, known.quality)
