"""Dossiers: parse, one action, answer. On behalf of `citizen:<account>` or `officer:<code>`."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from motcua.chassis.call import call_of
from motcua.wire.dossiers import (
    DOSSIER_CODE,
    AskBook,
    Dossier,
    DossierPage,
    FileDossier,
    FindDossiers,
    History,
    Papers,
    TakeStep,
)
from services.portal.actions import dossiers as actions
from services.portal.routes.addresses import DOSSIER

router = APIRouter(prefix="/v1/dossiers", tags=["dossiers"])
Refused = dict[int | str, dict[str, Any]]
Code = Annotated[
    str, Path(pattern=DOSSIER_CODE, description="Mã hồ sơ · dossier number", examples=["H99.1-260101-0001"])
]
UNKNOWN: Refused = {404: {}}
FILES: Refused = {403: {}, 404: {}, 409: {}, 502: {}, 503: {}, 504: {}}
STEPS: Refused = {403: {}, 404: {}, 409: {}, 503: {}}
BOOKS: Refused = {403: {}, 404: {}, 503: {}}


@router.post("", status_code=201, responses=FILES, summary="Nộp hồ sơ · file a form")
async def file_dossier(ask: FileDossier, request: Request, response: Response) -> Dossier:
    """File a form: once. The same content again is answered with the same dossier, other content is refused.

    Locked values come from the portal's own snapshot of the registers; a browser that changed one is refused.
    """
    dossier = await actions.file(call_of(request), ask)
    response.headers["Location"] = f"/v1/dossiers/{dossier.code}"
    return dossier


@router.get("", summary="Danh sách hồ sơ · list dossiers")
async def find_dossiers(ask: Annotated[FindDossiers, Query()], request: Request) -> DossierPage:
    """A citizen's own dossiers, or an officer's queue; newest first."""
    return await call_of(request).run(actions.find_dossiers, ask)


@router.post("/books", status_code=201, responses=BOOKS, summary="Sổ theo dõi (mẫu 06) · sign a register")
async def register_book(ask: AskBook, request: Request) -> Papers:
    """Sign the register of what an agency received on a day. Only for its officers."""
    return await actions.register_book(call_of(request), ask)


@router.get(DOSSIER, responses=UNKNOWN, summary="Xem hồ sơ · show a dossier")
async def show_dossier(code: Code, request: Request) -> Dossier:
    """The dossier, whole: to its citizen and the officers of its agency; unknown to everybody else."""
    return await call_of(request).run(actions.show_dossier, code)


@router.get(f"{DOSSIER}/history", responses=UNKNOWN, summary="Lịch sử hồ sơ · history of a dossier")
async def dossier_history(code: Code, request: Request) -> History:
    """Who did what, when and why, oldest first."""
    return await call_of(request).run(actions.dossier_history, code)


@router.post(f"{DOSSIER}/steps", responses=STEPS, summary="Thực hiện một bước · take a step")
async def take_step(code: Code, ask: TakeStep, request: Request) -> Dossier:
    """One step of the life of a dossier (docs/dossiers.md), on the version last seen; who comes second is refused."""
    return await actions.step(call_of(request), code, ask)


@router.post(
    f"{DOSSIER}/control-sheet", status_code=201, responses=BOOKS, summary="Phiếu kiểm soát (mẫu 05) · sign one"
)
async def control_sheet(code: Code, request: Request) -> Papers:
    """Sign the control sheet of a dossier as it is now. Only for officers."""
    return await actions.control_sheet(call_of(request), code)
