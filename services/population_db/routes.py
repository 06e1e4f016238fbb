"""Routes of population_db: parse, one action, answer."""

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.wire.identity import Resolution, ResolveCmnd
from services.population_db import actions

router = APIRouter(prefix="/v1")


@router.post("/identity/resolve-cmnd", tags=["identity"], summary="Đối chiếu số CMND · resolve a CMND")
async def resolve_cmnd(ask: ResolveCmnd, request: Request) -> Resolution:
    """Number, name and birth date together say who it is; several holders is a normal answer."""
    return await call_of(request).run(actions.resolve_cmnd, ask)
