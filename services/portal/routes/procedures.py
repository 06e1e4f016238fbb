"""Public services as data: parse, one action, answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from motcua.chassis.call import call_of
from motcua.wire.procedures import FindProcedures, Procedure, ProcedureList
from services.portal.actions import procedures as actions

router = APIRouter(prefix="/v1/procedures", tags=["procedures"])
Refused = dict[int | str, dict[str, Any]]
UNKNOWN: Refused = {404: {}}
Named = Annotated[
    str,
    Path(
        description="Tên ngắn hoặc mã thủ tục · slug or code",
        examples=["dang-ky-thuong-tru"],
        pattern=r"^[a-z0-9][a-z0-9.-]{0,60}$",
    ),
]


@router.get("", summary="Tìm thủ tục · find public services")
async def find_procedures(ask: Annotated[FindProcedures, Query()], request: Request) -> ProcedureList:
    """Services whose name, summary, form, agency or keywords hold every word of `q`, with or without diacritics."""
    call = call_of(request)
    return await call.run(actions.find_procedures, actions.Search(ask, actions.catalogue(call.state)))


@router.get("/{slug}", responses=UNKNOWN, summary="Xem thủ tục · show a public service")
async def show_procedure(slug: Named, request: Request) -> Procedure:
    """The whole file of a service: codes, fees, time limits, papers, results, and every field with its sources."""
    call = call_of(request)
    return await call.run(actions.show_procedure, actions.procedure_of(call.state, slug))
