"""'I have an old account': found by what its owner knows, proved by a register, merged with a choice of contacts."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import Response

from motcua.chassis.call import Call
from motcua.chassis.problems import Refusal
from motcua.chassis.site import language
from motcua.chassis.upstream import as_refusal
from motcua.wire.client import UpstreamFailure
from motcua.wire.fields import Reason
from motcua.wire.portal_accounts import ClaimOutcome, MergeOldAccounts
from services.portal import actions
from services.portal.errors import OldAccountNotClaimed
from services.portal.pages.account import back, shown
from services.portal.pages.caller import account_of, own_post, page_call, to_sign_in
from services.portal.pages.claim_form import of_account, read
from services.portal.pages.form import Form
from services.portal.pages.site import page
from services.portal.store.accounts import Account

router = APIRouter(include_in_schema=False)
THEIRS = {ClaimOutcome.CLAIMED, ClaimOutcome.ALREADY_YOURS}


@router.get("/account/old")
async def old(request: Request) -> Response:
    """Old accounts: offered, claimed, merged; and the form for one that nobody offers."""
    known = await account_of(request)
    return to_sign_in(request) if known is None else await _page(request, known, of_account(known))


@router.post("/account/old")
async def claim(request: Request) -> Response:
    """Claim one: back with slips or the verdict, or on to the choice of contacts."""
    given = await request.form(max_fields=10)
    call, known = await own_post(request, given.get("csrf"))
    lang, read_form = language(str(given.get("lang", ""))), read(given, known, call.state.clock.today())
    if isinstance(read_form, Form):
        return await _page(request, known, read_form, lang=lang, status=422)
    try:
        claimed = await call.run(actions.claim_old, await actions.prove(call, read_form))
    except (UpstreamFailure, Refusal) as trouble:
        return await _not_now(request, call, known, trouble, lang)
    if claimed.outcome in THEIRS:
        return back("/account/old", lang, "claimed")
    return await _page(request, known, of_account(known), lang=lang, verdict=claimed.reason)


@router.post("/account/old/merge")
async def merge(request: Request) -> Response:
    """Merge what was claimed."""
    given = await request.form(max_fields=6)
    call, known = await own_post(request, given.get("csrf"))
    try:
        await call.run(actions.merge_old, _choice(given, known))
    except Refusal as refusal:
        return await _not_now(request, call, known, refusal, language(str(given.get("lang", ""))))
    return back("/account", given.get("lang"), "merged")


def _choice(given: Mapping[str, Any], known: Account) -> MergeOldAccounts:
    chosen = {name: str(given.get(name, "")) or None for name in ("phone_of", "email_of")}
    try:
        return MergeOldAccounts.model_validate({"account": known.id, **chosen})
    except ValidationError as odd:  # no form of ours sends it
        raise OldAccountNotClaimed from odd


async def _not_now(
    request: Request, call: Call, known: Account, trouble: UpstreamFailure | Refusal, lang: str
) -> Response:
    """The page again with the refusal in words; nothing was written."""
    refusal = as_refusal(trouble) if isinstance(trouble, UpstreamFailure) else trouble
    await call.refuse(refusal)
    said = Reason(
        field="known_as",
        code=refusal.code,
        vi=f"{refusal.title}. {refusal.detail}".strip(),
        en=f"{refusal.title_en}. {refusal.detail_en}".strip(),
    )
    return await _page(request, known, of_account(known), lang=lang, status=refusal.status, verdict=said)


async def _page(
    request: Request,
    known: Account,
    form: Form,
    *,
    lang: str = "",
    status: int = 200,
    verdict: Reason | None = None,
) -> Response:
    found = await shown(await page_call(request), known)
    return await page(
        request,
        "account-old.html",
        status=status,
        lang=lang or language(request.query_params.get("lang")),
        account=found,
        form=form,
        verdict=verdict,
        done=request.query_params.get("done", "") == "claimed" and request.method == "GET",
    )
