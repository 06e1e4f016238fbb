"""Routes of tax_db: parse, one action, answer."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from motcua.chassis.call import call_of
from motcua.wire.fields import Mst
from motcua.wire.taxpayers import (
    AboutTaxpayer,
    AskLegacy,
    LegacyPage,
    Link,
    LinkCccd,
    LinkHistory,
    LookupTaxpayer,
    TaxLookup,
    TaxVerification,
    VerifyTaxpayer,
)
from services.tax_db import actions

router = APIRouter(prefix="/v1/taxpayers", tags=["taxpayers"])


@router.post("/lookup", summary="Tra cứu người nộp thuế · look up a taxpayer")
async def lookup(ask: LookupTaxpayer, request: Request) -> TaxLookup:
    """By tax code or by identity number."""
    return await call_of(request).run(actions.lookup, ask)


@router.post("/verify", summary="Đối chiếu ba trường · compare three fields")
async def verify(ask: VerifyTaxpayer, request: Request) -> TaxVerification:
    """Strict."""
    return await call_of(request).run(actions.verify, ask)


@router.post("/link-cccd", summary="Gắn số định danh với mã số thuế · link the personal number")
async def link_cccd(ask: LinkCccd, request: Request) -> Link:
    """Link."""
    return await call_of(request).run(actions.link_cccd, ask)


@router.get("/legacy", summary="Mã số thuế còn theo CMND · tax codes still keyed by CMND")
async def legacy(
    request: Request,
    cursor: Annotated[Mst | None, Query(description="`next_cursor` of the page before")] = None,
    page_size: Annotated[int, Query(ge=1, le=200)] = 50,
) -> LegacyPage:
    """Page."""
    return await call_of(request).run(actions.legacy, AskLegacy(cursor=cursor, page_size=page_size))


@router.post("/history", summary="Lịch sử của mã số thuế · history of a tax code")
async def history(ask: AboutTaxpayer, request: Request) -> LinkHistory:
    """History."""
    return await call_of(request).run(actions.history, ask)
