"""Routes of payments: parse, one action, answer."""

from fastapi import APIRouter

from motcua.chassis.lean import LeanRoute

router = APIRouter(prefix="/v1/payments", tags=["payments"], route_class=LeanRoute)
