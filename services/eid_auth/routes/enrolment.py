"""Routes of enrolment, not of clients (``client_registration``): parse, ask population_db, one action, answer."""

from typing import Any

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.accounts_life import AccountStep, RegisterAccount, VisitDesk
from services.eid_auth.actions import registration as actions

router = APIRouter(prefix="/v1/accounts", tags=["accounts"], route_class=LeanRoute)
ASKS_OTHERS: dict[int | str, dict[str, Any]] = {502: {}, 503: {}, 504: {}}


@router.post("/register", responses=ASKS_OTHERS, summary="Đăng ký mức 1 · register at level 1")
async def register(ask: RegisterAccount, request: Request) -> AccountStep:
    """An account of level 1, as asked for in the app (Decree 69/2024/NĐ-CP Art. 10).

    The population register is asked once: number, name and birth date must agree exactly. Other data, each field named,
    a dead or missing person, an account that exists, a SIM of another account, a child without guardian are verdicts
    (`refused`) in a 200 answer. Below 14 a guardian with an active level 2 asks; that somebody is the guardian is
    declared, not checked. A foreigner states passport and end of residence.
    """
    call = call_of(request)
    call.enter("register", ask)
    return await call.run(actions.register, actions.Identified(ask, await actions.civil_of(call, ask.cccd)))


@router.post("/desk", responses=ASKS_OTHERS, summary="Đăng ký mức 2 tại công an xã · level 2 at a police desk")
async def desk(ask: VisitDesk, request: Request) -> AccountStep:
    """Level 2 at any commune police desk: form TK01, face and fingerprints; the caller chooses what the devices say.

    Makes an account, or raises one of level 1; at level 2 it brings name, birth date and sex up to date with the
    population register. Without the form, or with a finding other than `match`, nothing changes but the list of visits.
    `due_on` follows from the card (Art. 13): three working days, seven without a valid one.
    """
    call = call_of(request)
    call.enter("desk", ask)
    return await call.run(actions.desk, actions.Visited(ask, await actions.civil_of(call, ask.cccd)))
