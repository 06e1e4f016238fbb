"""Routes of tax_db: parse, one action, answer."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
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

router = APIRouter(prefix="/v1/taxpayers", tags=["taxpayers"], route_class=LeanRoute)


@router.post("/lookup", summary="Tra cứu người nộp thuế · look up a taxpayer")
async def lookup(ask: LookupTaxpayer, request: Request) -> TaxLookup:
    """The tax records of a tax code, or of an identity number: exactly one of the two.

    A record holds what the office typed: an old CMND, a padded number, a name without diacritics. Several codes of one
    number are a normal answer (`several`); a folded code says which one took it over. Since 1 July 2025 the personal
    number is the tax code (Circular 86/2024/TT-BTC Art. 5(5), 7), so a linked record is also found by it.
    """
    return await call_of(request).run(actions.lookup, ask)


@router.post("/verify", summary="Đối chiếu ba trường · compare three fields")
async def verify(ask: VerifyTaxpayer, request: Request) -> TaxVerification:
    """Do number, name and birth date agree exactly with the record? A reason for each field, never its content.

    The strict rule of the tax authority (Circular 86/2024/TT-BTC Art. 39). The number must stand in the record as it
    is: a padded, shortened or misread one does not agree, and the reason says what happened to it.
    """
    return await call_of(request).run(actions.verify, ask)


@router.post("/link-cccd", summary="Gắn số định danh với mã số thuế · link the personal number")
async def link_cccd(ask: LinkCccd, request: Request) -> Link:
    """Link a personal number that population_db confirmed, with name and birth date as population_db has them.

    - `linked`: all three fields agree. Status 10 ends. The person's other codes, if they agree as well, are folded
      under the number (closed, status 01).
    - `mismatch`: they do not. The record goes to status 10, reason 01 (Circular 90/2026/TT-BTC annex I), unless the
      code is closed or the record is evidently somebody else's, which stays as it is.
    - `deceased`: the population register says dead or missing; nothing is linked.
    - `already_linked`: repeated, the call changes nothing. `taken`: another number stands there. `not_found`: no such
      code.

    Everything leaves a line in the history of the record.
    """
    return await call_of(request).run(actions.link_cccd, ask)


@router.get("/legacy", summary="Mã số thuế còn theo CMND · tax codes still keyed by CMND")
async def legacy(ask: Annotated[AskLegacy, Query()], request: Request) -> LegacyPage:
    """The taxpayers still keyed by CMND, by tax code, page by page: what remains to be reconciled.

    Records with a confirmed number and folded codes are not in it; a CMND padded with 000 to twelve digits is. Follow
    `next_cursor` until it is null; `total` counts all pages.
    """
    return await call_of(request).run(actions.legacy, ask)


@router.post("/history", summary="Lịch sử của mã số thuế · history of a tax code")
async def history(ask: AboutTaxpayer, request: Request) -> LinkHistory:
    """What was linked, refused and folded on a record, oldest first. Lines are only ever added."""
    return await call_of(request).run(actions.history, ask)
