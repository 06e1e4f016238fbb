"""Routes of population_db: parse, one action, answer."""

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.wire.identity import (
    AboutCitizen,
    AccessLog,
    AskAccessLog,
    Found,
    Household,
    NumberHistory,
    Relatives,
    Resolution,
    ResolveCmnd,
    Shared,
    ShareFields,
    Verification,
    VerifyIdentity,
)
from services.population_db import actions

router = APIRouter(prefix="/v1")


@router.post("/identity/resolve-cmnd", tags=["identity"], summary="Đối chiếu số CMND · resolve a CMND")
async def resolve_cmnd(ask: ResolveCmnd, request: Request) -> Resolution:
    """Number, name and birth date together say who it is; several holders is a normal answer."""
    return await call_of(request).run(actions.resolve_cmnd, ask)


@router.post("/identity/verify", tags=["identity"], summary="Xác thực thông tin: có hoặc không · verify, yes or no")
async def verify(ask: VerifyIdentity, request: Request) -> Verification:
    """Yes."""
    return await call_of(request).run(actions.verify, ask)


@router.post("/citizens/lookup", tags=["citizens"], summary="Tra cứu theo số định danh · look up a person")
async def lookup(ask: AboutCitizen, request: Request) -> Found:
    """Look."""
    return await call_of(request).run(actions.lookup, ask)


@router.post("/citizens/share", tags=["citizens"], summary="Chia sẻ trường dữ liệu · share named fields")
async def share(ask: ShareFields, request: Request) -> Shared:
    """Share."""
    return await call_of(request).run(actions.share, ask)


@router.post("/citizens/household", tags=["citizens"], summary="Hộ gia đình · household")
async def household(ask: AboutCitizen, request: Request) -> Household:
    """Household."""
    return await call_of(request).run(actions.household, ask)


@router.post("/citizens/relatives", tags=["citizens"], summary="Thân nhân · relatives")
async def relatives(ask: AboutCitizen, request: Request) -> Relatives:
    """Relatives."""
    return await call_of(request).run(actions.relatives, ask)


@router.post("/citizens/numbers", tags=["citizens"], summary="Lịch sử số giấy tờ · number history")
async def numbers(ask: AboutCitizen, request: Request) -> NumberHistory:
    """Numbers."""
    return await call_of(request).run(actions.numbers, ask)


@router.post("/citizens/access-log", tags=["citizens"], summary="Ai đã tra cứu tôi · who looked at me")
async def access_log(ask: AskAccessLog, request: Request) -> AccessLog:
    """Log."""
    return await call_of(request).run(actions.access_log, ask)
