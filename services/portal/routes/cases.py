"""Reconciliations: parse, ask the registers, one action, answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from motcua.chassis.call import call_of
from motcua.wire.reconciliations import (
    CASE_ID,
    FindReconciliations,
    OpenReconciliation,
    Reconciliation,
    ReconciliationPage,
)
from services.portal import actions

router = APIRouter(prefix="/v1/reconciliations", tags=["reconciliations"])
CaseId = Annotated[str, Path(pattern=CASE_ID, description="Mã đối soát · case id", examples=["DS-260101-000123"])]
Refused = dict[int | str, dict[str, Any]]
ASKS_OTHERS: Refused = {502: {}, 503: {}, 504: {}}
ASKS_OTHERS_ABOUT_A_CASE: Refused = {404: {}, **ASKS_OTHERS}


@router.post("", status_code=201, responses=ASKS_OTHERS, summary="Mở hồ sơ đối soát · open a reconciliation")
async def reconcile(ask: OpenReconciliation, request: Request, response: Response) -> Reconciliation:
    """Ask the population database who holds the CMND and, on a match, the tax database about that person.

    The case is kept with its evidence. With `link` the personal number is also linked at the tax database; repeating a
    call is safe, the second link changes nothing. A mismatch, several holders or an unknown number is a verdict in a
    201 answer, and discloses nothing about anybody.
    """
    call = call_of(request)
    call.enter("reconcile", ask)
    case = await call.run(actions.reconcile, await actions.ask_registers(call, ask))
    response.headers["Location"] = f"/v1/reconciliations/{case.id}"
    return case


@router.get("", summary="Danh sách hồ sơ đối soát · list reconciliations")
async def find(ask: Annotated[FindReconciliations, Query()], request: Request) -> ReconciliationPage:
    """Newest first, personal numbers masked. A client sees its own cases; the licence `find-all` shows everybody's."""
    return await call_of(request).run(actions.find, ask)


@router.get("/{case_id}", responses={404: {}}, summary="Xem hồ sơ đối soát · show a reconciliation")
async def show(case_id: CaseId, request: Request) -> Reconciliation:
    """The case with its latest run, the evidence, and all earlier runs. Another client's case is unknown."""
    return await call_of(request).run(actions.show, case_id)


@router.post("/{case_id}/rerun", responses=ASKS_OTHERS_ABOUT_A_CASE, summary="Đối soát lại · run a case again")
async def rerun(case_id: CaseId, request: Request) -> Reconciliation:
    """Ask the registers the same question again, after data changed. Earlier runs are kept and shown."""
    call = call_of(request)
    call.enter("rerun", None)
    ask = await call.state.db.run(lambda work: actions.declared(work, case_id, call.by))
    call.enter("rerun", ask)
    findings = await actions.ask_registers(call, ask)
    return await call.run(actions.rerun, actions.Rerun(case_id, findings))
