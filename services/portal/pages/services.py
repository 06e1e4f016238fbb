"""The front page with its search, and what each public service is. Both are for everybody, signed in or not."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.site import language
from motcua.chassis.site.texts import FIRST
from motcua.wire.procedures import Component, Dated, Procedure, Result
from services.portal.errors.forms import ProcedureUnknown
from services.portal.pages.caller import account_of
from services.portal.pages.groups import grouped
from services.portal.pages.people import Person, people
from services.portal.pages.site import page
from services.portal.rules.procedures import Catalogue, catalogue
from services.portal.store.accounts import Account

router = APIRouter(include_in_schema=False)
LONGEST = 100
D = TypeVar("D", bound=Dated)


@router.get("/")
async def front(request: Request) -> Response:
    """Everything there is, by life event; or what fits the words that are searched."""
    asked = request.query_params.get("q", "")[:LONGEST].strip()
    everything = offered(request).all()
    found = offered(request).search(asked) if asked else []
    return await page(
        request, "front.html", q=asked, found=found, groups=grouped(everything), number=len(everything),
        today=call_of(request).state.clock.today(),
    )  # fmt: skip


@router.get("/services/{slug}")
async def service(slug: str, request: Request) -> Response:
    """What a service is, who decides, what it needs, and the button that begins."""
    one, today = known(request, slug), call_of(request).state.clock.today()
    lang = language(request.query_params.get("lang"))

    def as_persona(slug: str) -> str:
        return sign_in_for(one, lang, persona=slug)

    shown = told(one, today, await account_of(request))
    return await page(request, "service.html", sign_in_address=sign_in_for(one, lang), as_persona=as_persona, **shown)


def sign_in_for(one: Procedure, lang: str, **more: str) -> str:
    """The address that signs in strongly enough for a service and comes back to it."""
    spoken = {"lang": lang} if lang != FIRST else {}
    back = f"/services/{one.slug}" + (f"?{urlencode(spoken)}" if spoken else "")
    return f"/sign-in?{urlencode({'level': one.assurance, 'return_to': back, **spoken, **more})}"


def offered(request: Request) -> Catalogue:
    """The services of this portal."""
    return catalogue(call_of(request).state.service.knobs.procedures)


def known(request: Request, slug: str) -> Procedure:
    """A service by slug or code; raises ProcedureUnknown."""
    found = offered(request).get(slug)
    if found is None:
        raise ProcedureUnknown
    return found


class Told(NamedTuple):
    """Everything of one kind: what holds today, and what held or will hold on other days."""

    now: list[Dated]
    other: list[Dated]


def told(one: Procedure, today: date, account: Account | None) -> dict[str, object]:
    """What the page of a service shows."""
    return {
        "one": one,
        "code": one.code_on(today),
        "codes": _of_days(one.codes, today),
        "fees": _of_days(one.fee, today),
        "times": _of_days(one.time_limit, today),
        "forms": _of_days(one.form, today),
        "texts": _of_days(one.legal_basis, today),
        "fields_number": sum(len(section.fields) for section in one.sections),
        "known_fields": sum(bool(field.source) for section in one.sections for field in section.fields),
        "fitting": _fitting(one),
        "account": account,
        "enough": account is not None and account.auth_level >= one.assurance,
        "doubtful": _doubtful(one),
    }


def _of_days(dated: Sequence[D], today: date) -> Told:
    now = [one for one in dated if one.holds(today)]
    return Told(list(now or dated[-1:]), [one for one in dated if one not in (now or dated[-1:])])


def _fitting(one: Procedure) -> list[Person]:
    everybody = people()
    return [everybody[slug] for slug in one.personas if slug in everybody]


def _doubtful(one: Procedure) -> bool:
    """Whether anything that the page says is less than seen in a source."""
    marked: list[Dated | Component | Result] = [
        *one.codes, *one.legal_basis, *one.form, *one.fee, *one.time_limit, *one.components, *one.results,
    ]  # fmt: skip
    return any(fact.mark != "seen" for fact in marked)
